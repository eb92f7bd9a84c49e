"""However people write a value, it is the same value, or they are asked which of two they mean."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.load.faults import DoubtfulValue, ValueFault
from reportgen.load.values import parse_date, parse_deadline, parse_value, parse_year
from reportgen.load.written_lists import split_list
from reportgen.model.facts import Fact, FactKind, Value
from reportgen.problems import Remedy
from reportgen.resources import data_folder
from reportgen.words.chinese_numerals import write_digits, write_numeral
from tests.shared import LIBRARY

WORDS = LIBRARY.dictionary.vocabulary.fields
KNOWN = LIBRARY.all_facts()

FULL = str.maketrans("0123456789,.%-/", "０１２３４５６７８９，．％－／")
ABOUT = ("约{}", "{}左右", "{}余", "{}多", "近{}", "{}以上", "不到{}", "{}+", "≥{}", "{}～{}")


def read(text: str, name: str) -> Value:
    fact = KNOWN.find(name)
    assert fact is not None
    return parse_value(text, fact, WORDS)


def fault(text: str, name: str) -> ValueFault:
    with pytest.raises(ValueFault) as caught:
        read(text, name)
    return caught.value


WHOLE: tuple[Callable[[int], str], ...] = (
    str,
    "{:,}".format,
    lambda number: str(number).translate(FULL),
    lambda number: f"{number:,}".translate(FULL),
    lambda number: f"{number}.0",
    lambda number: f" {number} ",
    lambda number: f"{number}。",
    lambda number: f"共{number}人",
    lambda number: f"{number}名",
    lambda number: f"{number} 位",
    lambda number: f"{number}（人）",
    lambda number: f"{number}名教师；",
    write_numeral,
    lambda number: f"{write_numeral(number)}人",
)


@given(st.integers(0, 2999), st.sampled_from(WHOLE))
@settings(max_examples=60)
def test_a_count_is_the_same_however_it_is_written(
    number: int, write: Callable[[int], str]
) -> None:
    assert read(write(number), "专任教师数") == number


@given(st.integers(1, 2999), st.sampled_from(ABOUT), st.sampled_from(["", "人"]))
@settings(max_examples=25)
def test_about_how_many_is_refused_with_the_reason(number: int, about: str, unit: str) -> None:
    assert "确切的数" in str(fault(about.format(number, number + 9) + unit, "专任教师数").hint)


@given(
    st.decimals("0.01", "2999", places=2),
    st.sampled_from(["亩", "亩地", " 市亩", "亩。", "（亩）"]),
)
@settings(max_examples=25)
def test_an_area_in_mu_is_the_same_however_the_unit_is_written(mu: Decimal, unit: str) -> None:
    assert read(f"{mu}{unit}", "校园面积") == read(f"{mu}亩", "校园面积")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("教学班数", "15个班", 15),
        ("教学班数", "15个教学班", 15),
        ("教学班数", "15班", 15),
        ("图书册数", "1.89万本", 18900),
        ("图书册数", "13，200册", 13200),
        ("图书册数", "13200册图书", 13200),
        ("校园面积", "4.1万", 41000),
        ("校园面积", "15600平方", 15600),
        ("生均公用经费", "720元/生", 720),
        ("生均公用经费", "￥720.00", 720),
        ("生均公用经费", "720元／生·年", 720),
        ("教学仪器设备值", "三十五万元", 350000),
        ("教学仪器设备值", "1.2亿元", 120000000),
        ("互联网出口带宽", "100M", 100),
        ("办学性质", "公立", "公办"),
        ("办学性质", "公办。", "公办"),
        ("德育工作水平", "良", "良好"),
        ("校车方式", "无", "没有"),
        ("建校年份", "1987年9月", 1987),
        ("建校年份", "87年", 1987),
    ],
)
def test_words_are_understood_as_the_field_means_them(name: str, text: str, value: object) -> None:
    assert read(text, name) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("专任教师数", "42(含代课2)"),
        ("专任教师数", "13 200"),
        ("专任教师数", "五六人"),
        ("专任教师数", "40名学生"),
        ("教学仪器设备值", "4500元/生"),
        ("建筑面积", "4100万元"),
        ("图书册数", "1,32,00"),
        ("仪器器材配备等级", "一级"),
        ("建校年份", "2011-12"),
    ],
)
def test_what_may_be_another_value_is_refused(name: str, text: str) -> None:
    assert text in fault(text, name).message


@pytest.mark.parametrize(
    ("name", "text", "readings"),
    [
        ("巩固率", "0.99", ("0.99%", "99%")),
        ("巩固率", "1", ("1%", "100%")),
        ("办园类型", "民办", ("普惠性民办", "非普惠性民办")),
        ("举办者", "县级", ("县级教育部门", "县级其他部门")),
        ("建校年份", "24年", ("2024年", "1924年")),
        ("是否规范收费", "无", ("是", "否")),
        ("是否没有过度逐利", "0", ("是", "否")),
    ],
)
def test_what_is_doubtful_is_asked_back_with_both_readings_that_can_be_written(
    name: str, text: str, readings: tuple[str, ...]
) -> None:
    found = fault(text, name)
    assert isinstance(found, DoubtfulValue)
    assert found.readings == readings and all(each in str(found.hint) for each in readings)
    values = [read(each, name) for each in readings]
    assert len(set(map(str, values))) == 2


@given(
    st.decimals("1.01", "100", places=2), st.sampled_from(["{}", "{}%", "{}％", " {} %", "{}%。"])
)
@settings(max_examples=25)
def test_a_share_above_one_is_the_same_with_and_without_its_sign(share: Decimal, way: str) -> None:
    assert read(way.format(share), "入学率") == share


# ---- 是 and 否 ----

YES_NO = [each for each in KNOWN.facts.values() if each.kind is FactKind.YES_NO]


@pytest.mark.parametrize("text", ["是", "是。", "是的", "对", "√", "yes", "Y", " 是 "])
def test_yes_is_yes_for_every_question(text: str) -> None:
    assert all(parse_value(text, fact, WORDS) is True for fact in YES_NO)
    assert all(parse_value("否。", fact, WORDS) is False for fact in YES_NO)


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        (
            "是否无过重课业负担",
            {"无": True, "没有": True, "无。": True, "有": False, "存在": False},
        ),
        ("是否没有过度逐利", {"未发生": True, "没有过度逐利": True, "存在过度逐利的行为": False}),
        ("是否不使用危房", {"没有": True, "不使用危房": True}),
        ("是否制定章程", {"无": False, "没有": False, "有": True, "学校制定了章程": True}),
        ("是否制定章程", {"已制定": True, "尚未制定": False, "没有制定章程": False}),
        ("是否实现信息化管理", {"已实现": True, "还没有实现": False}),
        ("是否有危险化学品", {"没有危险化学品": False}),
        ("是否有危险化学品", {"无": False, "没有": False, "有": True}),
    ],
)
def test_whether_there_is_none_is_answered_by_none(name: str, answers: dict[str, bool]) -> None:
    assert {text: read(text, name) for text in answers} == answers


def _asked() -> dict[str, dict[str, object]]:
    folder = data_folder()
    files = (*folder.glob("*facts.yaml"), *(folder / "standards").glob("*.yaml"))
    found: dict[str, dict[str, object]] = {}
    for file in files:
        found |= yaml.safe_load(file.read_text(encoding="utf-8")).get("事实") or {}
    return found


def test_every_question_about_an_absence_says_what_none_means() -> None:
    """A new one must say it, even where 无 is 否: nobody is to find out by a wrong verdict."""
    asked = {name: given for name, given in _asked().items() if given["类型"] == "是否"}
    absences = {
        name
        for name, given in asked.items()
        if any(
            sign in f"{name}{given['定义']}" for sign in ("没有", "无", "不", "未", "禁止", "治理")
        )
    }
    silent = {name for name in absences if "答无" not in asked[name]}
    # Here 未 and 不 are of other words: 未成年人, 不足.
    assert {name for name in silent if "没有" in f"{name}{asked[name]['定义']}"} == set()
    assert {name for name in silent if name[2:3] in "无没不未"} == set()
    assert all(asked[name]["答无"] == "是" for name in asked if name[2:3] in "无没")


# ---- dates ----

DATES = st.dates(datetime.date(2001, 1, 1), datetime.date(2049, 12, 31))
DATE_WAYS: tuple[Callable[[datetime.date], str], ...] = (
    datetime.date.isoformat,
    "{:%Y%m%d}".format,
    "{:%Y/%m/%d 0:00:00}".format,
    "{:%Y-%m-%dT00:00:00}".format,
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 号。",
    lambda day: f"{day.isoformat()}".translate(FULL),
    lambda day: f"{day:%y}年{day.month}月{day.day}日",
    lambda day: (
        f"{write_digits(str(day.year))}年{write_numeral(day.month)}月{write_numeral(day.day)}日"
    ),
    lambda day: str((day - datetime.date(1899, 12, 30)).days),
)


@given(DATES, st.sampled_from(DATE_WAYS))
@settings(max_examples=60)
def test_a_date_is_the_same_however_it_is_written(
    day: datetime.date, write: Callable[[datetime.date], str]
) -> None:
    text = write(day)
    assert parse_date(text) == day
    assert parse_deadline(text) == day.isoformat()


@given(DATES)
@settings(max_examples=25)
def test_a_date_whose_parts_may_be_changed_about_is_asked_back(day: datetime.date) -> None:
    text = f"{day:%m/%d/%Y}"
    try:
        assert parse_date(text) == day
    except DoubtfulValue as doubt:
        assert day.isoformat() in doubt.readings and len(doubt.readings) == 2


@pytest.mark.parametrize("text", ["2024年11月", "11月20日", "2024-13-40", "近日", "2024"])
def test_what_is_no_whole_date_is_refused(text: str) -> None:
    with pytest.raises(ValueFault):
        parse_date(text)


MONTH_WAYS = ("{0}-{1:02d}", "{0}年{1}月", "{0}.{1}", "{0}{1:02d}", "{0}年{1}月份", "{0}/{1}")


@given(st.integers(2020, 2049), st.integers(1, 12), st.sampled_from(MONTH_WAYS))
@settings(max_examples=25)
def test_a_month_is_the_same_however_it_is_written(year: int, month: int, way: str) -> None:
    assert parse_deadline(way.format(year, month)) == f"{year}-{month:02d}"
    assert parse_year(f"{year}年{month}月") == year


@pytest.mark.parametrize(
    ("text", "told"),
    [("25.12", "2025-12"), ("12.25", "12月25日"), ("2025年12月底前", "2025年12月底前")],
)
def test_a_deadline_is_what_it_can_only_be(text: str, told: str) -> None:
    assert parse_deadline(text) == told


def test_a_deadline_that_is_a_month_or_a_day_is_asked_back() -> None:
    with pytest.raises(DoubtfulValue) as caught:
        parse_deadline("10.12")
    assert caught.value.readings == ("2010-12", "10月12日")


# ---- lists ----


def listed(text: str, high: int) -> tuple[str, ...]:
    fact = KNOWN.find("班级人数")
    assert isinstance(fact, Fact)
    return split_list(text, fact._replace(high=Decimal(high)))


@pytest.mark.parametrize(
    "text", ["45、46、44", "45,46,44", "45，46，44", "45 46 44", "45；46；44", "45\n46\n44"]
)
def test_a_list_is_the_same_whatever_stands_between(text: str) -> None:
    assert listed(text, 150) == ("45", "46", "44")


def test_a_list_that_may_be_one_number_is_asked_back() -> None:
    assert listed("120,130", 150) == ("120", "130")
    with pytest.raises(DoubtfulValue) as caught:
        listed("1,200", 5000)
    assert caught.value.readings == ("1200", "1、200")


NO_NUMBERS = {
    "没有": ("专任教师数", "没有统计请清空这一格", ()),
    "尚无": ("图书册数", "没有请写 0，没有统计请清空这一格", ("0",)),
    "（无）": ("运动场地面积", "没有请写 0，没有统计请清空这一格", ("0",)),
    "不详": ("专任教师数", "没有统计请清空这一格", ()),
    "待定": ("图书册数", "没有统计请清空这一格", ()),
    "无": ("巩固率", "没有统计请清空这一格", ()),
    "没有 ": ("在校生数", "没有统计请清空这一格", ()),
    "暂无": ("音乐专用教室面积", "没有统计请清空这一格", ()),
    "20+5": ("专任教师数", "请写成 25", ("25",)),
    "=1.5+0.5": ("图书册数", "请写成 2", ("2",)),
    "=SUM(E3:E9)": ("图书册数", "请写算好的数", ()),
    "20/5": ("专任教师数", "请只写一个数", ()),
    "20、5": ("专任教师数", "请只写一个数", ()),
    "20—25": ("专任教师数", "不要写约数", ()),
    "男10女15": ("专任教师数", "请只写一个数", ()),
    "25（含高级）": ("专任教师数", "请写成 25；括号里的话不写在这里", ("25",)),
    "1.3万（不含电子书）。": ("图书册数", "请写成“1.3万”", ("1.3万",)),
    "99%（小学）": ("巩固率", "请写成“99%”", ("99%",)),
    "二十五（含高级）": ("专任教师数", "请写成“二十五”", ("二十五",)),
    "25（含代课2）": ("专任教师数", "请核对是哪个数，只写一个数", ()),
    "15600㎡（23.4亩）": ("校园面积", "“15600㎡”，或“23.4亩”", ("15600㎡", "23.4亩")),
    "99%（98%）": ("巩固率", "“99%”，或“98%”", ("99%", "98%")),
    "25（约）": ("专任教师数", "不要写约数", ()),
    "40名学生（含住校）": ("专任教师数", "请以“人”为单位", ()),
}


@pytest.mark.parametrize(("text", "case"), NO_NUMBERS.items(), ids=NO_NUMBERS)
def test_advice_for_what_is_no_number_is_only_what_is_certain(
    text: str, case: tuple[str, str, tuple[str, ...]]
) -> None:
    name, told, texts = case
    found = fault(text, name)
    hint = found.cell_hint or found.hint
    assert told in str(hint) and text.strip() in found.message
    assert (hint.texts if isinstance(hint, Remedy) else ()) == texts
    assert all(read(each, name) is not None for each in texts)


def test_what_stands_in_brackets_behind_a_number_is_told_apart_from_it() -> None:
    found = fault("25（含高级）", "专任教师数")
    assert "读出的数是“25”，括号里的“含高级”不是数的一部分" in found.message
    assert "单位" not in found.message
