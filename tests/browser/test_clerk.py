"""A clerk's way through the page, as she sees it: from a figure typed to the document taken."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LARGE, SMALL, OpenWindow, Site
from tests.browser.fields import BOOKS, OPENING, PUPILS, control, field, type_into

pytestmark = pytest.mark.slow


_ON_BOTH_SCREENS = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])


@pytest.fixture
def size() -> tuple[int, int]:
    """The screen, where a test does not say which."""
    return SMALL


@pytest.fixture
def page(size: tuple[int, int], site: Site, school: Path, open_window: OpenWindow) -> Page:
    """The page of a school on a screen."""
    return open_window(site.of(school.name), size)


@_ON_BOTH_SCREENS
def test_fields_and_report_stand_beside_each_other_on_the_screen(page: Page) -> None:
    report = page.locator("#report")
    expect(report.locator("h2")).to_be_in_viewport()
    expect(field(page, "学校.名称")).to_be_in_viewport(ratio=1)
    for part in ("html", "#form", "#report"):
        hidden = page.locator(part).evaluate("e => e.scrollWidth - e.clientWidth")
        assert hidden <= 0, part


def test_a_figure_has_its_verdict_and_is_in_the_report(page: Page, school: Path) -> None:
    books = field(page, BOOKS)
    expect(books.locator(".indicator.met")).to_contain_text("21.5册")
    type_into(page, BOOKS, "15000")
    expect(books.locator(".indicator.unmet")).to_contain_text("未达标")
    expect(page.locator("#report")).to_contain_text("15000")
    assert "  图书册数: 15000\n" in school.read_text(encoding="utf-8")


def test_an_error_stands_beside_its_field_till_it_is_mended(page: Page) -> None:
    fault = field(page, BOOKS).locator(".problem.error", has_text="很多")
    word = page.get_by_role("link", name="下载 Word")
    control(page, BOOKS).fill("很多")
    expect(fault).to_be_visible()
    expect(page.locator("#summary summary .error").first).to_have_text(re.compile("错误 [1-9]"))
    expect(word).to_have_attribute("aria-disabled", "true")
    control(page, BOOKS).fill("18900")
    expect(fault).to_have_count(0)
    expect(word).not_to_have_attribute("aria-disabled", "true")


def test_a_finding_in_a_text_leads_to_its_words(page: Page) -> None:
    control(page, OPENING).fill("学校现有学生900人。")
    field(page, OPENING).locator('.problem[data-quote="900人"]').click()
    text = control(page, OPENING)
    expect(text).to_be_focused()
    chosen = text.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert chosen == "900人"


@_ON_BOTH_SCREENS
def test_a_figure_of_the_report_leads_to_its_field_and_back(page: Page) -> None:
    page.locator("#report .figure", has_text="880").first.click()
    pupils = control(page, PUPILS)
    expect(pupils).to_be_focused()
    expect(pupils).to_be_in_viewport()
    control(page, BOOKS).focus()
    lit = page.locator("#report .figure.lit").first
    expect(lit).to_be_in_viewport()
    expect(page.locator("#report .figure.lit", has_text="18900").first).to_be_visible()


def test_the_document_is_taken_with_what_was_typed(page: Page) -> None:
    type_into(page, PUPILS, "881")
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载 Word").click()
    assert taken.value.suggested_filename.endswith("_自查报告.docx")
    texts = [each.text for each in docx.Document(str(taken.value.path())).paragraphs]
    assert any("881名学生" in text for text in texts)


def test_the_folder_leads_to_the_page(site: Site, school: Path, open_window: OpenWindow) -> None:
    page = open_window(site.address)
    page.get_by_role("row", name=school.name).get_by_role("link").click()
    expect(page.locator("#report h2")).to_be_visible()
