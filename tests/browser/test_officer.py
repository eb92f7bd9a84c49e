"""An officer's way through her county in a real browser: what comes in, what is made, what goes back."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook
from playwright.sync_api import Browser, BrowserContext, Page, expect

from reportgen.resources import data_folder
from tests.browser.conftest import SMALL, OpenWindow, StartSite

pytestmark = pytest.mark.slow

_SAMPLES = data_folder() / "districts" / "示例县"
_FIRST, _SECOND, _THIRD = "01城关第一小学.yaml", "07石桥教学点.yaml", "09城关初级中学.yaml"
_RETURNED = "03河东镇中心小学.yaml"
_NARROW = (1024, 700)
_PAGES = ("district", "district/figures", "district/returned", "district/back", "district/run")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county of which four schools have returned, one with a fault, and one has not."""
    folder = tmp_path / "示例县"
    folder.mkdir()
    for name in (_FIRST, _SECOND, _THIRD, "05柳林乡小学.yaml"):
        shutil.copy(_SAMPLES / name, folder / name)
    faulty = (folder / _SECOND).read_text(encoding="utf-8")
    (folder / _SECOND).write_text(faulty.replace("图书册数: ", "图书册数: 约"), encoding="utf-8")
    own = (_SAMPLES / "区县.yaml").read_text(encoding="utf-8")
    (folder / "区县.yaml").write_text(f"名单: 名单.xlsx\n{own}", encoding="utf-8")
    book = Workbook()
    assert book.active is not None
    book.active.append(("学校名称", "学校类型"))
    for name in (
        "城关第一小学",
        "河东镇石桥教学点",
        "城关初级中学",
        "柳林乡小学",
        "河东镇中心小学",
    ):
        book.active.append((f"示例县{name}（样例）", ""))
    book.save(folder / "名单.xlsx")
    return folder


def _way(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="区县").get_by_role("link", name=name).click()


def _press(page: Page, role: str, name: str) -> None:
    """Reach what is called so, once its page is there as a whole, and press Enter."""
    found = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    expect(found).to_be_visible()
    # A page that is opened at a place of its own lets go what was in focus before.
    page.wait_for_load_state()
    found.focus()
    page.keyboard.press("Enter")


def test_an_officer_s_way_from_what_comes_in_to_what_goes_out(
    county: Path, start: StartSite, open_window: OpenWindow, context: BrowserContext
) -> None:
    site = start(county)
    page = open_window(site.address)
    _finds_a_school(page)
    _takes_in_what_returns(page)
    page.set_viewport_size({"width": _NARROW[0], "height": _NARROW[1]})
    _stops_a_run_and_goes_on(page, open_window(site.page("district/run"), SMALL))
    _takes_what_was_made(page, county)
    _sends_back(page)


def _finds_a_school(page: Page) -> None:
    schools = page.get_by_role("rowheader", name="示例县")
    expect(schools).to_have_count(5)
    page.get_by_label("找", exact=True).fill("石桥")
    page.keyboard.press("Enter")
    expect(schools).to_have_count(1)
    _press(page, "link", "有错误")
    expect(page.get_by_role("rowheader", name="石桥")).to_be_visible()


def _takes_in_what_returns(page: Page) -> None:
    """One is chosen, one is dropped; of that which was there already she takes the new one."""
    _way(page, "收表")
    # Once the scripts are there, nothing has to be pressed.
    expect(page.locator("#take-go")).to_be_hidden()
    page.locator("#files").set_input_files(_SAMPLES / _RETURNED)
    expect(page.locator("td.good", has_text=_RETURNED)).to_be_visible()
    expect(page.locator("#take-go")).to_be_hidden()
    again = (_SAMPLES / _THIRD).read_text(encoding="utf-8") + "# 改过\n"
    given = page.evaluate_handle(
        """text => { const given = new DataTransfer();
          given.items.add(new File([text], "改.yaml")); return given; }""",
        again,
    )
    page.locator("h1").dispatch_event("drop", {"dataTransfer": given})
    _press(page, "button", "用这一份")
    expect(page.get_by_role("button", name="用这一份")).to_have_count(0)


def _stops_a_run_and_goes_on(page: Page, other: Page) -> None:
    """Both windows show the run, whichever began it."""
    _way(page, "做报告")
    page.get_by_label("退回的表").check()
    _press(page, "button", "开始做")
    _press(page, "button", "停下")
    expect(page.get_by_text("已停下")).to_be_visible()
    expect(other.get_by_text("已停下")).to_be_visible()
    other.get_by_role("button", name="接着做").click()
    for each in (page, other):
        expect(each.locator(".ended")).to_contain_text("做完了：4 份报告")
    other.close()


def _takes_what_was_made(page: Page, county: Path) -> None:
    expect(page.get_by_role("row", name="没有做成").first).to_contain_text("石桥教学点")
    with page.expect_download() as taken:
        _press(page, "link", "全部下载")
    with zipfile.ZipFile(taken.value.path()) as archive:
        names = set(archive.namelist())
        assert "退回/07石桥教学点_错误清单.xlsx" in names
        assert archive.read("县域自查报告.docx") == (county / "out/县域自查报告.docx").read_bytes()
    assert sum(name.endswith("_自查报告.docx") for name in names) == 4


def _sends_back(page: Page) -> None:
    _way(page, "退回和催交")
    page.locator("summary", has_text="图书册数").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="复制这些文字")).to_be_visible()
    with page.expect_download() as taken:
        _press(page, "link", "石桥教学点（样例）：下载退回的表")
    assert taken.value.suggested_filename == "07石桥教学点_错误清单.xlsx"
    expect(page.get_by_text("名单上的学校都交了。")).to_be_visible()


@pytest.fixture
def listener(browser: Browser) -> Iterator[Page]:
    """A window into which axe may be put."""
    context = browser.new_context(
        viewport={"width": _NARROW[0], "height": _NARROW[1]}, bypass_csp=True
    )
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_grave_on_an_officer_s_pages(
    county: Path, start: StartSite, listener: Page
) -> None:
    site = start(county)
    for path in _PAGES:
        listener.goto(site.page(path))
        listener.locator("details").evaluate_all("all => all.forEach((each) => each.open = true)")
        found = Axe().run(listener).response["violations"]
        grave = [each["id"] for each in found if each["impact"] != "minor"]
        assert (path, grave) == (path, [])
