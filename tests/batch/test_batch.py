"""A folder of schools: what is built, what is left alone, and what one bad school does to the
others.
"""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportgen.batch import context, worker
from reportgen.making import Draft, make_draft
from reportgen.model.assessment import Verdict
from reportgen.model.numbers import format_fixed
from reportgen.model.report import Report
from reportgen.pipeline import Workshop
from reportgen.problems import UnreadableFileError
from tests.batch.conftest import BOOKS, RunBatch, contents, statuses, write_school


def test_every_school_gets_its_report_and_the_standard_beside_them_is_none(
    district: Path, run_batch: RunBatch
) -> None:
    summary = run_batch(district)
    assert [each.name for each in summary.schools] == [
        "丁小学",
        "丙小学",
        "乙小学",
        "戊小学",
        "甲小学",
    ]
    assert all(Path(each.report).is_file() for each in summary.schools)


def test_the_variation_is_that_of_the_worked_example(district: Path, run_batch: RunBatch) -> None:
    (district / "区县.yaml").write_text(
        "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [本县标准.yaml]}\n", encoding="utf-8"
    )
    summed = run_batch(district).district
    assert summed is not None
    (standard,) = summed.standards
    (stage,) = standard.stages
    (books,) = stage.indicators
    assert books.variation is not None
    assert format_fixed(books.variation.coefficient, 4) == "0.5153"
    assert (books.limit, books.verdict, stage.met) == (Decimal("0.5"), Verdict.UNMET, 3)


def test_a_school_without_the_figure_leaves_the_variation_undecided(
    district: Path, run_batch: RunBatch
) -> None:
    (district / "区县.yaml").write_text(
        "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [本县标准.yaml]}\n", encoding="utf-8"
    )
    write_school(district, "己", 60, "")
    write_school(district, "庚", 20, 900, kind="教学点")
    summed = run_batch(district).district
    assert summed is not None
    (stage,) = summed.standards[0].stages
    (books,) = stage.indicators
    assert (books.verdict, books.missing) == (Verdict.NO_DATA, ("己小学",))
    assert [row.excluded for row in stage.rows if not row.counted] == ["教学点"]


def test_nothing_is_built_twice_until_something_changes(
    district: Path, run_batch: RunBatch
) -> None:
    run_batch(district)
    assert set(statuses(run_batch(district)).values()) == {"unchanged"}
    write_school(district, "甲", 45, 280)
    changed = statuses(run_batch(district))
    assert [file for file, status in changed.items() if status != "unchanged"] == ["甲.yaml"]


@pytest.mark.parametrize("what", ["standard", "report", "templates"])
def test_a_change_of_what_a_report_is_made_from_builds_it_again(
    district: Path, run_batch: RunBatch, tmp_path: Path, what: str
) -> None:
    first = run_batch(district)
    more: dict[str, object] = {}
    if what == "standard":
        path = district / "本县标准.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("小学: 5", "小学: 4"), encoding="utf-8"
        )
    elif what == "report":
        Path(first.schools[0].report).unlink()
    else:
        (tmp_path / "模板" / "短语").mkdir(parents=True)
        (tmp_path / "模板" / "短语" / "引言.j2").write_text("现将情况报告如下：", encoding="utf-8")
        more = {"templates": (tmp_path / "模板",)}
    built = [each for each in run_batch(district, **more).schools if each.status != "unchanged"]
    assert len(built) == (1 if what == "report" else 5)


def test_a_change_of_the_program_builds_all_again(
    district: Path, run_batch: RunBatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "程序"
    program.mkdir()
    monkeypatch.setattr(context, "package_folder", lambda: program)
    (program / "render.py").write_text("A = 1\n", encoding="utf-8")
    run_batch(district)
    assert set(statuses(run_batch(district)).values()) == {"unchanged"}
    (program / "render.py").write_text("A = 2\n", encoding="utf-8")
    assert "unchanged" not in statuses(run_batch(district)).values()


def name_district(folder: Path, name: str) -> None:
    text = f"区县: {{名称: {name}}}\n报告: {{年度: 2024, 标准: [本县标准.yaml]}}\n"
    (folder / "区县.yaml").write_text(text, encoding="utf-8")


def test_two_districts_are_not_made_in_one_folder(
    district: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    other = tmp_path / "乙县"
    shutil.copytree(district, other)
    name_district(district, "示例甲县")
    name_district(other, "示例乙县")
    run_batch(district)
    first = contents(tmp_path / "out")
    with pytest.raises(UnreadableFileError) as refused:
        run_batch(other)
    (problem,) = refused.value.problems
    assert "是“示例甲县”的报告" in problem.message and "示例乙县" in (problem.hint or "")
    assert contents(tmp_path / "out") == first
    assert set(statuses(run_batch(district)).values()) == {"unchanged"}


def test_fresh_builds_all_with_the_same_bytes(
    district: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(district)
    first = contents(tmp_path / "out")
    assert "unchanged" not in statuses(run_batch(district, fresh=True)).values()
    assert contents(tmp_path / "out") == first


def test_a_picture_that_changes_builds_its_school_again(
    district: Path, run_batch: RunBatch
) -> None:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x0a\0\0\0"
    (district / "图.png").write_bytes(head + b"\x0aIEND")
    path = district / "甲.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n  ![图](图.png)\n", encoding="utf-8")
    run_batch(district)
    (district / "图.png").write_bytes(head + b"\x0bIEND")
    assert [
        file for file, status in statuses(run_batch(district)).items() if status != "unchanged"
    ] == ["甲.yaml"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            "学校: {名称: 坏小学, 类型: 小学}\n报告: {年度: 2024}\n数据: {在校生数: 许多}\n",
            "bad_value",
        ),
        ("学校: [", "yaml_syntax"),
        ("", "empty_file"),
        (
            "学校: {名称: 坏小学, 类型: 小学}\n报告: {年度: 2024}\n主要措施: '![图](没有.png)'\n",
            "bad_picture",
        ),
    ],
)
def test_a_bad_school_is_one_failed_row_and_the_others_are_done(
    district: Path, run_batch: RunBatch, content: str, code: str
) -> None:
    (district / "坏.yaml").write_text(content, encoding="utf-8")
    summary = run_batch(district)
    (failed,) = [each for each in summary.schools if each.status == "failed"]
    assert (failed.file, failed.report) == ("坏.yaml", "")
    assert code in [problem.code for problem in failed.problems]
    assert sum(Path(each.report).is_file() for each in summary.schools if each.report) == 5


