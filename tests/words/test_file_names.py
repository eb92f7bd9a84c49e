"""Names of files: whose name one bears."""

from __future__ import annotations

import pytest

from reportgen.words.file_names import find_borne

NAMES = ("示例县辛镇小学", "辛镇小学", "辛镇小学分校", "第1小学校", "三 镇小学（东校区）", "一小")
BESIDE = ("采集表", "数据", "年", "表", "示例县")


@pytest.mark.parametrize(
    ("file", "borne"),
    [
        ("辛镇小学.xlsx", "辛镇小学"),
        ("示例县辛镇小学.xlsx", "示例县辛镇小学"),
        ("北片/01_辛镇小学 (1).xlsx.bak", "辛镇小学"),
        ("2024年辛镇小学采集表.xlsx", "辛镇小学"),
        ("采集表-辛镇小学_2024_数据.docx", "辛镇小学"),
        ("辛 镇 小 学.xlsx", "辛镇小学"),
        ("辛鎮小學.xlsx", "辛镇小学"),
        ("辛镇小学分校.xlsx", "辛镇小学分校"),
        ("辛镇小学幼儿园.xlsx", ""),
        ("某辛镇小学.xlsx", ""),
        ("第1小学校2024.xlsx", "第1小学校"),
        ("三镇小学(东校区)_2024.xlsx", "三 镇小学（东校区）"),
        ("一小.xlsx", ""),
        ("辛镇小学/数据.xlsx", "辛镇小学"),
        ("辛镇小学/辛镇小学分校.xlsx", "辛镇小学分校"),
        ("辛镇小学.zip/表/数据.xlsx", "辛镇小学"),
        ("辛镇小学/1.xlsx", "辛镇小学"),
        ("辛镇小学/某教学点.xlsx", ""),
    ],
)
def test_a_file_bears_a_name_that_stands_for_itself(file: str, borne: str) -> None:
    assert find_borne(file, NAMES, BESIDE) == ({borne} if borne else set())


def test_a_file_may_bear_several() -> None:
    assert find_borne("甲镇小学和乙.xlsx", ("甲镇小学", "乙镇小学")) == set()
    both = find_borne("甲镇小学、乙镇小学.xlsx", ("甲镇小学", "乙镇小学"))
    assert both == {"甲镇小学", "乙镇小学"}
