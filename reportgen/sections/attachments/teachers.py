"""教师结构表: teachers by degree, rank and age, as the file has them or as its figures do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.assessment import Result
from reportgen.model.numbers import exact_text, format_short, percent_of, round_share
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material
from reportgen.sections.columns import alike_decimals, shares_note, without_empty_columns
from reportgen.sections.results.indicator_words import fact_noun
from reportgen.sections.staff import staff_tables

_SHARE = "占比（%）"
_OTHERS, _SUM = "其他", "合计"
_PERCENT = 100


def teacher_tables(material: Material) -> tuple[Block, ...]:
    """The teachers by degree and rank, and by age, as the file has them.

    Where it has no such table: the figures that count teachers by degree and by rank, none that is
    0. Nothing where neither is known.
    """
    return staff_tables(material) or _counted(material)


class _Kind(NamedTuple):
    """The teachers by what one heading says of them, and all of them; None is not known.

    `among` is who all are, where more than teachers are counted: 教职工.
    """

    head: str
    counts: tuple[tuple[str, Decimal], ...]
    total: Decimal | None
    among: str = ""


def _counted(material: Material) -> tuple[Block, ...]:
    """A row for each degree and each rank that a figure counts, what is left of all and the sum."""
    words = material.dictionary.staff
    kinds = [_kind("学历", words.degrees, material), _kind("职称", words.ranks, material)]
    rows = [row for kind in kinds for row in _rows(kind)]
    if not rows:
        return ()
    table = Table(
        header=("类别", "项目", "人数", _SHARE),
        rows=tuple(rows),
        widths=(0.2, 0.34, 0.23, 0.23),
        aligns=(Align.CENTRE,) * 4,
        note=_note([kind for kind in kinds if kind.counts]),
    )
    return (without_empty_columns(table),)


def _note(kinds: Sequence[_Kind]) -> str:
    """What the sums do not say: that rows lack, whom they count, or that shares are rounded."""
    if any(kind.total is None for kind in kinds):
        return "只列有统计的各项。"
    among = next((kind.among for kind in kinds if kind.among), "")
    counted = f"合计为{among}人数，“其他”是没有分项统计的。" if among else ""
    rounded = (
        shares_note([_share(count, kind.total) for _, count in _lines(kind)]) for kind in kinds
    )
    return counted + next(filter(None, rounded), "")


def _lines(kind: _Kind) -> Sequence[tuple[str, Decimal]]:
    """What is counted, and what is left of the total."""
    if not kind.counts or kind.total is None:
        return kind.counts
    rest = kind.total - sum(count for _, count in kind.counts)
    return (*kind.counts, (_OTHERS, rest)) if rest > 0 else kind.counts


def _kind(head: str, facts: Mapping[str, str], material: Material) -> _Kind:
    known = tuple(_known(facts, material))
    total = _figure(material.dictionary.staff.total, material)
    if total is not None:
        return _Kind(head, known, total)
    result = _judging(facts, material)
    if result is None or result.indicator.denominator is None:
        return _Kind(head, known, None)
    whole = material.dictionary.find(result.indicator.denominator.text)
    return _Kind(head, known, result.denominator, fact_noun(whole) if whole is not None else "")


def _rows(kind: _Kind) -> Iterator[tuple[Cell, ...]]:
    counts = [*_lines(kind)]
    if counts and kind.total is not None:
        counts.append((_SUM, kind.total))
    shares = alike_decimals([_share(count, kind.total) for _, count in counts])
    for number, ((word, count), share) in enumerate(zip(counts, shares, strict=True)):
        first = Cell(kind.head, joined=number > 0)
        yield first, Cell(word), Cell(format_short(count), number=count), Cell(share)


def _judging(facts: Mapping[str, str], material: Material) -> Result | None:
    """What says how large a part of others such teachers are: of 教职工."""
    names = set(filter(None, facts.values()))
    for result in material.assessment.results:
        parts = set(result.indicator.numerator.names)
        if not isinstance(result.numerator, Decimal) or result.indicator.denominator is None:
            continue
        if _parts_of(parts, material) & names and result.indicator.multiple == _PERCENT:
            return result
    return None


def _parts_of(names: set[str], material: Material) -> set[str]:
    """The facts, and those of which they are made."""
    found = (material.dictionary.find(name) for name in names)
    return names.union(*(fact.formula.names for fact in found if fact and fact.formula))


def _known(facts: Mapping[str, str], material: Material) -> Iterator[tuple[str, Decimal]]:
    """Those with a figure; a sum of others that have one is left out."""
    figures = {name: _figure(name, material) for name in facts.values() if name}
    known = {name for name, figure in figures.items() if figure is not None}
    for word, name in facts.items():
        count = figures.get(name)
        if count and not _is_sum_of(name, known, material):
            yield word, count


def _is_sum_of(name: str, known: set[str], material: Material) -> bool:
    fact = material.dictionary.find(name)
    return bool(fact and fact.formula and known.issuperset(fact.formula.names))


def _figure(name: str, material: Material) -> Decimal | None:
    value = material.assessment.facts.get((name, None))
    return value if isinstance(value, Decimal) else None


def _share(count: Decimal, total: Decimal | None) -> str:
    share = percent_of(count, total) if total is not None else None
    return "" if share is None else exact_text(round_share(share, 1))
