"""What plans bring is told of what becomes another."""

from __future__ import annotations

from reportgen.model.report import Paragraph
from tests.conftest import Examine
from tests.districts import said

BODY = """数据:
  在校生数: {小学: 100, 初中: 100}
  县级以上骨干教师数: {小学: 0, 初中: 0}
今后措施:
  - {针对: 每百名学生拥有县级以上骨干教师数, 标题: 培养, 内容: 培养骨干。, 预计增加: {县级以上骨干教师数: {初中: 1}}}
"""


def test_a_stage_for_which_nothing_is_planned_is_not_told(examine: Examine) -> None:
    report = examine(BODY, type="九年一贯制", standards="[优质均衡2017]").report
    assert report is not None
    (plans,) = [each for each in report.sections if each.key == "今后措施"]
    (brought,) = [text for text in said(plans.blocks) if "预计由" in text]
    assert brought == (
        "这项措施落实后，初中部每百名学生拥有县级以上骨干教师数预计由0人提高到1人，达到1人的标准。"
    )


SEVERAL = """数据: {在校生数: 100, 县级以上骨干教师数: 0, 运动场地面积: 700, 室内体育用房面积: 0}
今后措施:
  - {标题: 培养, 内容: 培养骨干。, 责任人: 校长, 预计增加: {县级以上骨干教师数: 1}}
  - {标题: 扩建, 内容: 平整空地。, 预计增加: {运动场地面积: 40㎡}}
  - {标题: 新建, 内容: 新建风雨操场。, 预计增加: {室内体育用房面积: 40㎡}}
  - {标题: 检查, 内容: 每月检查一次。}
"""


def test_what_a_plan_brings_stands_with_the_last_plan_that_brings_it(examine: Examine) -> None:
    report = examine(SEVERAL, standards="[优质均衡2017]").report
    assert report is not None
    (plans,) = [each for each in report.sections if each.key == "今后措施"]
    told = said(plans.blocks)
    assert told[0] == "培养骨干。（责任人：校长）"
    assert told[1].startswith("这项措施落实后，每百名学生拥有县级以上骨干教师数预计由0人提高到1人")
    assert told[4].startswith(
        "以上措施落实后，生均体育运动场馆面积预计由7.00平方米提高到7.80平方米"
    )
    assert told[5] == "每月检查一次。" and "落实后" not in "".join(told[5:])


def test_only_what_ends_with_a_duty_keeps_its_last_two_lines_together(examine: Examine) -> None:
    report = examine(SEVERAL, standards="[优质均衡2017]").report
    assert report is not None
    (plans,) = [each for each in report.sections if each.key == "今后措施"]
    ending = [each for each in plans.blocks if isinstance(each, Paragraph) and each.ends]
    assert said(ending) == ["培养骨干。（责任人：校长）"]
