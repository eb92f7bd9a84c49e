"""Inputs at which the program failed once, as small as they could be made: each ends in words or in
a sound document. `python -m fuzz --minimise` makes them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.audit import Auditor
from fuzz.runner import try_input
from fuzz.targets import TARGETS

FOLDER = Path(__file__).parents[1] / "regressions"
INPUTS = sorted(path for path in FOLDER.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_failed_once_ends_in_words_or_a_sound_document(path: Path) -> None:
    judged = try_input(TARGETS[path.parent.name], path.read_bytes(), Auditor(asks_always=True))
    assert judged.findings == ()


def test_each_folder_is_that_of_a_target() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} <= set(TARGETS)
