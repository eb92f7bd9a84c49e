"""The sample district's report: as approved, sound, and printed by LibreOffice in full."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.model.assessment import Verdict
from reportgen.model.stages import Stage
from reportgen.pipeline import Workshop, examine_school
from reportgen.resources import data_folder
from tests.districts import OWN, District, primary, read_district, write_district
from tests.programs import save_again
from tests.test_documents import NASTY, squeeze
from tests.test_golden import GOLDEN, describe

SAMPLES = sorted(path for path in (data_folder() / "districts").iterdir() if path.is_dir())
SAMPLE = data_folder() / "districts" / "示例县"
SCHOOLS = sorted((data_folder() / "schools").glob("*.yaml"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def sample(workshop: Workshop) -> District:
    return read_district(SAMPLE, workshop)


@pytest.fixture(scope="module")
def document(sample: District) -> bytes:
    return sample.make().document


@pytest.fixture
def odd_districts(tmp_path: Path, workshop: Workshop) -> dict[str, bytes]:
    """Districts that leave much out, by name."""
    folders = {
        "样例学校": _sample_schools(tmp_path / "a"),
        "一所": write_district(tmp_path / "b", [primary("甲小学", 100, 1200, 6)]),
        "没有标准": write_district(tmp_path / "c", [primary("甲小学", 100, 1200, 6)], {}),
        "全都读不了": write_district(tmp_path / "d", ["学校: {名称: 坏小学}\n"]),
    }
    return {
        name: read_district(folder, workshop).make().document for name, folder in folders.items()
    }


def _sample_schools(folder: Path) -> Path:
    own = OWN % "优质均衡2017, 河南省办学基本标准"
    return write_district(folder, [path.read_text(encoding="utf-8") for path in SCHOOLS], {}, own)


def audit(document: bytes, folder: Path) -> list[str]:
    path = folder / "报告.docx"
    path.write_bytes(document)
    faults = [str(fault) for fault in OpenXmlValidator().validate(path).errors]
    # The stock template has no theme part, so that no theme font can beat the ones it sets.
    return [fault for fault in faults if "theme" not in fault.lower()]


def paragraphs(document: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return ["".join(node.text or "" for node in each.iter(f"{W}t")) for each in root.iter(f"{W}p")]


@pytest.mark.slow
@pytest.mark.parametrize("folder", SAMPLES, ids=lambda path: path.name)
def test_document_is_as_approved(folder: Path, workshop: Workshop, tmp_path: Path) -> None:
    document = read_district(folder, workshop).make().document
    golden = GOLDEN / f"{folder.name}.txt"
    text = describe(document)
    if os.environ.get("REPORTGEN_UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text.splitlines() == golden.read_text(encoding="utf-8").splitlines()
    assert audit(document, tmp_path) == []


@pytest.mark.slow
def test_equal_districts_give_equal_bytes(sample: District, document: bytes) -> None:
    assert sample.make().document == document


def test_sample_shows_what_a_district_can_come_to(sample: District) -> None:
    excellent, basic = sample.summary.standards
    assert len(sample.summary.schools) == 14 and sample.left_out == () and sample.problems == ()
    by_stage = {stage.stage: stage for stage in excellent.stages}
    verdicts = [row.verdict for row in by_stage[Stage("小学")].counted]
    assert {Verdict.MET, Verdict.UNMET, Verdict.NO_DATA} <= set(verdicts)
    varied = {each.verdict for each in by_stage[Stage("小学")].indicators}
    assert {Verdict.MET, Verdict.UNMET, Verdict.NO_DATA} == varied
    assert by_stage[Stage("初中")].verdict is Verdict.MET
    rows = [row for stage in basic.stages for row in stage.rows]
    out = {row.excluded for row in rows if not row.counted}
    assert out == {"教学点", "民办学校", "不是县本级举办"}


def test_nothing_is_said_of_the_sample(sample: District, workshop: Workshop) -> None:
    # The workshop of the tests has no LibreOffice that would tell the pages.
    said = [str(problem) for problem in sample.make().problems if problem.code != "no_page_numbers"]
    assert said == []
    found = [
        problem.code
        for path in sorted(SAMPLE.glob("[0-9]*.yaml"))
        for problem in examine_school(path, workshop).problems
    ]
    assert found == ["missing_fact"]


@pytest.mark.slow
def test_nothing_to_audit(document: bytes, tmp_path: Path) -> None:
    assert audit(document, tmp_path) == []


@pytest.mark.slow
def test_nothing_to_audit_where_much_is_left_out(
    odd_districts: dict[str, bytes], tmp_path: Path
) -> None:
    assert {name: audit(document, tmp_path) for name, document in odd_districts.items()} == {
        name: [] for name in odd_districts
    }


@pytest.mark.slow
def test_pdf_holds_every_sentence_of_the_text_and_its_charts_are_drawn(
    document: bytes, tmp_path: Path
) -> None:
    (tmp_path / "报告.docx").write_bytes(document)
    printed_file = save_again("pdf", tmp_path / "报告.docx", into=tmp_path)
    pdf = ["pdftotext", "-raw", str(printed_file), "-"]
    text = subprocess.run(pdf, check=True, capture_output=True, timeout=60).stdout
    printed = squeeze(re.sub(r"— ?\d+ ?—", "", text.decode()))
    said = [each for paragraph in paragraphs(document) for each in paragraph.split("。")]
    sentences = [each for each in said if len(squeeze(each)) > 20]
    assert len(sentences) > 30
    assert [each for each in sentences if squeeze(each) not in printed] == []
    assert "各校数值与标准之比（%；超过300%的画在右边线上）" in printed


@pytest.mark.slow
def test_any_text_is_printed_as_it_stands(tmp_path: Path, workshop: Workshop) -> None:
    quoted = NASTY.replace("'", "''")
    own = (
        f"区县: {{名称: '{quoted}'}}\n"
        f"报告: {{年度: 2024, 标准: [标准/两项.yaml], 主送: '{quoted}', 附件: ['{quoted}']}}\n"
        f"成绩: ['{quoted}']\n主要措施:\n  - {{标题: '{quoted}', 内容: '{quoted}'}}\n"
        f"存在问题: ['{quoted}']\n今后措施:\n  - {{标题: '{quoted}', 内容: '{quoted}'}}\n"
    )
    schools = [primary(f"'{quoted}'", 100, 100, 1), primary(f"'{quoted}二'", 100, 100, 1)]
    found = read_district(write_district(tmp_path / "县", schools, None, own), workshop)
    document = found.make().document
    assert audit(document, tmp_path) == []
    assert sum(NASTY in text for text in paragraphs(document)) >= 8


def test_a_refuted_claim_stops_the_report(tmp_path: Path, workshop: Workshop) -> None:
    body = "主要措施: |\n  全县各项指标全部达标。\n"
    folder = write_district(tmp_path / "县", [primary("甲小学", 100, 100, 1)], body=body)
    made = read_district(folder, workshop).make()
    assert made.document == b""
    assert [problem.code for problem in made.problems if problem.stops] == ["false_claim"]


def test_own_outline_orders_and_names_the_chapters(tmp_path: Path, workshop: Workshop) -> None:
    own = (
        "区县: {名称: 示例县}\n报告:\n  年度: 2024\n  标准: [标准/两项.yaml]\n"
        "  提纲: [{章节: 校际均衡情况, 标题: 均衡}, 县情,"
        " {章节: 学校达标情况, 标题: 达标}, 没有的]\n"
        "章节: {县情: 山多。}\n"
    )
    made = read_district(
        write_district(tmp_path / "县", [primary("甲小学", 100, 1200, 6)], None, own), workshop
    ).make()
    codes = [problem.code for problem in made.problems]
    assert codes.count("unknown_section") == 1
    assert "left_out" in codes
