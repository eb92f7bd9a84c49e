"""The schools of a list that have not returned, and the files that may be theirs all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.assess.listed_schools import ListedSchools
from reportgen.model.admission import Applicant, Unread
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, gap
from reportgen.words.listing import list_first

_MOST_NAMED = 10
NOBODYS = "读不出是哪所学校的"
_UNLISTED = "里面写的学校名单里没有"


class Sent(NamedTuple):
    """The files that came: those that were read, and what was not."""

    read: Sequence[Applicant]
    unread: Iterable[Unread]


def tell_missing(
    missing: Sequence[str], sent: Sent, listed: ListedSchools, place: Location
) -> Iterator[Problem]:
    """Who has not returned, and which files are to be looked at before anyone is asked for one."""
    if not missing:
        return
    message = f"名单里有 {len(missing)} 所学校没有交：{list_first(missing, _MOST_NAMED)}"
    groups = [
        f"（{why}）：{list_first(files, _MOST_NAMED)}"
        for why, files in _find_candidates(frozenset(missing), sent, listed).items()
    ]
    hint = "请催报；不该交的，从名单里去掉"
    if groups:
        hint = f"先看这些文件是不是它们的{'；'.join(groups)}；不是的再催报"
    yield gap("not_returned", message, place, hint)


def _find_candidates(
    missing: frozenset[str], sent: Sent, listed: ListedSchools
) -> Mapping[str, Sequence[str]]:
    """The files that may be theirs by why they may, the surest first."""
    others = [each for each in sent.read if not each.is_blank]
    likely = [each for each in sent.unread if each.is_likely and not listed.find_unread(each)]
    found: dict[str, list[str]] = {}
    for each in others:
        for school in listed.borne_by(each.key, is_read=True):
            if school.name in missing and each.particulars.name:
                why = f"文件名是“{school.name}”的，里面写的是“{each.particulars.name}”"
                found.setdefault(why, []).append(each.key)
    strangers = [each for each in others if not listed.find(each)]
    nobodys = [each.key for each in strangers if not each.particulars.name]
    named = [each.key for each in strangers if each.particulars.name]
    found |= {NOBODYS: [*nobodys, *(each.key for each in likely)], _UNLISTED: named}
    return {why: files for why, files in found.items() if files}
