"""PDFs of a district, and reports with a table of contents that are laid out together."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from reportgen.barrier import Fallen
from reportgen.batch.batch import open_batch
from reportgen.batch.contents import OwnedDraft, finish_drafts
from reportgen.batch.entry import Status
from reportgen.batch.pdfs import PdfOutcome, start_printing
from reportgen.batch.request import Request
from reportgen.batch.summary import write_summary
from reportgen.making import make_draft
from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.finished_document import FinishedDocument
from reportgen.model.page_layout import Layout
from reportgen.office.libreoffice import Office
from reportgen.pdf import is_current
from reportgen.pipeline import Workshop, examine_school
from reportgen.resources import data_folder
from reportgen.stock_templates.kinds import make_template
from tests.batch.conftest import write_school
from tests.fonts import in_font_of_this_machine
from tests.load.workbooks.test_wide_form import SCHOOLS, write_table
from tests.opened_files import counted_opens
from tests.programs import MakeProgram
from tests.render.docx_samples import changed, read, texts
from tests.table_of_contents.test_filling import toc

COPY = "for source in sources: make(source)\n"


def run(folder: Path, output: Path, printer: Office, **more: object) -> dict[str, PdfOutcome]:
    batch = open_batch(Request((folder,), output, **more))  # type: ignore[arg-type]
    try:
        with closing(start_printing(batch, printer)) as printing:
            for entry in batch.run(batch.todo):
                printing.add(entry)
            summary = write_summary(batch, with_district=False)
            return {each.document.name: each for each in printing.finish(summary, None)}
    finally:
        batch.close()


def test_each_report_gets_a_pdf_and_those_of_unchanged_reports_are_kept(
    district: Path,
    tmp_path: Path,
    make_program: MakeProgram,
) -> None:
    program, out = make_program(COPY), tmp_path / "out"
    made = run(district, out, program)
    assert len(made) == 5 and not any(each.kept for each in made.values())
    assert all(each.pdf and each.pdf.read_bytes().startswith(b"%PDF") for each in made.values())
    write_school(district, "甲", 45, 280)
    again = run(district, out, program)
    assert [name for name, each in again.items() if not each.kept] == ["甲小学_2024_自查报告.docx"]
    assert not any(each.kept for each in run(district, out, program, fresh=True).values())


def test_a_pdf_that_was_changed_or_removed_is_made_again(
    district: Path,
    tmp_path: Path,
    make_program: MakeProgram,
) -> None:
    program, out = make_program(COPY), tmp_path / "out"
    first, second, *_ = (each.pdf for each in run(district, out, program).values())
    assert first and second
    first.unlink()
    second.write_bytes(b"%PDF-1.6 of another report\n%%EOF\n")
    assert sum(not each.kept for each in run(district, out, program).values()) == 2


def test_pdfs_are_made_before_what_stands_beside_the_reports_is(
    district: Path, tmp_path: Path, make_program: MakeProgram
) -> None:
    told = tmp_path / "told"
    os.mkfifo(told)
    printer = make_program(f"{COPY}if sources[1:]: open({str(told)!r}, 'w').write('made')\n")
    batch = open_batch(Request((district,), tmp_path / "out", executor="serial"))
    with closing(batch), closing(start_printing(batch, printer)) as printing:
        for entry in batch.run(batch.todo):
            printing.add(entry)
        assert told.read_text(encoding="utf-8") == "made"
        summary = write_summary(batch, with_district=False)
        heard: list[tuple[int, int]] = []
        outcomes = printing.finish(summary, lambda *numbers: heard.append(numbers))
    assert [each.pdf for each in outcomes] == [
        each.document.with_suffix(".pdf") for each in outcomes
    ]
    assert heard == [(number, 5) for number in range(6)]


def test_what_is_printed_is_whole_and_current_where_a_run_ends_halfway(
    district: Path, tmp_path: Path, make_program: MakeProgram, log: Path
) -> None:
    out = tmp_path / "out"
    waits = "for source in sources[:3]: make(source)\nnote('waits')\ntime.sleep(600)\n"
    batch = open_batch(Request((district,), out, executor="serial"))
    with closing(batch), closing(start_printing(batch, make_program(waits))) as printing:
        for entry in batch.run(batch.todo):
            printing.add(entry)
        summary = write_summary(batch, with_district=False)

        def stop(done: int, total: int) -> None:
            if done:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            printing.finish(summary, stop)
    made = sorted(out.glob("*.pdf"))
    # Of three that are there, the last might still be written to.
    assert made and all(is_current(each.with_suffix(".docx"), each) for each in made)
    again = run(district, out, make_program(COPY))
    assert sorted(each.pdf for each in again.values() if each.kept and each.pdf) == made
    assert len(again) == 5 and all(each.pdf for each in again.values())


def test_one_that_fails_is_named_and_the_old_pdf_stays(
    district: Path,
    tmp_path: Path,
    make_program: MakeProgram,
) -> None:
    out = tmp_path / "out"
    old = run(district, out, make_program(COPY))["甲小学_2024_自查报告.docx"].pdf
    assert old
    before = old.read_bytes()
    write_school(district, "甲", 45, 280)
    write_school(district, "乙", 45, 280)
    found = run(district, out, make_program("sys.exit(77)\n"))
    failed = {name: str(each.problem) for name, each in found.items() if each.pdf is None}
    assert sorted(failed) == ["乙小学_2024_自查报告.docx", "甲小学_2024_自查报告.docx"]
    assert (
        "没有做成 PDF：LibreOffice 出错退出（退出码 77）；Word 报告已经做好"
        in failed["甲小学_2024_自查报告.docx"]
    )
    assert old.read_bytes() == before


def test_only_the_schools_that_were_asked_for_are_printed(
    district: Path,
    tmp_path: Path,
    make_program: MakeProgram,
) -> None:
    program, out = make_program(COPY), tmp_path / "out"
    run(district, out, program)
    assert list(run(district, out, program, only=("丙小学",), fresh=True)) == [
        "丙小学_2024_自查报告.docx"
    ]


def with_contents(folder: Path) -> Path:
    """A folder with the school's template and a table of contents at its beginning."""
    template = make_template(SCHOOL_REPORT, Layout())
    body = read(template)["word/document.xml"].decode().replace("<w:body>", f"<w:body>{toc()}", 1)
    folder.mkdir()
    (folder / SCHOOL_REPORT.file).write_bytes(
        in_font_of_this_machine(changed(template, {"word/document.xml": body.encode()}))
    )
    return folder


