"""The bombs by name: each kind that a reader meets, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from benchmarks import bomb_archives as archives
from benchmarks import bomb_files as made
from benchmarks.bomb_files import MILLION, ods, repeated, school, sheet, workbook
from benchmarks.bomb_statements import STATEMENTS
from benchmarks.bomb_templates import PHRASES, TEMPLATES

CHECK: Sequence[str] = ("check",)
BUILD: Sequence[str] = ("build", "-o", "out")
TEMPLATE: Sequence[str] = ("template", "check")
RETURN: Sequence[str] = ("check", "--return", "退回")
USED: Sequence[str] = ("build", str(made.SAMPLE), "-o", "out", "--template")


class Bomb(NamedTuple):
    """A file by its name, made when it is needed, and the commands that read it."""

    file: str
    make: Callable[[], bytes]
    commands: Sequence[Sequence[str]] = (CHECK,)


Makers = Mapping[str, Callable[[], bytes]]
CELL = "<c><v>1</v></c>"
ROW_OF_100 = f"<row>{CELL * 100}</row>"
HEAD = '<c t="str"><v>学校名称</v></c>'
TEXT = '<c t="str"><v>第五十二小学</v></c>'
BLANK, LOOK = '<c s="1"/>', '<xf numFmtId="14"/>'
ENTRY = '<sheet name="表" r:id="a"/>'
ATTRIBUTE = 'a{}="" '
HIDDEN = '<col min="1" max="16384" hidden="1"/>'
SHARED = '<c t="s"><v>0</v></c>'
FORMAT = '<numFmt numFmtId="1{}" formatCode="0%"/>'
STYLED = '<row s="1" ht="9" customFormat="1"/>'
RULE = '<dataValidation type="list" sqref="A1"><formula1>"a,b"</formula1></dataValidation>'
NAME = '<definedName name="a">$A$1</definedName>'
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
CDATA = '<row><c t="str"><v><![CDATA[<]]></v></c></row>'
PREFIXED = f"<x:row>{'<x:c><x:v>1</x:v></x:c>' * 100}</x:row>"

XLSX: Makers = {
    "columns hidden again and again": lambda: made.form_with_columns(HIDDEN * 50_000),
    "columns, a million": lambda: made.form_with_columns(HIDDEN * MILLION),
    "merged areas over each other": lambda: made.form_merged(50_000, "A1:XFD1048576"),
    "merged areas, a million": lambda: made.form_merged(MILLION, "A1:B2"),
    "merged areas in a table": lambda: sheet(
        f"<row>{HEAD * 30}</row>" * 5, made.merged(90_000, "A1:ALL4")
    ),
    "cells, four million": lambda: sheet(f"<row>{CELL * 4 * MILLION}</row>"),
    "cells, four million, lengths that lie": lambda: made.lying(
        sheet(f"<row>{CELL * 4 * MILLION}</row>")
    ),
    "cells, a million": lambda: sheet(ROW_OF_100 * 10_000),
    "cells, seven hundred thousand": lambda: sheet(ROW_OF_100 * 7_000),
    "texts, seven hundred thousand": lambda: sheet(f"<row>{TEXT * 100}</row>" * 7_000),
    "cells on eight sheets": lambda: made.form_with_sheets(ROW_OF_100 * 4_000, 8),
    "blank cells in a million rows": lambda: sheet(f"<row>{BLANK * 5}</row>" * 1_048_576),
    "blank rows, a million": lambda: sheet("<row/>" * 1_048_575 + f"<row>{CELL}</row>"),
    "hidden rows, a million": lambda: sheet('<row hidden="1"/>' * 1_048_575),
    "rows of one cell": lambda: sheet(f"<row>{CELL}</row>" * 700_000),
    "two cells far apart": lambda: sheet(FAR),
    "cells never closed": lambda: sheet("<row><c><v>" * 900_000),
    "shared texts, two million": lambda: made.with_texts("<si><t>a</t></si>" * 2 * MILLION, SHARED),
    "shared texts, long": lambda: made.with_texts(f"<si><t>{'长' * 30_000}</t></si>" * 200, SHARED),
    "a long text in every cell": lambda: made.with_texts(
        f"<si><t>{'长' * 30_000}</t></si>", SHARED * 100, 5_000
    ),
    "styles, a million": lambda: made.form_with(
        {"xl/styles.xml": f"<a><cellXfs>{LOOK * MILLION}</cellXfs></a>"}
    ),
    "number formats, half a million": lambda: made.form_with(
        {"xl/styles.xml": f"<a>{repeated(FORMAT, 500_000)}</a>"}
    ),
    "sheets, half a million": lambda: workbook(
        {"xl/workbook.xml": f"<workbook>{ENTRY * 500_000}</workbook>"}
    ),
    "defined names, a million": lambda: made.form_changed(
        b"</workbook>", (NAME * MILLION).encode(), "xl/workbook.xml"
    ),
    "rules, three hundred thousand": lambda: made.form_changed(
        b"<pageMargins", (RULE * 300_000).encode()
    ),
    "rules, a million": lambda: made.form_changed(b"<pageMargins", (RULE * MILLION).encode()),
    "styled rows, a million": lambda: sheet(STYLED * 1_000_000),
    "columns, 16 thousand": lambda: sheet(f"<row>{HEAD * 16_384}</row>" * 40),
    "shared texts of 200 million": lambda: made.with_texts(
        f"<si><t>{'长' * 30_000}</t></si>" * 2_200, SHARED
    ),
    "a picture of 95 MB": lambda: made.form_with({"xl/media/x.png": archives.noise(95 * MILLION)}),
    "comments, half a million": partial(made.form_with_comments, 500_000),
    "pictures, two hundred thousand": partial(made.form_with_pictures, 200_000),
    "pictures, fifty of 15 MB": partial(made.form_with_pictures, 50),
    "numbers of pictures, a million": lambda: made.form_with_metadata('<rc v="0"/>' * MILLION),
    "nested a million deep": lambda: made.form_with_metadata("<a>" * MILLION + "</a>" * MILLION),
    "a part of 290 million zeros": lambda: made.form_with({"xl/media/x": bytes(290 * MILLION)}),
    "parts, ten thousand": lambda: workbook({f"x/{n:080d}": "" for n in range(10_000)}),
    "parts of twelve million": lambda: made.form_with_sheets(" " * 12 * MILLION, 13),
    "a prefix before each name": lambda: workbook(
        {"xl/worksheets/s.xml": f"<x:worksheet>{PREFIXED * 6_000}</x:worksheet>"}
    ),
    "texts in CDATA": lambda: sheet(CDATA * 600_000),
}

RETURNED: Makers = {
    "a picture of 95 MB": XLSX["a picture of 95 MB"],
    "cells on a sheet of a form": lambda: made.form_changed(
        b"</sheetData>", (ROW_OF_100 * 5_000).encode()
    ),
    "blank cells on a sheet of a form": lambda: made.form_changed(
        b"</sheetData>", (f"<row>{BLANK * 100}</row>" * 15_000).encode()
    ),
}

ODS_CELL = f"<{made.FLOAT}/>"
WIDE = 'table:number-columns-repeated="16384"'
COLLAPSED = 'table:visibility="collapse"'
PAINTED = "<draw:image xlink:href='p.png'/>"
NOTE = "<office:annotation><text:p>a</text:p></office:annotation>"
ODS: Makers = {
    "cells repeated": lambda: ods(
        made.ods_row(f"<{made.FLOAT} {WIDE}/>", 'table:number-rows-repeated="1048576"')
    ),
    "blank rows repeated": lambda: ods(
        made.ods_row(f"<table:table-cell {WIDE}/>", 'table:number-rows-repeated="1048570"')
        + made.ods_row(ODS_CELL)
    ),
    "hidden rows repeated": lambda: ods(
        made.ods_row(ODS_CELL, f'{COLLAPSED} table:number-rows-repeated="99999999"')
    ),
    "hidden columns": lambda: ods(f"<table:table-column {COLLAPSED} {WIDE}/>" * 200_000),
    "spans": lambda: ods(
        made.ods_row(f'<{made.FLOAT} table:number-columns-spanned="9"/>' * 300_000)
    ),
    "paragraphs in a cell": lambda: ods(made.ods_text("<text:p>a</text:p>" * MILLION)),
    "a text in pieces": lambda: ods(made.ods_text(f"<text:p>{'<text:s/>a' * MILLION}</text:p>")),
    "deep": lambda: ods("<text:p>" * MILLION + "</text:p>" * MILLION),
    "attributes": lambda: ods(f"<a {repeated(ATTRIBUTE, MILLION)}/>"),
    "entities": lambda: made.packed(
        {"content.xml": f'<!DOCTYPE a [<!ENTITY b "{"x" * 9999}">]><a>{"&b;" * MILLION}</a>'}
    ),
    "sheets, a million": lambda: made.packed(
        {"content.xml": f"<a {made.ODF}>{'<table:table/>' * MILLION}</a>"}
    ),
    "a picture of 95 MB": lambda: ods(
        made.ods_text(PAINTED), {"p.png": archives.noise(95 * MILLION)}
    ),
    "comments": lambda: ods(made.ods_text(NOTE * 400_000)),
    "pictures": lambda: ods(
        made.ods_text(PAINTED * 300_000), {"p.png": made.png(9, 9, 15 * MILLION)}
    ),
}

XLS: Makers = {
    "two cells far apart": lambda: made.biff(made.number(0, 0) + made.number(65_535, 255)),
    "cells, three hundred thousand": lambda: made.biff(
        b"".join(made.number(n % 20_000, n // 20_000) for n in range(300_000))
    ),
    "a stream that never ends": lambda: made.xls(made.record(0x809, bytes(16)) * 300_000),
    "texts, as it says four thousand million": lambda: made.biff(
        b"", made.record(0xFC, b"\xff\xff\xff\x7f" * 2 + b"\xff\xff\0" + b"a" * 8_000)
    ),
    "a text of a cell, long": lambda: made.biff(
        made.record(0x204, b"\0\0\0\0\0\0\xff\xff\1" + b"a" * 8_000)
    ),
    "merged areas, a million": lambda: made.biff(
        made.record(0xE5, b"\xe8\3" + b"\0\0\1\0\2\0\3\0" * 1_000) * 800
    ),
}

P = made.paragraph
STYLE = (
    '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/>'
    '<w:basedOn w:val="s{1}"/></w:style>'
)
RELATION = '<Relationship Id="r{}" Type="t" Target="x" TargetMode="External"/>'
COMMENT = '<w:comment w:id="1"><w:p/></w:comment>'
TABLE_ROW = f"<w:tr>{'<w:tc><w:p/></w:tc>' * 60}</w:tr>"
DOCX: Makers = {
    "headers, 300": lambda: made.with_headers(300, 8_000),
    "headers, 40": lambda: made.with_headers(40, 3_000),
    "paragraphs, 400 thousand": lambda: made.document(P("文") * 400_000),
    "paragraphs, 100 thousand": lambda: made.document(P("文") * 100_000),
    "paragraphs, 10 thousand": lambda: made.document(P("文") * 10_000),
    "paragraphs as Word writes them": lambda: made.document(made.word_paragraph() * 600),
    "runs, three million": lambda: made.document(f"<w:p>{'<w:r/>' * 3 * MILLION}</w:p>"),
    "runs, 150 thousand": lambda: made.document(f"<w:p>{'<w:r/>' * 150_000}</w:p>"),
    "attributes": lambda: made.document(f"<w:p {repeated(ATTRIBUTE, 500_000)}/>"),
    "deep": lambda: made.document("<w:p>" * 300 + "</w:p>" * 300),
    "deeper": lambda: made.document("<w:tbl>" * 100_000 + "</w:tbl>" * 100_000),
    "styles, 20 thousand": lambda: made.with_styles(
        "".join(STYLE.format(n, n - 1) for n in range(20_000))
    ),
    "bookmarks": lambda: made.document('<w:bookmarkStart w:id="1" w:name="a"/>' * 40_000),
    "cells": lambda: made.document(f"<w:tbl>{TABLE_ROW * 800}</w:tbl>"),
    "one long text": lambda: made.document(P("文" * 6 * MILLION)),
    "tags, 10 thousand": lambda: made.document(P("{{ 学校.名称 }}") * 10_000),
    "custom XML of 36 million": lambda: made.document(
        "", {"customXml/item1.xml": f"<a>{'<b/>' * 9 * MILLION}</a>"}
    ),
    "custom XML in 800 parts": lambda: made.document(
        "", {f"customXml/item{n}.xml": f"<a>{'<b/>' * 60_000}</a>" for n in range(800)}
    ),
    "relations": lambda: made.document(
        "", {"word/_rels/header1.xml.rels": made.relations(repeated(RELATION, 40_000))}
    ),
    "comments": lambda: made.document("", {"word/comments.xml": made.comments(COMMENT * 40_000)}),
}

STATED = P("学校共有学生1200人，其中女生500人。")
REPORTS: Makers = {
    "a thousand pages": lambda: made.report(made.word_paragraph() * 15_000),
    "paragraphs, 200 thousand": lambda: made.report(P("文") * 200_000),
    "runs, a million": lambda: made.report(f"<w:p>{'<w:r/>' * MILLION}</w:p>"),
    "attributes": lambda: made.report(f"<w:p {repeated(ATTRIBUTE, 300_000)}/>"),
    "cells": lambda: made.report(f"<w:tbl>{TABLE_ROW * 5_000}</w:tbl>"),
    "one long text": lambda: made.report(P("文" * 6 * MILLION)),
    "headers, 40": lambda: made.with_headers(40, 4_000),
    "empty cells": lambda: made.report(f"<w:tbl>{'<w:tr><w:tc/><w:tc/></w:tr>' * 190_000}</w:tbl>"),
    "empty rows": lambda: made.report(f"<w:tbl>{'<w:tr/>' * 800_000}</w:tbl>"),
    "looks of their own": lambda: made.report(made.looks_of_their_own(41_500)),
    "rows with statements": lambda: made.report(
        f"<w:tbl>{STATED.join(('<w:tr><w:tc>', '</w:tc></w:tr>')) * 15_000}</w:tbl>"
    ),
    "statements": lambda: made.report(STATED * 12_000),
    "tabs": lambda: made.report(f"<w:p><w:r>{'<w:tab/>' * 240_000}</w:r></w:p>"),
    "sections": lambda: made.report("<w:sectPr/>" * 48_000),
    "texts of a run": lambda: made.report(f"<w:p><w:r>{'<w:t/>' * 1_500_000}</w:r></w:p>"),
    "a picture of 95 MB": lambda: made.document(
        "", {"word/media/x.png": archives.noise(95 * MILLION)}
    ),
    "a file of 190 MB": lambda: made.document(
        "", {"word/media/x.png": archives.noise(190 * MILLION)}
    ),
}

ALIASES = "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(12)
)
MEASURE = "- {标题: 甲, 内容: 乙}\n"
LINE = "  学校重视阅读，每天安排半小时，图书馆常年开放。\n\n"
YAML: Makers = {
    "aliases": lambda: school(ALIASES),
    "a ring": lambda: school("成绩: &a [*a]"),
    "deep, flow": lambda: school("成绩: " + "[" * 100_000),
    "deep, block": lambda: school("成绩:\n" + "".join(" " * n + "- \n" for n in range(1, 2_000))),
    "entries, three million": lambda: school(f"成绩: [{'a,' * 3 * MILLION}]"),
    "entries, a million": lambda: school(f"成绩: [{'a,' * MILLION}]"),
    "entries with tags": lambda: school(f"成绩: [{'!!a x, ' * 300_000}]"),
    "keys, 80 thousand": lambda: school(repeated("键{}: 1\n", 80_000)),
    "keys, 15 thousand": lambda: school(repeated("键{}: 1\n", 15_000)),
    "a long key": lambda: school(f"? {'键' * 900_000}\n: 1\n"),
    "a long text": lambda: school(f"特色: |\n  {'字' * 900_000}\n"),
    "a long number": lambda: school(f"存在问题: {'9' * MILLION}"),
    "lines of comment": lambda: school("# 说明\n" * 250_000),
    "keys, a million": lambda: school(repeated("键{}: 1\n", MILLION)),
    "anchors in depth": lambda: school("成绩: " + repeated("&a{} {{甲: ", 90_000)),
    "a text of 50 million": lambda: school(f"特色: {'字' * 17 * MILLION}\n"),
    "anchors": lambda: school(f"成绩: [{repeated('&a{} x, ', 200_000)}]"),
    "documents": lambda: school("--- a\n" * 400_000),
    "a fault at the end": lambda: school("# 说明\n" * 20_000 + "成绩: [甲\n特色: 乙\n"),
    "measures, 15 thousand": lambda: school(f"今后措施:\n{MEASURE * 15_000}"),
    "200 million bytes": lambda: school("# " + "x" * 200 * MILLION),
}

MARKDOWN: Makers = {
    "prose": lambda: school(f"特色: |\n{LINE * 4_000}"),
    "quotes": lambda: school(f"特色: |\n  {'> ' * 20_000}甲\n"),
    "lists": lambda: school("特色: |\n" + "".join(f"  {' ' * 2 * n}- 甲\n" for n in range(400))),
    "a wide table": lambda: school(
        "特色: |\n" + "".join(f"  |{each * 3_000}\n" for each in ("甲|", "-|", *["1|"] * 20))
    ),
    "brackets": lambda: school(f"特色: |\n  {'[' * 50_000}\n"),
    "stars": lambda: school(f"特色: |\n  {'**a ' * 20_000}\n"),
}

PICTURES: Makers = {
    "pixels": lambda: made.with_picture(made.png(100_000, 100_000), 1),
    "pieces of a PNG": lambda: made.with_picture(archives.with_chunks(1_500_000), 1),
    "frames of a GIF": lambda: made.with_picture(archives.gif(1_000_000, 60_000), 1),
    "an SVG": lambda: made.with_picture(archives.svg(1_000_000), 1),
    "an EMF": lambda: made.with_picture(b"\1\0\0\0" + b"\xff" * 19 * MILLION, 1),
    "a TIFF": lambda: made.with_picture(b"II*\0\x08\0\0\0" + b"\xff" * 19 * MILLION, 1),
    "a JPEG that says much of itself": lambda: made.with_picture(
        archives.jpeg(bytes(19 * MILLION)), 1
    ),
    "a JPEG without an end": lambda: made.with_picture(b"\xff\xd8" + b"\xff" * 19 * MILLION, 1),
    "a JPEG in tiny pieces": lambda: made.with_picture(
        b"\xff\xd8" + b"\xff\xe1\0\2" * 4 * MILLION, 1
    ),
    "large ones": lambda: made.with_picture(made.png(9, 9) + bytes(19 * MILLION), 60),
    "a broken one, shown often": lambda: made.with_picture(bytes(19 * MILLION), 3_000, again=True),
}

CSV: Makers = {
    "commas, ten million": lambda: b"," * 10 * MILLION,
    "commas, 60 million": lambda: b"," * 60 * MILLION,
    "cells, four million": lambda: b"1," * 4 * MILLION,
    "lines, four million": lambda: b"1\n" * 4 * MILLION,
    "blank lines": lambda: b"\n" * 9 * MILLION,
    "a long field": lambda: b'"' + b"a" * 9 * MILLION + b'"',
    "quotes": lambda: b'"' * 9 * MILLION,
    "a line of 100 million": lambda: b"a" * 100 * MILLION,
    "columns, a million": lambda: b"a," * MILLION + b"\n" + b"1," * MILLION,
    "wide signs": lambda: "😀".encode() + b"a,b\n" * 2 * MILLION,
    "columns, 16 thousand": lambda: (
        "学校名称," + "1," * 16_000 + "\n甲," + "1," * 16_000
    ).encode(),
}

ZIPS: Makers = {
    "a file of zeros": lambda: made.packed({"甲校.yaml": bytes(390 * MILLION)}),
    "files of zeros, 500": lambda: made.packed({f"{n}.xlsx": bytes(200_000) for n in range(500)}),
    "files, fifty thousand": lambda: made.packed({f"{n}.yaml": "" for n in range(50_000)}),
    "files, a million": lambda: archives.named(MILLION),
    "files of one place": lambda: archives.overlapping(90, 4 * MILLION),
    "zips in zips": lambda: archives.nested(40),
    "a file of 95 MB": lambda: made.packed({"甲校.xlsx": archives.noise(95 * MILLION)}),
    "a file of 95 MB, and its like": lambda: made.packed(
        {f"{n}.xlsx": archives.noise(95 * MILLION) for n in range(2)}
    ),
    "files of 45 MB, four": lambda: made.packed(
        {f"{n}.xlsx": archives.noise(45 * MILLION) for n in range(4)}
    ),
    "old files of 40 MB, four": lambda: made.packed(
        {f"{n}.xls": b"\xd0\xcf\x11\xe0" + archives.noise(40 * MILLION) for n in range(4)}
    ),
    "a Word file of 90 MB": lambda: made.packed(
        {"甲校.docx": made.document("", {"word/media/x": archives.noise(90 * MILLION)})}
    ),
    "zips in a zip": lambda: made.packed({"a.zip": made.packed({"a.yaml": bytes(9 * MILLION)})}),
    "lengths that lie": lambda: made.lying(made.packed({"甲校.yaml": bytes(100 * MILLION)})),
}


def _named(kind: str, file: str, makers: Makers, *commands: Sequence[str]) -> dict[str, Bomb]:
    used = commands or (CHECK,)
    return {f"{kind}: {name}": Bomb(file, make, used) for name, make in makers.items()}


BOMBS: Mapping[str, Bomb] = {
    **_named("xlsx", "坏.xlsx", XLSX),
    **_named("ods", "坏.ods", ODS),
    **_named("xls", "坏.xls", XLS),
    **_named("docx", "坏.docx", DOCX, TEMPLATE, USED),
    **_named("template", "坏.docx", TEMPLATES, TEMPLATE, USED),
    **_named("phrase", "基本情况.j2", PHRASES, TEMPLATE),
    **_named("report", "坏.docx", REPORTS),
    **_named("statements", "坏.docx", STATEMENTS),
    **_named("returned", "坏.xlsx", RETURNED, RETURN),
    **_named("yaml", "坏.yaml", YAML),
    **_named("markdown", "坏.yaml", MARKDOWN, BUILD),
    **_named("picture", "坏.zip", PICTURES),
    **_named("csv", "坏.csv", CSV),
    **_named("zip", "坏.zip", ZIPS),
}
