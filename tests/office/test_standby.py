"""A LibreOffice that waits: each document is printed, and nothing outlives it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from reportgen.office.libreoffice import Office
from reportgen.office.standby import Standby
from tests.programs import MakeProgram


def _document(text: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


@pytest.mark.slow
def test_one_document_after_the_other_is_printed(office: Office) -> None:
    standby = Standby(office)
    try:
        standby.prepare()
        printed = [standby.print_pages(_document(text)) for text in ("one", "two")]
    finally:
        standby.close()
    assert [each is not None and each.startswith(b"%PDF") for each in printed] == [True, True]


@pytest.mark.slow
def test_what_is_no_document_has_no_pages_and_the_next_has(office: Office) -> None:
    standby = Standby(office)
    try:
        assert standby.print_pages(b"PK\x03\x04 broken") is None
        assert standby.print_pages(_document("one")) is not None
    finally:
        standby.close()


def test_a_program_that_is_not_there_prints_nothing(tmp_path: Path) -> None:
    standby = Standby(Office(tmp_path / "soffice"))
    standby.prepare()
    assert standby.print_pages(_document("one")) is None
    standby.close()


def test_after_the_end_nothing_is_printed_or_left(make_program: MakeProgram) -> None:
    standby = Standby(make_program("print('nothing')"))
    standby.prepare()
    standby.close()
    assert standby.print_pages(_document("one")) is None
    standby.close()
