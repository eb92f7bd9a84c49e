"""Nothing that was typed is lost, whoever else writes, and whatever ends meanwhile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenWindow, Site, StartSite, add_school
from tests.browser.fields import (
    BOOKS,
    OPENING,
    PUPILS,
    control,
    field,
    type_beside_others,
    type_into,
)

pytestmark = pytest.mark.slow

# More milliseconds than the page waits before it saves what was typed.
_LONG_PAUSE = 5000


def _change(school: Path, old: str, new: str) -> None:
    text = school.read_text(encoding="utf-8")
    assert old in text
    school.write_text(text.replace(old, new), encoding="utf-8")


def _figures(school: Path) -> list[str]:
    text = school.read_text(encoding="utf-8")
    return re.findall(r"^  (?:在校生数|图书册数): (\S+)", text, re.MULTILINE)


def test_what_was_typed_is_there_when_the_page_is_opened_again(
    site: Site, school: Path, window: Page, open_window: OpenWindow
) -> None:
    type_into(window, BOOKS, "19001")
    type_into(window, OPENING, "一、“引号”：\n第二行 # 不是注释")
    window.close()
    again = open_window(site.of(school.name))
    expect(control(again, BOOKS)).to_have_value("19001")
    expect(control(again, OPENING)).to_have_value("一、“引号”：\n第二行 # 不是注释")


def test_a_value_typed_back_is_in_the_file_too(window: Page, school: Path) -> None:
    type_into(window, BOOKS, "19001")
    type_into(window, BOOKS, "18900")
    assert "图书册数: 18900\n" in school.read_text(encoding="utf-8")


def test_what_is_typed_while_something_is_saved_is_saved_behind_it(
    window: Page, school: Path
) -> None:
    held = list[Route]()
    window.route("**/school/edit", lambda route: held.append(route), times=1)
    with window.expect_request("**/school/edit"):
        control(window, BOOKS).fill("19001")
    control(window, PUPILS).fill("881")
    held[0].continue_()
    expect(window.locator("#state")).to_have_text("已保存")
    assert _figures(school) == ["881", "19001"]


def test_half_a_word_of_an_input_method_is_not_saved(window: Page) -> None:
    saved = list[str]()
    window.on("request", lambda request: saved.append(request.post_data or ""))
    window.clock.install()
    control(window, OPENING).click()
    keys = window.context.new_cdp_session(window)
    typed = {"text": "qin'xue", "selectionStart": 7, "selectionEnd": 7}
    keys.send("Input.imeSetComposition", typed)
    expect(control(window, OPENING)).to_have_value("qin'xue")
    window.clock.run_for(_LONG_PAUSE)
    window.clock.resume()
    keys.send("Input.insertText", {"text": "勤学"})
    expect(window.locator("#state")).to_have_text("已保存")
    expect(control(window, OPENING)).to_have_value("勤学")
    assert not any("qin" in each for each in saved)


def test_leaving_before_it_is_saved_is_asked_about(window: Page) -> None:
    asked = list[str]()
    window.route("**/school/edit", lambda route: None)
    with window.expect_request("**/school/edit"):
        control(window, BOOKS).press_sequentially("1")
    with window.expect_event("dialog") as leaving:
        window.close(run_before_unload=True)
    asked.append(leaving.value.type)
    leaving.value.dismiss()
    assert asked == ["beforeunload"]


# ---- two who write ----


def test_another_value_of_a_second_window_is_kept(
    site: Site, school: Path, window: Page, open_window: OpenWindow
) -> None:
    second = open_window(site.of(school.name))
    type_beside_others(second, BOOKS, "19001")
    type_beside_others(window, PUPILS, "881")
    assert _figures(school) == ["881", "19001"]


@pytest.mark.parametrize(("chosen", "kept"), [("用我写的", "19002"), ("用别处写的", "19001")])
def test_the_same_value_of_a_second_window_is_given_to_choose(
    site: Site, school: Path, window: Page, open_window: OpenWindow, chosen: str, kept: str
) -> None:
    second = open_window(site.of(school.name))
    type_beside_others(second, BOOKS, "19001")
    control(window, BOOKS).fill("19002")
    choice = field(window, BOOKS).get_by_role("group")
    expect(choice).to_contain_text("别处写的是：19001")
    expect(control(window, BOOKS)).to_be_focused()
    window.keyboard.press("Escape")
    expect(choice).to_be_visible()
    choice.get_by_role("button", name=chosen).click()
    expect(control(window, BOOKS)).to_have_value(kept)
    expect(window.locator("#state")).to_have_text(re.compile("已保存|已经换成新的"))
    type_beside_others(window, PUPILS, "881")
    assert _figures(school) == ["881", kept]


def test_what_was_changed_on_disk_meanwhile_stays(window: Page, school: Path) -> None:
    _change(school, "  在校生数: 880\n", "  在校生数: 882 # 开学后\n")
    type_beside_others(window, BOOKS, "19001")
    expect(window.locator("#report")).to_contain_text("882")
    assert _figures(school) == ["882", "19001"]
    assert "# 开学后" in school.read_text(encoding="utf-8")


def test_what_the_file_could_not_take_is_saved_once_it_can(
    window: Page, school: Path, complaints: list[str]
) -> None:
    whole = school.read_text(encoding="utf-8")
    school.write_text(whole + "坏: {\n", encoding="utf-8")
    control(window, BOOKS).fill("19001")
    state = window.locator("#state")
    expect(state).to_contain_text("没有保存")
    school.write_text(whole, encoding="utf-8")
    type_into(window, PUPILS, "881")
    assert _figures(school) == ["881", "19001"]
    assert all("422" in each for each in complaints)
    complaints.clear()


def test_one_value_that_is_refused_holds_up_no_other(
    window: Page, school: Path, complaints: list[str]
) -> None:
    """An entry of a list that somebody else took away has no place any more."""
    text = school.read_text(encoding="utf-8")
    school.write_text(text[: text.index("  - 针对: 现代化")], encoding="utf-8")
    control(window, "今后措施[4].责任人").fill("校长")
    window.get_by_role("button", name="用我写的").click()
    state = window.locator("#state")
    expect(state).to_contain_text("没有保存")
    control(window, BOOKS).fill("19001")
    expect(window.locator("#report")).to_contain_text("19001")
    expect(state).to_contain_text("没有保存")
    assert _figures(school) == ["880", "19001"]
    complaints.clear()


# ---- the server ends ----


def test_typing_goes_on_while_the_server_is_started_again(
    tmp_path: Path, open_window: OpenWindow, start: StartSite, complaints: list[str]
) -> None:
    school = add_school(tmp_path, "学校.yaml")
    first = start(tmp_path)
    window = open_window(first.of(school.name))
    expect(window.locator("#report h2")).to_be_visible()
    first.stop()
    state = window.locator("#state")
    control(window, BOOKS).fill("19001")
    expect(state).to_contain_text("没有保存：程序没有应答")
    second = start(tmp_path, first.port)
    expect(state).to_contain_text("请打开它新显示的网址")
    control(window, PUPILS).fill("881")
    open_window(second.of(school.name))
    expect(state).to_have_text("已保存")
    expect(field(window, BOOKS).locator(".indicator")).to_contain_text("21.6册")
    assert _figures(school) == ["881", "19001"]
    assert all("ERR_CONNECTION_REFUSED" in each or "403" in each for each in complaints)
    complaints.clear()
