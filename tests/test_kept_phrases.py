"""What is kept of the bundled phrases is what translating them gives; `make patched` keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.resources import templates_folder
from reportgen.sections.phrasing.kept_phrases import kept_phrase
from reportgen.sections.phrasing.phrases import Phrases, translate_phrase

FILES = sorted(templates_folder().rglob("*.j2"))


def source_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_what_is_kept_of_a_bundled_phrase_is_what_translating_it_gives(path: Path) -> None:
    kept = kept_phrase(source_of(path))
    assert kept is not None, "run: make patched"
    assert kept == translate_phrase(source_of(path))


def test_nothing_is_kept_of_a_phrase_that_was_edited() -> None:
    assert kept_phrase(f"{source_of(FILES[0])}。") is None


def test_an_edited_phrase_is_said_as_it_was_edited() -> None:
    bundled = source_of(templates_folder() / "短语" / "过渡.j2")
    phrases = Phrases(
        {"过渡": bundled, "改过": f"{bundled.rstrip()}另：{{{{ 数 }}}}。"}, frozenset()
    )
    said = phrases.sentence("改过", {"数": 3})
    assert said.endswith("另：3。")
    assert said.startswith(phrases.sentence("过渡", {"数": 3}).rstrip("。"))
