"""Parts that stand apart from their total, in another paragraph or before it, held against it:
教师95人 in one, 本科85人、专科12人 in the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.facts import Partition
from reportgen.model.text_finding import TextFinding
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.quantities.stated_quantity import QuantityForm, QuantityScope
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.partitioned import Partitioned
from reportgen.text_checks.parts import Parted, is_inner, parted_finding
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn

_FEWEST, _BESIDE, _LONGEST = 2, 4, 30
# What comes so near to a total was to be it.
_OVER, _NEAR = Decimal("1.2"), Decimal("0.9")
# Those of some years, or who came and went, are no parts of all.
_AMONG = late_regex("(?:当?中|里)[，,]?$")
_OTHERS = late_regex(
    "[住寄留走]|参加|培训|获|招|调|引进|新|退|离|班主任|骨干|考|受|应|流动|随迁|贫困|资助|兼|代课|外聘|临聘|编外"
)


def check_apart(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for parts that come to none of the totals which the text tells elsewhere: with
    what is left in the end (未定级8人), as many as there can be, or a little more than all.
    """
    # Areas are held against each other by what relates them.
    for partition in known.dictionary.partitions:
        told = text.paragraphs.of(partition)
        if partition.last and told.wholes:
            ended = list(_check_ended(partition, text, told))
            yield from ended
            known_of = {each.part for each in ended}
            runs = _check_runs(partition, text, told)
            yield from (each for each in runs if each.part not in known_of)


def _check_ended(partition: Partition, text: ReadText, told: Partitioned) -> Iterator[TextFinding]:
    wholes: list[StatedIn] = []
    totals: set[Decimal] = set()
    past = text.lexicon.prose.past
    for stated, count in told.paragraphs:
        own = [each for each in stated if each in told.wholes]
        if wholes and not own and count > _FEWEST:
            parts = ((each, told.words[each]) for each in stated if each in told.words)
            now = [each for each in parts if each[0].quantity.scope.period not in past]
            yield from _check_listed(partition, now, wholes, totals)
        wholes += own
        totals.update(each.quantity.number for each in own)


def _check_listed(
    partition: Partition,
    told: Sequence[tuple[StatedIn, str]],
    wholes: Sequence[StatedIn],
    totals: AbstractSet[Decimal],
) -> Iterator[TextFinding]:
    parts: dict[str, StatedIn] = {}
    for each, word in told:
        alike = each.quantity.units == wholes[0].quantity.units
        if alike and each.quantity.number not in totals:
            parts.setdefault(word, each)
    run = _Run(tuple(parts), tuple(parts.values()), ())
    found = Parted(wholes[-1], run.parts, is_told_whole=True)
    ended = any(word in partition.last for word in parts) and not run.holds_its_sums()
    if ended and len(parts) > _FEWEST and found.total not in totals:
        yield parted_finding(found)._replace(severity=Severity.WARNING)


class _Run(NamedTuple):
    """Parts in a row, each by its word, and what else their paragraph states."""

    words: tuple[str, ...]
    parts: tuple[StatedIn, ...]
    beside: Sequence[StatedIn]

    @property
    def total(self) -> Decimal:
        return sum((each.quantity.number for each in self.parts), Decimal(0))

    @property
    def stage(self) -> str | None:
        """That of all of them; None where they are of several."""
        stages = {each.quantity.scope.stage for each in self.parts}
        return stages.pop() if len(stages) == 1 else None

    def is_all_of(self, partition: Partition) -> bool:
        """Whether there can be no other part: 男 and 女."""
        return set(self.words) == set(partition.parts)

    def holds_its_sums(self) -> bool:
        """Whether one of them is what others come to: 高级20人、正高级2人、副高级18人."""
        numbers = [each.quantity.number for each in self.parts]
        rows = range(len(numbers) - 1)
        return any(sum(numbers[at : at + 2]) in numbers for at in rows)


def _check_runs(partition: Partition, text: ReadText, told: Partitioned) -> Iterator[TextFinding]:
    wholes = tuple(told.wholes)
    for stated, count in told.paragraphs:
        for run in _runs(stated, told) if count >= _FEWEST else ():
            parted = _parted(partition, run, wholes, text)
            if parted is not None:
                yield parted_finding(parted)._replace(severity=Severity.WARNING)


