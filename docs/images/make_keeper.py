"""The pictures of the page for whoever keeps templates, made anew of a sample: `make images`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from serving import PROJECT, Window, window

TEMPLATE = "学校自查报告.docx"
SCROLLED_WITHIN = 1_500
# A name that nothing has.
WRONG = "联系电话：{{ 学校.电话 }}"
PHRASE, OLD, NEW = "引言", "情况{{ 文种 }}如下：", "情况向贵局{{ 文种 }}如下："


def main() -> None:
    """Write each picture over the one that is there."""
    with TemporaryDirectory() as place:
        folder = Path(place, "本县")
        command = (sys.executable, "-m", "reportgen", "init", str(folder))
        subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
        _spoil(folder / "模板" / TEMPLATE)
        with window(folder) as shown:
            _mark(shown)
            _change_phrase(shown)
            shown.open("outline")
            shown.page.locator("#report h1, #report h2").first.wait_for()
            shown.picture("outline", 600)
            shown.open("template/names")
            shown.page.get_by_role("link", name="可以复制的写法").click()
            shown.picture("names", 600)


def _spoil(template: Path) -> None:
    document = Document(str(template))
    document.paragraphs[-1].insert_paragraph_before(WRONG)
    document.save(str(template))


def _mark(shown: Window) -> None:
    """A fault of the template, at its words."""
    page = shown.page
    shown.open("template", file=TEMPLATE)
    page.locator("#faults button").first.click()
    page.locator("#report .sheet").first.wait_for()
    page.locator("#state", has_text="是最新的").wait_for()
    page.locator("#faults button").first.click()
    page.wait_for_timeout(SCROLLED_WITHIN)
    shown.picture("template", 620)


def _change_phrase(shown: Window) -> None:
    """A phrase that was changed, and what is said by it now."""
    page = shown.page
    shown.open("phrases", name=PHRASE)
    text = page.locator("#text")
    old = text.input_value()
    text.fill(old.replace(OLD, NEW))
    page.locator(".said.changed").first.wait_for()
    shown.picture("phrases", 620)


if __name__ == "__main__":
    main()
