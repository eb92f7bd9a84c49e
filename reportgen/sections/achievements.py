"""取得成绩: the honours of the school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportgen.model.attachments import ACHIEVEMENTS
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.school import Achievement
from reportgen.sections.builder import AS_TABLE, Material
from reportgen.sections.columns import without_empty_columns
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

# What is won (获一等奖); all else is what a school is called (被评为文明校园).
_PRIZE = re.compile(rf"奖|[冠亚季]军|[金银铜]牌|第[{NUMERAL_SIGNS}0-9]+名?$|名次$")
_INNER_QUOTES = str.maketrans("“”", "‘’")
_QUOTES = '“”"「」'


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
        "各年": list(_by_year(honours)),
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


def _by_year(honours: Sequence[Achievement]) -> Iterator[dict[str, object]]:
    """The honours of each year in order, those without a year last."""
    ordered = sorted(honours, key=lambda each: (each.year is None, each.year or 0))
    for year, of_year in groupby(ordered, key=lambda each: each.year):
        yield {"年份": year, "各家": list(_by_giver(list(of_year)))}


def _by_giver(honours: Sequence[Achievement]) -> Iterator[dict[str, object]]:
    """The honours of one year by who gave them."""
    for giver in dict.fromkeys(each.awarded_by for each in honours):
        given = [each for each in honours if each.awarded_by == giver]
        prizes = [each for each in given if _PRIZE.search(each.name)]
        titles = [each for each in given if each not in prizes]
        yield {"颁发单位": giver, "称号": _name(titles), "奖项": _name(prizes)}


def _name(honours: Sequence[Achievement]) -> str:
    """Their names by level: 市级“文明校园”、县级“平安校园”“书香校园”."""
    levels = dict.fromkeys(map(_level, honours))
    return "、".join(
        level + _quote(each.name for each in honours if _level(each) == level) for level in levels
    )


def _level(honour: Achievement) -> str:
    """The level, where the name of the giver does not show it."""
    shown = honour.level.removesuffix("级")
    return "" if shown and shown in honour.awarded_by else honour.level


def _quote(names: Iterable[str]) -> str:
    """The names in quotation marks, side by side (GB/T 15834-2011, 4.5.3.5: without 、)."""
    return "".join(f"“{name.strip(_QUOTES).translate(_INNER_QUOTES)}”" for name in names)
