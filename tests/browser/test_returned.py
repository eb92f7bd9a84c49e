"""Files dropped on the officer's page with a real browser, and how the pages of returns are heard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from reportgen.resources import data_folder
from tests.browser.conftest import OpenWindow, Site, StartSite
from tests.browser.test_access import Listen, listen
from tests.browser.test_access import _grave as grave
from tests.workbooks import write_form

__all__ = ["listen"]

pytestmark = pytest.mark.slow

_SAMPLES = data_folder() / "districts" / "示例县"
# Enough that they are looked at for a while.
_MANY = 60


@pytest.fixture
def district(tmp_path: Path, start: StartSite) -> Site:
    """A district's folder with its own file and a school's form."""
    folder = tmp_path / "区县"
    folder.mkdir()
    shutil.copy(_SAMPLES / "区县.yaml", folder)
    write_form(folder / "采集表.xlsx")
    return start(folder)


def _drop(page: Page, paths: list[Path], x: int, y: int) -> None:
    """Drop those files and folders there, as a person does."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(each) for each in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"type": kind, "x": x, "y": y, "data": data}
        session.send("Input.dispatchDragEvent", place)


def test_files_and_folders_dropped_anywhere_are_received_at_once(
    district: Site, open_window: OpenWindow, tmp_path: Path
) -> None:
    inner = tmp_path / "河东镇" / "各校"
    inner.mkdir(parents=True)
    for name in ("03河东镇中心小学.yaml", "09城关初级中学.yaml"):
        shutil.copy(_SAMPLES / name, inner)
    single = Path(shutil.copy(_SAMPLES / "01城关第一小学.yaml", tmp_path))
    page = open_window(district.page("district/returned"))
    _drop(page, [single, tmp_path / "河东镇"], 900, 700)
    expect(page.get_by_role("heading", name="这次收的 3 份：收下 3")).to_be_visible()
    assert len(list(district.folder.glob("*.yaml"))) == 4


def test_files_that_are_chosen_are_received_at_once(
    district: Site, open_window: OpenWindow
) -> None:
    page = open_window(district.page("district/returned"))
    page.locator("#files").set_input_files(_SAMPLES / "01城关第一小学.yaml")
    expect(page.get_by_role("heading", name="这次收的 1 份：收下 1")).to_be_visible()


def test_axe_finds_nothing_grave_in_the_pages_of_returns(
    district: Site, listen: Listen, tmp_path: Path
) -> None:
    page = listen(district.page("district/returned"))
    newer = write_form(tmp_path / "新.xlsx", {"基本数据!E7": 19900})
    page.locator("#files").set_input_files([newer, _SAMPLES / "01城关第一小学.yaml"])
    expect(page.get_by_role("heading", name="放在一边的 1 份")).to_be_visible()
    assert grave(page) == []
    page.get_by_role("link", name="两份比一比").click()
    expect(page.get_by_text("19900")).to_be_visible()
    assert grave(page) == []
    page = listen(district.page("district/school?file=采集表.xlsx"))
    expect(page.get_by_role("heading", name="交来的数和文字")).to_be_visible()
    assert grave(page) == []
    page.get_by_role("button", name="在网页里改").click()
    page.get_by_role("link", name="改了哪些").click()
    expect(page.get_by_text("没有改过")).to_be_visible()
    assert grave(page) == []


def test_what_is_in_focus_stays_so_while_what_is_known_of_the_schools_comes_in(
    district: Site, open_window: OpenWindow, tmp_path: Path
) -> None:
    """A button that is reached by the keyboard is pressed though the page was renewed meanwhile."""
    page = open_window(district.page("district/returned"))
    sample = (_SAMPLES / "01城关第一小学.yaml").read_text(encoding="utf-8")
    files = [tmp_path / f"{number:02}.yaml" for number in range(_MANY)]
    for file in files:
        # The first two are one school's.
        name = f"第{max(1, int(file.stem))}小学"
        file.write_text(f"{sample}# {file.name}\n".replace("城关第一小学", name), encoding="utf-8")
    page.locator("#files").set_input_files(files)
    button = page.get_by_role("button", name="不用这一份")
    expect(button).to_be_visible()
    # A page that is opened at a place of its own lets go what was in focus before.
    page.wait_for_load_state()
    button.focus()
    page.evaluate("window.isTheSame = true")
    expect(page.get_by_role("link", name="正在读")).to_have_count(0)
    assert page.evaluate("window.isTheSame")
    expect(button).to_be_focused()
