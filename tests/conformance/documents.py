"""Small docx files made of XML, of which one has nothing wrong: tests change one thing of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from xml.sax.saxutils import escape

from reportgen.conformance.checks import check_layout
from reportgen.conformance.finding import LayoutFinding
from reportgen.load.layouts import load_layout
from reportgen.model.layout_profile import LayoutProfile
from reportgen.resources import data_folder

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
LAYOUTS = data_folder() / "layouts"


def root(name: str, inside: str) -> str:
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{name}>'


def p(text: str, style: str = "", ppr: str = "", rpr: str = "") -> str:
    """A paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = (
        f'<w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        if text
        else ""
    )
    return f"<w:p><w:pPr>{named}{ppr}</w:pPr>{run}</w:p>"


def style(
    style_id: str,
    name: str,
    ppr: str = "",
    rpr: str = "",
    based: str = "Normal",
    kind: str = "paragraph",
) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if style_id == "Normal" else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{style_id}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def fonts(chinese: str, latin: str = "Times New Roman") -> str:
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}"/>'
    )


def size(points: float) -> str:
    return f'<w:sz w:val="{int(points * 2)}"/>'


LINES = '<w:spacing w:line="579" w:lineRule="exact"/>'
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
CENTRED = FLUSH + '<w:jc w:val="center"/>'

NARROW = '<w:spacing w:val="-5"/>'

STYLES = "".join(
    (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='21'/></w:rPr></w:rPrDefault>"
        "</w:docDefaults>",
        style(
            "Normal", "Normal", LINES + INDENT, fonts("仿宋_GB2312") + NARROW + size(16), based=""
        ),
        style("Title", "Title", CENTRED, fonts("方正小标宋简体") + size(22)),
        style("H1", "heading 1", "", fonts("黑体")),
        style("H2", "heading 2", "", fonts("楷体_GB2312")),
    )
)
SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'
_EDGES = 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"'
MARGINS = f'<w:pgMar {_EDGES} w:header="851" w:footer="1417" w:gutter="0"/>'
GRID = '<w:docGrid w:type="lines" w:linePitch="579"/>'
REFERENCES = (
    '<w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/>'
)
SECTION = f"<w:sectPr>{REFERENCES}{SIZE}{MARGINS}{GRID}</w:sectPr>"

TEXT = (
    p("示例小学2024年自查报告", "Title")
    + p("")
    + p("示例区教育局：", ppr=FLUSH)
    + p("现将自查情况报告如下：")
    + p("一、基本情况", "H1")
    + p("学校有教师49人。")
    + p("二、主要措施", "H1")
    + p("（一）加强领导", "H2")
    + p("学校成立“专班”。")
    + p("（二）落实责任", "H2")
    + p("1.定期检查")
    + p("每月检查一次。")
    + p("2.按时整改")
    + p("当月整改。")
    + p("")
    + p("附件：1. 基本情况统计表")
    + p("2. 指标核算表", ppr='<w:ind w:left="1920" w:hanging="320"/>')
    + p("示例小学", ppr='<w:ind w:left="4000"/><w:jc w:val="center"/>')
    + p(
        "2024年11月20日",
        ppr='<w:ind w:rightChars="400" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>',
    )
)
PAGE = (
    "<w:r>{0}<w:t>— </w:t></w:r><w:r>{0}<w:fldChar w:fldCharType='begin'/></w:r>"
    "<w:r>{0}<w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar "
    "w:fldCharType='separate'/></w:r>"
    "<w:r>{0}<w:t>17</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r>"
    "{0}<w:t> —</w:t></w:r>"
).format(f"<w:rPr>{fonts('宋体', '宋体')}{size(14)}</w:rPr>")


def footer(edge: str) -> str:
    indent = f'<w:ind w:{edge}Chars="100" w:firstLineChars="0" w:firstLine="0"/>'
    return root("ftr", f'<w:p><w:pPr>{indent}<w:jc w:val="{edge}"/></w:pPr>{PAGE}</w:p>')


PARTS: Mapping[str, str] = {
    "word/document.xml": root("document", f"<w:body>{TEXT}{SECTION}</w:body>"),
    "word/styles.xml": root("styles", STYLES),
    "word/settings.xml": root("settings", "<w:evenAndOddHeaders/>"),
    "word/footer1.xml": footer("right"),
    "word/footer2.xml": footer("left"),
}
TARGETS = {"odd": ("footer", "footer1.xml"), "even": ("footer", "footer2.xml")} | {
    kind: (kind, f"{name}.xml")
    for kind, name in (
        ("styles", "styles"),
        ("settings", "settings"),
        ("numbering", "numbering"),
        ("theme", "theme/theme1"),
    )
}


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a package, with the relations of their main part."""
    links = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>'
        for key, (kind, target) in TARGETS.items()
    )
    main = f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/>'
    around = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (around | dict(parts)).items():
            package.writestr(name, text)
    return stream.getvalue()


def with_body(body: str, more: Mapping[str, str] | None = None, section: str = SECTION) -> bytes:
    """The good document with another body, and other parts besides."""
    main = {"word/document.xml": root("document", f"<w:body>{body}{section}</w:body>")}
    return pack({**PARTS, **main, **(more or {})})


def with_change(old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The good document with `old` replaced wherever it stands in that part."""
    assert old in PARTS[part], old
    return pack({**PARTS, part: PARTS[part].replace(old, new)})


@cache
def layout(names: tuple[str, ...]) -> LayoutProfile:
    """The bundled layout with those changes, read once."""
    return load_layout(names, LAYOUTS)


def check(data: bytes, *layouts: str) -> tuple[LayoutFinding, ...]:
    return check_layout(data, "报告.docx", layout(layouts))


def found(data: bytes, *layouts: str) -> dict[str, list[str]]:
    """By requirement, what was found."""
    told: dict[str, list[str]] = {}
    for finding in check(data, *layouts):
        told.setdefault(finding.requirement.name, []).append(finding.found)
    return told
