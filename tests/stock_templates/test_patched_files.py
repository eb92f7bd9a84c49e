"""What is kept of a bundled template is what patching makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.problems import Location, warning
from reportgen.render.patched_file import find_patched, keep_patched
from reportgen.render.patching import patch_template
from reportgen.resources import data_folder, templates_folder

KEPT = sorted((data_folder() / "patched").glob("*.zip"))


def template_of(kept: Path) -> bytes:
    return (templates_folder() / f"{kept.stem}.docx").read_bytes()


def test_the_templates_that_most_use_are_kept() -> None:
    assert {path.stem for path in KEPT} == {path.stem for path in templates_folder().glob("*.docx")}


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_what_is_kept_is_what_patching_makes_of_the_bundled_template(kept: Path) -> None:
    """Where it is not, `make patched` makes it anew."""
    template = template_of(kept)
    # How its parts are deflated in the template's own file is not kept with them.
    patched = patch_template(template, "模板.docx")._replace(deflated={})
    assert find_patched(kept.read_bytes(), template) == patched


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_parts_are_kept_in_their_order(kept: Path) -> None:
    template = template_of(kept)
    found = find_patched(kept.read_bytes(), template)
    assert found is not None
    assert list(found.saved) == list(patch_template(template, "模板.docx").saved)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_nothing_is_kept_of_a_template_that_was_changed(kept: Path) -> None:
    assert find_patched(kept.read_bytes(), template_of(kept) + b"\0") is None


def test_a_template_with_reminders_is_not_kept() -> None:
    template = template_of(KEPT[0])
    reminded = (warning("template_part", "去掉了一个部件", Location("模板.docx")),)
    patched = patch_template(template, "模板.docx")._replace(reminders=reminded)
    with pytest.raises(ValueError, match="reminded"):
        keep_patched(patched, template)
