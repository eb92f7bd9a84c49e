"""The page in a browser, as it is pictured: a server of a folder, a window of the usual size."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import FloatRect, Page, sync_playwright
from small_png import shrink

IMAGES = Path(__file__).parent
PROJECT = IMAGES.parents[1]
# A screen of a clerk's, in the size of a picture of the manual.
WIDTH, HEIGHT, SCALE = 1366, 768, 0.7
PRINTED_WITHIN = 60_000
# What a Chinese browser says itself, in the place of what this one says.
CHINESE = """
input[type=file] { color: transparent; }
input[type=file]::file-selector-button { display: none; }
input[type=file]::before { content: "选择文件"; color: #222; background: #efefef;
  border: 1px solid #767676; border-radius: 3px; padding: 1px 6px; margin-right: 6px; }
"""


class Window(NamedTuple):
    """A window on the page of a folder."""

    page: Page
    address: str

    def open(self, path: str = "", **asked: str) -> None:
        """Show that page of the folder, with what it is asked by."""
        begin, _, token = self.address.partition("?")
        told = "".join(f"{name}={quote(value)}&" for name, value in asked.items())
        self.page.goto(f"{begin}{path}?{told}{token}")

    def picture(self, name: str, height: int = HEIGHT, top: int = 0) -> None:
        """Write that picture: of the window from that line on, as high as is told."""
        self.page.set_viewport_size({"width": WIDTH, "height": max(height, HEIGHT)})
        clip: FloatRect = {"x": 0, "y": top, "width": WIDTH, "height": height}
        target = IMAGES / f"serve-{name}.png"
        self.page.add_style_tag(content=CHINESE)
        self.page.screenshot(path=target, animations="disabled", clip=clip)
        shrink(target)


@contextmanager
def window(served: Path, *options: str) -> Iterator[Window]:
    """A window on the page that is served of that folder or file."""
    command = (sys.executable, "-m", "reportgen", "serve", str(served), "--port", "0", *options)
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                page = browser.new_page(
                    viewport={"width": WIDTH, "height": HEIGHT},
                    device_scale_factor=SCALE,
                    bypass_csp=True,
                )
                page.set_default_timeout(PRINTED_WITHIN)
                yield Window(page, found[0])
                browser.close()
        finally:
            server.terminate()
