"""What `growth.py` measures of Office files: workbooks and documents with more of each thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from lxml import etree

from benchmarks.growth_schools import workshop
from benchmarks.growth_texts import ADVERSARIAL, HONEST, Case, Task, repeat
from reportgen.conformance.checks import check_layout
from reportgen.load.layouts import load_layout
from reportgen.load.workbooks.book import book_of
from reportgen.making import make_document
from reportgen.ooxml.comments import read_comments
from reportgen.ooxml.namespaces import WORD_DRAWING, W
from reportgen.ooxml.required_content import add_required_content, has_required_content
from reportgen.ooxml.revisions import accept_in
from reportgen.ooxml.soundness import find_structure_faults
from reportgen.ooxml.used_fonts import used_fonts
from reportgen.pipeline import examine_school
from reportgen.problems import ReportgenError
from reportgen.render.merging import merge_equal_cells
from reportgen.render.rounds import own_bookmarks
from reportgen.resources import data_folder
from reportgen.seals import digest, is_sealed

_SAMPLE = Path(__file__).resolve().parent.parent / "data/schools/完全小学.yaml"
Members = Mapping[str, str]
# Paragraphs and runs that are looked at.
_MOST = 50_000

# ---- workbooks ----

_WORKBOOK = (
    '<workbook xmlns:r="r"><sheets><sheet name="甲" sheetId="1" r:id="a"/></sheets></workbook>'
)
_RELATIONS = '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>'
_CELL = '<c r="A1" t="inlineStr"><is>{}</is></c>'


def _xlsx(sheet: str, strings: str = "", styles: str = "") -> bytes:
    return _zip(
        {
            "xl/workbook.xml": _WORKBOOK,
            "xl/_rels/workbook.xml.rels": _RELATIONS,
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": strings,
            "xl/styles.xml": styles,
        }
    )


def _rows(inside: str, before: str = "", after: str = "") -> bytes:
    return _xlsx(f"<worksheet>{before}<sheetData>{inside}</sheetData>{after}</worksheet>")


def _row(inside: str) -> bytes:
    return _rows(f'<row r="1">{inside}</row>')


def _string(inside: str) -> bytes:
    cell = '<c r="A1" t="s"><v>0</v></c>'
    sheet = f'<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    return _xlsx(sheet, f"<sst><si>{inside}</si></sst>")


_XLSX: Mapping[str, tuple[str, Callable[[int], bytes]]] = {
    "rows": (
        HONEST,
        lambda n: _rows(
            "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, n))
        ),
    ),
    "columns": (HONEST, lambda n: _row("".join(f"<c><v>{at}</v></c>" for at in range(n)))),
    "merged areas": (
        HONEST,
        lambda n: _rows("", after="<mergeCells>" + repeat('<mergeCell ref="A1:C3"/>', n)),
    ),
    "hidden columns": (
        ADVERSARIAL,
        lambda n: _rows("", repeat('<col min="1" max="16384" hidden="1"/>', n)),
    ),
    "name of an attribute": (ADVERSARIAL, lambda n: _row(f"<c {'a' * n}><v>1</v></c>")),
    "blanks in a cell": (ADVERSARIAL, lambda n: _row(f"<c r{' ' * n}x><v>1</v></c>")),
    "values without an end": (ADVERSARIAL, lambda n: _row("<c>" + repeat("<v ", n))),
    "texts without an end": (ADVERSARIAL, lambda n: _string(repeat("<t ", n))),
    "phonetic": (ADVERSARIAL, lambda n: _string("<t>甲</t>" + repeat("<rPh", n))),
    "phonetic, whole": (HONEST, lambda n: _string(repeat("<t>甲</t><rPh><t>a</t></rPh>", n))),
    "rows within rows": (ADVERSARIAL, lambda n: _rows(repeat("<row ", n))),
    "cells within cells": (ADVERSARIAL, lambda n: _row(repeat("<c ", n))),
    "CDATA": (ADVERSARIAL, lambda n: _row(repeat("<![CDATA[", n))),
    "escapes": (HONEST, lambda n: _string(f"<t>{repeat('_x4E2D_&lt;', n)}</t>")),
    "formats": (
        ADVERSARIAL,
        lambda n: _xlsx("<worksheet/>", "", f'<numFmt numFmtId="9" formatCode="{"[" * n}"/>'),
    ),
}


def _ods(inside: str) -> bytes:
    names = " ".join(f'xmlns:{each}="{each}"' for each in ("office", "table", "text", "draw"))
    body = f'<table:table table:name="甲">{inside}</table:table>'
    content = f"<office:document-content {names}>{body}</office:document-content>"
    return _zip(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    )


def _ods_row(inside: str) -> bytes:
    return _ods(f"<table:table-row>{inside}</table:table-row>")


def _ods_cell(inside: str) -> bytes:
    return _ods_row(f"<table:table-cell>{inside}</table:table-cell>")


_ODS: Mapping[str, tuple[str, Callable[[int], bytes]]] = {
    "cells": (
        HONEST,
        lambda n: _ods_row(repeat("<table:table-cell><text:p>甲</text:p></table:table-cell>", n)),
    ),
    "paragraphs of a cell": (HONEST, lambda n: _ods_cell(repeat("<text:p>甲</text:p>", n))),
    "blanks of a cell": (
        ADVERSARIAL,
        lambda n: _ods_cell(f"<text:p>{repeat('<text:s/>', n)}</text:p>"),
    ),
    "hidden columns": (
        ADVERSARIAL,
        lambda n: _ods(
            repeat(
                '<table:table-column table:visibility="collapse"'
                ' table:number-columns-repeated="16000"/>',
                n,
            )
        ),
    ),
    "repeated cells": (
        ADVERSARIAL,
        lambda n: _ods_row(
            repeat('<table:table-cell table:number-columns-repeated="9999999"/>', n)
        ),
    ),
}


def _csv(cell: str, size: int) -> bytes:
    return repeat(cell, size).encode()


_CSV: Mapping[str, tuple[str, Callable[[int], bytes]]] = {
    "rows": (HONEST, partial(_csv, "学校,880,50\n")),
    "columns": (HONEST, partial(_csv, "880,")),
    "quotation marks": (ADVERSARIAL, partial(_csv, '"')),
    "codes": (ADVERSARIAL, partial(_csv, '="0')),
}

# ---- Word documents ----


@cache
def _document() -> dict[str, bytes]:
    report = examine_school(_SAMPLE, workshop()).report
    assert report is not None
    with zipfile.ZipFile(io.BytesIO(make_document(report, workshop()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def _head() -> tuple[str, str]:
    text = _document()["word/document.xml"].decode()
    before, body, after = text.partition("<w:body>")
    return before + body, after[after.rindex("<w:sectPr") :]


def _text(inside: str) -> str:
    before, after = _head()
    return f"{before}{inside}{after}"


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of that text, in that style."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _chain(size: int) -> dict[str, str]:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at - 1}"/></w:style>'
        for at in range(size)
    )
    known = _document()["word/styles.xml"].decode().replace("</w:styles>", f"{styles}</w:styles>")
    used = "".join(paragraph("甲", f"s{at}") for at in range(size))
    return {"word/document.xml": _text(used), "word/styles.xml": known}


def _body(inside: Callable[[int], str]) -> Callable[[int], dict[str, str]]:
    return lambda size: {"word/document.xml": _text(inside(size))}


_STRUCK = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_MARKED = '<w:p><w:bookmarkStart w:id="{0}" w:name="b{0}"/><w:bookmarkEnd w:id="{0}"/></w:p>'


def _repeated(text: str, size: int) -> str:
    return paragraph(text * size)


_FILLED = f"<w:tc>{paragraph('甲')}</w:tc>"
_BEGUN = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
_PICTURE = (
    f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{WORD_DRAWING}"><wp:extent cx="1" cy="9999999"/>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
_BOXED = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('甲')}</w:txbxContent></w:pict></w:r></w:p>"
_LOW_ROW = (
    '<w:tr><w:trPr><w:trHeight w:val="9" w:hRule="exact"/></w:trPr>'
    f"<w:tc>{paragraph('甲')}</w:tc></w:tr>"
)
_OTHER_RUNS = "".join(
    f'<w:r><w:rPr><w:rFonts w:eastAsia="{font}"/></w:rPr><w:t>甲</w:t></w:r>'
    for font in ("宋体", "隶书")
)
_TOLD = (
    "〕",
    "（",
    "2024年 ",
    "附件 ",
    " ",
    "目录……",
    "表",
    "1．",
    "“",
    "、",
    "文件 ",
    "甲",
    "（a）",
)
_BODIES: Mapping[str, tuple[str, Callable[[int], str]]] = {
    "paragraphs": (HONEST, lambda n: paragraph("学校现有学生880人，详见附件1。") * n),
    "headings": (
        HONEST,
        lambda n: "".join(paragraph(f"（{at}）办学条件", "2") for at in range(n)),
    ),
    "runs": (HONEST, lambda n: f"<w:p>{'<w:r><w:t>甲</w:t></w:r>' * n}</w:p>"),
    "one text": (HONEST, lambda n: paragraph("学校现有学生880人，详见附件1。" * n)),
    "tables": (HONEST, lambda n: f"<w:tbl><w:tr>{_FILLED}</w:tr></w:tbl>" * n),
    "rows": (HONEST, lambda n: "<w:tbl>" + f"<w:tr>{_FILLED}</w:tr>" * n + "</w:tbl>"),
    "cells that are empty": (
        ADVERSARIAL,
        lambda n: f"<w:tbl><w:tr>{'<w:tc/>' * n}</w:tr></w:tbl>",
    ),
    "struck marks": (ADVERSARIAL, lambda n: _STRUCK * n + paragraph("乙")),
    "insertions": (HONEST, lambda n: f"<w:p>{'<w:ins><w:r><w:t>甲</w:t></w:r></w:ins>' * n}</w:p>"),
    "deletions": (HONEST, lambda n: f"<w:p>{'<w:del><w:r><w:t>甲</w:t></w:r></w:del>' * n}</w:p>"),
    "fields": (HONEST, lambda n: _FIELD * n),
    "fields that do not end": (ADVERSARIAL, lambda n: _BEGUN * n),
    "bookmarks": (HONEST, lambda n: "".join(_MARKED.format(at) for at in range(n))),
    "pictures": (HONEST, lambda n: _PICTURE * n),
    "text boxes": (HONEST, lambda n: _BOXED * n),
    "blank lines": (ADVERSARIAL, lambda n: f"{paragraph('甲。')}<w:p/>" * n),
    "empty paragraphs": (ADVERSARIAL, lambda n: "<w:p/>" * n + paragraph("甲。")),
    "rare characters": (ADVERSARIAL, lambda n: paragraph("㐂䶮喆") * n),
    "rows that are too low": (ADVERSARIAL, lambda n: f"<w:tbl>{_LOW_ROW * n}</w:tbl>"),
    "runs of other types": (ADVERSARIAL, lambda n: f"<w:p>{_OTHER_RUNS * n}</w:p>"),
    "sections": (HONEST, lambda n: "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * n),
    **{f"text of {told!r}": (ADVERSARIAL, partial(_repeated, told)) for told in _TOLD},
}


def _zip(members: Mapping[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def document_of(inside: str) -> bytes:
    """A report whose text that is."""
    return _zip({**_document(), "word/document.xml": _text(inside)})


def document_cases() -> Iterator[Case]:
    """Every reader with every file."""
    for file, kinds in {"甲.xlsx": _XLSX, "甲.ods": _ODS, "甲.csv": _CSV}.items():
        for told, (kind, make) in sorted(kinds.items(), key=lambda each: each[1][0]):
            prepare = partial(_prepare_book, file, make)
            yield Case(f"workbook {file[1:]}", kind, told, prepare, 500)
    for stage, reads in _STAGES.items():
        yield Case(
            stage, ADVERSARIAL, "styles on styles", partial(_prepare, reads, _chain), 100, _MOST
        )
        for told, (kind, inside) in sorted(_BODIES.items(), key=lambda each: each[1][0]):
            yield Case(stage, kind, told, partial(_prepare, reads, _body(inside)), 100, _MOST)
    yield Case("comments", HONEST, "comments", _comments, 500)
    yield Case("seals", HONEST, "bytes", lambda size: partial(digest, b"a" * size * 100))
    yield Case("seals", ADVERSARIAL, "bytes", _unsealed)


def _prepare_book(file: str, make: Callable[[int], bytes], size: int) -> Task:
    return partial(_read_book, make(size), file)


def _read_book(data: bytes, file: str) -> object:
    try:
        book = book_of(data, file)
        return [list(book.grid(name).cells()) for name in book.names]
    except ReportgenError as fault:
        return fault


def _prepare(
    reads: Callable[[dict[str, bytes]], Task], make: Callable[[int], dict[str, str]], size: int
) -> Task:
    made = {name: text.encode() for name, text in make(size).items()}
    return reads({**_document(), **made})


def _layout(parts: dict[str, bytes]) -> Task:
    data, profile = _zip(parts), load_layout((), data_folder() / "layouts")
    return partial(check_layout, data, "甲.docx", profile)


def _revisions(parts: dict[str, bytes]) -> Task:
    # What is accepted is gone: each run has a tree of its own.
    return lambda: accept_in(etree.fromstring(parts["word/document.xml"]))


def _content(parts: dict[str, bytes]) -> Task:
    data = parts["word/document.xml"]
    text = data.decode()
    return lambda: (has_required_content(text), add_required_content(etree.fromstring(data)))


def _merging(parts: dict[str, bytes]) -> Task:
    return partial(merge_equal_cells, parts["word/document.xml"].decode())


def _rounds(parts: dict[str, bytes]) -> Task:
    return partial(own_bookmarks, parts["word/document.xml"].decode())


_STAGES: Mapping[str, Callable[[dict[str, bytes]], Task]] = {
    "layout of a document": _layout,
    "soundness": lambda parts: partial(find_structure_faults, parts),
    "revisions": _revisions,
    "required content": _content,
    "fonts in use": lambda parts: partial(used_fonts, parts),
    "merging": _merging,
    "rounds": _rounds,
}


def _unsealed(size: int) -> Task:
    return partial(is_sealed, "甲.docx", b"P" * size)


def _comments(size: int) -> Task:
    told = paragraph("甲")
    said = "".join(f'<w:comment w:id="{at}">{told}</w:comment>' for at in range(size))
    part = f'<w:comments xmlns:w="{W[1:-1]}">{said}</w:comments>'.encode()
    return lambda: list(read_comments(part))
