"""Formulas do arithmetic over facts and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.formula import FormulaError, evaluate, parse_formula
from tests.conftest import Examine


@pytest.mark.parametrize(
    ("text", "values", "result"),
    [
        ("甲 * 1.1 - 乙 / 2", {"甲": Decimal(10), "乙": Decimal(3)}, Decimal("9.5")),
        ("最大(甲)", {"甲": (Decimal(1), Decimal(4))}, Decimal(4)),
        ("向上取整(甲 / 12)", {"甲": Decimal(25)}, Decimal(3)),
        ("合计(甲) == 乙", {"甲": (Decimal(1), Decimal(4)), "乙": Decimal(5)}, True),
        ('甲 == "乡村" and 乙 < 30', {"甲": "乡村", "乙": Decimal(29)}, True),
        ('甲 == "乡村" or not 乙 > 30', {"甲": "镇区", "乙": Decimal(31)}, False),
        ("0 < 甲 <= 45", {"甲": Decimal(46)}, False),
        ('甲 in ["乡村", "镇区"] and 乙 not in [1, 2]', {"甲": "镇区", "乙": Decimal(3)}, True),
        (
            "-甲 + 最小(乙) * 个数(乙)",
            {"甲": Decimal(1), "乙": (Decimal(2), Decimal(3))},
            Decimal(3),
        ),
        (
            "甲 * 0.12345678901234567890123",
            {"甲": Decimal(1)},
            Decimal("0.12345678901234567890123"),
        ),
    ],
)
def test_formulas_compute_exactly(text: str, values: dict[str, object], result: object) -> None:
    formula = parse_formula(text)
    assert set(formula.names) == set(values)
    assert evaluate(formula, values) == result


@pytest.mark.parametrize(
    "text",
    [
        "甲 +",
        "().__class__",
        "甲.__class__",
        "9**9**9",
        "'a'.join",
        "甲[0]",
        "__import__('os')",
        "lambda: 1",
        "甲(1)",
        "(",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(FormulaError, match="公式"):
        parse_formula(text)


@given(st.text(max_size=40))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        parse_formula(text)
    except FormulaError as fault:
        assert str(fault).startswith("公式")


def test_division_by_zero_is_said(examine: Examine) -> None:
    examined = examine("数据: {在校生数: 0, 教学班数: 0}\n", standards="[河南省办学基本标准]")
    messages = [problem.message for problem in examined.problems if problem.code == "impossible"]
    assert any("平均班额" in message and "除以了 0" in message for message in messages)


def test_derived_facts_in_a_circle_end_without_data(examine: Examine) -> None:
    body = (
        "自定标准: {标识: 甲标, 名称: 甲, 学段: [小学], "
        "事实: {子: {公式: 丑 + 1}, 丑: {公式: 子 + 1}}, "
        "指标: [{名称: 乙, 分子: 子, 标准: 3}]}\n"
    )
    examined = examine(body, standards="[甲标]")
    assert examined.assessment is not None
    assert str(examined.assessment.standards[0].verdict) == "no_data"
    assert any(problem.code in ("missing_fact", "impossible") for problem in examined.problems)
