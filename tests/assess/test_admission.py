"""What is summed belongs together: which files are let in, and that what is advised mends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.assess.admission import admit_schools
from reportgen.model.admission import (
    AdmissionTerms,
    Applicant,
    ListedSchool,
    Particulars,
    RefusalReason,
    Returned,
)
from reportgen.words.place_names import may_be_one_place, without_place

COUNTY = AdmissionTerms("示例县", "410999", 2024)
OPEN = AdmissionTerms()
MARK = ("甲标准", "a")


def file(
    key: str, name: str = "", modified: int = 0, is_sound: bool = True, **more: object
) -> Applicant:
    particulars = Particulars(
        name or key, year=2024, district="示例县", type="小学", standards=(MARK,)
    )
    return Applicant(key, f"{key}.yaml", particulars._replace(**more), modified, is_sound)  # type: ignore[arg-type]


def reasons(files: Sequence[Applicant], terms: AdmissionTerms = COUNTY) -> dict[str, str]:
    """The first reason of each file that is left out."""
    found = admit_schools(files, terms).refusals
    return {key: str(refusals[0].reason) for key, refusals in found.items()}


@st.composite
def any_files(draw: st.DrawFn) -> list[Applicant]:
    count = draw(st.integers(0, 9))
    return [
        file(
            f"{number}",
            draw(st.sampled_from(("一小", "示例县一小", "二小", "三 小", "三小"))),
            draw(st.integers(0, 3)),
            draw(st.integers(0, 5)) > 0,
            code=draw(st.sampled_from(("", "", "000", "41", "0041", "42"))),
            year=draw(st.sampled_from((2024, 2024, 2024, 2023))),
            district=draw(st.sampled_from(("示例县", "", "某市示例县", "邻县"))),
            date=draw(st.sampled_from(("", "2024-11-01", "2024-12-01"))),
            standards=draw(st.sampled_from(((MARK,), (MARK,), (("甲标准", "b"),)))),
        )
        for number in range(count)
    ]


def named(each: Applicant, terms: AdmissionTerms) -> str:
    """The name by which schools of the county are one; where no county is known, as it stands."""
    return without_place(each.name, "示例县") if terms.district else each.name


@given(any_files(), st.sampled_from((COUNTY, OPEN)), st.booleans())
def test_what_is_let_in_belongs_together(
    files: list[Applicant], terms: AdmissionTerms, newest: bool
) -> None:
    admission = admit_schools(files, terms._replace(newest=newest))
    let_in = [each for each in files if admission.admits(each.key)]
    codes = Counter(code for each in let_in if (code := each.particulars.code.lstrip("0")))
    assert all(each.is_sound for each in let_in)
    assert len({each.particulars.year for each in let_in}) <= 1
    assert len({each.particulars.standards for each in let_in}) <= 1
    assert "邻县" not in {each.particulars.district for each in let_in} or terms is OPEN
    assert max(codes.values(), default=0) <= 1
    for one, count in Counter(named(each, terms) for each in let_in).items():
        same = [each for each in let_in if named(each, terms) == one]
        assert count == len({each.particulars.code.lstrip("0") for each in same})
        assert count == 1 or all(each.particulars.code.lstrip("0") for each in same)


@given(any_files(), st.sampled_from((COUNTY, OPEN)), st.booleans(), st.randoms())
def test_the_order_of_the_files_decides_nothing(
    files: list[Applicant], terms: AdmissionTerms, newest: bool, chance: object
) -> None:
    other = list(files)
    chance.shuffle(other)  # type: ignore[attr-defined]
    terms = terms._replace(newest=newest)
    assert reasons(files, terms) == reasons(other, terms)


@given(any_files(), st.booleans())
def test_every_file_that_is_left_out_says_why_and_how_to_mend_it(
    files: list[Applicant], newest: bool
) -> None:
    admission = admit_schools(files, COUNTY._replace(newest=newest))
    for each in files:
        refusals = admission.refusals.get(each.key, ())
        told = admission.problems_of(each.key)
        assert len(told) == sum(r.reason is not RefusalReason.FAULTY for r in refusals)
        assert all(problem.hint and problem.location.file == each.file for problem in told)
    absent = {named(each, COUNTY) for each in files if not admission.admits(each.key)}
    assert {without_place(each.name, "示例县") for each in admission.absent} <= absent


@given(any_files())
def test_of_one_school_no_more_counts_with_the_newest_than_one(files: list[Applicant]) -> None:
    without, newest = (
        admit_schools(files, COUNTY._replace(newest=newest)) for newest in (False, True)
    )
    assert set(newest.refusals) <= set(without.refusals)


def test_a_file_of_another_year_is_no_rival_of_this_years() -> None:
    files = [file("旧", "一小", year=2023), file("新", "一小")]
    assert reasons(files) == {"旧": "年度不符"}
    assert not admit_schools(files, COUNTY).absent


def test_without_a_county_file_the_year_is_that_of_more_than_half() -> None:
    files = [file("甲"), file("乙"), file("丙", year=2023)]
    assert reasons(files, OPEN) == {"丙": "年度不符"}
    assert set(reasons(files[1:], OPEN)) == {"乙", "丙"}


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("示例县", "某市示例县", True),
        ("示例县", "示例", True),
        ("示例县", "示例县河东镇", True),
        ("河东区", "东区", False),
        ("示例县", "邻县", False),
        ("示例縣", "示例县", True),
        ("", "示例县", True),
    ],
)
def test_places_are_compared_by_what_they_name(one: str, other: str, fits: bool) -> None:
    assert may_be_one_place(one, other) is fits
    assert may_be_one_place(other, one) is fits


def test_schools_of_a_city_may_name_their_counties() -> None:
    city = AdmissionTerms("某市", year=2024)
    assert not reasons([file("甲", district="东县"), file("乙", district="西县")], city)
    files = [file("甲", district="某市"), file("乙", district="某市"), file("丙", district="西县")]
    assert reasons(files, city) == {"丙": "区县不符"}


def test_a_code_tells_the_county_where_most_codes_begin_with_its_own() -> None:
    own = [file("甲", code="410999000001"), file("乙", code="410999000002")]
    assert reasons([*own, file("丙", code="410888000003")]) == {"丙": "区县不符"}
    assert not reasons([*own, file("丁", code="2141000123")])
    assert not reasons([file("甲", code="2141000123"), file("乙", code="2141000124")])


def test_one_code_under_two_names_counts_for_neither_even_with_the_newest() -> None:
    files = [file("甲", code="41"), file("乙", code="041", modified=1), file("丙", code="42")]
    wanted = {"甲": "代码重复", "乙": "代码重复"}
    assert reasons(files) == wanted
    assert reasons(files, COUNTY._replace(newest=True)) == wanted


def test_two_schools_of_one_name_with_a_code_each_both_count() -> None:
    two = [file("甲", "中心小学", code="41"), file("乙", "中心小学", code="42")]
    assert not reasons(two)
    assert len(reasons([*two, file("丙", "中心小学")])) == 3


def test_the_newest_is_that_of_the_latest_report_then_the_latest_file() -> None:
    newest = COUNTY._replace(newest=True)
    dated = [file("甲", "一小", 9, date="2024-11-01"), file("乙", "一小", 1, date="2024-11-30")]
    assert reasons(dated, newest) == {"甲": "已有更新的一份"}
    undated = [dated[0], file("乙", "一小", 1)]
    assert reasons(undated, newest) == {"乙": "已有更新的一份"}
    same = [file("甲", "一小", 1), file("乙", "一小", 1)]
    assert set(reasons(same, newest).values()) == {"重复报送"}


@pytest.mark.parametrize(
    ("times", "dates", "older"),
    [
        ((0, 9), ("", ""), {"甲", "乙"}),
        ((1, 3), ("", ""), {"甲", "乙"}),
        ((1, 4), ("", ""), {"甲"}),
        ((9, 1), ("2024-11-01", "2024-11-02"), {"甲"}),
        ((9, 1), ("2024-11-01", "2024-11-01"), {"乙"}),
        ((0, 0), ("2024-11-02", ""), {"甲", "乙"}),
    ],
)
def test_what_was_written_last_is_only_told_by_times_that_are_known_and_apart(
    times: tuple[int, int], dates: tuple[str, str], older: set[str]
) -> None:
    """The second lies in an archive, whose times are of every other second."""
    one, two = (
        file(key, "一小", time, date=date)
        for key, time, date in zip("甲乙", times, dates, strict=True)
    )
    files = [one, two._replace(step=2)]
    assert set(reasons(files, COUNTY._replace(newest=True))) == older


def test_where_the_newest_is_faulty_the_older_one_does_not_take_its_place() -> None:
    files = [file("旧", "一小", 1), file("新", "一小", 2, is_sound=False)]
    assert set(reasons(files)) == {"旧", "新"}
    admission = admit_schools(files, COUNTY._replace(newest=True))
    assert set(admission.refusals) == {"旧", "新"}
    assert "那一份有错" in admission.problems_of("旧")[0].message
    assert [each.name for each in admission.absent] == ["一小"]


def test_a_school_judged_by_another_standard_or_another_version_is_left_out() -> None:
    others = [file("甲"), file("乙")]
    other = file("丙", standards=(("乙标准", "x"),))
    assert reasons([*others, other]) == {"丙": "标准不符"}
    changed = file("丁", standards=(("甲标准", "b"),))
    assert reasons([*others, changed]) == {"丁": "标准不符"}
    assert reasons([changed], COUNTY._replace(standards=(MARK,))) == {"丁": "标准不符"}
    kindergarten = file("园", type="幼儿园", standards=(("乙标准", "x"),))
    assert not reasons([*others, kindergarten])


def test_the_list_says_who_returned_who_did_not_and_who_is_not_on_it() -> None:
    listed = (ListedSchool("一小"), ListedSchool("示例县二小"), ListedSchool("三小", code="43"))
    terms = COUNTY._replace(roster=(*listed, ListedSchool("一 小"), ListedSchool("四小")))
    files = [
        file("甲", "示例县一小"),
        file("乙", "二小", year=2023),
        file("丙", "五小"),
        file("丁", "三小", code="44"),
    ]
    admission = admit_schools(files, terms)
    found = {row.name: row.returned for row in admission.roster}
    assert found == {
        "一小": Returned.COUNTED,
        "示例县二小": Returned.FAULTY,
        "三小": Returned.FAULTY,
        "四小": Returned.MISSING,
        "五小": Returned.UNEXPECTED,
    }
    assert reasons(files, terms) == {"乙": "年度不符", "丙": "和名单不符", "丁": "和名单不符"}
    assert {each.code for each in admission.problems} == {
        "listed_twice",
        "not_returned",
        "returned_faulty",
    }
    assert ("四小", RefusalReason.MISSING) in admission.absent


@given(any_files())
def test_every_school_of_the_list_and_every_file_has_its_row(files: list[Applicant]) -> None:
    listed = (ListedSchool("一小"), ListedSchool("二小", code="41"), ListedSchool("四小"))
    rows = admit_schools(files, COUNTY._replace(roster=listed)).roster
    assert [row.name for row in rows[:3]] == ["一小", "二小", "四小"]
    assert sorted(key for row in rows for key in row.files) == sorted(each.key for each in files)
    assert all(row.returned is Returned.UNEXPECTED for row in rows[3:])


@pytest.mark.parametrize("place", ["示例县", "某市示例县", "某省某市示例县"])
@pytest.mark.parametrize("before", ["", "示例县", "某市示例县", "某省某市示例县"])
def test_the_county_before_a_schools_name_tells_no_schools_apart(before: str, place: str) -> None:
    assert without_place(f"{before}城关一小", place) == "城关一小"
