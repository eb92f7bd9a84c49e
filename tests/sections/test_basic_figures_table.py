"""The table of basic figures that a school may attach: each figure once, in its group."""

from __future__ import annotations

import re

from reportgen.model.report import Table
from tests.conftest import Examine
from tests.sections.attached_tables import attached, grid, naming, said, table_of

HENAN = "河南省办学基本标准"


def test_all_known_figures_stand_in_the_statistics_by_group(examine: Examine) -> None:
    table = table_of(
        examine(
            "数据: {办学性质: 公办, 在校生数: 100, 图书册数: 1.2万册}\n",
            standards=naming("基本情况统计表"),
        )
    )
    assert table.header == ("项目", "单位", "数值")
    assert ["在校生数", "人", "100"] in grid(table) and ["图书册数", "册", "12000"] in grid(table)
    assert ["设备、图书与信息化", "", ""] in grid(table)


def test_many_figures_stand_side_by_side_and_none_is_lost(examine: Examine) -> None:
    names = (
        "在校生数",
        "女生数",
        "教学班数",
        "年级数",
        "招生数",
        "寄宿生数",
        "随迁子女数",
        "留守儿童数",
        "残疾儿童数",
        "资助学生数",
        "划片内学生数",
        "预计毕业生数",
        "毕业生数",
        "转入学生数",
        "转出学生数",
        "死亡学生数",
        "教职工数",
    )
    body = f"数据: {{{', '.join(f'{name}: {number}' for number, name in enumerate(names, 1))}}}\n"
    table = table_of(examine(body, standards=naming("学校基本情况统计表")))
    assert len(table.header) == 6
    cells = {text for row in grid(table) for text in row}
    assert {"女生数", "教职工数", "转入学生数"} <= cells


def test_figures_are_rounded_in_the_table_as_in_the_text(examine: Examine) -> None:
    body = (
        "数据: {在校生数: 880, 教学班数: 21, 校园面积: 41.5亩, 体质健康参测人数: 876, "
        "体质健康优秀人数: 200, 体质健康良好人数: 300, 体质健康及格人数: 297}\n"
    )
    judged = examine(body, standards=naming("学校基本情况统计表", HENAN))
    rows = grid(table_of(judged))
    assert "平均班额42人" in said(judged, "基本情况")
    assert ["平均班额", "人", "42"] in rows and ["体质健康合格率", "%", "91"] in rows
    plain = examine(body, standards=naming("学校基本情况统计表"))
    rows, text = grid(table_of(plain)), said(plain, "基本情况")
    assert "平均班额41.9人" in text and ["平均班额", "人", "41.9"] in rows
    assert "占地面积27667平方米" in text and ["校园面积", "平方米", "27667"] in rows
    assert ["教学班数", "个", "21"] in rows


def test_stages_stand_side_by_side_and_what_they_share_is_the_schools(examine: Examine) -> None:
    body = "数据: {在校生数: {小学: 100, 初中: 60}, 校园面积: 9000}\n"
    (only,) = attached(examine(body, "九年一贯制", naming("学校基本情况统计表")))
    apart, shared = (block for block in only.blocks if isinstance(block, Table))
    assert apart.header == ("项目", "单位", "全校", "小学", "初中")
    assert ["在校生数", "人", "160", "100", "60"] in grid(apart)
    assert shared.header == ("项目", "单位", "数值")
    assert ["校园面积", "平方米", "9000"] in grid(shared)
    assert (apart.caption, shared.caption) == ("分学段数据", "全校数据")


def test_quotients_of_a_row_have_like_decimals(examine: Examine) -> None:
    body = "数据: {在校生数: {小学: 166, 初中: 210}, 教学班数: {小学: 6, 初中: 6}}\n"
    (only,) = attached(examine(body, "九年一贯制", naming("学校基本情况统计表")))
    rows = [row for block in only.blocks if isinstance(block, Table) for row in grid(block)]
    assert ["平均班额", "人", "31.3", "27.7", "35.0"] in rows


def test_a_figure_that_is_nothing_and_that_nobody_gave_is_left_out(examine: Examine) -> None:
    body = (
        "数据: {死亡学生数: 0}\n"
        "教师结构: {学历职称: [{学历: 本科, 合计: 5}, {学历: 高中阶段, 合计: 2}]}\n"
    )
    rows = grid(table_of(examine(body, standards=naming("学校基本情况统计表"))))
    degrees = [row for row in rows if "学历" in row[0]]
    assert degrees == [["本科学历教师数", "人", "5"], ["高中阶段学历教师数", "人", "2"]]
    assert ["死亡学生数", "人", "0"] in rows


def test_what_follows_from_another_row_is_no_row_of_its_own(examine: Examine) -> None:
    figures = (
        "运动场地面积: 660, 室内体育用房面积: 0, 教学及辅助用房面积: 430, 硕士学历教师数: 1, "
        "博士学历教师数: 0, 体育专任教师数: 2, 音乐专任教师数: 1, 美术专任教师数: 0, "
        "艺术专任教师数: 0, 是否制定章程: 是, 是否寄宿制: 否"
    )
    body = f"数据: {{在校生数: 88, {figures}}}\n"
    rows = grid(table_of(examine(body, standards=naming("基本情况统计表", "[]"))))
    names = {row[0] for row in rows}
    assert {"运动场地面积", "教学及辅助用房面积", "硕士学历教师数", "寄宿制"} <= names
    assert {"体育、艺术专任教师数", "体育专任教师数"} <= names
    repeated = re.compile("场馆|不含室内|室内体育|研究生|章程|^艺术|综合艺术|美术专任")
    assert not [name for name in names if repeated.search(name)]


def test_groups_of_a_kindergarten_stand_under_its_own_titles_once(examine: Examine) -> None:
    body = "数据: {办园类型: 公办, 城乡类型: 镇区, 在园幼儿数: 60, 小班数: 2, 园长数: 1}\n"
    rows = grid(table_of(examine(body, "幼儿园", "[学前教育普及普惠2020], 附件: [基本情况统计表]")))
    assert [row[0] for row in rows if not row[-1]] == ["办园概况", "幼儿与班级", "教职工"]
