"""What others do to the file is shown while the page is open, and nothing that is typed is lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow, Site, StartSite, add_school
from tests.browser.fields import BOOKS, OPENING, PUPILS, control, field

pytestmark = pytest.mark.slow


def _change(school: Path, old: str, new: str) -> None:
    text = school.read_text(encoding="utf-8")
    assert old in text
    school.write_text(text.replace(old, new), encoding="utf-8")


def _look(page: Page) -> None:
    """As whoever comes back to the window from another does."""
    page.evaluate("() => { window.dispatchEvent(new Event('focus')); }")


def test_what_others_wrote_is_shown_with_a_mark(window: Page, school: Path) -> None:
    expect(window.locator("#report h2")).to_be_visible()
    control(window, BOOKS).focus()
    _change(school, "  在校生数: 880\n", "  在校生数: 882 # 开学后\n")
    expect(control(window, PUPILS)).to_have_value("882")
    expect(field(window, PUPILS)).to_contain_text("别处改过")
    expect(window.locator("#state")).to_have_text("别处改了 1 处，已经换成新的")
    expect(window.locator("#report")).to_contain_text("882")
    expect(control(window, BOOKS)).to_be_focused()
    control(window, PUPILS).fill("883")
    expect(window.locator("#state")).to_have_text("已保存")
    expect(field(window, PUPILS)).not_to_contain_text("别处改过")
    assert "在校生数: 883 # 开学后" in school.read_text(encoding="utf-8")


def test_a_list_that_others_wrote_is_shown_and_what_is_written_in_stays_in_focus(
    window: Page, school: Path
) -> None:
    person = control(window, "今后措施[1].责任人")
    person.focus()
    person.evaluate("e => e.setSelectionRange(2, 2)")
    text = school.read_text(encoding="utf-8")
    begin = text.index("今后措施:")
    entry = text.index("  - 针对:", begin)
    new = "  - 针对: 教学仪器设备值\n    标题: 添置仪器\n"
    school.write_text(text[:entry] + new + text[entry:], encoding="utf-8")
    _look(window)
    expect(control(window, "今后措施[1].标题")).to_have_value("添置仪器")
    expect(control(window, "今后措施[2].责任人")).to_be_focused()
    assert control(window, "今后措施[2].责任人").evaluate("e => e.selectionStart") == 2


def test_typing_goes_on_while_others_write(
    site: Site, window: Page, school: Path, open_window: OpenWindow
) -> None:
    second = open_window(site.of(school.name))
    typed = "学校认真对照标准逐项核实数据，如实反映办学情况。" * 3
    control(window, OPENING).click()
    for at, sign in enumerate(typed):
        window.keyboard.insert_text(sign)
        if at % 12 == 0:
            control(second, BOOKS).fill(str(19000 + at))
            _look(window)
    expect(control(window, OPENING)).to_be_focused()
    expect(control(window, OPENING)).to_have_value(typed)
    expect(control(window, BOOKS)).to_have_value("19060")
    expect(control(second, OPENING)).to_have_value(typed)
    assert "图书册数: 19060\n" in school.read_text(encoding="utf-8")


def test_fields_that_are_asked_for_since_are_there(window: Page, school: Path) -> None:
    control(window, BOOKS).focus()
    _change(school, "类型: 小学", "类型: 九年一贯制学校")
    _look(window)
    expect(window.locator('.field[data-path="数据.在校生数.初中"]')).to_be_attached()
    expect(control(window, "学校.类型")).to_have_value("九年一贯制学校")
    expect(window.locator("#state")).to_contain_text("别处改了")
    expect(control(window, BOOKS)).to_be_focused()


def test_a_file_that_is_gone_or_broken_is_told_and_saved_again_once_it_can(
    window: Page, school: Path, complaints: list[str]
) -> None:
    told = window.get_by_role("alert")
    whole = school.read_bytes()
    school.unlink()
    _look(window)
    expect(told).to_contain_text("这个文件不在了")
    control(window, BOOKS).fill("19001")
    expect(window.locator("#state")).to_contain_text("没有保存")
    school.write_bytes(whole + "坏: {\n".encode())
    _look(window)
    expect(told).to_contain_text("文件在别处改过，现在读不懂")
    school.write_bytes(whole)
    _look(window)
    expect(told).to_be_hidden()
    expect(window.locator("#state")).to_have_text("已保存")
    assert "图书册数: 19001\n" in school.read_text(encoding="utf-8")
    assert all("422" in each for each in complaints)
    complaints.clear()


def test_a_file_that_has_another_name_is_opened_by_it(window: Page, school: Path) -> None:
    school.rename(school.with_name(f"新{school.name}"))
    _look(window)
    window.get_by_role("alert").get_by_role("link").click()
    expect(window.locator(".desk")).to_have_attribute("data-file", f"新{school.name}")


def test_a_server_that_ended_is_told_without_typing(window: Page, complaints: list[str]) -> None:
    window.route("**/school/state?*", lambda route: route.abort(), times=1)
    _look(window)
    expect(window.get_by_role("alert")).to_contain_text("程序关掉了")
    _look(window)
    expect(window.get_by_role("alert")).to_be_hidden()
    complaints.clear()


def test_what_the_disk_did_not_take_is_saved_once_it_does(
    tmp_path: Path, open_window: OpenWindow, start: StartSite, complaints: list[str]
) -> None:
    school = add_school(tmp_path, "学校.yaml")
    window = open_window(start(tmp_path).of(school.name))
    (tmp_path / ".reportgen").write_bytes(b"")
    control(window, BOOKS).fill("19001")
    expect(window.locator("#state")).to_contain_text("没有保存：不能写入")
    (tmp_path / ".reportgen").unlink()
    expect(window.locator("#state")).to_have_text("已保存")
    assert "图书册数: 19001\n" in school.read_text(encoding="utf-8")
    assert all("503" in each for each in complaints)
    complaints.clear()
