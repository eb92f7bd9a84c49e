"""A template's styles and fonts → the styles that the program asks for in vain, and the fonts
that are not meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportgen.model.page_layout import FALLBACKS, FREE, GB2312, WINDOWS, Fonts
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.paragraphs import read_text_runs
from reportgen.ooxml.properties import paragraph_properties, run_properties
from reportgen.ooxml.styles import StyleSheet, read_theme_fonts, style_name
from reportgen.render.blocks import BODY, explain_missing_style
from reportgen.render.checking import Where
from reportgen.render.places import Finding, WordPlace
from reportgen.render.reading import SourceParagraph
from reportgen.template_tools.inspection.subject import InspectedPart, Subject
from reportgen.template_tools.inspection.tag_checks import printed_values

_STYLES = "样式"
# A report is in Chinese, whatever language its template's settings name.
_LANGUAGE = "zh-CN"
# A face and the theme's face that beats it where both are named in one place.
_BEATEN = (("eastAsia", "eastAsiaTheme"), ("ascii", "asciiTheme"))
_PROFILES: tuple[tuple[str, Fonts], ...] = (
    ("国标字体", GB2312),
    ("Windows 自带字体", WINDOWS),
    ("开源字体", FREE),
)


class _Face(NamedTuple):
    """A typeface in use, where it is first, and in how many paragraphs."""

    name: str
    part: InspectedPart
    paragraph: SourceParagraph
    times: int


def check_styles(subject: Subject) -> Iterator[Finding]:
    """Named styles that the program's own texts ask for and the template does not have."""
    for value in printed_values(subject):
        if hasattr(value, "__html__"):
            value.__html__()
    where = Where(subject.name, _STYLES)
    # The body's text may as well be the document's default style, as it is in the bundled
    # templates.
    for name in (each for each in subject.styles.missing if each != BODY):
        shown, instead = explain_missing_style(name)
        message = f"模板里没有“{shown}”这个样式，{instead}"
        hint = f"请从自带的模板里复制一段这种格式的文字过来，或新建一个名称是“{shown}”的样式"
        yield where.finding(
            "template_style", message, hint, WordPlace(_STYLES, text=shown)
        ).as_warning()


def check_theme_fonts(subject: Subject) -> Iterator[Finding]:
    """Faces that are set and not seen, since a face of the theme stands beside them."""
    book = _Book(subject)
    for style in book.sheet.elements.by_id.values():
        for font, theme in _beaten(style.iter(f"{W}rFonts"), book):
            place = WordPlace(_STYLES, text=style_name(style))
            message = f"设了“{font}”，但主题字体“{theme}”压过了它，看不到效果"
            hint = f"请在“修改样式”的字体里重新选一次“{font}”"
            yield (
                Where(subject.name, _STYLES)
                .finding("template_theme_font", message, hint, place)
                .as_warning()
            )
    for part in subject.parts:
        told: set[str] = set()
        for paragraph, element in book.paragraphs(part):
            for font, theme in _beaten(element.iter(f"{W}rFonts"), book):
                if font not in told:
                    told.add(font)
                    message = f"这里设了“{font}”，但主题字体“{theme}”压过了它，看不到效果"
                    hint = f"请选中这些文字，重新选一次“{font}”"
                    yield part.where.at(
                        "template_theme_font", message, hint, paragraph
                    ).as_warning()


def _beaten(elements: Iterable[Any], book: _Book) -> Iterator[tuple[str, str]]:
    for element in elements:
        for plain, theme in _BEATEN:
            font, key = element.get(f"{W}{plain}"), element.get(f"{W}{theme}")
            if font and key and (winner := book.fonts.get(key)) != font:
                yield font, winner or key
                break


def check_fonts(subject: Subject) -> Iterator[Finding]:
    """Chinese typefaces in use besides those of the set that the template keeps to."""
    faces = _faces(subject)
    if not faces:
        return
    label, fonts = max(_PROFILES, key=lambda profile: _weight(profile[1], faces))
    meant = "、".join(fonts.chinese())
    for face in faces:
        if face.name not in _accepted(fonts):
            spread = f"和别处共 {face.times} 段" if face.times > 1 else ""
            message = f"这里{spread}用了“{face.name}”，不是公文的字体"
            hint = f"这份模板用的是{label}，请改成其中的一种：{meant}"
            yield face.part.where.at("template_font", message, hint, face.paragraph).as_warning()


def _weight(fonts: Fonts, faces: Iterable[_Face]) -> int:
    return sum(face.times for face in faces if face.name in fonts.chinese())


def _accepted(fonts: Fonts) -> set[str]:
    """The faces of the set, and those that are the same under another name."""
    others = {name for _, each in _PROFILES for name in each.chinese()}
    twins = {twin for name in fonts.chinese() for twin in FALLBACKS.get(name, "").split(",")}
    return {*fonts.chinese(), *(twins - others)}


def _faces(subject: Subject) -> list[_Face]:
    book = _Book(subject)
    found: dict[str, _Face] = {}
    for part in subject.parts:
        for paragraph, element in book.paragraphs(part):
            for name in book.faces(element):
                before = found.get(name)
                found[name] = (
                    before._replace(times=before.times + 1)
                    if before
                    else _Face(name, part, paragraph, 1)
                )
    return list(found.values())


class _Book:
    """The styles, the theme and the parts of a template."""

    def __init__(self, subject: Subject) -> None:
        themes = (
            data for name, data in subject.package.items() if name.startswith("word/theme/theme")
        )
        self.fonts = read_theme_fonts(_parsed(next(themes, None)), _LANGUAGE)
        self.sheet = StyleSheet(_parsed(subject.package.get("word/styles.xml")), self.fonts)

    def paragraphs(self, part: InspectedPart) -> Iterator[tuple[SourceParagraph, Any]]:
        """The paragraphs of a part that show something, with their elements."""
        root = _parsed(part.raw.xml.encode()) if part.reading.paragraphs else None
        if root is None:
            return
        # Where w: stands for another vocabulary, what is read as paragraphs is none.
        elements = dict(enumerate(root.iter(f"{W}p")))
        for paragraph in part.reading.paragraphs:
            if paragraph.shown.strip() and paragraph.number in elements:
                yield paragraph, elements[paragraph.number]

    def faces(self, paragraph: Any) -> Iterator[str]:
        """The Chinese typefaces that the paragraph's texts are shown in, each once."""
        own = paragraph_properties(paragraph.find(f"{W}pPr"))
        style = self.sheet.find(own.get("pStyle"))
        seen = set()
        for run in read_text_runs(paragraph):
            direct = run_properties(run.properties, self.fonts)
            face = self.sheet.run_look(style, direct).get("eastAsia")
            if run.text.strip() and face and face not in seen:
                seen.add(face)
                yield face


def _parsed(xml: bytes | None) -> Any:
    """The root of the XML; None where there is none or it is damaged, which is told when a
    document is made.
    """
    from lxml import etree

    try:
        return etree.fromstring(xml) if xml else None
    except etree.XMLSyntaxError:
        return None
