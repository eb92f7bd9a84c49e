"""What the clerk says is met, held against the verdicts → Problems at their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from reportgen.assess.outcome import Outcome
from reportgen.late_regex import late_regex
from reportgen.model.assessment import Verdict
from reportgen.problems import Location, Problem, error, warning
from reportgen.words.claims import (
    Claim,
    claims_one,
    find_named_claims,
    find_whole_claim,
    split_sentences,
)
from reportgen.words.listing import list_first

Lines = Iterable[tuple[str, Location]]

# What a name ends in that one leaves out: 生均图书 of 生均图书册数.
_MEASURE = late_regex(r"(?:[册台人]数|面积|数|值)$")
_SHORTEST = 4
_NUMBERED = late_regex(r"^\s*指标\s*([0-9]{1,4})(?![0-9])")
# So many characters in a row show that 指标3 is the third one here.
_SHARED = 3
# No more names than that stand in one message.
_MOST_SCHOOLS = 5


def check_claims(lines: Lines, outcome: Outcome) -> Iterator[Problem]:
    """All met where not all is; an indicator met that is not, or that no limit is set for."""
    refuted = {
        name: verdict
        for name in outcome.indicators
        if (verdict := _refuting(name, outcome)) is not None
    }
    if not refuted and not outcome.not_met:
        return
    known = _Known(refuted, outcome)
    for text, place in lines:
        for sentence in split_sentences(text):
            if claim := find_whole_claim(sentence):
                yield from known.check_whole(claim, place)
            yield from known.check_named(sentence, place)


def _refuting(name: str, outcome: Outcome) -> Verdict | None:
    """Why the indicator is not met, in none of its stages; None where it is, or may be."""
    verdicts = [verdict for known, verdict in outcome.verdicts if known == name]
    return verdicts[0] if verdicts and Verdict.MET not in verdicts else None


class _Known:
    """What claims of one report are held against; `refuted` are the verdicts of those not met."""

    def __init__(self, refuted: Mapping[str, Verdict], outcome: Outcome) -> None:
        self._refuted, self._outcome = refuted, outcome
        short = ((_MEASURE.sub("", name), name) for name in refuted)
        self._forms = {form: name for form, name in short if len(form) >= _SHORTEST}
        self._forms.update((name, name) for name in refuted)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """What finds them; compiled for few schools, as hardly any text says what is met."""
        # The other names are found too: 生均教学用房面积 is not 教学用房面积.
        known = {*self._forms, *self._outcome.indicators}
        words = sorted(known, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)) or "(?!)")

    def check_whole(self, claim: Claim, place: Location) -> Iterator[Problem]:
        """A claim of schools is held against those that are judged, of all else against all."""
        schools = self._outcome.schools if claim.of_schools else ()
        if schools:
            yield from _check_schools(claim, schools, place)
        else:
            yield from self._check_all(claim, place)

    def _check_all(self, claim: Claim, place: Location) -> Iterator[Problem]:
        open_ones, unjudged = self._outcome.not_met, self._unjudged()
        if claim.number is not None and claim.number <= self._count_met():
            return
        if open_ones:
            message = f"写着“{claim.words}”，但有指标不是达标：{'、'.join(open_ones)}"
            yield error("false_claim", message, place, "请改写这句话")
        elif unjudged:
            message = f"写着“{claim.words}”，但有指标没有规定标准值：{'、'.join(unjudged)}"
            hint = f"请写明是几项达标（{self._count_met()}项）"
            yield warning("claim_unjudged", message, place, hint)

    def check_named(self, sentence: str, place: Location) -> Iterator[Problem]:
        if not claims_one(sentence):
            return
        named = list(find_named_claims(sentence, self._names))
        for form, words in named or self._numbered(sentence):
            name = self._forms.get(form, "")
            if verdict := self._refuted.get(name):
                message = f"写着“{words}”，但指标“{name}”的结论是{verdict.label}"
                hint = "请改写这句话" + ("，只写数值" if verdict is Verdict.NO_LIMIT else "")
                yield warning("false_claim_of_one", message, place, hint)

    def _numbered(self, sentence: str) -> Iterator[tuple[str, str]]:
        """指标3：…已达标, where the third indicator shares words with the sentence."""
        found = _NUMBERED.match(sentence)
        place = int(found[1]) - 1 if found else -1
        if 0 <= place < len(self._outcome.indicators):
            name = self._outcome.indicators[place]
            whole = re.compile(".+")
            if _share_words(name, sentence):
                yield from ((name, words) for _, words in find_named_claims(sentence, whole))

    def _unjudged(self) -> list[str]:
        return [name for name, each in self._refuted.items() if each is Verdict.NO_LIMIT]

    def _count_met(self) -> int:
        names = {name for name, each in self._outcome.verdicts if each is not Verdict.MET}
        return sum(name not in names for name in self._outcome.indicators)


def _check_schools(
    claim: Claim, schools: Iterable[tuple[str, Verdict]], place: Location
) -> Iterator[Problem]:
    """All schools met where some are not."""
    named = (f"{name}（{verdict.label}）" for name, verdict in schools if verdict.is_open)
    open_ones = list(dict.fromkeys(named))
    if open_ones:
        told = list_first(open_ones, _MOST_SCHOOLS)
        message = f"写着“{claim.words}”，但有{len(open_ones)}所学校不是达标：{told}"
        yield error("false_claim", message, place, "请改写这句话")


def _share_words(name: str, sentence: str) -> bool:
    parts = (name[start : start + _SHARED] for start in range(len(name) - _SHARED + 1))
    return any(part in sentence for part in parts)
