"""Files that would take all memory or time, made in code: each kind that a reader meets."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "schools" / "完全小学.yaml"
TEMPLATE = ROOT / "templates" / "zh" / "学校自查报告.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = " ".join(f'xmlns:{each}="{each}"' for each in ("office", "table", "text", "draw", "xlink"))
MILLION = 1_000_000
QUOTE = '"'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER_RELATION = f'<Relationship Id="{{0}}" Type="{KIND}/header" Target="{{0}}.xml"/>'
HEADER_TYPE = f'<Override PartName="/word/{{0}}.xml" ContentType="{OFFICE}.header+xml"/>'
SHEET_RELATIONS = "xl/worksheets/_rels/sheet3.xml.rels"
SHEET = "xl/worksheets/sheet3.xml"
FLOAT = 'table:table-cell office:value-type="float" office:value="3"'


# ---- packages ----


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def form() -> bytes:
    """A school's form, filled in."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "form.xlsx"
        command = [sys.executable, "-m", "reportgen", "convert", str(SAMPLE), str(target)]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        return target.read_bytes()


def form_with(parts: Mapping[str, str | bytes]) -> bytes:
    """The form with parts changed or added."""
    return packed({**unpacked(form()), **parts})


def form_changed(before: bytes, put: bytes, part: str = SHEET) -> bytes:
    """The form with `put` in front of what `part` has first of `before`."""
    data = unpacked(form())[part]
    assert before in data, (part, before)
    return form_with({part: data.replace(before, put + before, 1)})


def repeated(pattern: str, count: int) -> str:
    """The pattern with each number in turn."""
    return "".join(map(pattern.format, range(count)))


def form_with_columns(columns: str) -> bytes:
    """The form with those columns on its sheet of figures."""
    return form_changed(b"<sheetData", f"<cols>{columns}</cols>".encode())


def merged(count: int, area: str) -> str:
    """An area that is merged so many times."""
    return f"<mergeCells>{f'<mergeCell ref={QUOTE}{area}{QUOTE}/>' * count}</mergeCells>"


def form_merged(count: int, area: str) -> bytes:
    """The form with that on its sheet of figures."""
    return form_changed(b"<pageMargins", merged(count, area).encode())


def form_with_sheets(rows: str, count: int) -> bytes:
    """The form, its first sheets having those rows."""
    data = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    return form_with({f"xl/worksheets/sheet{number}.xml": data for number in range(1, count + 1)})


def form_with_metadata(entries: str) -> bytes:
    """The form with what says which pictures stand in cells."""
    data = f"<metadata><valueMetadata>{entries}</valueMetadata></metadata>"
    return form_with({"xl/media/a.png": png(9, 9), "xl/metadata.xml": data})


def form_with_comments(count: int) -> bytes:
    """The form with so many comments."""
    comment = '<comment ref="A1" authorId="0"><text><t>问</t></text></comment>'
    parts = {SHEET_RELATIONS: relations(_relation("comments", "../comments1.xml"))}
    return form_with({**parts, "xl/comments1.xml": f"<comments>{comment * count}</comments>"})


def form_with_pictures(count: int) -> bytes:
    """The form with so many pictures, of 15 MB each, which take nothing in the file."""
    anchor = "<a><from><col>1</col><row>5</row></from><blip embed='{}'/></a>"
    names = [f"p{number % 50}" for number in range(count)]
    painted = [_relation("image", f"../media/{each}.png", each) for each in dict.fromkeys(names)]
    parts: dict[str, str | bytes] = {
        SHEET_RELATIONS: relations(_relation("drawing", "../drawings/d.xml")),
        "xl/drawings/_rels/d.xml.rels": relations("".join(painted)),
        "xl/drawings/d.xml": f"<wsDr>{''.join(map(anchor.format, names))}</wsDr>",
    }
    picture = png(9, 9, 15 * MILLION)
    return form_with(
        {**parts, **{f"xl/media/{each}.png": picture for each in dict.fromkeys(names)}}
    )


def _relation(kind: str, target: str, key: str = "a") -> str:
    return f'<Relationship Id="{key}" Type="http://x/{kind}" Target="{target}"/>'


