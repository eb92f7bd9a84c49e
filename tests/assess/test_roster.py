"""Whose a file is that cannot be used: where each school of a list stands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from reportgen.assess.admission import admit_schools
from reportgen.model.admission import (
    Admission,
    AdmissionTerms,
    Applicant,
    ListedSchool,
    Particulars,
    RefusalReason,
    Unread,
)
from reportgen.model.stages import SchoolType, Stage

LIST = (
    ListedSchool("示例县一小镇小学", code="4101"),
    ListedSchool("示例县二镇小学", code="4102"),
    ListedSchool("三镇小学"),
    ListedSchool("同名小学", code="4104"),
    ListedSchool("同名小学", code="4105"),
)
TERMS = AdmissionTerms("示例县", "", 2024, roster=LIST, beside_names=("采集表", "数据", "年"))
ONE, TWO, THREE = "示例县一小镇小学", "示例县二镇小学", "三镇小学"


def file(key: str, name: str = "", code: str = "", **more: object) -> Applicant:
    said = Particulars(name, code, "示例县", 2024)
    return Applicant(key, key, said)._replace(**more)  # type: ignore[arg-type]


def failed(key: str, name: str = "", code: str = "", **more: object) -> Applicant:
    return file(key, name, code, is_sound=False, fault="已损坏", **more)


def admit(files: Sequence[Applicant | Unread]) -> Admission:
    applicants = [each for each in files if isinstance(each, Applicant)]
    return admit_schools(applicants, TERMS, [each for each in files if isinstance(each, Unread)])


def where(*files: Applicant | Unread) -> dict[str, str]:
    """Where each school stands of which something has come, and each file of none."""
    rows = admit(files).roster
    assert [row.name for row in rows[: len(LIST)]] == [each.name for each in LIST]
    return {row.name: str(row.returned) for row in rows if row.files}


# What came, and where it stands: the state of the file by how its school is known.
CASES: dict[str, tuple[Applicant | Unread, dict[str, str]]] = {
    "sound, code and name": (file("a.xlsx", ONE, "4101"), {ONE: "已交"}),
    "sound, name alone": (file("a.xlsx", "一小镇小学"), {ONE: "已交"}),
    "sound, not on the list": (file("a.xlsx", "四镇小学"), {"四镇小学": "名单以外"}),
    "sound, named of another file": (file(f"{TWO}.xlsx", ONE, "4101"), {ONE: "已交"}),
    "code and name of two": (file("a.xlsx", ONE, "4102"), {ONE: "有错"}),
    "code of one, name of none": (file("a.xlsx", "四镇小学", "4102"), {TWO: "有错"}),
    "name of one, code of none": (file("a.xlsx", ONE, "4199"), {ONE: "有错"}),
    "of two of one name": (file("a.xlsx", "同名小学"), {"同名小学": "有错"}),
    "of one of one name": (file("a.xlsx", "同名小学", "4105"), {"同名小学": "已交"}),
    "failed, name inside": (failed("x.yaml", TWO), {TWO: "有错"}),
    "failed, code and name of two": (failed("a.xlsx", ONE, "4102"), {ONE: "有错"}),
    "failed, names in a list inside": (
        failed("各校.xlsx", inside=("一小镇小学", TWO)),
        {ONE: "有错", TWO: "有错"},
    ),
    "sound, not on the list, its file is": (file(f"{ONE}.xlsx", "一镇小学校"), {ONE: "有错"}),
    "sound, not on the list, its folder is": (
        file(f"{ONE}/采集表.xlsx", "四镇小学"),
        {"四镇小学": "名单以外"},
    ),
    "failed, other names inside": (
        failed("各校.xlsx", inside=("四镇小学",)),
        {"各校.xlsx": "名单以外"},
    ),
    "failed, other names inside, its file is": (
        failed(f"{ONE}.xlsx", inside=("四镇小学",)),
        {ONE: "有错"},
    ),
    "failed, by its file": (failed(f"北片/{ONE}.xlsx"), {ONE: "有错"}),
    "failed, by its file without the county": (failed("二镇小学(1).xlsx"), {TWO: "有错"}),
    "failed, by its folder": (failed("三镇小学/采集表.xlsx"), {THREE: "有错"}),
    "failed, by its archive": (failed(f"{TWO}.zip/数据.xlsx"), {TWO: "有错"}),
    "failed, a file of nobody": (failed("新建表.xlsx"), {"新建表.xlsx": "名单以外"}),
    "failed, a file of two": (
        failed("二镇小学、三镇小学.xlsx"),
        {"二镇小学、三镇小学.xlsx": "名单以外"},
    ),
    "blank": (file("a.xlsx", ONE, is_sound=False, is_blank=True), {ONE: "没有交"}),
    "unread, by its file": (Unread("二镇小学.docx", "Word 文档，没有读"), {TWO: "有错"}),
    "unread sheet": (
        Unread("汇总.xlsx#初中", "没有读", (ONE, THREE)),
        {ONE: "有错", THREE: "有错"},
    ),
    "unread, of nobody": (Unread("丁.rar", "压缩包，没有读", is_likely=True), {}),
}


@pytest.mark.parametrize("case", CASES)
def test_each_file_stands_with_the_school_that_it_is_surely_of(case: str) -> None:
    came, wanted = CASES[case]
    assert where(came) == wanted


@pytest.mark.parametrize("case", CASES)
def test_a_school_of_which_a_file_counts_has_returned_whatever_else_came(case: str) -> None:
    came, _ = CASES[case]
    if isinstance(came, Unread) or not came.particulars.name:
        assert where(came, file("b", ONE, "4101")).get(ONE) == "已交"


@pytest.mark.parametrize("case", CASES)
def test_who_is_absent_is_said_by_the_name_of_the_list(case: str) -> None:
    came, wanted = CASES[case]
    admission = admit((came,))
    absent = {each.name for each in admission.absent}
    known = {each.name for each in LIST} | {"四镇小学"}
    assert absent <= known and not {name for name, state in wanted.items() if state == "已交"} & (
        absent - {"同名小学"}
    )
    assert {name for name, state in wanted.items() if state in ("有错", "没有交")} <= absent


def test_the_reason_and_the_file_are_told() -> None:
    admission = admit([failed(f"{ONE}.xlsx"), Unread("二镇小学.pdf", "PDF，没有读")])
    rows = {row.name: (row.files, row.reasons) for row in admission.roster}
    assert rows[ONE] == ((f"{ONE}.xlsx",), ("数据有误：已损坏",))
    assert rows[TWO] == (("二镇小学.pdf",), ("PDF，没有读",))
    (told,) = (each for each in admission.problems if each.code == "returned_faulty")
    assert f"{ONE}（{ONE}.xlsx）、{TWO}（二镇小学.pdf）" in told.message
    assert (ONE, RefusalReason.FAULTY) in admission.absent


def test_where_the_file_bears_another_name_than_it_holds_both_are_told() -> None:
    (problem,) = admit([file(f"{ONE}.xlsx", "一镇小学校")]).problems_of(f"{ONE}.xlsx")
    assert f"名单里没有“一镇小学校”，文件名是“{ONE}”的" in problem.message


def test_both_readings_are_told_where_code_and_name_lead_to_two_schools() -> None:
    came = file("a.xlsx", ONE, "4102")
    (problem,) = admit([came, file("b.xlsx", TWO, "4102")]).problems_of("a.xlsx")
    assert f"代码 4102 名单里是“{TWO}”" in problem.message
    assert f"名称“{ONE}”名单里代码是 4101" in problem.message


def test_files_of_which_nobody_knows_whose_they_are_are_looked_at_before_anyone_is_asked() -> None:
    admission = admit([failed("新建表.xlsx"), Unread("丁.rar", "没有读", is_likely=True)])
    (told,) = (each for each in admission.problems if each.code == "not_returned")
    assert "新建表.xlsx、丁.rar" in told.hint
    (row,) = (row for row in admission.roster if row.files)
    assert row.reasons == ("数据有误：已损坏", "读不出是哪所学校的")


# A file that may be that of a school that has not returned, and what is said of it.
CANDIDATES: dict[str, tuple[Applicant, str]] = {
    "holds another school": (file(f"{TWO}.xlsx", ONE, "4101"), f"里面写的是“{ONE}”）：{TWO}.xlsx"),
    "holds another, and failed": (failed(f"{TWO}.xlsx", ONE), f"里面写的是“{ONE}”）：{TWO}.xlsx"),
    "holds one that is on no list": (file("a.xlsx", "四镇小学"), "名单里没有）：a.xlsx"),
    "holds none": (failed("a.xlsx"), "读不出是哪所学校的）：a.xlsx"),
}


@pytest.mark.parametrize("case", CANDIDATES)
def test_a_file_that_may_be_of_a_missing_school_is_named_as_such(case: str) -> None:
    came, wanted = CANDIDATES[case]
    problems = admit([came]).problems
    (told,) = (each for each in problems if each.code == "not_returned")
    assert wanted in told.hint


def test_the_file_of_a_school_that_has_returned_is_no_other_school_s() -> None:
    problems = admit([file("a.xlsx", ONE, "4101"), file(f"{ONE}.xlsx", TWO, "4102")]).problems
    (told,) = (each for each in problems if each.code == "not_returned")
    assert told.hint == "请催报；不该交的，从名单里去掉"


def test_schools_that_a_list_gives_one_code_are_told_apart_by_their_names() -> None:
    listed = (ListedSchool("一小学校", code="41"), ListedSchool("二小学校", code="41"))
    admission = admit_schools([file("a", "一小学校", "41")], TERMS._replace(roster=listed))
    assert [str(row.returned) for row in admission.roster] == ["已交", "没有交"]


ALL, PRIMARY, POINT, BOTH = (
    SchoolType(name, {Stage(stage): Decimal(1) for stage in stages}, "")
    for name, stages in (
        ("完全中学", ("初中", "高中")),
        ("小学", ("小学",)),
        ("教学点", ("小学",)),
        ("九年一贯制", ("小学", "初中")),
    )
)
TYPES = {each.name: each for each in (ALL, PRIMARY, POINT, BOTH)} | {"完全小学": PRIMARY}


@pytest.mark.parametrize(
    ("kind", "stage", "own", "told"),
    [
        ("小学", "", "小学", ""),
        ("完全小学", "", "小学", ""),
        ("教学点", "", "小学", "类型是“教学点”，这里写的是“小学”"),
        ("村小", "", "小学", ""),
        ("", "小学", "教学点", ""),
        ("", "小学", "九年一贯制", "学段是“小学”，这里的“九年一贯制”是小学、初中"),
        ("", "初中、小学", "九年一贯制", ""),
        ("", "义务教育", "九年一贯制", ""),
        ("九年一贯制", "小学", "九年一贯制", "学段是“小学”"),
        ("", "", "小学", ""),
        ("小学", "", "", ""),
    ],
)
def test_another_type_on_the_list_is_a_reminder_with_both_readings_and_places(
    kind: str, stage: str, own: str, told: str
) -> None:
    listed = ListedSchool("一镇小学", kind, cell="名单!A2", stage=stage)
    terms = TERMS._replace(roster=(listed,), school_types=TYPES)
    said = Particulars("一镇小学", year=2024, type=own, places={"类型": "学校信息!B6"})
    admission = admit_schools([Applicant("a.xlsx", "a.xlsx", said)], terms)
    messages = [each.message for each in admission.problems_of("a.xlsx")]
    assert [f"名单（名单!A2）里“一镇小学”的{told}" in each for each in messages] == [True] * bool(
        told
    )
    assert admission.admits("a.xlsx")
    places = {each.location.cell for each in admission.problems_of("a.xlsx")}
    assert places <= {"学校信息!B6"}
