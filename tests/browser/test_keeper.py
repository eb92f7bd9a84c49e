"""The whole way of whoever keeps a bureau's templates, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from reportgen.office.libreoffice import Office
from tests.browser.conftest import SMALL, OpenWindow, Site, StartSite, add_school, start_site

pytestmark = pytest.mark.slow

_NARROW = (1024, 700)


def _save_template(folder: Path, text: str) -> None:
    made = docx.Document()
    made.add_paragraph(text)
    made.save(str(folder / "甲.docx"))


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a school's file and a folder of templates."""
    folder = tmp_path_factory.mktemp("本县")
    add_school(folder, "学校.yaml")
    (folder / "reportgen.yaml").write_text("模板: 模板\n", encoding="utf-8")
    (folder / "模板").mkdir()
    _save_template(folder / "模板", "{{ 学校.名称 }}的报告。")
    return folder


@pytest.fixture(scope="module")
def site(bureau: Path) -> Iterator[Site]:
    """A server of the project: what tests change there is of other files."""
    started = start_site(bureau)
    yield started
    started.stop()


def test_a_template_is_seen_anew_when_it_is_saved(
    site: Site, bureau: Path, open_window: OpenWindow
) -> None:
    page = open_window(site.address)
    page.get_by_role("link", name="甲.docx").click()
    faults = page.locator("#faults")
    expect(faults).to_contain_text("没有发现问题")
    _save_template(bureau / "模板", "{{ 学校.名称 }}有学生{{ 数据.学生总数 }}人。")
    expect(faults).to_contain_text("学生总数")
    page.get_by_label("按什么标准").select_option(index=1)
    expect(page.locator("#state")).to_have_text("是最新的")


def test_a_fault_leads_to_its_place_on_the_page_and_back(
    tmp_path: Path, open_window: OpenWindow, start: StartSite, office: Office
) -> None:
    _save_template(tmp_path, "{{ 学校.名称 }}有{{ 数据.学生总数 }}人。")
    page = open_window(start(tmp_path, office=str(office.program)).page("template?file=甲.docx"))
    mark = page.locator("#report .figure.wrong.error")
    expect(mark).to_be_visible(timeout=60_000)
    fault = page.locator("#faults .fault")
    fault.press("Enter")
    expect(mark).to_be_focused()
    mark.press("Enter")
    expect(fault).to_be_focused()
    page.close()


def test_a_phrase_is_edited_beside_what_it_says_by_keyboard(
    site: Site, bureau: Path, open_window: OpenWindow
) -> None:
    page = open_window(site.page("phrases?name=引言"))
    said, text = page.locator("#said"), page.get_by_role("textbox", name="这个短语")
    expect(said.locator("h3")).to_have_count(3)
    text.focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    page.keyboard.type("{{ 没有的 }}")
    faults = page.locator("#faults .problem")
    expect(faults.first).to_contain_text("不认识的名称“没有的”")
    expect(page.get_by_role("button", name="保存", exact=True)).to_be_disabled()
    expect(page.locator(".marks mark.error")).to_have_text("{{ 没有的 }}")
    faults.first.focus()
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    page.keyboard.type("特此报告")
    expect(said.locator(".changed").first).to_contain_text("特此报告")
    expect(faults).to_have_count(0)
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_have_text("已保存")
    own = bureau / "模板" / "短语" / "引言.j2"
    assert "特此报告" in own.read_text(encoding="utf-8")
    page.get_by_role("button", name="改回自带的").click()
    expect(page.get_by_role("button", name="改回自带的")).to_be_disabled()
    assert not own.exists()


def test_a_phrase_that_was_changed_elsewhere_is_given_to_choose(
    site: Site, bureau: Path, open_window: OpenWindow
) -> None:
    page = open_window(site.page("phrases?name=过渡"), _NARROW)
    expect(page.locator("#said h3").first).to_be_visible()
    own = bureau / "模板" / "短语" / "过渡.j2"
    own.parent.mkdir(exist_ok=True)
    own.write_text("别人写的话：\n", encoding="utf-8")
    page.get_by_role("textbox", name="这个短语").fill("我写的话：")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("别人写的话")
    dialog.get_by_role("button", name="用我写的").click()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#state")).to_have_text("已保存")
    assert own.read_text(encoding="utf-8") == "我写的话："


def test_the_outline_is_changed_by_keyboard_beside_the_report(
    site: Site, bureau: Path, open_window: OpenWindow
) -> None:
    page = open_window(site.page("outline"), _NARROW)
    report = page.locator("#report")
    expect(report).to_contain_text("一、基本情况")
    page.get_by_label("第 1 章的标题").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_label("第 2 章的标题")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("学校概况")
    expect(report).to_contain_text("二、学校概况")
    page.get_by_role("button", name="存在问题：删去").press("Enter")
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_have_text("已保存")
    told = (bureau / "模板" / "提纲.yaml").read_text(encoding="utf-8")
    assert told.index("达标情况") < told.index("{章节: 基本情况, 标题: 学校概况}")
    assert "存在问题：" not in told


def test_a_way_of_writing_is_copied_by_keyboard(site: Site, open_window: OpenWindow) -> None:
    page = open_window(site.page("template/names"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("找").fill("学校.名称")
    page.get_by_role("button", name="{{ 学校.名称 }}").first.press("Enter")
    expect(page.locator("#state")).to_have_text("已复制：{{ 学校.名称 }}")
    assert page.evaluate("() => navigator.clipboard.readText()") == "{{ 学校.名称 }}"


def test_axe_finds_nothing_grave_in_what_is_edited(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": SMALL[0], "height": SMALL[1]}, bypass_csp=True)
    page = context.new_page()
    for path, ready in (("phrases", "#said h3"), ("outline", "#report h3")):
        page.goto(site.page(path))
        expect(page.locator(ready).first).to_be_visible()
        assert _grave(page) == []
    context.close()


def _grave(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} {node['target']}"
        for each in found
        if each["impact"] != "minor"
        for node in each["nodes"]
    ]