def relations(inner: str) -> str:
    """A part of relations."""
    return f'<Relationships xmlns="{RELATIONSHIPS}">{inner}</Relationships>'


def workbook(parts: Mapping[str, str | bytes]) -> bytes:
    """A small workbook of one sheet, with those parts."""
    entry = f'<sheets xmlns:r="{KIND}"><sheet name="表" r:id="a"/></sheets>'
    return packed(
        {
            "xl/workbook.xml": f"<workbook>{entry}</workbook>",
            "xl/_rels/workbook.xml.rels": relations(_relation("worksheet", "worksheets/s.xml")),
            "xl/worksheets/s.xml": "<worksheet><sheetData/></worksheet>",
            **parts,
        }
    )


def sheet(rows: str, after: str = "") -> bytes:
    """A workbook with those rows."""
    data = f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>"
    return workbook({"xl/worksheets/s.xml": data})


def with_texts(items: str, row: str, rows: int = 1) -> bytes:
    """A workbook with those texts, and so many rows that show them."""
    data = f"<worksheet><sheetData>{f'<row>{row}</row>' * rows}</sheetData></worksheet>"
    return workbook({"xl/sharedStrings.xml": f"<sst>{items}</sst>", "xl/worksheets/s.xml": data})


def ods(content: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """An .ods with that in its only sheet."""
    table = f'<table:table table:name="表">{content}</table:table>'
    main = f"<office:document-content {ODF}>{table}</office:document-content>"
    return packed({"content.xml": main, **(parts or {})})


def ods_row(cells: str, said: str = "") -> str:
    """A row of an .ods."""
    return f"<table:table-row {said}>{cells}</table:table-row>"


def ods_text(content: str) -> str:
    """A row of one cell with that in it."""
    return ods_row(f'<table:table-cell office:value-type="string">{content}</table:table-cell>')


# ---- documents ----


@cache
def built() -> bytes:
    """The sample school's report."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "reportgen", "build", str(SAMPLE), "-o", folder]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        return next(Path(folder).glob("*.docx")).read_bytes()


def report(body: str) -> bytes:
    """The report with `body` at the beginning of its text."""
    return _with_body(built(), body, {})


def document(body: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """The stock template with `body` at the beginning of its text, and parts changed or added."""
    return _with_body(TEMPLATE.read_bytes(), body, parts or {})


def _with_body(data: bytes, body: str, parts: Mapping[str, str | bytes]) -> bytes:
    own = unpacked(data)
    main = own["word/document.xml"].replace(b"<w:body>", b"<w:body>" + body.encode(), 1)
    return packed({**own, "word/document.xml": main, **parts})


def paragraph(text: str) -> str:
    """A paragraph of that text."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_paragraph() -> str:
    """A paragraph of three runs with all that Word writes around them."""
    fonts = " ".join(f'w:{each}="仿宋_GB2312"' for each in ("ascii", "eastAsia", "hAnsi", "cs"))
    look = f'<w:rPr><w:rFonts {fonts}/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>'
    run = f'<w:r w:rsidRPr="00AA">{look}<w:t>学校重视阅读，每天安排半小时，</w:t></w:r>'
    own = " ".join(f'w:{each}="00A77B3E"' for each in ("rsidR", "rsidRDefault", "rsidP"))
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    return f"<w:p {own}><w:pPr>{indent}{look}</w:pPr>{run * 3}</w:p>"


def looks_of_their_own(count: int) -> str:
    """Paragraphs of which none looks as another does."""
    own = (
        f'<w:p><w:pPr><w:ind w:left="{n}"/></w:pPr><w:r><w:rPr><w:color w:val="{n:06X}"/>'
        f'<w:sz w:val="{n}"/></w:rPr><w:t>文</w:t></w:r></w:p>'
        for n in range(10_000, 10_000 + count)
    )
    return "".join(own)


def with_headers(count: int, size: int) -> bytes:
    """A template with so many headers of so many paragraphs, each small when it is packed."""
    own = unpacked(TEMPLATE.read_bytes())
    header = f'<w:hdr xmlns:w="{W}">{paragraph("页") * size}</w:hdr>'
    names = [f"header9{number}" for number in range(count)]
    related = "".join(HEADER_RELATION.format(each) for each in names)
    typed = "".join(HEADER_TYPE.format(each) for each in names)
    before, types = own["word/_rels/document.xml.rels"], own["[Content_Types].xml"]
    changed = {
        "word/_rels/document.xml.rels": before.replace(b"</Rel", related.encode() + b"</Rel"),
        "[Content_Types].xml": types.replace(b"</Types>", typed.encode() + b"</Types>"),
    }
    return document("", {**changed, **{f"word/{each}.xml": header for each in names}})


def with_styles(inner: str) -> bytes:
    """A template with that among its styles."""
    own = unpacked(TEMPLATE.read_bytes())["word/styles.xml"]
    end = b"</w:styles>"
    return document("", {"word/styles.xml": own.replace(end, inner.encode() + end)})


def comments(inner: str) -> str:
    """A part of comments."""
    return f'<w:comments xmlns:w="{W}">{inner}</w:comments>'


def lying(data: bytes) -> bytes:
    """The zip with every part's length said to be a few bytes."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = (500).to_bytes(4, "little")
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


# ---- others ----


def school(added: str = "") -> bytes:
    """The head and the figures of the sample school's file, with `added` behind them."""
    head = SAMPLE.read_text(encoding="utf-8").partition("\n特色:")[0]
    return f"{head}\n{added}".encode()


def with_picture(picture: bytes, count: int, again: bool = False) -> bytes:
    """A .zip of a school and so many pictures of it; `again`: one, shown so often."""
    names = ["0.png" if again else f"{number}.png" for number in range(count)]
    shown = "".join(f"  ![图]({name})\n\n" for name in names)
    return packed({"甲校.yaml": school(f"特色: |\n{shown}"), **dict.fromkeys(names, picture)})


def png(width: int, height: int, size: int = 100) -> bytes:
    """A PNG that says to be so large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(size))), (b"IEND", b""))
    written = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + written


def xls(records: bytes) -> bytes:
    """An old workbook: a compound file whose only stream has those records."""
    stream = records.ljust(4096, b"\0")
    stream += bytes(-len(stream) % 512)
    sectors = len(stream) // 512
    fat_sectors = 1
    while fat_sectors * 128 < sectors + fat_sectors + 1:
        fat_sectors += 1
    head = _compound_head(fat_sectors)
    fat = _compound_fat(fat_sectors, sectors)
    folder = _compound_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    folder += _compound_entry("Workbook", 2, 0xFFFFFFFF, fat_sectors + 1, len(stream))
    return head + fat + folder + bytes(512 - len(folder)) + stream


def _compound_head(fat_sectors: int) -> bytes:
    places = [*range(min(fat_sectors, 109)), *[0xFFFFFFFF] * (109 - min(fat_sectors, 109))]
    begin = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    begin += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    numbers = (0, fat_sectors, fat_sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return begin + struct.pack("<9I", *numbers) + struct.pack("<109I", *places)


def _compound_fat(fat_sectors: int, sectors: int) -> bytes:
    chain = [0xFFFFFFFD] * fat_sectors + [0xFFFFFFFE]
    first = fat_sectors + 1
    chain += [*range(first + 1, first + sectors), 0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (fat_sectors * 128 - len(chain))
    return struct.pack(f"<{len(chain)}I", *chain)


def _compound_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry = encoded + bytes(64 - len(encoded)) + struct.pack("<HBB", len(encoded), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)


def record(kind: int, data: bytes) -> bytes:
    """A record of an old workbook."""
    return struct.pack("<HH", kind, len(data)) + data


def biff(cells: bytes, strings: bytes = b"") -> bytes:
    """An old workbook of one sheet with those records of cells."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = "表".encode("utf-16-le")
    place = len(begin) + 4 + 8 + len(name) + len(strings) + 4
    about = struct.pack("<IBBBB", place, 0, 0, len(name) // 2, 1) + name
    sheet_begin = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    ends = record(0x0A, b"")
    return xls(begin + record(0x85, about) + strings + ends + sheet_begin + cells + ends)


def number(row: int, column: int, value: float = 1.5) -> bytes:
    """A cell with a number, in an old workbook."""
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))
