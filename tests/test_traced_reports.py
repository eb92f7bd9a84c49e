"""`build --trace`: a copy beside the report says of each figure where it comes from; the report
itself stays as it is.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from reportgen.cli import cli
from reportgen.cli.tracing import trace_path
from reportgen.office.convert import convert_to_pdf
from reportgen.office.libreoffice import Office
from reportgen.ooxml.comments import read_comments
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.paragraphs import text_of
from reportgen.ooxml.soundness import find_structure_faults
from reportgen.resources import data_folder

BODY, COMMENTS = "word/document.xml", "word/comments.xml"


def build(folder: Path, *options: str, sample: str = "完全小学") -> Result:
    text = (data_folder() / "schools" / f"{sample}.yaml").read_text(encoding="utf-8")
    folder.mkdir(exist_ok=True)
    (folder / "学校.yaml").write_text(text, encoding="utf-8")
    target = ["-o", str(folder), "--no-toc-pages", *options]
    return CliRunner().invoke(cli, ["build", str(folder / "学校.yaml"), *target])


def report_in(folder: Path) -> Path:
    return next(each for each in folder.glob("*.docx") if "数据来源" not in each.name)


def test_the_report_is_the_same_with_and_without_a_copy(tmp_path: Path) -> None:
    assert build(tmp_path / "甲").exit_code == build(tmp_path / "乙", "--trace").exit_code == 0
    plain, traced = (report_in(tmp_path / name) for name in ("甲", "乙"))
    assert plain.read_bytes() == traced.read_bytes()
    assert COMMENTS not in read_parts(traced.read_bytes())
    assert not trace_path(plain).exists() and trace_path(traced).exists()


@pytest.mark.parametrize("sample", ["完全小学", "九年一贯制", "城区初中"])
def test_each_figure_has_a_comment_and_the_text_is_the_same(sample: str, tmp_path: Path) -> None:
    build(tmp_path, "--trace", sample=sample)
    report = report_in(tmp_path)
    before, after = (read_parts(each.read_bytes()) for each in (report, trace_path(report)))
    texts = [text_of(etree.fromstring(each[BODY])) for each in (before, after)]
    assert texts[0] == texts[1] and find_structure_faults(after) == ()
    notes = list(read_comments(after[COMMENTS]))
    # What only the table of teachers tells has no source of its own.
    figures = len(re.findall(b'w:name="_rg', before[BODY]))
    assert figures >= len(notes) >= figures - 3 and figures > 20
    assert all("来源：" in each.text and str(tmp_path) not in each.text for each in notes)


def test_a_comment_says_formula_parts_places_and_rule(tmp_path: Path) -> None:
    build(tmp_path, "--trace")
    parts = read_parts(trace_path(report_in(tmp_path)).read_bytes())
    told = [each.text for each in read_comments(parts[COMMENTS])]
    (ratio, *_) = [each for each in told if each.startswith("师生比：")]
    lines = ratio.split("\n")
    assert lines[:4] == [
        "师生比：1∶18，达标",
        "算式：1∶（在校生数÷专任教师数）＝1∶（880人÷49人）",
        "分子：专任教师数 49人",
        "分母：在校生数 880人",
    ]
    assert lines[4].startswith("来源：学校.yaml：专任教师数第") and "标准值：≥1∶19" in lines
    assert any(each.startswith("这里印的是它的分子。\n") for each in told)


def test_copies_are_told_and_a_persons_copy_is_kept(tmp_path: Path) -> None:
    result = build(tmp_path, "--trace")
    copy = trace_path(report_in(tmp_path))
    assert f"[成功] 数据来源（自己核对用，不上报）：{copy}" in result.stdout
    copy.write_bytes(copy.read_bytes() + b"x")
    told = json.loads(build(tmp_path, "--trace", "--json").stdout)
    assert told["documents"][0]["trace"] != str(copy) and copy.read_bytes().endswith(b"x")


def test_libreoffice_opens_the_copy(office: Office, tmp_path: Path) -> None:
    build(tmp_path, "--trace")
    data = trace_path(report_in(tmp_path)).read_bytes()
    (made,) = convert_to_pdf(office, ["甲"], lambda _: data)
    assert made.data is not None
