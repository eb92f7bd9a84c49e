"""What a text says is met, or is not, held against the verdicts on the indicators that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.assessment import Verdict
from reportgen.model.standard import IndicatorKind
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.problems import Severity
from reportgen.quantities.claims import (
    Claims,
    Saying,
    Sense,
    WholeClaim,
    claims_cue,
    find_claims,
)
from reportgen.quantities.scopes import ScopeMarks
from reportgen.text_checks.claimed import Claimed, find_claimed
from reportgen.text_checks.known_figures import Judged, KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.words.listing import list_first

_REWRITE = "请改写这句话"
_NOT_JUDGED = "所选的标准不给单所学校定限值：请写明是按哪个标准达标的，或者改写这句话"
# No more names than that stand in one message.
_MOST_SCHOOLS = 5


def check_claims(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for all met where not all is, and for an indicator that is said to be met, or not to
    be, against its verdict; a reminder where no limit is set for it, or it is only meant.
    """
    if not (known.judged or known.schools):
        return
    words = known.dictionary.vocabulary.claims
    for at in text.find_parts(claims_cue(words)):
        made = find_claims(text.parts[at].text, words)
        if made.said or made.whole:
            yield from _check_part(made, at, text, known)


def _check_part(
    made: Claims, at: int, text: ReadText, known: KnownFigures
) -> Iterator[TextFinding]:
    """What is belied of it, but for what is said of another time."""
    part = text.parts[at]
    found = [each for whole in made.whole for each in _check_whole(whole, part, known)]
    found += [each for saying in made.said for each in _check_named(saying, at, text, known)]
    # Few are: when it is said is asked of those alone.
    marks = ScopeMarks(part.text, text.lexicon) if found else None
    for each in found:
        if marks is not None and not marks.scope_at(each.end - 1, text.year).period:
            yield each


def _check_whole(claim: WholeClaim, part: TextPart, known: KnownFigures) -> Iterator[TextFinding]:
    """A claim of schools is held against those that are judged, of all else against all."""
    said = f"写着“{part.text[claim.start : claim.end]}”，但有"
    span = claim.start, claim.end
    if claim.of_schools and known.schools:
        if not _is_of_own_fact(part.text, claim.end, known):
            yield from _check_schools(said, part, span, known)
        return
    if claim.number is not None and claim.number <= _count_met(known):
        return
    # In a document the chapter says by which standard; words of a data file stand by themselves.
    if part.paragraph and _is_met_by_one(known):
        return
    if open_ones := _named(known.judged, (Verdict.UNMET, Verdict.NO_DATA)):
        message = f"{said}指标不是达标：{'、'.join(open_ones)}"
        yield _false(part, span, message)._replace(stops=True)
    elif unjudged := _unjudged(known):
        message = f"{said}指标没有规定标准值：{'、'.join(unjudged)}"
        met = _count_met(known)
        hint = f"请写明是几项达标（{met}项）" if met else _NOT_JUDGED
        yield TextFinding(TextRule.CLAIM_UNJUDGED, Severity.WARNING, part, *span, message, hint)


def _is_met_by_one(known: KnownFigures) -> bool:
    """Whether all is met by one of several standards, which may be meant."""
    verdicts: dict[str, set[Verdict]] = {}
    for each in known.judged:
        verdicts.setdefault(each.standard.id if each.standard else "", set()).add(each.verdict)
    return len(verdicts) > 1 and {Verdict.MET} in verdicts.values()


def _is_of_own_fact(text: str, end: int, known: KnownFigures) -> bool:
    """Whether what all schools are said to have come to is a fact that their district counts by
    itself (达到省定办学条件基本标准): the verdicts are by other standards.
    """
    of_district = (
        each.indicator for each in known.judged if each.standard and each.standard.is_of_district
    )
    names = {name for each in of_district for name in each.names}
    facts = filter(None, map(known.dictionary.find, names))
    return any(each.words.affirmed and each.words.affirmed in text[:end] for each in facts)


