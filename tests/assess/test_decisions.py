"""What an office decides about files: what it changes in who is summed up, and when it is void."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from reportgen.assess.admission import admit_schools
from reportgen.assess.offers import find_doubts
from reportgen.model.admission import (
    Admission,
    AdmissionTerms,
    Applicant,
    ListedSchool,
    Particulars,
    Returned,
)
from reportgen.model.decisions import Decision, DecisionKind
from reportgen.model.stages import SchoolType
from reportgen.problems import Severity

COUNTY = AdmissionTerms("示例县", "", 2024, (("甲标准", "a"),), roster_file="名单.xlsx")
LISTED = COUNTY._replace(
    roster=(ListedSchool("一小", "小学", "101"), ListedSchool("二小", "小学", "102"))
)


def file(key: str, name: str = "", mark: str = "a", **more: object) -> Applicant:
    said = Particulars(name or key, year=2024, district="示例县", standards=(("甲标准", "a"),))
    return Applicant(key, f"{key}.yaml", said._replace(**more), mark=mark)  # type: ignore[arg-type]


def admit(
    files: Sequence[Applicant], *decisions: Decision, terms: AdmissionTerms = COUNTY
) -> Admission:
    return admit_schools(files, terms._replace(decisions=decisions))


def offered(
    files: Sequence[Applicant], terms: AdmissionTerms = COUNTY
) -> Mapping[tuple[str, str], Decision]:
    """What may be decided, by the file and the words of the decision."""
    doubts = find_doubts(files, admit_schools(files, terms), terms)
    return {(doubt.file, each.told): each for doubt in doubts for each in doubt.offers}


ASIDE = DecisionKind.ASIDE
ODD: Mapping[str, tuple[AdmissionTerms, list[Applicant]]] = {
    "year": (COUNTY, [file("甲"), file("乙", year=2023)]),
    "title": (COUNTY, [file("甲"), file("乙", other_year="表题写的是 2023")]),
    "county": (COUNTY, [file("甲"), file("丙"), file("乙", district="邻县")]),
    "standard": (COUNTY, [file("甲"), file("乙", standards=(("别的", "x"),))]),
    "duplicate": (COUNTY, [file("甲"), file("乙", "一小"), file("乙2", "一小", "b")]),
    "code": (COUNTY, [file("甲", "一小", code="101"), file("乙", "三小", code="101")]),
    "unlisted": (LISTED, [file("甲", "一小"), file("乙", "第二小学")]),
    "wrong code": (LISTED, [file("甲", "一小"), file("乙", "二小", code="109")]),
    "another's code": (LISTED, [file("乙", "二小", code="101")]),
}


@pytest.mark.parametrize("kind", ODD)
def test_each_file_that_is_kept_out_may_be_let_in_by_a_decision(kind: str) -> None:
    terms, files = ODD[kind]
    doubted = {doubt for doubt, _ in offered(files, terms)}
    assert doubted == set(admit_schools(files, terms).refusals)
    for (key, told), decision in offered(files, terms).items():
        admission = admit(files, decision, terms=terms)
        assert admission.admits(key) == (decision.kind is not ASIDE), told
        assert admission.decisions_on(key) == (told,)


@pytest.mark.parametrize("kind", ODD)
def test_who_is_counted_by_a_decision_is_told_by_name(kind: str) -> None:
    terms, files = ODD[kind]
    for decision in offered(files, terms).values():
        admission = admit(files, decision, terms=terms)
        told = [each for each in admission.problems if each.code == "decided"]
        assert [each.severity for each in told] == [Severity.WARNING]
        assert decision.file in told[0].message
        assert bool(admission.taken) == (decision.kind is not ASIDE)
        assert any(each.code == "decided" for each in admission.problems_of(decision.file))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("year", {"year": 2022}),
        ("title", {"other_year": "表题写的是 2022"}),
        ("county", {"district": "又一县"}),
        ("standard", {"standards": (("又一个", "x"),)}),
        ("unlisted", {"name": "第三小学"}),
        ("wrong code", {"code": "108"}),
    ],
)
def test_a_decision_about_what_the_file_says_no_more_is_void_and_says_so(
    kind: str, change: Mapping[str, object]
) -> None:
    terms, files = ODD[kind]
    *others, odd = files
    for (key, told), decision in offered(files, terms).items():
        if key != odd.key or decision.kind is ASIDE:
            continue
        changed = odd._replace(particulars=odd.particulars._replace(**change))  # type: ignore[arg-type]
        admission = admit([*others, changed], decision, terms=terms)
        assert not admission.admits(key)
        lost = [each for each in admission.problems_of(key) if each.code == "decision_lost"]
        assert len(lost) == 1 and told in lost[0].message
        assert not admission.decided and not admission.taken


def test_a_decision_for_another_year_of_the_county_is_void() -> None:
    files = [file("甲"), file("乙", year=2023)]
    decision = offered(files)["乙", "按本年度的算"]
    later = COUNTY._replace(year=2025)
    assert not admit(files, decision, terms=later).admits("乙")


def test_a_file_that_changes_in_other_respects_keeps_its_decision() -> None:
    files = [file("甲"), file("乙", year=2023)]
    decision = offered(files)["乙", "按本年度的算"]
    changed = [files[0], file("乙", mark="other", year=2023, type="初中", date="2024-12-01")]
    assert admit(changed, decision).admits("乙")


def test_of_several_files_the_chosen_one_counts_until_another_comes_or_changes() -> None:
    one, two = file("甲", "一小"), file("乙", "一小", "b")
    decision = offered([one, two])["乙", "用这一份"]
    admission = admit([one, two], decision)
    assert (admission.admits("甲"), admission.admits("乙")) == (False, True)
    assert admission.reasons_of("甲") == ("决定用另一份",)
    assert admit([one, two._replace(mark="c")], decision).admits("乙")
    for files in ([one._replace(mark="c"), two], [one, two, file("丙", "一小")]):
        later = admit(files, decision)
        assert not later.admits("乙")
        assert any(each.code == "decision_lost" for each in later.problems_of("乙"))
    assert admit([two], decision).admits("乙")


def test_a_file_put_aside_is_no_return_of_a_school_and_no_rival() -> None:
    one, two = file("甲", "一小"), file("乙", "一小", "b")
    aside = offered([one, two], LISTED)["甲", "放在一边"]
    admission = admit([one, two], aside, terms=LISTED)
    assert (admission.admits("甲"), admission.admits("乙")) == (False, True)
    alone = admit([one], aside, terms=LISTED)
    assert [row.returned for row in alone.roster] == [Returned.MISSING, Returned.MISSING]


def test_a_file_of_a_listed_school_counts_as_that_school() -> None:
    files = [file("甲", "一小"), file("乙", "第二小学")]
    decision = offered(files, LISTED)["乙", "是名单上的“二小”"]
    admission = admit(files, decision, terms=LISTED)
    assert {row.name: row.returned for row in admission.roster} == {
        "一小": Returned.COUNTED,
        "二小": Returned.COUNTED,
    }
    assert admission.name_of("乙", "第二小学") == "二小"
    shorter = LISTED._replace(roster=LISTED.roster[:1])
    assert not admit(files, decision, terms=shorter).admits("乙")


def test_a_school_that_is_added_is_on_the_list_then() -> None:
    files = [file("甲", "一小"), file("乙", "第二小学")]
    decision = offered(files, LISTED)["乙", "加进名单"]
    rows = admit(files, decision, terms=LISTED).roster
    assert {row.name: row.returned for row in rows}["第二小学"] == Returned.COUNTED


def test_a_file_that_nobody_could_read_may_be_that_of_any_school_that_is_missing() -> None:
    nameless = Applicant("乱", "乱.xlsx", Particulars(), is_sound=False, mark="m", fault="读不出")
    files = [file("甲", "一小"), nameless]
    (doubt,) = find_doubts(files, admit_schools(files, LISTED), LISTED)
    assert (doubt.file, doubt.schools) == ("乱", ("二小",))
    decision = doubt.choose("是名单上的学校", "二小")
    assert decision is not None
    assert doubt.choose("是名单上的学校", "一小") is None
    rows = admit(files, decision, terms=LISTED).roster
    assert {row.name: row.returned for row in rows}["二小"] == Returned.FAULTY
    later = admit([files[0], nameless._replace(mark="n")], decision, terms=LISTED)
    assert {row.name: row.returned for row in later.roster}["二小"] == Returned.MISSING


def test_a_decision_that_a_person_wrote_without_what_the_file_said_holds() -> None:
    files = [file("甲"), file("乙", year=2023)]
    assert admit(files, Decision("乙", DecisionKind.YEAR)).admits("乙")


def test_what_changes_nothing_is_not_told_as_decided() -> None:
    files = [file("甲"), file("乙")]
    for kind in (DecisionKind.YEAR, DecisionKind.CHOSEN, DecisionKind.DISTRICT):
        admission = admit(files, Decision("乙", kind))
        assert not admission.decided and not admission.problems


def test_a_decision_about_a_file_that_is_gone_is_told() -> None:
    (problem,) = admit([file("甲")], Decision("乙", ASIDE)).problems
    assert problem.code == "decision_lost" and "没有“乙”这份文件了" in problem.message


NAMED = LISTED._replace(roster=(ListedSchool("白河小学", "小学"), ListedSchool("青山小学", "小学")))
COUNTED: Mapping[str, Applicant] = {
    "type": file("甲", "青山小学", type="初中"),
    "file name": file("白河小学.yaml", "青山小学"),
}


@pytest.mark.parametrize("kind", COUNTED)
def test_what_counts_and_is_doubted_may_be_let_be_until_it_says_something_else(kind: str) -> None:
    types = {each: SchoolType(each, {}) for each in ("小学", "初中")}
    terms, odd = NAMED._replace(school_types=types), COUNTED[kind]
    (doubt,) = find_doubts([odd], admit_schools([odd], terms), terms)
    assert doubt.is_counted
    seen = next(each for each in doubt.offers if each.kind is DecisionKind.SEEN)
    admission = admit([odd], seen, terms=terms)
    assert admission.admits(odd.key) and not admission.taken
    assert not find_doubts([odd], admission, terms._replace(decisions=(seen,)))
    other = odd._replace(particulars=odd.particulars._replace(type="教学点"))
    lost = admit([other], seen, terms=terms).problems_of(odd.key)
    assert "decision_lost" in {each.code for each in lost}


def test_a_copied_form_may_be_that_of_the_school_whose_name_its_file_bears() -> None:
    copied = file("白河小学.yaml", "青山小学")
    decision = offered([copied], NAMED)["白河小学.yaml", "是名单上的“白河小学”"]
    rows = admit([copied], decision, terms=NAMED).roster
    assert {row.name: row.returned for row in rows} == {
        "白河小学": Returned.COUNTED,
        "青山小学": Returned.MISSING,
    }


def test_two_versions_of_one_standard_are_never_taken_for_one() -> None:
    files = [file("甲"), file("丙"), file("乙", standards=(("甲标准", "b"),))]
    assert [told for _, told in offered(files)] == ["放在一边"]


def test_a_file_is_known_whatever_machine_wrote_its_name() -> None:
    files = [file("\u00e9.yaml", "一小"), file("乙", "一小", "b")]
    other = {"乙": "b"}
    decision = Decision("E\u0301.YAML", DecisionKind.CHOSEN, others=other)
    admission = admit(files, decision)
    assert admission.admits("\u00e9.yaml") and admission.decisions_on("\u00e9.yaml")
    chosen = Decision("乙", DecisionKind.CHOSEN, others={"e\u0301.yaml": "a"})
    assert admit(files, chosen).admits("乙")


def test_of_two_files_that_differ_in_case_only_that_of_the_very_name_is_meant() -> None:
    files = [file("a.yaml", year=2023), file("A.yaml", year=2023)]
    admission = admit(files, Decision("a.yaml", DecisionKind.YEAR))
    assert (admission.admits("a.yaml"), admission.admits("A.yaml")) == (True, False)
    (problem,) = admit([*files, file("b")], Decision("a.YAML", ASIDE)).problems
    assert "没有“a.YAML”这份文件了" in problem.message


def test_two_decisions_that_name_two_schools_are_void_and_say_so() -> None:
    files = [file("甲", "第一小学")]
    rows = [Decision("甲", DecisionKind.LISTED, school=name) for name in ("一小", "二小")]
    admission = admit(files, *rows, terms=LISTED)
    assert not admission.admits("甲") and not admission.decided
    told = [each for each in admission.problems_of("甲") if each.code == "decision_lost"]
    assert ["另有一条决定说是名单上的“一小”" in each.message for each in told] == [True]


def test_what_is_told_of_a_change_is_short() -> None:
    said = {f"名称{number}": "长" * 1000 for number in range(100)}
    admission = admit([file("甲")], Decision("甲", ASIDE, said))
    (problem,) = admission.problems_of("甲") or admission.notes["甲"]
    assert len(problem.message) < 1500
