"""Words by the lists in data/words, and a bureau's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.words_file import load_wordings, load_words
from reportgen.model.text_finding import TextRule
from reportgen.model.wordings import KnownDocument, Wording
from reportgen.pipeline import Workshop
from reportgen.problems import ReportgenError
from reportgen.resources import data_folder
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推进义务教育均衡开展工作", ["开展"]),
        ("义务教育均衡进展工作", ["进展"]),
        ("根本均衡开展县", ["根本", "开展"]),
        ("学校根本情况，效劳人口2232人", ["根本", "效劳"]),
        ("依照《义务训练法》", ["训练"]),
        ("全面实施素养教育", ["素养"]),
        ("专任老师9人，我校同学人数少", ["老师", "同学"]),
        ("经费紧急，布置公道，均匀为53", ["紧急", "公道", "均匀"]),
        ("到达省定标准，师资力气雄厚", ["到达", "力气"]),
        ("深化剖析，深化调查", ["深化", "深化"]),
        ("执行教学大纲，开设品社，设微机室", ["教学大纲", "品社", "微机室"]),
        ("小高17人，小一7人", ["小高", "小一"]),
        ("截止2024年9月，度过了假期", ["截止"]),
        ("学校布署工作，建立台帐，座落于镇区", ["布署", "台帐", "座落"]),
        ("督评估验收，广西省的标准", ["督评估", "广西省"]),
    ],
)
def test_words_that_are_wrong_are_found(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.WORDING, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "学校积极开展读书活动，全面开展自查，教育工作进展顺利。",
        "深化课堂教学改革，提高服务水平，从根本上解决问题。",
        "发展核心素养教育，组织军事训练和体育训练，训练场完好。",
        "老师们和同学们团结友爱，小一新生报名截止。",
        "合理安排，公道正派；师资紧张，情况紧急；平均为42人。",
        "度过有意义的假期，渡过难关，实现基本均衡。",
        "加强安全教育，创建平安校园；教师的责任与义务；学生进步很大。",
        "会议准备充分，讨论热烈，研究透彻，使用规范，用法说明齐全。",
    ],
)
def test_the_same_words_in_their_place_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.WORDING, text) == []


def test_there_are_words_of_every_kind() -> None:
    words = load_wordings(data_folder() / "words")
    pairs = sum(
        max(len(each.behind), 1) * max(len(each.before), 1)
        for several in words.by_words.values()
        for each in several
    )
    assert len(words.by_words) > 350 and pairs > 1000


def test_no_right_word_is_itself_told(find: Finder) -> None:
    words = load_wordings(data_folder() / "words")
    right = {word for told in words.by_words.values() for each in told for word in each.right}
    assert find(TextRule.WORDING, *sorted(right)) == []


def write(folder: Path, text: str) -> Path:
    path = folder / "词.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_ones_own_adds_words_and_takes_some_away(tmp_path: Path) -> None:
    first = data_folder() / "words" / "过时说法.yaml"
    own = write(
        tmp_path, "词语:\n  镇中: 镇中心小学\n  微机室: 否\n文件:\n  办法: 县教〔2024〕3号\n"
    )
    words = load_words([first, own])
    assert words.by_words["镇中"] == (Wording("镇中", ("镇中心小学",)),)
    assert "微机室" not in words.by_words and "微机" in words.by_words
    assert words.documents == (KnownDocument("办法", "县教", 2024, 3),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("词语:\n  甲: {应该: 乙}\n", "应该"),
        ("文件:\n  办法: 县教2024年3号\n", "发文字号"),
        ("词:\n  甲: 乙\n", "词"),
    ],
)
def test_a_faulty_file_is_told_at_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ReportgenError) as caught:
        load_words([write(tmp_path, text)])
    assert told in str(caught.value)


def test_a_folder_of_templates_brings_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "用词.yaml").write_text("词语:\n  镇中: 镇中心小学\n", encoding="utf-8")
    library = Workshop(tmp_path).library
    assert library.wordings.by_words["镇中"][0].right == ("镇中心小学",)
    assert "镇中" not in Workshop().library.wordings.by_words
