"""Slips of one character: words that are none, by the long list in data/words."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.words_file import load_words
from reportgen.model.text_finding import TextRule
from reportgen.pipeline import Workshop
from reportgen.text_checks.idioms import find_idiom_slips
from reportgen.text_checks.slips import find_rare
from tests.text_checks.conftest import Finder
from tests.text_checks.texts import read_by


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("将2处危房拆处后改建", ["拆处"]),
        ("校长岗位陪训合格率为100%", ["陪训"]),
        ("部分学校师资力量簿弱", ["簿弱"]),
        ("区政府进一步加大投人", ["大投人"]),
        ("教帅年龄结枸不合理", ["教帅", "结枸"]),
        ("确保适龄儿童入学律达标", ["入学律"]),
        ("定期组织应急演炼", ["演炼"]),
        ("环形塑胶跑到一条，设施老话", ["跑到", "老话"]),
    ],
)
def test_a_slip_is_told_at_its_characters(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.WORDING, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "拆除危房，培训教师，薄弱学校全部改造，加大投入。",
        "投入人民币20万元，教师收入人均增加，期末达标，年末完成。",
        "自己动手，各抒己见；建全县最好的学校；跑到操场集合。",
        "全县学校率先实现达标，优质校带动薄弱校，县城教师下乡。",
    ],
)
def test_right_words_that_meet_make_no_slip(find: Finder, text: str) -> None:
    assert find(TextRule.WORDING, text) == []


def test_a_file_of_ones_own_adds_slips_and_takes_some_away(tmp_path: Path) -> None:
    first, own = tmp_path / "一.yaml", tmp_path / "二.yaml"
    first.write_text("错字:\n  培训: 陪训 培讯\n生僻字:\n  划: 刬\n", encoding="utf-8")
    own.write_text("错字:\n  培训: 焙训\n词语:\n  培讯: 否\n", encoding="utf-8")
    words = load_words([first, own])
    assert words.tables.slips == {"培训": "陪训 焙训"}
    assert words.tables.rare == {"划": "刬"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我们将在接在厉，巩固成果。", ["在接在厉"]),
        ("循序健进地推进，持之以横，全力以付。", ["循序健进", "持之以横", "全力以付"]),
        ("教师任牢任怨，精益求金，诲人不卷。", ["任牢任怨", "精益求金", "诲人不卷"]),
        ("社会各届重视，校园井然有续。", ["社会各届", "井然有续"]),
        ("警钟长呜，脱颍而出。", ["警钟长呜", "脱颍而出"]),
        ("老师们畅所欲颜，被授于“文明学校”。", ["畅所欲颜", "授于"]),
        ("学校在在上级领导下，占地30苗。", ["在在", "苗"]),
        ("三人莅临指导，存在在校生流失，现在在校。", []),
    ],
)
def test_a_slip_in_an_idiom_is_told_with_all_of_it(
    find: Finder, text: str, found: list[str]
) -> None:
    assert sorted(find(TextRule.WORDING, text)) == sorted(found)


def test_what_only_begins_or_ends_like_an_idiom_is_left_alone(find: Finder) -> None:
    text = "再接到通知时，与时间赛跑；防患于未然，环境幽美，以评促建，依法治校、依法治教。"
    assert find(TextRule.WORDING, text) == []


def test_an_idiom_is_found_with_words_that_a_file_allows_left_out(
    tmp_path: Path, workshop: Workshop
) -> None:
    path = tmp_path / "一.yaml"
    path.write_text(
        "成语: [再接再厉]\n同音字: |\n  zai: 再在\n词语:\n  在接在厉: 否\n", encoding="utf-8"
    )
    words = load_words([path])
    text = read_by(words, "在接在厉，再接在厉", workshop.library.dictionary)
    assert list(find_idiom_slips(text)) == [
        (5, "再接在厉", "再接再厉"),
        (0, "在接在厉", "再接再厉"),
    ]
    assert words.allowed == ("在接在厉",)


def test_rare_characters_are_told_in_one_order(workshop: Workshop) -> None:
    wordings, text = workshop.library.wordings, "奄学、椋个、馔学、俨学、啭学、魉个、檐学"
    found = [text[begin:end] for begin, end, _ in find_rare(wordings, text, frozenset(text))]
    assert found == sorted(found)
    assert len(found) == 7
