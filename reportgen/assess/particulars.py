"""A school as it was read → what its file says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from reportgen.digestible import digestible
from reportgen.model.admission import AdmissionTerms, Particulars, StandardMark
from reportgen.model.school import SaidYear, School
from reportgen.model.standard import Standard

_FIELDS = ("名称", "代码", "类型", "所在区县", "年度", "日期", "标准", "表题")


def make_particulars(school: School, standards: Iterable[Standard]) -> Particulars:
    """What the school's file says of itself; of `standards` those count that judge the school."""
    settings = school.settings
    return Particulars(
        name=school.name,
        code=school.code,
        district=school.district,
        year=settings.year,
        date=settings.date.isoformat() if settings.date else "",
        type=school.type.name,
        address=school.address,
        standards=mark_standards(each for each in standards if each.judged(school.type)),
        places=_places(school),
        other_year=next((f"{each.what}写的是 {each.year}" for each in _binding(school)), ""),
    )


def _binding(school: School) -> Iterator[SaidYear]:
    """What says that the school's figures are of another year than its report."""
    return (each for each in school.said_years if each.is_binding)


def make_terms(district: School | None, standards: Iterable[Standard]) -> AdmissionTerms:
    """What the district's own file asks of its schools' files; all that it does not say is open."""
    marks = mark_standards(each for each in standards if not each.is_of_district)
    if district is None:
        return AdmissionTerms(standards=marks)
    return AdmissionTerms(district.name, district.code, district.settings.year, marks)


def _places(school: School) -> Mapping[str, str]:
    binding = next((each for each in _binding(school) if not each.locked_in), None)
    places = {**school.places, "表题": binding.location} if binding else school.places
    found = ((key, places[key]) for key in _FIELDS if key in places)
    return {key: place.cell or f"{place.line}:{place.column}" for key, place in found}


def mark_standards(standards: Iterable[Standard]) -> tuple[StandardMark, ...]:
    """Each standard's id, with a digest of what it says: two of one id may not say the same."""
    return tuple((each.id, _digest(_Kept(each))) for each in standards)


class _Kept:
    """A standard known by what object it is: what is read once is digested once."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard

    def __hash__(self) -> int:
        return id(self.standard)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.standard is self.standard


@lru_cache(maxsize=64)
def _digest(kept: _Kept) -> str:
    told = digestible(kept.standard._replace(file="", source="", note=""))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
