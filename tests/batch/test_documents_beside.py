"""`batch --template`: documents beside every report, made again only where something changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.batch.batch import open_batch
from reportgen.batch.pdfs import start_printing
from reportgen.batch.request import Request
from reportgen.batch.summary import write_summary
from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from tests.batch.conftest import RunBatch, contents, statuses, write_school
from tests.programs import MakeProgram
from tests.render.docx_samples import docx, p, texts

LEDGER, SELF_EVALUATION = "整改台账", "学校自评表"
COPY = "for source in sources: make(source)\n"


def made(folder: Path, ending: str) -> list[str]:
    return sorted(path.name for path in folder.glob(f"*_{ending}*.docx"))


def run(district: Path, out: Path, *arguments: str) -> Result:
    speak_chinese()
    return CliRunner().invoke(
        cli, ["batch", str(district), "-o", str(out), "--no-summary", "-j", "1", *arguments]
    )


def test_each_template_makes_a_document_beside_every_report(
    district: Path, tmp_path: Path, run_batch: RunBatch
) -> None:
    own = tmp_path / "简报.docx"
    own.write_bytes(docx(p("{{ 学校.名称 }}")))
    summary = run_batch(district, documents=(LEDGER, SELF_EVALUATION, str(own)))
    out = tmp_path / "out"
    assert [len(made(out, ending)) for ending in ("自查报告", "整改台账", "自评表", "简报")] == [
        5
    ] * 4
    assert texts((out / "甲小学_2024_简报.docx").read_bytes()) == ["甲小学"]
    first = summary.schools[0]
    assert [(each.kind, Path(each.file).name) for each in first.documents] == [
        ("整改台账", "丁小学_2024_整改台账.docx"),
        ("自评表", "丁小学_2024_自评表.docx"),
        ("简报", "丁小学_2024_简报.docx"),
    ]


def test_nothing_is_made_again_until_the_school_the_template_or_the_document_changes(
    district: Path, tmp_path: Path, run_batch: RunBatch
) -> None:
    own, out = tmp_path / "简报.docx", tmp_path / "out"
    own.write_bytes(docx(p("{{ 学校.名称 }}")))
    documents = (LEDGER, str(own))
    run_batch(district, documents=documents)
    before = contents(out)
    assert set(statuses(run_batch(district, documents=documents)).values()) == {"unchanged"}

    write_school(district, "甲", 45, 280)
    (out / "乙小学_2024_简报.docx").unlink()
    changed = statuses(run_batch(district, documents=documents))
    assert sorted(file for file, status in changed.items() if status != "unchanged") == [
        "乙.yaml",
        "甲.yaml",
    ]
    assert contents(out)["乙小学_2024_简报.docx"] == before["乙小学_2024_简报.docx"]

    own.write_bytes(docx(p("{{ 年度 }}")))
    assert "unchanged" not in statuses(run_batch(district, documents=documents)).values()
    assert texts((out / "甲小学_2024_简报.docx").read_bytes()) == ["2024"]


def test_a_run_without_documents_leaves_them_and_the_reports_alone(
    district: Path, run_batch: RunBatch
) -> None:
    run_batch(district, documents=(LEDGER,))
    assert set(statuses(run_batch(district)).values()) == {"unchanged"}


def test_documents_that_may_be_out_of_date_are_told(district: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(district, out, "--template", LEDGER).exit_code == 0
    write_school(district, "甲", 45, 280)
    assert "有 1 份以前做的文书这次没有做：甲小学_2024_整改台账.docx" in run(district, out).stderr


def test_documents_of_another_year_are_told_as_such_as_long_as_they_stand(
    district: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(district, out, "--template", LEDGER)
    for path in district.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("年度: 2024", "年度: 2025"), encoding="utf-8")
    for _ in range(2):
        told = run(district, out, "--template", LEDGER).stderr
        assert "以前做的文书" not in told and "--template" not in told
        assert "有 10 份报告、文书不属于这次的学校和年度：" in told
        assert "甲小学_2024_整改台账.docx" in told or "丁小学_2024_整改台账.docx" in told


def test_the_last_line_counts_each_kind(district: Path, tmp_path: Path) -> None:
    result = run(district, tmp_path / "out", "--template", SELF_EVALUATION, "--template", LEDGER)
    assert result.exit_code == 0, result.stderr
    assert "[成功] 5 份报告、5 份自评表、5 份整改台账在 " in result.stdout


def test_json_names_the_documents_of_each_school(district: Path, tmp_path: Path) -> None:
    told = json.loads(run(district, tmp_path / "out", "--template", LEDGER, "--json").stdout)
    files = told["schools"][0]["documents"]
    assert [Path(file).name for file in files] == ["丁小学_2024_整改台账.docx"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("自评表", "是不是“学校自评表”？"),
        ("没有/这份.docx", "找不到"),
        ("县域自查报告", "“县域自查报告”本来就做，不用写"),
    ],
)
def test_a_template_that_is_not_there_is_said_before_anything_is_made(
    district: Path, tmp_path: Path, name: str, told: str
) -> None:
    result = run(district, tmp_path / "out", "--template", name)
    assert result.exit_code == 2 and told in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_reports_own_template_adds_nothing(district: Path, tmp_path: Path) -> None:
    result = run(district, tmp_path / "out", "--template", "学校自查报告")
    assert result.exit_code == 0 and "[成功] 5 份报告在 " in result.stdout


def test_a_document_that_cannot_be_filled_leaves_the_reports_and_is_tried_again(
    district: Path, tmp_path: Path, run_batch: RunBatch
) -> None:
    own = tmp_path / "简报.docx"
    own.write_bytes(docx(p("{{ 数据.建校年份 }}")))
    summary = run_batch(district, documents=(str(own),))
    assert len(made(tmp_path / "out", "自查报告")) == 5 and not made(tmp_path / "out", "简报")
    assert all(each.has_errors and not each.documents for each in summary.schools)
    assert "unchanged" not in statuses(run_batch(district, documents=(str(own),))).values()


def test_a_kind_that_the_genre_does_not_have_is_left_out_with_a_warning(
    district: Path, tmp_path: Path, run_batch: RunBatch
) -> None:
    templates = tmp_path / "模板"
    (templates / "体裁").mkdir(parents=True)
    (templates / "体裁" / "通用.yaml").write_text(
        "标识: 通用\n文书: {整改台账: 无}\n", encoding="utf-8"
    )
    more = {"documents": (LEDGER,), "templates": (templates,)}
    summary = run_batch(district, **more)
    told = {problem.message for each in summary.schools for problem in each.problems}
    assert "体裁“通用”没有“整改台账”" in told
    assert not any(each.has_errors for each in summary.schools)
    assert not made(tmp_path / "out", "整改台账")
    assert set(statuses(run_batch(district, **more)).values()) == {"unchanged"}


def test_documents_of_schools_of_one_name_are_told_apart_like_their_reports(
    district: Path, tmp_path: Path, run_batch: RunBatch
) -> None:
    write_school(district, "甲", 45, 279, file="别处")
    run_batch(district, documents=(LEDGER,))
    assert [name for name in made(tmp_path / "out", "整改台账") if name.startswith("甲")] == [
        "甲小学_2024_整改台账（别处）.docx",
        "甲小学_2024_整改台账（甲）.docx",
    ]


def test_a_long_name_keeps_the_kinds_apart(
    tmp_path: Path, district: Path, run_batch: RunBatch
) -> None:
    write_school(district, "长" * 90, 45, 279, file="长")
    summary = run_batch(district, documents=(LEDGER,))
    school = next(each for each in summary.schools if each.file == "长.yaml")
    assert school.report.endswith("_2024_自查报告.docx")
    assert school.documents[0].file.endswith("_2024_整改台账.docx")


def test_each_document_gets_its_pdf(
    district: Path, tmp_path: Path, make_program: MakeProgram
) -> None:
    request = Request((district,), tmp_path / "out", documents=(LEDGER,))
    batch = open_batch(request)
    printing = start_printing(batch, make_program(COPY))
    for _ in batch.run(batch.todo):
        pass
    summary = write_summary(batch, with_district=False)
    pdfs = [each.pdf.name for each in printing.finish(summary, None) if each.pdf]
    batch.close()
    assert len(pdfs) == 10 and "甲小学_2024_整改台账.pdf" in pdfs
