"""The fields of a school's page, found as their values are called in the file."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

BOOKS, PUPILS, OPENING = "数据.图书册数", "数据.在校生数", "引言"
"""A figure that an indicator is made of, one that texts are held against, and a text."""


def field(page: Page, path: str) -> Locator:
    """The field of that value, with all that stands beside it."""
    return page.locator(f'.field[data-path="{path}"]')


def control(page: Page, path: str) -> Locator:
    """What is typed into."""
    return field(page, path).locator("input, select, textarea").first


def type_into(page: Page, path: str, text: str) -> None:
    """Type it, and wait till it is saved."""
    control(page, path).fill(text)
    expect(page.locator("#state")).to_have_text("已保存")


def type_beside_others(page: Page, path: str, text: str) -> None:
    """Type it where others write to the file too, and wait till it is saved: what they changed may
    be told at once in the place of 已保存.
    """
    with page.expect_response("**/school/edit") as saved:
        control(page, path).fill(text)
    assert saved.value.ok
