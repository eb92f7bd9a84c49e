"""The public Python interface, and every example of its page."""

from __future__ import annotations

import inspect
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen import api
from reportgen.api import (
    ReportgenError,
    TemplateError,
    Verdict,
    Workshop,
    assess,
    build,
    compile_template,
    examine,
)
from reportgen.load.source import Source
from tests.load.workbooks.test_foreign_table import ROWS, write_statistics
from tests.render.docx_samples import docx, p, texts

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "python-api.md"
SAMPLE = ROOT / "data" / "schools" / "完全小学.yaml"
SCHOOL = "学校: {名称: 光明小学, 类型: 小学}\n报告: {年度: 2024, 标准: [河南省办学基本标准]}\n"


def write_school(folder: Path, figures: str) -> Path:
    path = folder / "学校.yaml"
    path.write_text(f"{SCHOOL}数据: {{{figures}}}\n", encoding="utf-8")
    return path


@pytest.mark.slow
def test_every_example_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "区县").mkdir()
    for place in ("学校.yaml", "区县/一校.yaml"):
        shutil.copy(SAMPLE, tmp_path / place)
    (tmp_path / "模板.docx").write_bytes(docx(p("{{ 名称 }}{{ 面积|两位 }}")))
    names: dict[str, object] = {}
    for example in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        exec(compile(example, str(PAGE), "exec"), names)
    assert (tmp_path / "报告.docx").stat().st_size > 0
    assert texts((tmp_path / "文档2.docx").read_bytes()) == ["光明小学23.30"]
    assert "True" in capsys.readouterr().out


def test_the_page_tells_of_every_function() -> None:
    page = PAGE.read_text("utf-8")
    functions = [name for name in api.__all__ if inspect.isfunction(getattr(api, name))]
    assert functions
    assert [name for name in functions if f"{name}(" not in page] == []


def test_an_indicator_whose_figure_lacks_has_no_data(tmp_path: Path) -> None:
    file = write_school(tmp_path, "在校生数: 880, 图书册数: 18900")
    results = {each.indicator.name: each for each in assess(file).standards[0].results}
    assert results["生均图书册数"].value == pytest.approx(Decimal(18900) / 880)
    assert results["师生比"].verdict is Verdict.NO_DATA


def test_what_stops_a_report_is_raised_with_every_problem(tmp_path: Path) -> None:
    file = write_school(tmp_path, "在校生数: 一些, 图书册数: 很多")
    with pytest.raises(ReportgenError) as raised:
        build(file)
    assert [each.location.path for each in raised.value.problems if each.stops] == [
        "数据.在校生数",
        "数据.图书册数",
    ]


def test_a_school_of_a_table_comes_with_what_is_wrong_with_the_table(tmp_path: Path) -> None:
    rows = tuple(("", *row[1:7], 111, *row[8:]) if row[1:2] == ("合计",) else row for row in ROWS)
    file = write_statistics(tmp_path / "a.xlsx", rows)
    table = Workshop().reader.split(Source(file))
    examined = examine(file, school=table[0].part)
    assert "total_mismatch" in {each.code for each in examined.problems}


def test_a_template_is_strict_and_says_where() -> None:
    template = compile_template(docx(p("{{ 名称 }}")))
    with pytest.raises(TemplateError, match="名称"):
        template.render({})
