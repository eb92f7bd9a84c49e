"""The report as it prints, where there is a LibreOffice: its figures lead to their fields too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Route, expect

from reportgen.office.libreoffice import Office
from tests.browser.conftest import OpenWindow, Site, add_school, start_site
from tests.browser.fields import BOOKS, PUPILS, control, type_into

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def printing(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Iterator[Site]:
    """A server that has a LibreOffice."""
    started = start_site(tmp_path_factory.mktemp("印"), office=str(office.program))
    yield started
    started.stop()


def test_pages_stand_beside_the_fields_and_lead_to_them(
    printing: Site, open_window: OpenWindow
) -> None:
    school = add_school(printing.folder, "一.yaml")
    page = open_window(printing.of(school.name))
    expect(page.get_by_alt_text("报告第 1 页")).to_be_in_viewport(timeout=60_000)
    page.get_by_role("button", name="880，到它的来源").first.click()
    expect(control(page, PUPILS)).to_be_focused()
    control(page, BOOKS).focus()
    expect(page.locator("#report .figure.lit").first).to_be_in_viewport()
    page.close()


def test_pages_that_come_late_do_not_take_the_place_of_newer_ones(
    printing: Site, open_window: OpenWindow
) -> None:
    school = add_school(printing.folder, "二.yaml")
    page = open_window(printing.of(school.name))
    expect(page.get_by_role("button", name="880，到它的来源").first).to_be_attached(timeout=60_000)
    held = list[tuple[Route, APIResponse]]()
    page.route("**/school/pages?*", lambda asked: held.append((asked, asked.fetch())), times=1)
    with page.expect_request("**/school/pages?*"):
        type_into(page, PUPILS, "881")
    type_into(page, PUPILS, "882")
    newer = page.get_by_role("button", name="882，到它的来源").first
    expect(newer).to_be_attached(timeout=60_000)
    late, older = held[0]
    pictures = list[str]()
    page.on("request", lambda request: pictures.append(request.url))
    with page.expect_response("**/school/pages?*"):
        late.fulfill(response=older)
    page.evaluate("() => fetch('/static/icon.svg').then((answer) => answer.text())")
    assert "881" in older.text()
    assert not [each for each in pictures if older.json()["key"] in each]
    expect(newer).to_be_attached()
