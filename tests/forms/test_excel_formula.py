"""Formulas over facts become the same arithmetic in Excel, and stay empty where a figure is
missing.
"""

from __future__ import annotations

import pytest

from reportgen.forms.excel_formula import Ref, excel_text, translate
from reportgen.model.formula import parse_formula

REFS = {
    **{"甲": Ref("$A$1"), "乙": Ref("$B$1"), "是否丙": Ref("$C$1")},
    "各间": Ref("$E$1:$E$4", is_list=True, is_of_rooms=True),
    **{"各班": Ref("$D$1:$D$9", is_list=True), "学校类型": Ref('"小学"', is_constant=True)},
}


@pytest.mark.parametrize(
    ("formula", "excel"),
    [
        ("甲", "$A$1"),
        ("甲 - 乙", 'IF(OR($A$1="",$B$1=""),"",IFERROR(($A$1-$B$1),""))'),
        ("(甲 + 乙) * 0.5", 'IF(OR($A$1="",$B$1=""),"",IFERROR((($A$1+$B$1)*0.5),""))'),
        ("向上取整(甲 / 12)", 'IF($A$1="","",IFERROR(-INT(-(($A$1/12))),""))'),
        ("最大(各班)", 'IF(COUNT($D$1:$D$9)=0,"",IFERROR(MAX($D$1:$D$9),""))'),
        (
            "个数(各间)",
            'IF(COUNT($E$1:$E$4)=0,"",IFERROR((COUNT($E$1:$E$4)-(COUNTIF($E$1:$E$4,0))),""))',
        ),
        (
            "最小(各间)",
            'IF(COUNT($E$1:$E$4)=0,"",IFERROR(SMALL(($E$1:$E$4),COUNTIF($E$1:$E$4,0)+1),""))',
        ),
        (
            "合计(各班) == 甲",
            'IF(OR(COUNT($D$1:$D$9)=0,$A$1=""),"",IFERROR((SUM($D$1:$D$9)=$A$1),""))',
        ),
        ('学校类型 in ["小学", "初中"]', 'IFERROR(OR("小学"="小学","小学"="初中"),"")'),
        ("甲 > 0 or not 是否丙", 'IF(OR($A$1="",$C$1=""),"",IFERROR(OR(($A$1>0),NOT($C$1)),""))'),
        ("1 < 甲 < 9", 'IF($A$1="","",IFERROR(AND((1<$A$1),($A$1<9)),""))'),
    ],
)
def test_arithmetic_comparison_and_lists(formula: str, excel: str) -> None:
    assert translate(parse_formula(formula), REFS.get) == excel


def test_a_name_that_a_form_cannot_tell_gives_nothing() -> None:
    assert translate(parse_formula("甲 + 未知"), REFS.get) is None


def test_quotes_in_a_text_are_doubled() -> None:
    assert excel_text('称"优"的') == '"称""优""的"'
