"""Which typefaces the words of a document stand in."""

from __future__ import annotations

import pytest

from reportgen.ooxml.used_fonts import used_fonts
from tests.render.docx_samples import changed, docx, read

FONTS = '<w:rFonts w:eastAsia="宋体" w:ascii="Arial" w:hAnsi="Arial"%s/>'
STYLES = (
    b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    b'<w:rPr><w:rFonts w:ascii="Base" w:eastAsia="\xe5\xba\x95"/></w:rPr></w:style>'
    b'<w:style w:type="paragraph" w:styleId="b"><w:name w:val="idle"/>'
    b'<w:rPr><w:rFonts w:ascii="Idle"/></w:rPr></w:style></w:styles>'
)


def run(text: str, more: str = "", look: str = FONTS) -> str:
    properties = look.replace("%s", more)
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def fonts_of(*runs: str) -> tuple[str, ...]:
    document = docx(f"<w:p>{''.join(runs)}</w:p>")
    return used_fonts(read(changed(document, {"word/styles.xml": STYLES})))


@pytest.mark.parametrize(
    ("given", "fonts"),
    [
        (run("文字"), ("宋体",)),
        (run("2024"), ("Arial",)),
        (run("2024年"), ("宋体", "Arial")),
        (run("“”", ' w:hint="eastAsia"'), ("宋体", "Arial")),
        (run("  "), ()),
        (run("文字 a", look=""), ("底", "Base")),
        (run("文字", look='<w:rFonts w:eastAsiaTheme="minorEastAsia" w:eastAsia="宋体"/>'), ("",)),
    ],
)
def test_a_run_is_set_in_the_fonts_of_its_characters(given: str, fonts: tuple[str, ...]) -> None:
    assert fonts_of(given) == fonts


def test_each_font_is_named_once_and_styles_that_are_not_used_are_none() -> None:
    assert fonts_of(run("甲"), run("乙"), run("b", look="")) == ("宋体", "Base")
