"""Words with a character that sounds or looks like the right one, which nobody listed as slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.words_file import load_words
from reportgen.model.text_finding import TextRule
from reportgen.pipeline import Workshop
from reportgen.text_checks.lost_characters import find_lost_characters
from reportgen.text_checks.mixed_words import find_mixed_words
from reportgen.text_checks.near_misses import find_near_misses
from reportgen.text_checks.slips import slips_of_two
from tests.text_checks.conftest import Finder
from tests.text_checks.texts import read_by


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("学校重视学生的培预工作。", ["培预"]),
        ("学校建立健全致度，落实责任。", ["致度"]),
        ("教学用房优亮，成绩取觉于教师。", ["优亮", "取觉"]),
        ("环境良优，教师队伍稳定。", ["良优"]),
        ("学校以县为住，落实一岗双则，请批评指政。", ["一岗双则", "以县为住", "批评指政"]),
    ],
)
def test_a_near_miss_is_told_at_its_characters(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.WORDING, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "培育时代新人，健全各项制度，提交材料，优良的校风，教师队伍结构合理。",
        "王嘉成校长主持会议，李晓时老师记录；百草园里种着蔬菜。",
        "已经废除的文件不再执行，全国产业工人子女就近入学。",
        "教师依法执教，学校坚持依法治教，永攀高峰，建设社会主义法治国家。",
        "全县于2013年通过验收，其中校级4次、处室级3次。",
    ],
)
def test_words_that_meet_are_no_near_miss(find: Finder, text: str) -> None:
    assert find(TextRule.WORDING, text) == []


def test_a_file_says_what_is_written_for_which_character(
    tmp_path: Path, workshop: Workshop
) -> None:
    file = tmp_path / "词.yaml"
    told = "近字:\n  培育: 陪焙 预遇 倒\n  产量: ○ 亮\n词旁:\n  二字: 育人\n"
    file.write_text(told, encoding="utf-8")
    words = load_words([file])
    text = read_by(words, "陪育，培预，育培，产亮，产量；陪育人。", workshop.library.dictionary)
    near = slips_of_two(words, text.pairs).near
    assert list(find_near_misses(near, text)) == [
        (9, "产亮", "产量"),
        (3, "培预", "培育"),
        (6, "育培", "培育"),
        (0, "陪育", "培育"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("学校严格直行各项收费政策。", ["直行"]),
        ("校园广播、监控即使更新，满足需要。", ["即使"]),
    ],
)
def test_a_word_is_told_where_one_that_sounds_like_it_stands(
    find: Finder, text: str, found: list[str]
) -> None:
    assert find(TextRule.WORDING, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "严格执行收费政策，校园广播及时更新。",
        "即使更换设备，也要直行通过；即使学校更新了设备，仍然不足。",
        "教室和教师宿舍都已达标，实验教学正常，公用经费足额拨付。",
        "学为人师，行为世范；把立德树人成效作为检验工作的根本标准，增进教育公平。",
        "社团活动蓬勃开展，教师有仁爱之心，处理了替考事件。",
    ],
)
def test_words_that_sound_alike_and_are_right_are_not_told(find: Finder, text: str) -> None:
    assert find(TextRule.WORDING, text) == []


def test_a_file_says_which_words_go_with_which(tmp_path: Path, workshop: Workshop) -> None:
    file = tmp_path / "词.yaml"
    told = "混词:\n  直行: 执行\n搭配:\n  严格: 执行 遵守\n  执行: 政策\n也连:\n  车辆: 直行\n"
    file.write_text(told, encoding="utf-8")
    words = load_words([file])
    line = "严格直行；车辆直行；直行政策，车辆直行政策，直行政"
    text = read_by(words, line, workshop.library.dictionary)
    assert list(find_mixed_words(text)) == [(2, "直行", "执行"), (10, "直行", "执行")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("迎接县督评估和验收。", ["督评估"]),
        ("配备电子监控系、广播系统。", ["监控系"]),
        ("成立了评估工作，导小组由校长任组长。", ["导小组"]),
    ],
)
def test_a_phrase_that_lacks_a_character_is_told(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.WORDING, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "迎接督导评估，配备监控系统，成立领导小组，化解大班额。",
        "基础教育扎实，教育教学质量提高，安全隐患排查到位。",
        "4项指标全部达标。139人表示满意，12部门负责落实。",
    ],
)
def test_whole_phrases_lack_nothing(find: Finder, text: str) -> None:
    assert find(TextRule.WORDING, text) == []


def test_a_file_says_which_characters_may_be_missing(tmp_path: Path, workshop: Workshop) -> None:
    file = tmp_path / "词.yaml"
    file.write_text("漏字:\n  督导评估: '1234'\n", encoding="utf-8")
    words = load_words([file])
    line = "督评估，督导估，导评估，督导评，督导评估，向督导评估"
    text = read_by(words, line, workshop.library.dictionary)
    assert [form for _, form, _ in find_lost_characters(text)] == [
        "督评估",
        "督导估",
        "导评估",
        "督导评",
    ]
