"""The sample schools' reports equal what docxtpl makes of the stock template, part by part."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from reportgen.making import make_document
from reportgen.model.sourced_text import MARK
from reportgen.pipeline import Workshop, examine_school
from reportgen.render.context import build_context
from reportgen.render.dating import date_properties
from reportgen.render.media import Pictures
from reportgen.sections.phrasing.filters import FILTERS
from tests.render.docx_samples import canonical

BODY = "word/document.xml"
# docxtpl leaves the template's columns.
WIDTH = re.compile(rb'(?<=<w:gridCol) w:w="\d+"|(?<=<w:tcW w:type="dxa") w:w="\d+"')
# The bookmarks round figures are ours alone, and so are the runs of their own; in what docxtpl makes
# of our sections the figures are marked.
FIGURE = re.compile(
    rb'<w:bookmark(?:Start w:id="(\d+)" w:name="_rg[^>]*></w:bookmarkStart'
    rb'|End w:id="(\d+)"></w:bookmarkEnd)>'
)
PARTED = re.compile(
    rb"(<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)([^<]*)</w:t></w:r>\1"
)
MEDIA, TELL_OF_PICTURES = "word/media/", ("[Content_Types].xml", "word/_rels/document.xml.rels")
# A table of no more rows is not broken.
SHORT = 10
CORE = "docProps/core.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCHOOLS = sorted((Path(__file__).parents[2] / "data" / "schools").glob("*.yaml"))


def by_docxtpl(template: bytes, context: Mapping[str, object]) -> bytes:
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.filters.update(FILTERS)
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, jinja_env=environment, autoescape=True)
    _drop_last_break(document)
    _keep_rows(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _drop_last_break(document: Any) -> None:
    """Make the break after the last attachment the document's own: that is ours alone to do."""
    body = document.element.body
    *_, last, closing = body
    breaks = last.findall(f"{W}pPr/{W}sectPr")
    if breaks:
        body.remove(last)
        body.replace(closing, breaks[0])


def _keep_rows(document: Any) -> None:
    """Keep the first and the last rows of the loop with those beside, and all of a short one: that
    too is ours to do.
    """
    for table in document.element.body.iter(f"{W}tbl"):
        head, *rows = table.findall(f"{W}tr")
        kept = table.find(f".//{W}keepNext") is not None
        if "".join(head.itertext(f"{W}t")).startswith("序号指标单位") and not kept:
            short = len(rows) <= SHORT
            for at in range(len(rows) - 1) if short else {0, 1, len(rows) - 2}:
                for properties in rows[at].iter(f"{W}pPr"):
                    properties.insert(1, properties.makeelement(f"{W}keepNext", {}))


def _without_figures(body: bytes) -> bytes:
    """The text without marks, without bookmarks round figures, and with equal runs in one."""
    text = MARK.sub(r"\2", body.decode()).encode()
    figures = {found[1] for found in FIGURE.finditer(text) if found[1]}
    text = FIGURE.sub(lambda found: b"" if found[1] or found[2] in figures else found[0], text)
    joined = PARTED.sub(rb"\1\2", text)
    while joined != text:
        text, joined = joined, PARTED.sub(rb"\1\2", joined)
    return text


def _leave_out_pictures(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    """docxtpl is given none: their parts and what tells of them are ours alone."""
    pictures = [name for name in mine if name.startswith(MEDIA)]
    for name in (*pictures, *TELL_OF_PICTURES) if pictures else ():
        mine.pop(name)
        theirs.pop(name, None)


@pytest.mark.parametrize("path", SCHOOLS, ids=lambda path: path.stem)
def test_sample_equals_that_of_docxtpl(path: Path, workshop: Workshop) -> None:
    report = examine_school(path, workshop).report
    assert report is not None
    context = build_context(report, workshop.find_word_template().style_ids, Pictures())

    mine = dict(canonical(make_document(report, workshop)))
    template = workshop.templates_for().word
    theirs = dict(canonical(by_docxtpl(template, context)))
    # docxtpl leaves the template's dates.
    theirs[CORE] = date_properties(cast(bytes, theirs[CORE]), report.date)
    _leave_out_pictures(mine, theirs)
    for parts in (mine, theirs):
        parts[BODY] = WIDTH.sub(b"", _without_figures(cast(bytes, parts[BODY])))

    assert sorted(mine) == sorted(theirs)
    for name in theirs:
        assert mine[name] == theirs[name], name


def test_there_are_samples() -> None:
    assert SCHOOLS
