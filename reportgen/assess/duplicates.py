"""Files of schools → those of one school, of which at most one counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from reportgen.assess.belonging import plain_code
from reportgen.model.admission import Applicant, Refusal, RefusalReason
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, gap, warning
from reportgen.words.listing import list_first
from reportgen.words.place_names import without_place

DUPLICATE_SCHOOL, OLDER_FILE = "duplicate_school", "older_file"
"""The codes of what is said of a file of several of one school, which does not count."""

_MOST_NAMED = 4
_Key = TypeVar("_Key")
_Told = tuple[Applicant, Refusal]


class ChoiceOfFiles(NamedTuple):
    """How one of several files of a school is chosen: by `choose`, what somebody decided, then by
    the date where the `newest` is asked for.
    """

    newest: bool
    choose: Callable[[Sequence[Applicant]], Applicant | None]


def find_duplicates(
    applicants: Sequence[Applicant], district: str, choice: ChoiceOfFiles
) -> Iterator[_Told]:
    """Each file that does not count beside others, with why.

    Files of one name are of one school unless each has a code of its own; the district's name
    before a school's does not tell schools apart. Of them none counts but one that was chosen, or
    with `newest` that of the latest date: that of the report where all have one, then that on which
    the file was last written. One code under several names is decided by a choice alone.
    """
    shared = dict(_find_shared_codes(applicants, district, choice))
    yield from shared.values()
    rest = [each for each in applicants if each.key not in shared]
    for files in _group(rest, lambda each: _name(each, district)).values():
        for same in _same_schools(files):
            yield from _decide(same, choice)


def _name(applicant: Applicant, district: str) -> str:
    return without_place(applicant.name, district)


def _group(
    applicants: Iterable[Applicant], key: Callable[[Applicant], _Key]
) -> Mapping[_Key, list[Applicant]]:
    found: dict[_Key, list[Applicant]] = {}
    for each in applicants:
        found.setdefault(key(each), []).append(each)
    return found


# ---- one code, several names ----


def _find_shared_codes(
    applicants: Sequence[Applicant], district: str, choice: ChoiceOfFiles
) -> Iterator[tuple[str, _Told]]:
    coded = [each for each in applicants if plain_code(each.particulars.code)]
    for files in _group(coded, lambda each: plain_code(each.particulars.code)).values():
        if len({_name(each, district) for each in files}) > 1:
            chosen = choice.choose(files)
            told = (each for each in files if each is not chosen)
            yield from ((each.key, (each, _not_used(each, files, chosen))) for each in told)


def _not_used(
    applicant: Applicant, files: Sequence[Applicant], chosen: Applicant | None
) -> Refusal:
    return _not_chosen(applicant, chosen) if chosen else _shared_code(applicant, files)


def _shared_code(applicant: Applicant, files: Sequence[Applicant]) -> Refusal:
    others = [f"“{each.name}”（{each.key}）" for each in files if each.key != applicant.key]
    told = list_first(others, _MOST_NAMED)
    message = f"没有计入县域的数：学校代码 {applicant.particulars.code} 也是{told}的"
    hint = "请核对代码，各校写各校的；是同一所学校改了名的，请只留一份"
    place = applicant.place("代码")
    return Refusal(RefusalReason.CODE, gap("shared_code", message, place, hint))


# ---- one school, several files ----


def _same_schools(files: Sequence[Applicant]) -> Iterator[Sequence[Applicant]]:
    """The files of one name by school; where some have no code it is open whose they are."""
    by_code = _group(files, lambda each: plain_code(each.particulars.code))
    groups = [files] if "" in by_code else list(by_code.values())
    yield from (group for group in groups if len(group) > 1)


def _decide(files: Sequence[Applicant], choice: ChoiceOfFiles) -> Iterator[_Told]:
    decided, newest = choice.choose(files), choice.newest
    if decided is not None:
        yield from ((each, _not_chosen(each, decided)) for each in files if each is not decided)
        return
    codes = {plain_code(each.particulars.code) for each in files} - {""}
    chosen = _find_newest(files) if newest and len(codes) < 2 else None
    for each in files:
        if chosen is None:
            yield each, _undecided(each, files, newest)
        elif each is not chosen:
            yield each, _older(each, chosen)


def _find_newest(files: Sequence[Applicant]) -> Applicant | None:
    """The file of the latest date, of several of those that was written last; None where that
    cannot be told.
    """
    dated = all(each.particulars.date for each in files)
    latest = max(each.particulars.date for each in files) if dated else ""
    last = [each for each in files if not dated or each.particulars.date == latest]
    return last[0] if len(last) == 1 else _find_last_written(last)


def _find_last_written(files: Sequence[Applicant]) -> Applicant | None:
    *_, before, last = sorted(files, key=lambda each: each.modified)
    is_known = all(each.modified for each in files)
    step = max(each.step for each in files)
    return last if is_known and last.modified - before.modified > step else None


_CHOICE = "请只留一份，或加上 --newest 取最新的"
_UNDATED = "报告日期和文件时间分不出先后，请只留一份"


def _undecided(applicant: Applicant, files: Sequence[Applicant], newest: bool) -> Refusal:
    others = [each.key for each in files if each.key != applicant.key]
    message = f"没有计入县域的数：“{applicant.name}”还有一份在{list_first(others, _MOST_NAMED)}"
    hint = f"{_UNDATED if newest else _CHOICE}；是两所学校的，请各写全称，或各写学校代码"
    return Refusal(RefusalReason.DUPLICATE, gap(DUPLICATE_SCHOOL, message, _whole(applicant), hint))


def _older(applicant: Applicant, chosen: Applicant) -> Refusal:
    state = "" if chosen.is_sound else "，但那一份有错，这所学校还没有计入"
    message = f"没有计入县域的数：“{applicant.name}”取了最新的一份 {chosen.key}{state}"
    hint = "不用的请移走" if chosen.is_sound else f"请改好 {chosen.key}，或把它移走"
    return Refusal(RefusalReason.OLDER, warning(OLDER_FILE, message, _whole(applicant), hint))


def _not_chosen(applicant: Applicant, chosen: Applicant) -> Refusal:
    message = f"没有计入县域的数：“{applicant.name}”决定用的是 {chosen.key}"
    hint = "不用的请移走；要用这一份的，收回决定"
    place = _whole(applicant)
    return Refusal(RefusalReason.NOT_CHOSEN, warning("not_chosen", message, place, hint))


def _whole(applicant: Applicant) -> Location:
    place = applicant.place("名称")
    return place if place.spot else Location(applicant.file)
