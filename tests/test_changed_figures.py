"""A report that was changed by hand is told from one whose data were changed, figure by figure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.office.libreoffice import Office
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.resources import data_folder
from tests.programs import save_again

BODY = "word/document.xml"
DATA = (data_folder() / "schools" / "完全小学.yaml").read_text(encoding="utf-8")
Edit = Callable[[str], str]
PUPILS = re.compile(
    r'<w:bookmarkStart w:id="(\d+)" w:name="(_rg3x[^"]*_880_)"/>(.*?)<w:bookmarkEnd w:id="\1"/>'
)
REVISED = 'w:id="900{}" w:author="甲" w:date="2025-01-01T00:00:00Z"'


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("school")
    (folder / "学校.yaml").write_text(DATA, encoding="utf-8")
    CliRunner().invoke(
        cli, ["build", str(folder / "学校.yaml"), "-o", str(folder), "--no-toc-pages"]
    )
    (made,) = folder.glob("*.docx")
    return made.read_bytes()


def edited(report: bytes, edit: Edit) -> bytes:
    parts = dict(read_parts(report))
    before = parts[BODY].decode()
    assert edit(before) != before
    return pack_parts({**parts, BODY: edit(before).encode()})


def told(tmp_path: Path, document: bytes, data: str | None = DATA) -> list[tuple[str, str, str]]:
    """Severity, rule and words of what is said of the figures."""
    (tmp_path / "报告.docx").write_bytes(document)
    (tmp_path / "学校.yaml").write_text(data or "", encoding="utf-8")
    against = ["--against", str(tmp_path / "学校.yaml")] if data else []
    result = CliRunner().invoke(cli, ["check", str(tmp_path / "报告.docx"), *against, "--json"])
    problems = json.loads(result.stdout)["problems"]
    rules = ("手工改数", "数据改过", "删去的数", "与数据不符", "与重做的不同")
    return [
        (each["severity"], each["rule"], each["message"])
        for each in problems
        if each.get("rule") in rules
    ]


def replaced(text: str, by: str) -> Edit:
    def replace(found: re.Match[str]) -> str:
        return found[0].replace(found[3], found[3].replace(text, by))

    return lambda body: PUPILS.sub(replace, body, count=1)


CHANGED = [("error", "手工改数", "在校生数原为“880”，现在写的是“900”，是手工改的")]


def _in_two_runs(body: str) -> str:
    return replaced("880</w:t></w:r>", "9</w:t></w:r><w:r><w:t>00</w:t></w:r>")(body)


def _tracked(body: str) -> str:
    def revise(found: re.Match[str]) -> str:
        gone = found[3].replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        put_in = found[3].replace("880", "900")
        revised = (
            f"<w:del {REVISED.format(1)}>{gone}</w:del><w:ins {REVISED.format(2)}>{put_in}</w:ins>"
        )
        return found[0].replace(found[3], revised)

    return PUPILS.sub(revise, body, count=1)


def _typed_over(body: str) -> str:
    """Word takes the bookmark away where all of it is typed over."""
    return PUPILS.sub(lambda found: found[3].replace("880", "900"), body, count=1)


def _moved(body: str) -> str:
    """The paragraph stands behind the next one, and says more."""
    body = replaced("880", "900")(body)
    start = body.rindex("<w:p>", 0, PUPILS.search(body).start())  # type: ignore[union-attr]
    end = body.index("</w:p>", start) + len("</w:p>")
    after = body.index("</w:p>", end) + len("</w:p>")
    return (
        body[:start]
        + body[end:after]
        + body[start:end].replace("现有", "到目前共有")
        + body[after:]
    )


def _doubled(body: str) -> str:
    """A copy of the sentence has the bookmark under another name."""
    found = PUPILS.search(body)
    assert found is not None
    copy = found[0].replace(f'"{found[1]}"', '"90001"').replace("_880_", "_880_1")
    end = body.index("</w:p>", found.end()) + len("</w:p>")
    return body[:end] + f"<w:p>{copy.replace('880<', '900<')}</w:p>" + body[end:]


@pytest.mark.parametrize(
    "edit", [replaced("880", "900"), _in_two_runs, _tracked, _typed_over, _moved, _doubled]
)
def test_a_figure_that_was_changed_by_hand_is_told_with_both_values(
    edit: Edit, report: bytes, tmp_path: Path
) -> None:
    assert told(tmp_path, edited(report, edit)) == CHANGED


def test_of_a_report_as_it_was_made_nothing_is_said(report: bytes, tmp_path: Path) -> None:
    assert told(tmp_path, report) == []


@pytest.mark.parametrize("text", ["８８０", "880名", " 880"])
def test_the_same_number_otherwise_written_is_no_change(
    text: str, report: bytes, tmp_path: Path
) -> None:
    assert told(tmp_path, edited(report, replaced("880<", f"{text}<"))) == []


def test_without_the_data_a_change_is_a_reminder(report: bytes, tmp_path: Path) -> None:
    (found,) = told(tmp_path, edited(report, replaced("880", "900")), None)
    assert found == ("warning", "手工改数", "这个数原为“880”，现在写的是“900”，是手工改的")


def test_data_that_were_changed_are_told_from_a_hand(report: bytes, tmp_path: Path) -> None:
    newer = DATA.replace("专任教师数: 49", "专任教师数: 50")
    found = told(tmp_path, edited(report, replaced("880", "900")), newer)
    assert CHANGED[0] in found
    assert ("error", "数据改过", "专任教师数写的是“49”，做好以后数据改过，现在是“50”") in found
    assert {rule for _, rule, _ in found} == {"手工改数", "数据改过"}


def test_what_the_data_say_by_now_is_right(report: bytes, tmp_path: Path) -> None:
    found = told(
        tmp_path,
        edited(report, replaced("880", "900")),
        DATA.replace("在校生数: 880", "在校生数: 900"),
    )
    assert not any("在校生数" in message and "“900”，" in message for _, _, message in found)


def test_figures_that_are_gone_are_a_reminder(report: bytes, tmp_path: Path) -> None:
    def drop(body: str) -> str:
        start = body.rindex("<w:p>", 0, PUPILS.search(body).start())  # type: ignore[union-attr]
        return body[:start] + body[body.index("</w:p>", start) + len("</w:p>") :]

    ((severity, rule, message),) = told(tmp_path, edited(report, drop))
    assert (severity, rule) == ("warning", "删去的数")
    assert message.startswith("由数据印出的数有 4 处不在了") and "在校生数“880”" in message


def test_a_cell_that_was_typed_over_is_told(report: bytes, tmp_path: Path) -> None:
    cell = re.compile(
        r'<w:bookmarkStart w:id="(\d+)" w:name="_rg\d+x[^"]*_18900_"/>(.*?)<w:bookmarkEnd w:id="\1"/>'
    )

    def type_over(body: str) -> str:
        *_, last = cell.finditer(body)
        return body[: last.start()] + last[2].replace("18900", "19800") + body[last.end() :]

    assert told(tmp_path, edited(report, type_over)) == [
        ("error", "手工改数", "图书册数原为“18900”，现在写的是“19800”，是手工改的")
    ]


@pytest.mark.parametrize(
    ("made", "changed", "right"),
    [("10项指标中", "11项指标中", "10"), ("在45人以内", "在46人以内", "45")],
)
def test_a_number_without_a_bookmark_is_held_against_the_report_that_the_data_make(
    made: str, changed: str, right: str, report: bytes, tmp_path: Path
) -> None:
    (found,) = told(tmp_path, edited(report, lambda body: body.replace(made, changed, 1)))
    assert found[:2] == ("error", "与重做的不同")
    assert found[2].endswith(f"，按现在的数据做出来是“{right}”")


@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")], ids="-".join)
def test_libreoffice_keeps_what_the_figures_were(
    way: tuple[str, ...], report: bytes, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "原" / "报告.docx"
    file.parent.mkdir()
    file.write_bytes(edited(report, replaced("880", "900")))
    for number, kind in enumerate(way):
        file = save_again(kind, file, into=tmp_path / f"{number}")
    assert told(tmp_path, file.read_bytes()) == CHANGED
