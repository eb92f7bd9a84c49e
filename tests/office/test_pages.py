"""Pictures of pages, whichever program paints them."""

from __future__ import annotations

import struct

import pytest

from reportgen.office.convert import convert_to_pdf
from reportgen.office.libreoffice import Office
from reportgen.office.pages import paint_pages
from tests.render.docx_samples import docx, p

PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@pytest.mark.parametrize("painter", ["pdftoppm", "pypdfium2"])
def test_each_page_is_a_picture_of_its_size(office: Office, painter: str) -> None:
    (converted,) = convert_to_pdf(office, ["页"], lambda _: docx(p("甲") + PAGE + p("乙")))
    assert converted.data is not None
    pictures = paint_pages(converted.data, painter, 72)
    sizes = [struct.unpack(">LL", picture[16:24]) for picture in pictures]
    assert sizes == [(612, 792), (612, 792)]
    assert (
        all(picture.startswith(b"\x89PNG") for picture in pictures) and pictures[0] != pictures[1]
    )


def test_what_is_no_pdf_has_no_pictures() -> None:
    assert paint_pages(b"rubbish", "pdftoppm") == ()
