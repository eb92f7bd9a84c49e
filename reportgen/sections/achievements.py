"""取得成绩: the honours of the school."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportgen.model.attachments import ACHIEVEMENTS
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.school import Achievement
from reportgen.model.vocabulary import HonourWords
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import AS_TABLE, Material
from reportgen.sections.columns import without_empty_columns
from reportgen.words.quoting import in_quotes


def build_achievements(material: Material) -> tuple[Block, ...]:
    """The clerk's own text, if any, then the honours: year by year in one sentence or a few, or as
    a table where the outline asks for one and none is attached. What the text names is not said
    again.
    """
    own, honours = material.whole("取得成绩"), _unsaid(material)
    is_attached = bool(material.annex_label(ACHIEVEMENTS))
    if material.style("取得成绩") == AS_TABLE and not is_attached:
        honours = material.school.achievements
        return (*own, honour_table(honours)) if honours else own
    if not honours:
        return own
    values = {
        "主语": material.school.name if material.is_district else material.genre.terms.short,
        "各年": list(_Telling(material.dictionary.vocabulary.honours).by_year(honours)),
        "项数": len(honours),
    }
    return (*own, *material.refer(ACHIEVEMENTS, material.say("成绩", values)))


def _unsaid(material: Material) -> tuple[Achievement, ...]:
    """The honours that the clerk's own text does not name."""
    said = material.school.whole_sections.get("取得成绩")
    text = said.text if said is not None else ""
    return tuple(each for each in material.school.achievements if each.name not in text)


def honour_table(honours: Sequence[Achievement]) -> Table:
    """The honours in the order of the file, without columns that none of them fills."""
    table = Table(
        header=("序号", "名称", "级别", "颁发单位", "年份"),
        rows=tuple(_row(number, each) for number, each in enumerate(honours, 1)),
        widths=(0.08, 0.42, 0.12, 0.26, 0.12),
        aligns=(Align.CENTRE, Align.LEFT, Align.CENTRE, Align.LEFT, Align.CENTRE),
        caption="取得成绩",
    )
    return without_empty_columns(table)


def _row(number: int, honour: Achievement) -> tuple[Cell, ...]:
    year = str(honour.year) if honour.year else ""
    return tuple(map(Cell, (str(number), honour.name, honour.level, honour.awarded_by, year)))


class _Telling(NamedTuple):
    """How honours are told, by the words that say what they are."""

    words: HonourWords

    def by_year(self, honours: Sequence[Achievement]) -> Iterator[dict[str, object]]:
        """The honours of each year in order, those without a year last."""
        ordered = sorted(honours, key=lambda each: (each.year is None, each.year or 0))
        for year, group in groupby(ordered, key=lambda each: each.year):
            of_year = list(group)
            together = "" if year else self._together(of_year)
            yield {"年份": year, "并列": together, "各家": list(self._by_giver(of_year))}

    def _together(self, honours: Sequence[Achievement]) -> str:
        """Honours of several givers or of both kinds side by side, in their order; else empty."""
        if len({(_giver(each), self._is_prize(each)) for each in honours}) == 1:
            return ""
        groups = groupby(honours, key=lambda each: (self._given(each), self._level(each)))
        texts = (given + level + _quote(each.name for each in of) for (given, level), of in groups)
        ending = "等荣誉" if any(map(self._is_prize, honours)) else "荣誉称号"
        return "、".join(texts) + ending

    def _given(self, honour: Achievement) -> str:
        """By whom it was given, before its name."""
        giver, verb = _giver(honour), "颁发" if self._is_prize(honour) else "授予"
        return f"{giver}{verb}的" if giver else ""

    def _by_giver(self, honours: Sequence[Achievement]) -> Iterator[dict[str, object]]:
        """The honours of one year by who gave them."""
        for giver in dict.fromkeys(map(_giver, honours)):
            given = [each for each in honours if _giver(each) == giver]
            prizes = [each for each in given if self._is_prize(each)]
            titles = [each for each in given if each not in prizes]
            yield {"颁发单位": giver, "称号": self._name(titles), "奖项": self._name(prizes)}

    def _is_prize(self, honour: Achievement) -> bool:
        return self.words.prize.search(honour.name) is not None

    def _name(self, honours: Sequence[Achievement]) -> str:
        """Their names by level: 市级“文明校园”、县级“平安校园”“书香校园”."""
        levels = dict.fromkeys(map(self._level, honours))
        return "、".join(
            level + _quote(each.name for each in honours if self._level(each) == level)
            for level in levels
        )

    def _level(self, honour: Achievement) -> str:
        """The level, where neither the honour's name nor that of the giver shows it."""
        named = f"{honour.name}\n{honour.awarded_by}"
        return "" if self.words.shows(named, honour.level) else honour.level


def _giver(honour: Achievement) -> str:
    """Who gave it, where its name does not say so."""
    return "" if honour.awarded_by in honour.name else honour.awarded_by


def _quote(names: Iterable[str]) -> str:
    """The names in quotation marks, side by side (GB/T 15834-2011, 4.5.3.5: without 、)."""
    return "".join(map(in_quotes, names))
