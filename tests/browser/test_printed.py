"""The report as it prints, where there is a LibreOffice: its figures lead to their fields too."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Route, expect

from reportgen.office.libreoffice import Office
from tests.browser.conftest import OpenWindow, StartSite, add_school
from tests.browser.fields import BOOKS, PUPILS, control, type_into

pytestmark = pytest.mark.slow


def test_pages_stand_beside_the_fields_and_lead_to_them(
    tmp_path: Path, open_window: OpenWindow, start: StartSite, office: Office
) -> None:
    school = add_school(tmp_path, "学校.yaml")
    site = start(tmp_path, office=str(office.program))
    page = open_window(site.of(school.name))
    expect(page.get_by_alt_text("报告第 1 页")).to_be_in_viewport(timeout=60_000)
    page.get_by_role("button", name="880，到它的来源").first.click()
    expect(control(page, PUPILS)).to_be_focused()
    control(page, BOOKS).focus()
    expect(page.locator("#report .figure.lit").first).to_be_in_viewport()
    page.close()


def test_pages_that_come_late_do_not_take_the_place_of_newer_ones(
    tmp_path: Path, open_window: OpenWindow, start: StartSite, office: Office
) -> None:
    school = add_school(tmp_path, "学校.yaml")
    site = start(tmp_path, office=str(office.program))
    page = open_window(site.of(school.name))
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
