"""Tracks that are told in two ways, and rooms of which there is one each."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            "学校有250米环形跑道一个。",
            "学校200米环形跑道仍为煤渣跑道。",
            ["250米环形跑道", "200米环形跑道"],
        ),
        ("有250m田径跑道。", "环形跑道长200米。", ["250m田径跑道", "环形跑道长200米"]),
        ("学校有250米环形跑道一个。", "250米环形跑道拟改建为300米环形跑道。", []),
        ("学校有200米环形跑道和100米直跑道各一条。", "200米环形跑道，60米直跑道。", []),
        ("东校区有300米环形跑道。", "西校区有200米环形跑道。", []),
        ("小学部有200米环形跑道。", "按要求应有300米环形跑道，每天跑步800米。", []),
        ("我县有300米环形跑道的学校8所。", "全县有200米环形跑道。", []),
    ],
)
def test_the_length_of_a_track(find: Finder, first: str, second: str, found: list[str]) -> None:
    assert find(TextRule.REPEATED, first, second) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("专用教室5间，每间81平方米。其中科学、音乐、美术、计算机、劳技、图书室各1间。", ["5间"]),
        ("音乐、体育、美术专职教师各1名，共4名。", ["4名"]),
        ("功能室4间（音乐室、美术室、舞蹈室、书法室、劳技室各1间）。", ["4间"]),
        ("专用教室6间。其中科学、音乐、美术、计算机、劳技、图书室各1间。", []),
        ("实验室和仪器室各1间，共2间；物理、化学、生物实验室各2间，共6间。", []),
        ("功能室12间，其中音乐室、美术室、舞蹈室各1间。", []),
        ("图书室1间，音乐、美术室各1间；教师3名，语文、数学教师各1名。", []),
    ],
)
def test_one_of_each_is_counted(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.COUNT, text) == found
