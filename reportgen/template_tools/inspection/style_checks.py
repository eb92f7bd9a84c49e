"""A template's styles and fonts → the styles that the program asks for in vain, and the fonts
that are not meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from reportgen.model.page_layout import FALLBACKS, FREE, GB2312, WINDOWS, Fonts
from reportgen.ooxml.namespaces import A, W
from reportgen.ooxml.paragraphs import read_text_runs
from reportgen.render.blocks import BODY, explain_missing_style
from reportgen.render.checking import Where
from reportgen.render.places import Finding, WordPlace
from reportgen.render.reading import SourceParagraph
from reportgen.template_tools.inspection.subject import InspectedPart, Subject
from reportgen.template_tools.inspection.tag_checks import printed_values

_STYLES = "样式"
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
            "template_style", message, hint, WordPlace(_STYLES, text=shown), is_error=False
        )


def check_theme_fonts(subject: Subject) -> Iterator[Finding]:
    """Faces that are set and not seen, since a face of the theme stands beside them."""
    book = _Book(subject)
    for style in book.styles.values():
        for font, theme in _beaten(style.iter(f"{W}rFonts"), book):
            place = WordPlace(_STYLES, text=_style_name(style))
            message = f"设了“{font}”，但主题字体“{theme}”压过了它，看不到效果"
            hint = f"请在“修改样式”的字体里重新选一次“{font}”"
            yield Where(subject.name, _STYLES).finding(
                "template_theme_font", message, hint, place, is_error=False
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
                        "template_theme_font", message, hint, paragraph, is_error=False
                    )


def _beaten(elements: Iterable[Any], book: _Book) -> Iterator[tuple[str, str]]:
    for element in elements:
        for plain, theme in _BEATEN:
            font, key = element.get(f"{W}{plain}"), element.get(f"{W}{theme}")
            if font and key and (winner := book.theme_font(key)) != font:
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
            yield face.part.where.at("template_font", message, hint, face.paragraph, is_error=False)


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
    """The styles, the theme and the parts of a template as elements."""

    def __init__(self, subject: Subject) -> None:
        self._root = _parsed(subject.package.get("word/styles.xml"))
        found = self._root.iter(f"{W}style") if self._root is not None else ()
        self.styles: Mapping[str, Any] = {style.get(f"{W}styleId", ""): style for style in found}
        theme = next(
            (data for name, data in subject.package.items() if name.startswith("word/theme/theme")),
            None,
        )
        self._theme = _parsed(theme)

    def paragraphs(self, part: InspectedPart) -> Iterator[tuple[SourceParagraph, Any]]:
        """The paragraphs of a part that show something, with their elements."""
        root = _parsed(part.raw.xml.encode()) if part.reading.paragraphs else None
        if root is None:
            return
        elements = list(root.iter(f"{W}p"))
        for paragraph in part.reading.paragraphs:
            if paragraph.shown.strip():
                yield paragraph, elements[paragraph.number]

    def faces(self, paragraph: Any) -> Iterator[str]:
        """The Chinese typefaces that the paragraph's texts are shown in, each once."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self._of_style(
            style.get(f"{W}val", "") if style is not None else self._default_style()
        )
        seen = set()
        for run in read_text_runs(paragraph):
            if run.text.strip():
                face = self._of_run(run.properties) or inherited or self._of_defaults()
                if face and face not in seen:
                    seen.add(face)
                    yield face

    def _of_run(self, properties: Any) -> str:
        if properties is None:
            return ""
        style = properties.find(f"{W}rStyle")
        own = self._of_properties(properties)
        return own or (self._of_style(style.get(f"{W}val", "")) if style is not None else "")

    def _of_style(self, style_id: str) -> str:
        seen: set[str] = set()
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            style = self.styles[style_id]
            properties = style.find(f"{W}rPr")
            if properties is not None and (face := self._of_properties(properties)):
                return face
            base = style.find(f"{W}basedOn")
            style_id = base.get(f"{W}val", "") if base is not None else ""
        return ""

    def _of_defaults(self) -> str:
        properties = (
            self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            if self._root is not None
            else None
        )
        return self._of_properties(properties) if properties is not None else ""

    def _default_style(self) -> str:
        for style_id, style in self.styles.items():
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in (
                "1",
                "true",
                "on",
            ):
                return style_id
        return ""

    def _of_properties(self, properties: Any) -> str:
        fonts = properties.find(f"{W}rFonts")
        if fonts is None:
            return ""
        theme = self.theme_font(fonts.get(f"{W}eastAsiaTheme", ""))
        return theme or str(fonts.get(f"{W}eastAsia", ""))

    def theme_font(self, key: str) -> str:
        """The Chinese or Latin face that the theme has for `minorEastAsia`, `majorHAnsi`…; empty
        where none.
        """
        if self._theme is None or not key:
            return ""
        kind = "majorFont" if key.startswith("major") else "minorFont"
        fonts = next(self._theme.iter(f"{A}{kind}"), None)
        if fonts is None:
            return ""
        if not key.endswith("EastAsia"):
            return _typeface(fonts.find(f"{A}latin"))
        chinese = next(
            (font for font in fonts.iter(f"{A}font") if font.get("script") == "Hans"), None
        )
        return _typeface(fonts.find(f"{A}ea")) or _typeface(chinese)


def _parsed(xml: bytes | None) -> Any:
    """The root of the XML; None where there is none or it is damaged, which is told when a
    document is made.
    """
    from lxml import etree

    try:
        return etree.fromstring(xml) if xml else None
    except etree.XMLSyntaxError:
        return None


def _typeface(element: Any) -> str:
    return str(element.get("typeface", "")) if element is not None else ""


def _style_name(style: Any) -> str:
    name = style.find(f"{W}name")
    return str(name.get(f"{W}val", "")) if name is not None else str(style.get(f"{W}styleId", ""))
