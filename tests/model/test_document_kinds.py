"""The table of document kinds, and the manual that tells of each."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen.model.document_kinds import (
    DISTRICT_REPORT,
    DOCUMENT_KINDS,
    SCHOOL_REPORT,
    DocumentKind,
    Level,
    document_ending,
    find_kind,
    kinds_of,
)

PACKAGE = Path(reportgen.__file__).parent
MANUALS = PACKAGE.parent / "docs" / "zh"


def test_kinds_are_found_by_name_and_by_the_file_of_their_template() -> None:
    assert find_kind("学校自评表") is find_kind("学校自评表.docx") is not None
    assert find_kind("自评表") is None
    assert kinds_of(Level.DISTRICT) == (DISTRICT_REPORT,)
    assert kinds_of(Level.SCHOOL)[0] is SCHOOL_REPORT
    assert len({kind.name for kind in DOCUMENT_KINDS}) == len(DOCUMENT_KINDS)


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("学校自评表", "自评表"),
        ("整改台账", "整改台账"),
        ("一页纸.docx", "一页纸"),
        ("学校", "学校"),
    ],
)
def test_documents_end_in_the_name_without_whose_they_are(name: str, ending: str) -> None:
    assert document_ending(name) == ending


@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.name)
def test_the_manual_for_templates_tells_of_every_kind(kind: DocumentKind) -> None:
    manual = (MANUALS / "模板手册.md").read_text(encoding="utf-8")
    assert f"| {kind.name} |" in manual
