"""Round the report: why it cannot be taken, what else can, where its figures come from."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SMALL, OpenWindow, Site
from tests.browser.fields import BOOKS, control, field

pytestmark = pytest.mark.slow


@pytest.fixture
def page(site: Site, school: Path, open_window: OpenWindow) -> Page:
    """The page of a school on a small screen."""
    return open_window(site.of(school.name), SMALL)


def test_a_report_that_cannot_be_taken_says_why_and_leads_there(page: Page) -> None:
    why = page.locator("#why")
    expect(why).to_be_hidden()
    control(page, BOOKS).fill("很多")
    expect(why).to_have_text("还有 1 处错误")
    why.press("Enter")
    found = page.locator("#summary .goto.error")
    expect(found).to_be_focused()
    found.press("Enter")
    expect(control(page, BOOKS)).to_be_focused()
    control(page, BOOKS).fill("18900")
    expect(why).to_be_hidden()


def test_the_other_downloads_close_by_escape_and_by_a_click_elsewhere(page: Page) -> None:
    more = page.locator("details.more")
    more.locator("summary").click()
    expect(more).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(more).not_to_have_attribute("open", "")
    more.locator("summary").click()
    expect(more).to_have_attribute("open", "")
    field(page, BOOKS).locator("label").click()
    expect(more).not_to_have_attribute("open", "")


def test_a_figure_that_is_worked_out_shows_its_formula_and_leads_to_each_part(page: Page) -> None:
    trail = page.locator("#trail")
    report = page.locator("#report")
    report.locator(".figure", has_text="21.5").first.click()
    expect(trail).to_contain_text("算式：")
    expect(trail).to_contain_text("18900册")
    trail.locator('.goto[data-path="数据.在校生数"]').click()
    expect(control(page, "数据.在校生数")).to_be_focused()
    page.keyboard.press("Escape")
    expect(trail).to_be_hidden()
