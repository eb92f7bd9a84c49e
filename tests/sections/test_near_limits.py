"""Schools just below and just above their limits: all documents print figures that agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import ceil
from typing import Any, cast

import pytest

from reportgen.model.amounts import format_amount
from reportgen.model.assessment import Result, Verdict
from reportgen.model.report import Heading, IndicatorRow, IndicatorTable, Paragraph, Report
from reportgen.pipeline import Examined
from reportgen.sections.printed_facts import told_numerator
from tests.conftest import Examine

STANDARD = """\
自定标准:
  标识: 本校
  名称: 本校标准
  学段: [小学]
  分组:
    - 名称: 甲
      规则: {至少达标: 1, 其余不低于: 85%}
      指标:
        - {名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 小数: 1, 标准: 20}
        - {名称: 每百名学生骨干教师数, 分子: 县级以上骨干教师数, 分母: 在校生数, 倍数: 100,
           单位: 人, 标准: 1}
        - {名称: 生均运动场地面积, 分子: 运动场地面积, 分母: 在校生数, 单位: ㎡, 标准: 5.8}
        - {名称: 生均仪器设备值, 分子: 教学仪器设备值, 分母: 在校生数, 单位: 元, 小数: 0,
           标准: 2000}
        - {名称: 师生比, 类型: 一比, 分子: 专任教师数, 分母: 在校生数, 小数: 1, 标准: 19}
    - 名称: 乙
      指标:
        - {名称: 平均班额, 分子: 在校生数, 分母: 教学班数, 单位: 人, 小数: 1, 方向: 不超过,
           标准: 45}
        - {名称: 体质健康合格率, 分子: 体质健康合格人数 / 体质健康参测人数 * 100, 单位: "%",
           小数: 1, 标准: 95}
        - {名称: 持证率, 分子: 持证教师数, 分母: 专任教师数, 倍数: 100, 单位: "%", 小数: 1,
           标准: 100%}