def test_reports_with_a_table_of_contents_are_laid_out_together(
    district: Path,
    tmp_path: Path,
    make_program: MakeProgram,
    log: Path,
    office: Office,
) -> None:
    real = make_program(f"subprocess.run([{str(office.program)!r}, *arguments])\n")
    out = tmp_path / "out"
    batch = open_batch(
        Request(
            (district,),
            out,
            (with_contents(tmp_path / "模板"),),
            executor="serial",
            workers=1,
            office=real,
        )
    )
    entries = list(batch.run(batch.todo))
    batch.close()
    assert not any(
        problem.code == "no_page_numbers" for entry in entries for problem in entry.problems
    )
    reports = sorted(out.glob("*.docx"))
    assert len(reports) == 5
    assert all(texts(path.read_bytes())[0].endswith("1") for path in reports)
    assert log.read_text(encoding="utf-8").splitlines() == ["call 5"]


def test_the_schools_of_a_table_are_laid_out_together_also_when_one_of_them_fails(
    tmp_path: Path,
    make_program: MakeProgram,
    log: Path,
    office: Office,
) -> None:
    real = make_program(f"subprocess.run([{str(office.program)!r}, *arguments])\n")
    wrong = ("", "无类小学", "41009", "没有这一类", 80, *SCHOOLS[0][5:])
    write_table(tmp_path / "表" / "汇总表.xlsx", (*SCHOOLS, wrong))
    request = Request(
        (tmp_path / "表",),
        tmp_path / "out",
        (with_contents(tmp_path / "模板"),),
        executor="serial",
        office=real,
    )
    batch = open_batch(request)
    with counted_opens() as opened:
        entries = list(batch.run(batch.todo))
    batch.close()
    failed = [entry.head.name for entry in entries if entry.head.status is Status.FAILED]
    assert (len(entries), failed) == (4, ["无类小学"])
    assert log.read_text(encoding="utf-8").splitlines() == ["call 3"]
    assert opened.times(tmp_path / "表" / "汇总表.xlsx") == 0, "it was read when jobs were planned"
    reports = sorted((tmp_path / "out").glob("*.docx"))
    assert all(texts(path.read_bytes())[0].endswith("1") for path in reports)


def test_what_hinders_one_document_is_told_of_it_and_the_others_are_finished(
    tmp_path: Path,
) -> None:
    workshop = Workshop(with_contents(tmp_path / "模板"))
    report = examine_school(data_folder() / "schools" / "完全小学.yaml", workshop).report
    assert report is not None
    draft = make_draft(report, workshop)
    broken = draft._replace(filled=FinishedDocument(b"no document"))
    owned = [OwnedDraft(each, Path("校.yaml")) for each in (draft, broken, draft)]
    one, two, three = finish_drafts(owned, workshop)
    assert isinstance(two, Fallen) and two.what == "校.yaml"
    assert isinstance(one, FinishedDocument) and one == three


def test_a_school_s_file_is_read_once_to_build_it_with_a_table_of_contents_or_without(
    district: Path, tmp_path: Path
) -> None:
    path = district / "甲.yaml"
    templates: tuple[tuple[Path, ...], ...] = ((), (with_contents(tmp_path / "模板"),))
    for folders in templates:
        batch = open_batch(Request((path,), tmp_path / "out", folders, executor="serial"))
        todo = batch.todo
        with counted_opens() as opened:
            (entry,) = batch.run(todo)
        batch.close()
        assert entry.head.status is not Status.FAILED
        assert opened.times(path) == 1


def test_a_report_without_pages_is_made_again_once_there_is_a_libreoffice(
    district: Path,
    tmp_path: Path,
    make_program: MakeProgram,
) -> None:
    request = Request(
        (district,), tmp_path / "out", (with_contents(tmp_path / "模板"),), executor="serial"
    )
    batch = open_batch(request)
    entries = list(batch.run(batch.todo))
    write_summary(batch, with_district=False)
    batch.close()
    assert all(
        "no_page_numbers" in {problem.code for problem in entry.problems} for entry in entries
    )
    again = open_batch(request)
    later = open_batch(request._replace(office=make_program(COPY)))
    assert (len(again.todo), len(later.todo)) == (0, 5)
    again.close()
    later.close()
