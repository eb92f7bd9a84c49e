"""The pictures of the page as a school's clerk sees it, made anew of a sample: `make images`.

Chromium is needed; the report beside the fields is printed by LibreOffice.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page
from serving import PRINTED_WITHIN, PROJECT, Window, window

SAMPLES = PROJECT / "data" / "schools"
SAMPLE, FILE, LAST, LAST_YEAR = SAMPLES / "完全小学.yaml", "学校.yaml", "2023年.yaml", "年度: 2023"
# A figure that falls short of its limit.
FIELD, VALUE = '.field[data-path="数据.图书册数"]', "15000"
# A figure that is none.
WRONG_FIELD, WRONG = '.field[data-path="数据.专任教师数"] input', "约49"
NONE = "错误 0"
# What is written there in another window, and here.
THEIRS, MINE = "16800", "17200"


def main() -> None:
    """Write each picture over the one that is there."""
    with TemporaryDirectory() as place:
        folder = Path(place, "我的学校")
        folder.mkdir()
        data = Path(shutil.copy(SAMPLE, folder / FILE))
        _write_last_year(data, folder / LAST)
        with window(folder, "--last", str(folder / LAST)) as shown:
            shown.open()
            shown.picture("start", 740)
            shown.open("school", file=FILE)
            _fill_in(shown)
            _list_faults(shown)
            _paste_rows(shown)
            _change_elsewhere(shown, data)


def _write_last_year(data: Path, target: Path) -> None:
    text = data.read_text(encoding="utf-8").replace("年度: 2024", LAST_YEAR)
    target.write_text(text, encoding="utf-8")


def _fill_in(shown: Window) -> None:
    """A figure that was just typed, and the page of the report that has it."""
    page = shown.page
    page.locator(".sheet").first.wait_for(timeout=PRINTED_WITHIN)
    with page.expect_response("**/school/pages*", timeout=PRINTED_WITHIN):
        page.locator(f"{FIELD} input").fill(VALUE)
    page.get_by_role("button", name=f"{VALUE}，到它的来源").first.wait_for(timeout=PRINTED_WITHIN)
    page.locator("#word").focus()
    page.locator(FIELD).evaluate("field => field.scrollIntoView({block: 'center'})")
    page.locator(f"{FIELD} input").focus()
    shown.picture("page")


def _list_faults(shown: Window) -> None:
    """What is wrong and what is lacking, in one list."""
    page = shown.page
    field = page.locator(WRONG_FIELD)
    before = field.input_value()
    field.fill(WRONG)
    summary = page.locator("#summary summary").first
    summary.get_by_text(NONE).wait_for(state="detached", timeout=PRINTED_WITHIN)
    summary.click()
    field.focus()
    field.evaluate("field => field.scrollIntoView({block: 'center'})")
    shown.picture("faults", 600)
    summary.click()
    field.fill(before)
    summary.get_by_text(NONE).wait_for(timeout=PRINTED_WITHIN)


def _paste_rows(shown: Window) -> None:
    """Rows of a worksheet, where they were pasted."""
    page = shown.page
    _paste(page, "成绩", "平安校园\t县级\t示例县教育局\t2024\n书香校园\t市级\t示例市教育局\t2024")
    shown.picture("paste", 620)


def _paste(page: Page, path: str, text: str) -> None:
    rows = page.locator(f'.list[data-path="{path}"]')
    rows.locator(".add").click()
    cell = rows.locator(".row").last.locator("input, textarea").first
    cell.focus()
    cell.evaluate(
        """(cell, text) => {
            const carried = new DataTransfer();
            carried.setData("text/plain", text);
            cell.dispatchEvent(new ClipboardEvent("paste",
                {clipboardData: carried, bubbles: true, cancelable: true}));
        }""",
        text,
    )
    page.locator("#state", has_text="已保存").wait_for()
    rows.evaluate("list => list.scrollIntoView({block: 'center'})")


def _change_elsewhere(shown: Window, data: Path) -> None:
    """A figure that was written here and elsewhere at the same time."""
    page = shown.page
    text = data.read_text(encoding="utf-8")
    page.locator(f"{FIELD} input").focus()
    data.write_text(text.replace(f": {VALUE}", f": {THEIRS}"), encoding="utf-8")
    page.locator(f"{FIELD} input").fill(MINE)
    page.get_by_role("button", name="用我写的").wait_for()
    page.locator(FIELD).evaluate("field => field.scrollIntoView({block: 'center'})")
    shown.picture("elsewhere", 520)


if __name__ == "__main__":
    main()
