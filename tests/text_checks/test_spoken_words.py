"""Words of speeches, and sentences that lack a word, in a report."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("办学条件发生了翻天覆地的变化。", ["翻天覆地"]),
        ("敬请各位领导多多批评指正，谢谢！", ["多多批评", "谢谢"]),
        ("用二年时间培养骨干教师，现有二间教室。", ["二年时间", "二间"]),
        ("各项指标均以达标，部份学生住校，作出应有的供献。", ["均以", "部份", "供献"]),
        ("以崭新的姿势迎接验收，现报如下：", ["姿势", "现报如下"]),
    ],
)
def test_words_that_a_report_does_not_write_are_told(
    find: Finder, text: str, found: list[str]
) -> None:
    assert find(TextRule.WORDING, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "学生学会说“你好”“谢谢”，坐姿势正确；两年时间，共有两间教室，初二年级人数最多。",
        "本科以上学历30人，均以优异成绩毕业，以崭新的姿态迎接验收，现报告如下：",
        "二级教师10人，三十二间教室，共有十二名教师，二年级两个班。",
    ],
)
def test_right_words_are_not_told(find: Finder, text: str) -> None:
    assert find(TextRule.WORDING, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "努力办好人民满意的教育的目标。",
        "近年来学校平安，未发生一起重大事故的良好局面。",
        "做到了课后服务全覆盖的覆盖率。",
        "恳请上级领导务必解决编制不足。",
    ],
)
def test_a_sentence_that_lacks_a_word_is_told(find: Finder, text: str) -> None:
    assert len(find(TextRule.SENTENCE, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "实现办好人民满意的教育的目标，保持了未发生重大事故的良好局面。",
        "课后服务覆盖率达到100%，要求各班务必到位。",
        "这件事要更进一步。我校将进一步加强管理，予以落实。",
    ],
)
def test_a_whole_sentence_is_not_told(find: Finder, text: str) -> None:
    assert find(TextRule.SENTENCE, text) == []