def test_a_bug_is_one_failed_row_too(
    district: Path, run_batch: RunBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_for_one(report: Report, workshop: Workshop) -> Draft:
        if "丙小学" in str(report):
            raise ZeroDivisionError("in a section")
        return make_draft(report, workshop)

    monkeypatch.setattr(worker, "make_draft", fail_for_one)
    failed = [each for each in run_batch(district).schools if each.status == "failed"]
    assert [each.name for each in failed] == ["丙小学"]
    (problem,) = failed[0].problems
    assert "程序内部出错" in problem.message and "出错记录.txt" in problem.hint
    assert "ZeroDivisionError" not in str(problem)


def test_schools_of_one_name_both_get_their_report_and_are_in_no_sum(
    district: Path, run_batch: RunBatch
) -> None:
    write_school(district, "甲", 50, 300, file="另一所")
    summary = run_batch(district)
    reports = {each.file: Path(each.report).name for each in summary.schools}
    assert reports["甲.yaml"] == "甲小学_2024_自查报告（甲）.docx"
    assert reports["另一所.yaml"] == "甲小学_2024_自查报告（另一所）.docx"
    told = {each.file for each in summary.schools if each.left_out == ("重复报送",)}
    assert told == {"甲.yaml", "另一所.yaml"}
    assert "left_out_of_sums" in [problem.code for problem in summary.problems]


def test_only_builds_the_schools_named_and_keeps_the_others(
    district: Path, run_batch: RunBatch
) -> None:
    assert list(statuses(run_batch(district, only=("甲小学",)))) == ["甲.yaml"]
    assert statuses(run_batch(district, only=("乙.yaml",))) == {
        "乙.yaml": "warned",
        "甲.yaml": "unchanged",
    }
    with pytest.raises(UnreadableFileError, match=r"没有“甲小雪”这所学校.*是不是“甲小学”"):
        run_batch(district, only=("甲小雪",))


def test_a_report_of_a_school_that_is_gone_is_said(district: Path, run_batch: RunBatch) -> None:
    run_batch(district)
    (district / "甲.yaml").unlink()
    (problem,) = run_batch(district).problems
    assert problem.code == "left_over"
    assert "甲小学_2024_自查报告.docx" in problem.message


def test_an_empty_folder_and_a_missing_one_are_said(tmp_path: Path, run_batch: RunBatch) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(UnreadableFileError, match="没有找到学校的数据文件"):
        run_batch(tmp_path / "空")
    with pytest.raises(UnreadableFileError, match="找不到"):
        run_batch(tmp_path / "没有")


def test_the_manifest_is_json_with_inputs_outputs_and_digests(
    district: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(district)
    manifest = json.loads((tmp_path / "out" / "清单.json").read_text(encoding="utf-8"))
    assert [each["file"] for each in manifest["schools"]] == [
        "丁.yaml",
        "丙.yaml",
        "乙.yaml",
        "戊.yaml",
        "甲.yaml",
    ]
    assert all(
        len(each["digest"]) == len(each["report_digest"]) == 64 for each in manifest["schools"]
    )
    assert not (tmp_path / "out" / ".reportgen").exists()


def test_district_is_not_summed_up_while_a_school_is_not_made(
    district: Path, run_batch: RunBatch
) -> None:
    summary = run_batch(district, only=("甲小学",), with_district=True)
    (told,) = (problem for problem in summary.problems if problem.code == "unmade")
    assert "4 所学校没有做，或改过没有重做：县域报告和指标汇总没有更新" in told.message
    assert not any(path.name == "指标汇总.xlsx" for path in summary.files)
    assert not [
        each for each in run_batch(district, with_district=True).problems if each.code == "unmade"
    ]


def test_what_a_run_wrote_is_no_school(district: Path, run_batch: RunBatch) -> None:
    run_batch(district)
    shutil.copytree(district.parent / "out", district / "上次")
    for name in ("清单.xlsx", "错误清单.xlsx"):
        shutil.copy(district.parent / "out" / name, district)
    assert len(run_batch(district).schools) == len(BOOKS)


def test_a_school_that_does_not_count_is_listed_as_that(
    district: Path, run_batch: RunBatch
) -> None:
    (district / "区县.yaml").write_text(
        "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [本县标准.yaml]}\n", encoding="utf-8"
    )
    write_school(district, "庚", 20, 20, kind="教学点")
    run_batch(district)
    book = load_workbook(district.parent / "out" / "清单.xlsx")
    rows = book.worksheets[0].values
    found = [row for row in rows if "教学点" in row]
    assert found and all("不列入" in row for row in found)