def _runs(stated: Sequence[StatedIn], told: Partitioned) -> Iterator[_Run]:
    """The parts in a row that stand before any total of their paragraph."""
    found: dict[str, StatedIn] = {}
    for each in stated:
        word = told.words.get(each, "")
        if word and found and is_inner(each, tuple(found.values())[-1]):
            continue
        if word and word not in found and _is_plain(each):
            found[word] = each
            continue
        if each.quantity.form is not QuantityForm.AMOUNT:
            continue
        if len(found) >= _FEWEST:
            yield _Run(tuple(found), tuple(found.values()), stated)
        if each in told.wholes:
            return
        found = {}
    if len(found) >= _FEWEST:
        yield _Run(tuple(found), tuple(found.values()), stated)


def _is_plain(each: StatedIn) -> bool:
    """Whether it is of all there are now, as far as the words before it say."""
    scope = each.quantity.scope
    if scope.grade or scope.period or not each.quantity.units:
        return False
    text, end = each.part.text, each.quantity.start
    first = max(each.quantity.said_from - _LONGEST, 0)
    stop = max(map(text.rfind, "。；\n", (first,) * 3, (end,) * 3))
    return _OTHERS.search(text, max(stop, first), end) is None


def _parted(
    partition: Partition, run: _Run, wholes: Sequence[StatedIn], text: ReadText
) -> Parted | None:
    """The parts with the total that they should come to; None where nothing is wrong with them."""
    own = _named_among(wholes, run, text)
    told = own or wholes
    stage, total = run.stage, run.total
    if stage is None or run.holds_its_sums() or _is_told(run, told, text):
        return None
    if not own and any(_is_sum_with_next(each, total, text) for each in told):
        return None
    meant = [each for each in told if _is_of(each, stage, run.parts[0], text)]
    values = {each.quantity.number for each in meant}
    whole = _nearest(values, total)
    if run.is_all_of(partition) and not text.figures.is_of_stages and len(values) == 1:
        (only,) = values
        whole = only if only * _NEAR <= total < only else whole
    if whole is None:
        return None
    first = next(each for each in meant if each.quantity.number == whole)
    return Parted(first, run.parts, is_told_whole=False)


def _named_among(wholes: Sequence[StatedIn], run: _Run, text: ReadText) -> list[StatedIn]:
    """Those that the words before the parts name (专任教师中): of these alone the parts are."""
    name = text.lexicon.ends.names.find(_AMONG.sub("", run.parts[0].quantity.kind))
    subjects = text.lexicon.before.get(name, ())
    return [each for each in wholes if each.quantity.subjects == subjects and len(subjects) == 1]


def _nearest(values: AbstractSet[Decimal], total: Decimal) -> Decimal | None:
    """The total that the parts are a little more than; None where they may be of a greater one
    (专任教师171人 of 教职工198人).
    """
    nearest = max((each for each in values if each < total), default=None)
    if nearest is None or total > nearest * _OVER:
        return None
    above = min((each for each in values if each > total), default=None)
    return None if above is not None and (above - total) * 2 < total - nearest else nearest


def _is_of(each: StatedIn, stage: str, part: StatedIn, text: ReadText) -> bool:
    """Whether it is of all of that stage today, and counted as the part is."""
    of_stage = text.figures.scope_of(each) == QuantityScope(stage=stage)
    return of_stage and each.quantity.units == part.quantity.units


def _is_told(run: _Run, wholes: Sequence[StatedIn], text: ReadText) -> bool:
    """Whether what they come to is told as any total, or as anything else of their paragraph."""
    total = run.total
    if any(each.quantity.number == total for each in (*wholes, *run.beside)):
        return True
    return text.figures.is_of_stages and total == _sum_of_stages(wholes)


def _is_sum_with_next(whole: StatedIn, total: Decimal, text: ReadText) -> bool:
    """Whether it is what two that stand side by side come to: 专任教师40人、工勤3人."""
    at = text.count_stated(*whole.order)
    beside = text.stated[max(at - _BESIDE, 0) : at + 1 + _BESIDE]
    left = total - whole.quantity.number
    return any(each.at == whole.at and each.quantity.number == left for each in beside)


def _sum_of_stages(wholes: Iterable[StatedIn]) -> Decimal:
    by_stage: dict[str, Decimal] = {}
    for each in wholes:
        if each.quantity.scope.stage:
            by_stage.setdefault(each.quantity.scope.stage, each.quantity.number)
    return sum(by_stage.values(), Decimal(0))