"""
PUPILS = (880, 2533, 4771, 8803)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def body(pupils: int, step: int, share: str = "1") -> str:
    """A school whose figures are a step from that share of each limit."""
    part = Decimal(share)

    def least(limit: str) -> int:
        return max(ceil(Decimal(limit) * part * pupils) + step, 0)

    area = Decimal("5.8") * part * pupils + Decimal(step) / 100
    teachers = max(ceil(pupils / 19) + step, 1)
    classes = max(ceil(pupils / 45) + step, 1)
    figures = {
        "在校生数": pupils,
        "图书册数": least("20"),
        "县级以上骨干教师数": min(least("0.01"), teachers),
        "运动场地面积": area,
        "教学仪器设备值": least("2000"),
        "专任教师数": teachers,
        "持证教师数": teachers + min(step, 0),
        "教学班数": classes,
        "体质健康参测人数": pupils,
        "体质健康合格人数": min(least("0.95"), pupils),
    }
    given = ", ".join(f"{name}: {value}" for name, value in figures.items())
    return f"{STANDARD}数据: {{{given}}}\n"


def number(text: str) -> Decimal:
    """What a reader takes from it: 1∶19.04 is 19.04 for one."""
    return Decimal(_NUMBER.findall(text)[-1])


def reaches(result: Result, shown: Decimal, limit: Decimal) -> bool:
    return shown >= limit if result.indicator.wants_more else shown <= limit


CASES = [
    (pupils, step, share) for pupils in PUPILS for step in (-1, 0, 1) for share in ("1", "0.85")
]


@pytest.fixture(params=CASES, ids=str)
def examined(request: pytest.FixtureRequest, examine: Examine) -> Examined:
    found = examine(body(*request.param), standards="[本校]")
    assert found.assessment is not None and found.report is not None, found.problems
    return found


def results(examined: Examined) -> tuple[Result, ...]:
    assert examined.assessment is not None
    return examined.assessment.results


def report(examined: Examined) -> Report:
    assert examined.report is not None
    return examined.report


def rows(examined: Examined) -> list[IndicatorRow]:
    blocks = (block for section in report(examined).sections for block in section.blocks)
    return [row for block in blocks if isinstance(block, IndicatorTable) for row in block.rows]


def texts(examined: Examined) -> Iterator[str]:
    """All that stands in the report and in the forms, but for the table."""
    for section in report(examined).sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield "".join(run.text for run in block.runs)
            elif isinstance(block, Heading):
                yield block.text
    for name in ("自评表", "整改台账"):
        for row in cast(Iterable[dict[str, Any]], report(examined).values[name]):
            yield from map(str, row.values())


def test_the_table_prints_values_and_limits_that_agree_with_the_verdict(examined: Examined) -> None:
    for row, result in zip(rows(examined), results(examined), strict=True):
        shown, limit = number(row.actual), number(row.required)
        assert reaches(result, shown, limit) is (row.verdict == Verdict.MET.label), row
        if result.verdict is Verdict.UNMET and result.floor is not None:
            at_least = result.indicator.wants_more
            bound = limit * result.floor if at_least else limit / result.floor
            assert reaches(result, shown, bound) is result.floor_met, row


def test_what_is_lacking_is_enough(examined: Examined) -> None:
    for result in examined.assessment.failing if examined.assessment else ():
        assert result.shortfall is not None and result.shortfall > 0
        size = 10_000 if "万元" in result.shortfall_display else 1
        assert number(result.shortfall_display) * size == result.shortfall
        limit, below = result.limit, result.denominator
        assert isinstance(limit, Decimal)
        if below is None:
            sign = 1 if result.indicator.wants_more else -1
            assert result.shown is not None
            assert reaches(result, result.shown + sign * result.shortfall, limit)
        elif result.indicator.name == "平均班额":
            assert isinstance(result.numerator, Decimal)
            assert result.numerator / (below + result.shortfall) <= limit
        else:
            assert isinstance(result.numerator, Decimal)
            grown = result.numerator + result.shortfall
            value = below / grown if result.indicator.name == "师生比" else grown / below
            assert reaches(result, value * result.indicator.multiple, limit), result


_COMPARED = re.compile(
    r"(?:均|为|学生|占)(?P<value>1∶[\d.]+|[\d.]+)(?:%|[^\d，；。%]{0,3})，"
    r"(?P<word>低于|高于|优于|超过|没有达到|恰好达到|达到)(?P<limit>1∶[\d.]+|[\d.]+)"
)


def test_a_total_and_what_it_lacks_are_enough_as_they_are_printed(examined: Examined) -> None:
    said = "".join(text for text in texts(examined) if "运动场地" in text)
    result = next(each for each in results(examined) if each.indicator.unit == "㎡")
    assert isinstance(result.limit, Decimal) and result.denominator is not None
    totals = {number(each) for each in re.findall(r"运动场地([\d.]+)平方米(?=，生均)", said)}
    totals |= {number(each) for each in re.findall(r"有运动场地([\d.]+)平方米", said)}
    # 自评表 has the total before the quotient.
    in_form = {number(each) for each in re.findall(r"场地(?:面积)?：([\d.]+)平方米", said)}
    assert totals <= in_form
    (total,) = totals
    needed = result.limit * result.denominator
    assert (total >= needed) is (result.verdict is Verdict.MET)
    assert total + (result.shortfall or 0) >= needed


def test_sentences_compare_figures_as_they_are_printed(examined: Examined) -> None:
    compared = 0
    for text in texts(examined):
        for match in _COMPARED.finditer(text):
            value, limit = number(match["value"]), number(match["limit"])
            compared += 1
            if match["word"] in ("低于", "没有达到"):
                assert value != limit and (value > limit) is match["value"].startswith("1∶"), text
            elif match["word"] in ("高于", "优于", "超过"):
                assert value != limit and (value < limit) is match["value"].startswith("1∶"), text
            elif match["word"] == "恰好达到":
                assert value == limit, text
    assert compared


def test_a_value_is_printed_alike_wherever_it_stands(examined: Examined) -> None:
    table = {row.name: row.actual for row in rows(examined)}
    evaluation = cast(Iterable[dict[str, Any]], report(examined).values["自评表"])
    for row in evaluation:
        assert table[row["B级指标"]] in row["结论"], row
    for result in results(examined):
        assert table[result.indicator.name] == result.display.removesuffix("%")


LAND = """
自定标准:
  - 标识: 试
    名称: 试
    学段: [小学]
    指标: [{编号: 1, 名称: 生均用地, 分子: 校园面积, 分母: 在校生数, 单位: ㎡, 标准: 34}]
"""


@pytest.mark.parametrize("area", ["27666.67", "27666.5", "27666.4", "27667", "78150.6", "78199.96"])
def test_what_is_lacking_is_what_a_reader_finds_from_the_printed_area(
    examine: Examine, area: str
) -> None:
    examined = examine(f"数据: {{在校生数: 2300, 校园面积: {area}}}{LAND}", standards="[试]")
    (result,) = results(examined)
    fact = examined.dictionary.find("校园面积")
    assert fact is not None and result.shortfall is not None
    told = told_numerator(result, fact)
    assert isinstance(told, Decimal)
    printed = Decimal(format_amount(told, "㎡").removesuffix("平方米"))
    assert result.shortfall == int(result.shortfall)
    assert 78200 <= printed + result.shortfall < 78201