def _check_schools(
    said: str, part: TextPart, span: tuple[int, int], known: KnownFigures
) -> Iterator[TextFinding]:
    # By which of several standards all are said to meet it is not known.
    met = {name for name, each in known.schools if not each.is_open}
    open_schools = (pair for pair in known.schools if pair[0] not in met)
    open_ones = list(dict.fromkeys(f"{name}（{each.label}）" for name, each in open_schools))
    if open_ones:
        told = list_first(open_ones, _MOST_SCHOOLS)
        message = f"{said}{len(open_ones)}所学校不是达标：{told}"
        found = _false(part, span, message)
        # A school whose figures lack may meet it all the same.
        belied = any(name not in met and each is Verdict.UNMET for name, each in known.schools)
        yield found._replace(stops=True) if belied else _as_reminder(found)


def _check_named(
    saying: Saying, at: int, text: ReadText, known: KnownFigures
) -> Iterator[TextFinding]:
    part = text.parts[at]
    for claimed in find_claimed(saying, at, text, known):
        refuted = _refuting(claimed.judged, saying)
        if refuted is not None:
            words = part.text[claimed.start : saying.end]
            message = f"写着“{words}”，但指标“{refuted.name}”的结论是{refuted.told}"
            found = _false(part, (claimed.start, saying.end), message)
            yield found if _is_sure(claimed, refuted) else _doubtful(found, refuted)


def _refuting(judged: Sequence[Judged], saying: Saying) -> Judged | None:
    """The verdict that none of those agrees with what is said; None where one may."""
    wrong = [each for each in judged if _belies(each, saying)]
    if not wrong or len(wrong) < len(judged):
        return None
    return next((each for each in wrong if each.verdict is not Verdict.NO_DATA), wrong[0])


def _belies(judged: Judged, saying: Saying) -> bool:
    # Whether 1∶18 is above 1∶19 nobody can tell.
    if judged.indicator.kind is IndicatorKind.ONE_TO and saying.sense in (Sense.ABOVE, Sense.BELOW):
        return False
    said = saying.says_met(wants_more=judged.indicator.wants_more)
    if said is None or (said and saying.hedged and judged.verdict is not Verdict.UNMET):
        return False
    return judged.verdict is not Verdict.MET if said else judged.verdict is Verdict.MET


def _is_sure(claimed: Claimed, refuted: Judged) -> bool:
    return claimed.is_exact and refuted.verdict in (Verdict.MET, Verdict.UNMET)


def _doubtful(found: TextFinding, refuted: Judged) -> TextFinding:
    only = "，只写数值" if refuted.verdict is Verdict.NO_LIMIT else "；说的是另一件事的，写明是什么"
    return _as_reminder(found)._replace(hint=f"{_REWRITE}{only}")


def _as_reminder(found: TextFinding) -> TextFinding:
    return found._replace(severity=Severity.WARNING)


def _false(part: TextPart, span: tuple[int, int], message: str) -> TextFinding:
    return TextFinding(TextRule.FALSE_CLAIM, Severity.ERROR, part, *span, message, _REWRITE)


def _named(judged: Sequence[Judged], verdicts: tuple[Verdict, ...]) -> list[str]:
    told = (f"{each.name}（{each.verdict.label}）" for each in judged if each.verdict in verdicts)
    return list(dict.fromkeys(told))


def _unjudged(known: KnownFigures) -> list[str]:
    """The indicators without a limit in any of their stages."""
    limited = {each.name for each in known.judged if each.verdict is not Verdict.NO_LIMIT}
    return list(dict.fromkeys(each.name for each in known.judged if each.name not in limited))


def _count_met(known: KnownFigures) -> int:
    others = {each.name for each in known.judged if each.verdict is not Verdict.MET}
    return len({each.name for each in known.judged} - others)
