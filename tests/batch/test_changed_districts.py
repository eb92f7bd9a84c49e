"""A district's report, and those of its schools, of which a hand changed a number."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.resources import data_folder

BODY = "word/document.xml"
COUNTY = data_folder() / "districts" / "示例县学前"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(COUNTY, folder / "县")
    CliRunner().invoke(cli, ["batch", str(folder / "县"), "-o", str(folder / "out")])
    return folder


def told(folder: Path, name: str, made: str = "", changed: str = "") -> list[tuple[str, str]]:
    """Severity and message of what is said of the numbers of that report, changed so."""
    (file,) = (folder / "out").glob(name)
    parts = dict(read_parts(file.read_bytes()))
    body = parts[BODY].decode()
    assert made in body
    changed_file = folder / file.name
    changed_file.write_bytes(
        pack_parts(
            {**parts, BODY: body.replace(made, changed, 1).encode() if made else parts[BODY]}
        )
    )
    command = ["check", str(changed_file), "--against", str(folder / "县"), "--json"]
    problems = json.loads(CliRunner().invoke(cli, command).stdout)["problems"]
    rules = ("手工改数", "与重做的不同")
    return [(each["severity"], each["message"]) for each in problems if each.get("rule") in rules]


def test_a_count_of_kindergartens_is_held_against_the_report_that_the_folder_makes(
    reports: Path,
) -> None:
    assert told(reports, "县域*.docx") == []
    ((severity, message),) = told(reports, "县域*.docx", "现有幼儿园6所", "现有幼儿园7所")
    assert severity == "error"
    assert message == "写的是“7所”，按现在的数据做出来是“6”"


def test_of_a_district_as_it_was_made_nothing_is_said(tmp_path: Path) -> None:
    shutil.copytree(COUNTY.parent / "示例县", tmp_path / "县")
    CliRunner().invoke(cli, ["batch", str(tmp_path / "县"), "-o", str(tmp_path / "out")])
    made = [str(each) for each in sorted((tmp_path / "out").glob("*.docx"))]
    command = ["check", *made, "--against", str(tmp_path / "县"), "--json"]
    assert len(made) > 10
    assert json.loads(CliRunner().invoke(cli, command).stdout)["problems"] == []


def test_so_is_the_report_of_each_of_its_schools(reports: Path) -> None:
    assert told(reports, "*柳溪镇*.docx") == []
    changed = told(reports, "*柳溪镇*.docx", "按30项指标", "按31项指标")
    assert changed == [("error", "写的是“31项指”，按现在的数据做出来是“30”")]
