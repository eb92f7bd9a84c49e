"""What a data file that is made of a form says of cells that nobody could read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.editing.form_origin import read_form, write_begun
from reportgen.pipeline import Workshop, examine_school
from reportgen.resources import data_folder


def test_a_figure_that_its_cell_has_and_that_is_not_read_is_not_lost(tmp_path: Path) -> None:
    form = tmp_path / "表.xlsx"
    sample = data_folder() / "schools" / "完全小学.yaml"
    assert CliRunner().invoke(cli, ["convert", str(sample), str(form)]).exit_code == 0
    book = openpyxl.load_workbook(form)
    (cell,) = (each for row in book["基本数据"].iter_rows() for each in row if each.value == 18900)
    cell.value = "=#REF!*2"
    book.save(form)
    made = write_begun(read_form(form, Workshop()), tmp_path)
    told = [each.message for each in examine_school(made, Workshop()).problems]
    assert any(f"写的是“没有读出（基本数据!{cell.coordinate}）”" in each for each in told)
