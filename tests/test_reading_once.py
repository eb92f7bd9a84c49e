"""A school's file is read once a run, whatever is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.resources import data_folder, templates_folder
from tests.opened_files import counted_opens
from tests.workbooks import write_form

SAMPLE = data_folder() / "schools" / "九年一贯制.yaml"
FORMS = ("--template", "学校自评表", "--template", "整改台账")


def school_file(folder: Path, suffix: str) -> Path:
    if suffix == ".xlsx":
        return write_form(folder / "a.xlsx")
    path = folder / "a.yaml"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def times_read(path: Path, arguments: Sequence[str]) -> int:
    with counted_opens() as opened:
        result = CliRunner().invoke(cli, [*arguments])
    assert result.exit_code in (0, 1), result.output
    return opened.times(path)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".yaml", ".xlsx"])
def test_each_command_reads_a_school_s_file_once(suffix: str, tmp_path: Path) -> None:
    path = school_file(tmp_path, suffix)
    out = ["-o", str(tmp_path / "out")]
    assert times_read(path, ["assess", str(path)]) == 1
    assert times_read(path, ["build", str(path), *out]) == 1
    assert times_read(path, ["build", str(path), *out, *FORMS]) == 1
    other = tmp_path / ("b.xlsx" if suffix == ".yaml" else "b.yaml")
    assert times_read(path, ["convert", str(path), str(other)]) == 1


@pytest.mark.parametrize("suffix", [".yaml", ".xlsx"])
def test_check_reads_a_file_once(suffix: str, tmp_path: Path) -> None:
    path = school_file(tmp_path, suffix)
    assert times_read(path, ["check", str(path)]) == 1


def test_check_reads_what_schools_share_once_for_all_files(tmp_path: Path) -> None:
    asked = ["check", str(school_file(tmp_path, ".yaml")), str(SAMPLE)]
    assert times_read(templates_folder() / "提纲.yaml", asked) == 1
    # What is large is kept by the process as long as the file is the same.
    for name in ("facts.yaml", "settings.yaml"):
        assert times_read(data_folder() / name, asked) == 0


def test_a_folder_of_templates_is_tried_with_each_sample_school_once_for_each_standard(
    tmp_path: Path,
) -> None:
    phrases = tmp_path / "短语"
    phrases.mkdir()
    for name in ("前景", "问题", "措施"):
        bundled = templates_folder() / "短语" / f"{name}.j2"
        (phrases / bundled.name).write_bytes(bundled.read_bytes())
    assert times_read(SAMPLE, ["template", "check", str(tmp_path)]) == 2


def test_the_names_of_templates_are_told_of_schools_examined_by_two_standards() -> None:
    assert times_read(SAMPLE, ["template", "fields"]) == 2


def test_a_batch_reads_the_phrases_that_genres_share_once_for_each_genre_that_has_a_school(
    tmp_path: Path,
) -> None:
    path = school_file(tmp_path, ".yaml")
    phrase = templates_folder() / "短语" / "前景.j2"
    arguments = ["batch", str(path), "-o", str(tmp_path / "out"), "-j", "1"]
    # Once for the digest of all that schools share, once for the general templates.
    assert times_read(phrase, arguments) <= 3
