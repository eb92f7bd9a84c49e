"""The page for those who use no mouse, or hear it: all is reached, seen to be reached, and named."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from reportgen.resources import data_folder
from tests.browser.conftest import SMALL, OpenWindow, Site, StartSite
from tests.browser.fields import BOOKS, OPENING, control, field, type_into

pytestmark = pytest.mark.slow

# What can be reached by Tab, in the order of the page, each with a number.
_REACHABLE = """() => {
  const all = document.querySelectorAll("a[href], button, input, select, summary, textarea, [tabindex='0']");
  const shown = [...all].filter((each) => !each.disabled && each.checkVisibility());
  shown.forEach((each, at) => { each.dataset.at = at; });
  window.reached = [];
  document.addEventListener("focusin", (event) => {
    const style = getComputedStyle(event.target), at = Number(event.target.dataset.at);
    const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    window.reached.push([at, seen]);
  });
  return shown.length;
}"""


def test_every_control_is_reached_by_tab_in_order_and_seen_to_be(window: Page) -> None:
    expect(window.locator("#report h2")).to_be_visible()
    count = window.evaluate(_REACHABLE)
    assert count > 100
    for _ in range(count):
        window.keyboard.press("Tab")
    assert window.evaluate("reached") == [[at, True] for at in range(count)]


def test_the_whole_way_goes_by_keyboard_alone(
    site: Site, school: Path, open_window: OpenWindow
) -> None:
    page = open_window(site.address)
    page.get_by_role("row", name=school.name).get_by_role("link").focus()
    page.keyboard.press("Enter")
    control(page, BOOKS).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("15000")
    expect(field(page, BOOKS).locator(".indicator.unmet")).to_be_visible()
    shown = page.locator("#report .figure", has_text="15000").first
    expect(shown).to_be_visible()
    shown.focus()
    page.keyboard.press("Enter")
    expect(control(page, BOOKS)).to_be_focused()
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载 Word").focus()
        page.keyboard.press("Enter")
    assert taken.value.path().stat().st_size


# ---- what is read out ----

Listen = Callable[[str], Page]


@pytest.fixture
def listen(browser: Browser) -> Iterator[Listen]:
    """Opens a page into which axe may be put."""
    context = browser.new_context(viewport={"width": SMALL[0], "height": SMALL[1]}, bypass_csp=True)

    def open_at(address: str) -> Page:
        page = context.new_page()
        page.goto(address)
        return page

    yield open_at
    context.close()


def _grave(page: Page) -> list[str]:
    """What axe finds more than minor."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} {node['target']}: {node['failureSummary']}"
        for each in found
        if each["impact"] != "minor"
        for node in each["nodes"]
    ]


def test_axe_finds_nothing_grave_in_the_folder(site: Site, listen: Listen) -> None:
    assert _grave(listen(site.address)) == []


def test_axe_finds_nothing_grave_in_what_is_refused(site: Site, listen: Listen) -> None:
    page = listen(site.of("没有.yaml"))
    expect(page.get_by_role("heading", name="没有做成")).to_be_visible()
    assert _grave(page) == []


def test_axe_finds_nothing_grave_in_a_school(site: Site, school: Path, listen: Listen) -> None:
    """With all that may stand beside fields."""
    page = listen(site.of(school.name))
    expect(page.locator("#report h2")).to_be_visible()
    type_into(page, BOOKS, "15000")
    type_into(page, OPENING, "学校现有学生900人。")
    type_into(page, "数据.巩固率", "很多")
    expect(page.locator(".problem.error").first).to_be_visible()
    assert _grave(page) == []


def test_axe_finds_nothing_grave_in_a_choice(site: Site, school: Path, listen: Listen) -> None:
    page = listen(site.of(school.name))
    text = school.read_text(encoding="utf-8")
    school.write_text(text.replace("18900", "18901"), encoding="utf-8")
    control(page, BOOKS).fill("18902")
    expect(page.get_by_role("button", name="用我写的")).to_be_visible()
    assert _grave(page) == []


def test_axe_finds_nothing_grave_in_a_template(site: Site, listen: Listen) -> None:
    made = docx.Document()
    made.add_paragraph("{{ 学校.名称 }}有学生{{ 数据.学生总数 }}人。")
    made.save(str(site.folder / "模板.docx"))
    page = listen(site.page(f"template?file={quote('模板.docx')}"))
    expect(page.locator("#faults")).to_contain_text("学生总数")
    assert _grave(page) == []


def test_axe_finds_nothing_grave_in_the_names_of_templates(site: Site, listen: Listen) -> None:
    page = listen(site.page("template/names"))
    expect(page.locator("#report table").first).to_be_visible()
    # One table is as the other, and hundreds of rows take long to go through.
    page.locator("#report table ~ *").evaluate_all("all => all.forEach((each) => each.remove())")
    assert _grave(page) == []


def test_axe_finds_nothing_grave_in_the_pages_of_a_district(
    tmp_path: Path, start: StartSite, listen: Listen
) -> None:
    folder = Path(shutil.copytree(data_folder() / "districts" / "示例县", tmp_path / "示例县"))
    site = start(folder)
    for path in (
        "district",
        "district/figures",
        "district/decisions",
        "district/returned",
        "district/run",
        "files",
    ):
        page = listen(site.page(path))
        expect(page.locator("main")).to_be_visible()
        assert (path, _grave(page)) == (path, [])
        page.close()
