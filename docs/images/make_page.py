"""The picture of the page in the browser, made anew of a sample: `make images`.

Chromium is needed; the report beside the fields is printed by LibreOffice.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent
PROJECT = IMAGES.parents[1]
SAMPLE = PROJECT / "data" / "schools" / "完全小学.yaml"
# A screen of a clerk's, in the size of a picture of the manual.
WIDTH, HEIGHT, SCALE = 1366, 768, 0.7
PRINTED_WITHIN = 60_000
# A figure that falls short of its limit.
FIELD, VALUE = '.field[data-path="数据.图书册数"]', "15000"


def main() -> None:
    """Write the picture over the one that is there."""
    with TemporaryDirectory() as folder:
        data = Path(shutil.copy(SAMPLE, Path(folder, "学校.yaml")))
        command = (sys.executable, "-m", "reportgen", "serve", str(data), "--port", "0")
        with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found is not None
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
                page = browser.new_page(
                    viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE
                )
                page.goto(found[0])
                _show(page)
                page.screenshot(path=IMAGES / "serve-page.png", animations="disabled")
                browser.close()
            server.terminate()


def _show(page: Page) -> None:
    """A figure that was just typed, and the page of the report that has it."""
    page.locator(".sheet").first.wait_for(timeout=PRINTED_WITHIN)
    with page.expect_response("**/school/pages*", timeout=PRINTED_WITHIN):
        page.locator(f"{FIELD} input").fill(VALUE)
    page.get_by_role("button", name=f"{VALUE}，到它的来源").first.wait_for(timeout=PRINTED_WITHIN)
    page.locator("#word").focus()
    page.locator(FIELD).evaluate("field => field.scrollIntoView({block: 'center'})")
    page.locator(f"{FIELD} input").focus()


if __name__ == "__main__":
    main()
