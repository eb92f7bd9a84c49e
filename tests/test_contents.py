"""Pages in a table of contents are those that are printed, and their absence is said."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reportgen.contents import list_contents
from reportgen.office.libreoffice import Office, find_office
from reportgen.ooxml.used_fonts import used_fonts
from reportgen.pdf import is_current, make_pdfs
from reportgen.pipeline import Workshop
from reportgen.resources import data_folder
from reportgen.table_of_contents.filling import lacks_pages
from tests.districts import read_district
from tests.fonts import in_font_of_this_machine
from tests.programs import MakeProgram
from tests.render.docx_samples import docx, p, read, texts
from tests.table_of_contents.test_filling import heading, toc
from tests.test_district_documents import audit

BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def pages_of(path: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(path), "-"]
    said = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return said.split("\f")


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_sample_district_s_headings_stand_on_the_pages_that_its_contents_name(
    office: Office, tmp_path: Path
) -> None:
    found = read_district(data_folder() / "districts" / "示例县", Workshop())
    made = found.make()
    (path := tmp_path / "报告.docx").write_bytes(made.document)
    assert [each.problem for each in make_pdfs([path], office)] == [None]
    pages = pages_of(path.with_suffix(".pdf"))
    entries = re.findall(r"^\s*(\S.*?)\.{3,}\s*(\d+)$", pages[0], re.MULTILINE)
    assert len(entries) > 30
    wrong = [
        (text, number)
        for text, number in entries
        if squeeze(text) not in squeeze(pages[int(number) - 1])
        or f"—{number}—" not in squeeze(pages[int(number) - 1])
    ]
    assert wrong == []
    assert found.make().document == made.document
    assert audit(made.document, tmp_path) == []


def test_numbering_that_begins_anew_is_followed(office: Office) -> None:
    front = '<w:p><w:pPr><w:sectPr><w:pgNumType w:fmt="upperRoman"/></w:sectPr></w:pPr></w:p>'
    anew = '<w:p><w:pPr><w:sectPr><w:pgNumType w:start="5"/></w:sectPr></w:pPr></w:p>'
    body = (
        toc()
        + BREAK
        + heading(1, "序")
        + front
        + p("x")
        + BREAK
        + heading(1, "甲")
        + anew
        + heading(1, "乙")
    )
    (made,) = list_contents([in_font_of_this_machine(docx(body))], office, "模板.docx")
    assert made.problems == () and texts(made.document)[:3] == ["序II", "甲6", "乙7"]


def test_many_documents_are_laid_out_in_one_call(
    make_program: MakeProgram, log: Path, office: Office
) -> None:
    real = make_program(f"subprocess.run([{str(office.program)!r}, *arguments])\n")
    documents = [
        in_font_of_this_machine(docx(toc() + BREAK * number + heading(1, "甲")))
        for number in range(3)
    ]
    made = list_contents(documents, real, "模板.docx")
    assert [texts(each.document)[0] for each in made] == ["甲1", "甲2", "甲3"]
    assert log.read_text(encoding="utf-8").splitlines() == ["call 3"]


def test_without_libreoffice_the_pages_are_left_to_word_and_that_is_said() -> None:
    (made,) = list_contents([docx(toc() + heading(1, "甲"))], None, "模板.docx")
    assert texts(made.document)[0] == "甲"
    (problem,) = made.problems
    assert str(problem).startswith(
        "模板.docx：目录里列出了标题，没有页码：没有用 LibreOffice 排版；用 Word 打开报告"
    )


def test_on_a_machine_without_the_fonts_the_pages_are_left_to_word_and_nothing_is_laid_out(
    make_program: MakeProgram, log: Path
) -> None:
    program = make_program("sys.exit(1)")
    look = '<w:rPr><w:rFonts w:eastAsia="本局仿宋" w:ascii="Times New Roman"/></w:rPr>'
    body = toc() + heading(1, "甲") + f"<w:p><w:r>{look}<w:t>文字 2024</w:t></w:r></w:p>"
    others = frozenset(each.lower() for each in used_fonts(read(docx(toc() + heading(1, "甲")))))
    document = docx(body)
    (made,) = list_contents([document], program, "模板.docx", others | {"liberation serif"})
    assert texts(made.document)[0] == "甲" and lacks_pages(made.document)
    (problem,) = made.problems
    assert "没有报告用的字体（本局仿宋），" in problem.message and "装上这些字体" in problem.hint
    assert not log.exists()
    (other,) = list_contents([document], program, "模板.docx", others | {"本局仿宋"})
    assert "（Times New Roman）" in other.problems[0].message


def test_a_pdf_has_the_pages_of_its_own_where_the_document_s_are_left_to_word(
    office: Office, tmp_path: Path
) -> None:
    (made,) = list_contents([docx(toc() + BREAK + heading(1, "甲"))], None, "模板.docx")
    (path := tmp_path / "报告.docx").write_bytes(made.document)
    (outcome,) = make_pdfs([path], office)
    assert outcome.problem is None and path.read_bytes() == made.document
    assert squeeze(pages_of(path.with_suffix(".pdf"))[0]).endswith("2")
    assert is_current(path, path.with_suffix(".pdf"))


@pytest.mark.parametrize("code", ["sys.exit(1)", "for source in sources: make(source, b'rubbish')"])
def test_a_layout_that_fails_leaves_no_guess(make_program: MakeProgram, code: str) -> None:
    document = in_font_of_this_machine(docx(toc() + heading(1, "甲")))
    (made,) = list_contents([document], make_program(code), "模板.docx")
    assert texts(made.document)[0] == "甲"
    assert [problem.code for problem in made.problems] == ["no_page_numbers"]


def test_a_layout_that_does_not_count_leaves_no_guess(make_program: MakeProgram) -> None:
    program = make_program("for source in sources: make(source, source.read_bytes())\n")
    (made,) = list_contents(
        [in_font_of_this_machine(docx(toc() + heading(1, "甲")))], program, "模板.docx"
    )
    assert texts(made.document)[0] == "甲" and len(made.problems) == 1


def test_libreoffice_is_found_where_it_is_named_or_installed(tmp_path: Path) -> None:
    name = "soffice.com" if shutil.which("cmd") else "soffice"
    program = tmp_path / "LibreOffice" / "program" / name
    program.parent.mkdir(parents=True)
    program.write_bytes(b"")
    nothing = {"PATH": ""}
    assert find_office(program.parent.parent, nothing) == Office(program)
    assert find_office(program, nothing) == Office(program)
    assert find_office(None, {**nothing, "REPORTGEN_OFFICE": str(program)}) == Office(program)
    assert find_office(tmp_path / "none") is None
