"""The pages for those who add something: what they say to write and to run does what they say."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import reportgen
from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from tests.render.docx_samples import texts

DOCS = Path(reportgen.__file__).parents[1] / "docs"
# A block of a page: the text before it, its language, and what stands in it.
BLOCK = re.compile(r"(?P<before>[^`]*(?:`[^`]+`[^`]*)*)```(?P<kind>\w*)\n(?P<text>.*?)```", re.S)
FILE = re.compile(r"`(\S+/\S+)`:\s*$")


class Step(NamedTuple):
    """A file to be written, or a command to be run and what it says."""

    file: str = ""
    text: str = ""
    command: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def steps(page: str) -> Iterator[Step]:
    for block in BLOCK.finditer(page):
        named = FILE.search(block["before"])
        if block["kind"] and named:
            yield Step(file=named[1], text=block["text"])
        for part in re.split(r"^\$ ", block["text"], flags=re.M)[1:]:
            command, *said = part.strip().split("\n")
            yield Step(command=tuple(shlex.split(command)), said=tuple(said))


def follow(page: str) -> int:
    """Write and run what the page says, in the current folder; how many commands there were."""
    speak_chinese()
    count = 0
    for step in steps(page):
        if step.file:
            path = Path(step.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
        elif step.command[0] == "reportgen":
            result = CliRunner().invoke(cli, list(step.command[1:]))
            assert result.exit_code == 0, (step.command, result.output)
            assert [line for line in step.said if line not in result.output] == [], result.output
            count += 1
    return count


def test_the_page_on_genres_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "adding-a-genre.md").read_text(encoding="utf-8")
    assert follow(page) == 6
    said = texts((tmp_path / "out" / "示例镇中心小学（样例）_2024_自查报告.docx").read_bytes())
    assert said[0] == "示例镇中心小学（样例）2024年度语言文字工作自查报告"
    assert "各项检查情况" in "".join(said)
    assert "用普通话和规范汉字教学，现将2024年度语言文字工作的自查情况报告如下：" in "".join(said)


def test_steps_are_read_off_a_page() -> None:
    page = (
        "Write `a/b.yaml`:\n\n```yaml\n甲: 1\n```\n\nand run\n\n```\n$ reportgen x 'y z'\n好\n```\n"
    )
    assert list(steps(page)) == [
        Step(file="a/b.yaml", text="甲: 1\n"),
        Step(command=("reportgen", "x", "y z"), said=("好",)),
    ]
