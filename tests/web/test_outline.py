"""A bureau's outline in the browser: the report that it makes, and where a changed one is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportgen.load.template_folder import DISTRICT_OUTLINE, OUTLINE
from reportgen.load.template_names import load_template_names
from reportgen.resources import data_folder, templates_folder
from reportgen.sections.district.outline import DISTRICT_BUILDERS
from reportgen.sections.outline import BUILDERS

_BUNDLED = (templates_folder() / OUTLINE).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def templates(folder: Path) -> Path:
    """The folder that was opened, whose settings name one of templates."""
    (folder / "reportgen.yaml").write_text("模板: 模板\n", encoding="utf-8")
    (folder / "模板").mkdir()
    return folder / "模板"


def _chapter(name: str, title: str = "", parts: tuple[str, ...] = (), style: str = "") -> Any:
    return {"key": name, "title": title or name, "parts": list(parts or (name,)), "style": style}


_CHAPTERS = [
    _chapter("达标情况", "办学条件", style="逐项"),
    _chapter("基本情况"),
    _chapter("问题和措施", parts=("存在问题", "今后措施")),
]


def _ask(client: TestClient, what: str, chapters: Any = _CHAPTERS, **more: str) -> Any:
    asked = {"of": OUTLINE, "data": "", "standard": "", "seen": _BUNDLED, **more}
    answer = client.post(f"/outline/{what}", json={**asked, "chapters": chapters})
    assert answer.status_code == 200
    return answer.json()


def test_what_fills_chapters_is_explained() -> None:
    known = load_template_names(data_folder()).parts
    assert known.keys() == {*BUILDERS, *DISTRICT_BUILDERS}


def test_the_page_has_the_chapters_as_they_are(client: TestClient) -> None:
    page = client.get("/outline").text
    assert "投入明细" in page
    assert "样例：乡村小学" in page


def test_the_report_stands_beside_the_chapters(client: TestClient, templates: Path) -> None:
    told = _ask(client, "try")
    assert "一、办学条件" in told["report"]
    assert told["report"].index("一、办学条件") < told["report"].index("二、基本情况")
    assert "教师结构" in told["parts"]
    assert not list(templates.iterdir())


def test_what_is_left_out_is_told_and_chapters_that_nothing_fills(client: TestClient) -> None:
    told = _ask(client, "try", [_chapter("办学特色"), _chapter("达标情况")], data="样例：城区初中")
    assert "提纲里没有“存在问题”，但有这方面的内容" in told["faults"]
    assert told["empty"] == ["办学特色"]
    assert not told["errors"]


def test_a_fault_is_told_at_its_chapter_and_nothing_is_saved(
    client: TestClient, templates: Path
) -> None:
    wrong = [*_CHAPTERS, _chapter("取得成就")]
    for what in ("try", "save"):
        told = _ask(client, what, wrong)
        assert told["errors"]
        assert 'data-chapter="3"' in told["faults"]
        assert "取得成绩" in told["faults"]
    assert not list(templates.iterdir())


def test_it_is_saved_in_the_bureau_s_folder(client: TestClient, templates: Path) -> None:
    told = _ask(client, "save")
    written = (templates / OUTLINE).read_text(encoding="utf-8")
    assert told["text"] == written
    assert told["chapters"] == _CHAPTERS
    comments = [line for line in _BUNDLED.splitlines() if line.startswith("#")]
    assert written.splitlines() == [
        *comments,
        "提纲:",
        "  - {章节: 达标情况, 标题: 办学条件, 写法: 逐项}",
        "  - 基本情况",
        "  - {标题: 问题和措施, 组成: [存在问题, 今后措施]}",
    ]


def test_what_somebody_else_wrote_meanwhile_stays(client: TestClient, templates: Path) -> None:
    theirs = "提纲: [基本情况]\n"
    (templates / OUTLINE).write_text(theirs, encoding="utf-8")
    for what in ("save", "reset"):
        told = _ask(client, what)
        assert told["conflict"]
        assert told["chapters"] == [_chapter("基本情况")]
    assert (templates / OUTLINE).read_text(encoding="utf-8") == theirs


def test_it_is_set_back_to_the_program_s(client: TestClient, templates: Path) -> None:
    saved = _ask(client, "save")["text"]
    told = _ask(client, "reset", seen=saved)
    assert told["text"] == _BUNDLED
    assert not told["changed"]
    assert not (templates / OUTLINE).exists()


def test_the_outline_of_districts_is_seen_with_a_district(client: TestClient) -> None:
    page = client.get("/outline", params={"of": DISTRICT_OUTLINE}).text
    assert "样例：示例县" in page
    assert "样例：乡村小学" not in page
    seen = (templates_folder() / DISTRICT_OUTLINE).read_text(encoding="utf-8")
    told = _ask(client, "try", [_chapter("县域基本情况", "甲")], of=DISTRICT_OUTLINE, seen=seen)
    assert "一、甲" in told["report"]
    assert "提纲里没有“学校达标情况”" in told["faults"]


@pytest.mark.parametrize(
    "chapters",
    [
        None,
        "基本情况",
        [{}],
        [{"key": "", "title": "", "parts": [""], "style": ""}],
        [1],
        [_chapter("甲")] * 101,
    ],
)
def test_what_are_no_chapters_is_refused(client: TestClient, chapters: Any) -> None:
    asked = {"of": OUTLINE, "data": "", "standard": "", "seen": "", "chapters": chapters}
    assert client.post("/outline/save", json=asked).status_code == 422


@pytest.mark.parametrize("of", ["../提纲.yaml", "学校.yaml", ""])
def test_no_other_file_is_written(client: TestClient, of: str) -> None:
    asked = {"of": of, "data": "", "standard": "", "seen": "", "chapters": _CHAPTERS}
    assert client.post("/outline/save", json=asked).status_code == 422
