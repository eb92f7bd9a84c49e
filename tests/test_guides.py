"""The pages for those who add something, followed in a copy of the project: what they say to write
and to run does what they say.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import reportgen
from tests.programs import as_users_do
from tests.render.docx_samples import texts

PROJECT = Path(reportgen.__file__).parents[1]
PAGES = sorted((PROJECT / "docs").glob("adding-*.md"))
# A block of a page: the text before it, its language, and what stands in it.
BLOCK = re.compile(r"(?P<before>[^`]*(?:`[^`]+`[^`]*)*)```(?P<kind>\w*)\n(?P<text>.*?)```", re.S)
# What the text before a block ends in, if the block is to be written into a file.
EDIT = re.compile(
    r"(?P<end>at the end of )?`(?P<file>[^`\s]+/[^`\s]+)`"
    r"(?:, (?P<how>under|above|instead of) `(?P<mark>[^`]+)`)?:$"
)


class Step(NamedTuple):
    """Text for a file, or a command to be run and what it says. `how`: at the end, under or above
    the first line that begins with `mark`, instead of `mark`; empty: the whole file.
    """

    file: str = ""
    text: str = ""
    how: str = ""
    mark: str = ""
    command: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def steps(page: str) -> Iterator[Step]:
    for block in BLOCK.finditer(page):
        edit = EDIT.search(" ".join(block["before"].split()))
        if block["kind"] and edit:
            how = "at the end" if edit["end"] else edit["how"] or ""
            yield Step(edit["file"], block["text"], how, edit["mark"] or "")
        for part in re.split(r"^\$ ", block["text"].replace("\\\n", ""), flags=re.M)[1:]:
            command, *said = part.strip().split("\n")
            yield Step(command=tuple(shlex.split(command)), said=tuple(said))


def changed(old: str, step: Step) -> str:
    """The file's text after that step."""
    if step.how == "instead of":
        assert old.count(step.mark) == 1, step
        return old.replace(step.mark, step.text.rstrip("\n"))
    if step.how not in ("under", "above"):
        return old * (step.how == "at the end") + step.text
    lines = old.splitlines(keepends=True)
    found = (place for place, line in enumerate(lines) if line.strip().startswith(step.mark))
    place = next(found, None)
    assert place is not None, f"{step.file} has no line that begins with {step.mark}"
    lines.insert(place + (step.how == "under"), step.text)
    return "".join(lines)


def run(command: tuple[str, ...], folder: Path) -> tuple[int, str]:
    """What the command of that copy of the program ends with and says."""
    environment = {**as_users_do(), "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [sys.executable, "-m", "reportgen", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def says(output: str, line: str) -> bool:
    """Whether the line was said; … stands for anything."""
    return bool(re.search(".*".join(map(re.escape, line.split("…"))), output))


def follow(page: str, folder: Path) -> int:
    """Write and run what the page says, in that folder; how many commands there were."""
    count = 0
    for step in steps(page):
        if step.file:
            path = folder / step.file
            path.parent.mkdir(parents=True, exist_ok=True)
            old = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(changed(old, step), encoding="utf-8")
        elif step.command[0] == "reportgen":
            code, output = run(step.command[1:], folder)
            wrong = any(line.startswith("[错误]") for line in step.said)
            assert code == int(wrong), (step.command, output)
            assert [line for line in step.said if not says(output, line)] == [], output
            count += 1
    return count


def follow_page(name: str, folder: Path) -> int:
    return follow((PROJECT / "docs" / f"{name}.md").read_text(encoding="utf-8"), folder)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a page may change."""
    for name in ("reportgen", "data", "templates"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    handbook = tmp_path / "docs" / "zh" / "模板手册.md"
    handbook.parent.mkdir(parents=True)
    shutil.copy(PROJECT / "docs" / "zh" / "模板手册.md", handbook)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("adding-an-indicator", 2),
        ("adding-a-stage", 3),
        ("adding-a-document-kind", 2),
        ("adding-a-word-check", 2),
        ("adding-a-text-check", 1),
    ],
)
def test_a_page_can_be_followed(project: Path, name: str, commands: int) -> None:
    assert follow_page(name, project) == commands


@pytest.mark.slow
def test_the_page_on_genres_can_be_followed(project: Path) -> None:
    assert follow_page("adding-a-genre", project) == 6
    said = texts((project / "out" / "示例镇中心小学（样例）_2024_自查报告.docx").read_bytes())
    assert said[0] == "示例镇中心小学（样例）2024年度语言文字工作自查报告"
    assert "各项检查情况" in "".join(said)
    assert "用普通话和规范汉字教学，现将2024年度语言文字工作的自查情况报告如下：" in "".join(said)


@pytest.mark.slow
def test_the_page_on_sections_can_be_followed(project: Path) -> None:
    assert follow_page("adding-a-section", project) == 2
    said = "\n".join(texts((project / "out" / "示例小学_2024_自查报告.docx").read_bytes()))
    assert "二、信息化\n学校有计算机96台，网络多媒体教室24间。\n" in said


@pytest.mark.slow
def test_the_page_on_filters_can_be_followed(project: Path) -> None:
    assert follow_page("adding-a-filter", project) == 1
    listed = (project / "名称.md").read_text(encoding="utf-8")
    assert "| {{ 20500\\|公顷 }} | 平方米换成公顷 | 2.05公顷 |\n" in listed


@pytest.mark.slow
def test_the_page_on_excel_columns_can_be_followed(project: Path) -> None:
    assert follow_page("adding-an-excel-column", project) == 2
    assert "来源: 县级财政" in (project / "试" / "回来.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_is_found_and_names_tests_that_there_are(page: Path) -> None:
    for index in ("docs/architecture.md", "CONTRIBUTING.md"):
        assert f"{page.name})" in (PROJECT / index).read_text(encoding="utf-8"), index
    text = page.read_text(encoding="utf-8")
    tests = [word for word in re.findall(r"\btests/[\w/.]+", text) if not word.endswith("…")]
    assert tests and [name for name in tests if not (PROJECT / name).exists()] == []


def test_steps_are_read_off_a_page() -> None:
    page = (
        "Write `a/b.yaml`:\n\n```yaml\n甲: 1\n```\n\nand run\n\n```\n$ reportgen x 'y z'\n好\n```\n"
        "In `a/b.yaml`,\nunder `甲`:\n\n```yaml\n乙: 2\n```\n"
    )
    assert list(steps(page)) == [
        Step(file="a/b.yaml", text="甲: 1\n"),
        Step(command=("reportgen", "x", "y z"), said=("好",)),
        Step(file="a/b.yaml", text="乙: 2\n", how="under", mark="甲"),
    ]


@pytest.mark.parametrize(
    ("how", "mark", "after"),
    [
        ("", "", "丙\n"),
        ("at the end", "", "甲\n  乙 1\n丙\n"),
        ("under", "甲", "甲\n丙\n  乙 1\n"),
        ("above", "乙", "甲\n丙\n  乙 1\n"),
        ("instead of", "乙", "甲\n  丙 1\n"),
    ],
)
def test_a_step_changes_a_file(how: str, mark: str, after: str) -> None:
    assert changed("甲\n  乙 1\n", Step("a/b", "丙\n", how, mark)) == after
