"""署名 and 主送 held against who writes: who signs, and to whom a report may go up."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.assess.outcome import Outcome
from reportgen.late_regex import late_regex
from reportgen.model.opening_advice import advise_field
from reportgen.model.school import School
from reportgen.model.stages import DISTRICT_TYPE
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Advice, Change, Location, Problem, Remedy, warning
from reportgen.words.organ_names import may_be_one_organ

_GOVERNMENT = "人民政府"
_BETWEEN = late_regex("[、，,；;]")
# A place, not an office of it: 示例县, but not 示例县人民政府.
_PLACE = late_regex(r"\S*[省市县区旗州盟]")
# A part of whoever it is named after: 示例小学教务处, but not 示例小学教育集团.
_PART = late_regex(r"[处室股科组部班]$|年级$")
# What answers to a place's government, unless it answers to the Party or the congress.
_UNDER_GOVERNMENT = late_regex(r"[局处科股]|办公室|中心|督导|领导小组")
_BESIDE_GOVERNMENT = late_regex(r"[县市区旗州盟党]委|人大|人民代表大会|政协")
# Each or all of those that a school or a district is above.
_OF_SCHOOL = late_regex(r"[本全我][校园]|各(?:班|年级|处室|科室|教研组|部门)")
_OF_DISTRICT = late_regex(r"各(?:[乡镇]|街道|学区|科室|股室|.{0,3}[学校园])")


class _Head(NamedTuple):
    """What stands before or behind the text: its label in a form, an example, and what the report
    lacks without it.
    """

    label: str
    example: str
    lack: str


_HEADS = {
    "主送": _Head("主送单位", "示例县教育局", "报告没有主送机关"),
    "日期": _Head("报告日期", "2024-11-20", "报告没有成文日期"),
}


def check_heads(school: School, _outcome: Outcome) -> Iterator[Problem]:
    """A report without 主送 or 成文日期 (GB/T 9704-2012, 7.3.2 and 7.3.5.4), at its cell.

    A table that has no column for it is told how it takes one; a form that lost its line is not
    asked.
    """
    settings = school.settings
    given = {"主送": settings.addressee, "日期": settings.date}
    for key in (key for key, value in given.items() if not value):
        if key not in school.places and school.data_location.cell and not school.is_table_row:
            continue
        head = _HEADS[key]
        place, advice = _how_to_write(key, head, school)
        yield warning("no_head", f"没有写{head.label}，{head.lack}", place, advice)


def _how_to_write(key: str, head: _Head, school: School) -> tuple[Location, Advice]:
    """Where it is written, and how: in the cell or line for it, or in one to be added."""
    place = school.places.get(key)
    if school.opening is not None and school.opening.is_page:
        place = (place or school.settings.location)._replace(path=f"报告.{key}")
        return place, advise_field(school.opening, "报告", key, head.example)
    if place is not None:
        where = "请填写这个单元格" if place.cell else "请在它的冒号后面写上"
        return place, f"{where}，例如“{head.example}”"
    place = school.settings.location
    if school.opening is None:
        return place, Remedy(Change.ADD, (key,), f"请在“报告:”下写“{key}: {head.example}”")
    fields = school.opening.fields
    return fields if fields.cell else place, advise_field(school.opening, "报告", key, head.example)


def check_signature(school: School, _outcome: Outcome) -> Iterator[Problem]:
    """A school's report signed by another, a district's signed by a place, not by an office of it
    (GB/T 9704-2012, 7.3.5).
    """
    check = _check_office if school.type is DISTRICT_TYPE else _check_name
    return check(school)


def _check_name(school: School) -> Iterator[Problem]:
    given = school.settings.signature
    if given and not may_be_one_organ(given, school.name):
        message = f"署名“{given}”和学校名称“{school.name}”不是一个单位"
        hint = "请核对，写错的改正；署名不写就用学校名称"
        yield warning("signature", message, _place("署名", school), hint)


def _check_office(school: School) -> Iterator[Problem]:
    given = school.settings.signature
    signature = given or school.name
    if _PLACE.fullmatch(signature):
        told = f"署名“{signature}”" if given else f"没有写署名，用的是“{signature}”，"
        message = f"{told}不是机关的名称"
        example = f"{signature}{_GOVERNMENT}"
        added = f"请在“报告:”下写上发文的机关，例如“署名: {example}”"
        hint = f"请改成发文的机关，例如“{example}”" if given else added
        yield warning("signature", message, _place("署名", school), hint)


def check_addressee(school: School, _outcome: Outcome) -> Iterator[Problem]:
    """A report that is addressed to its own writer, or to whoever is below the writer."""
    for addressee in _addressees(school):
        if relation := _relation(addressee, school):
            message = f"主送“{addressee}”{relation}，自查报告要上报"
            hint = "请写上级主管部门，或组织这次评估的机关"
            yield warning("addressee", message, _place("主送", school), hint)


def _addressees(school: School) -> list[str]:
    parts = _BETWEEN.split(school.settings.addressee)
    return [part.strip() for part in parts if part.strip()]


def _relation(addressee: str, school: School) -> str:
    """What it is to the writer if nothing can go up to it; empty if something may."""
    writer = school.settings.signature or school.name
    if addressee in (writer, school.name):
        return "就是写报告的单位"
    all_below = _OF_DISTRICT if school.type is DISTRICT_TYPE else _OF_SCHOOL
    is_below = _is_part(addressee, writer, school.name) or _is_under(addressee, writer)
    return f"是“{writer}”的下级" if is_below or all_below.match(addressee) else ""


def _is_part(addressee: str, *wholes: str) -> bool:
    return bool(_PART.search(addressee)) and addressee.startswith(wholes)


def _is_under(addressee: str, writer: str) -> bool:
    """示例县教育局 to 示例县人民政府; neither 示例市教育局 nor 示例县人大常委会 is."""
    place = writer.removesuffix(_GOVERNMENT)
    if place == writer or not addressee.startswith(place):
        return False
    office = addressee.removeprefix(place)
    return bool(_UNDER_GOVERNMENT.search(office)) and not _BESIDE_GOVERNMENT.search(addressee)


def _place(key: str, school: School) -> Location:
    return school.places.get(key, school.settings.location)
