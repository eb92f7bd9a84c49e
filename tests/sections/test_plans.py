"""What plans bring is told of what becomes another."""

from __future__ import annotations

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
        "以上措施全部落实后，初中部每百名学生拥有县级以上骨干教师数预计由0人提高到1人，"
        "达到1人的标准。"
    )
