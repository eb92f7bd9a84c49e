"""Templates that another run translated: found while nothing has changed that their code depends on."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.kept_code.program_tables import use_program_tables
from reportgen.kept_code.translations import find_translation, keep_translation
from reportgen.sections.phrasing.phrases import Phrases
from tests.kept_code.conftest import NextRun

CODE = compile("1 + 1", "甲", "eval")


pytestmark = pytest.mark.usefixtures("package")


def test_a_program_that_does_not_say_so_keeps_nothing(package: Path) -> None:
    keep_translation("短语", "甲", CODE, ())
    assert find_translation("短语", "甲") is None and not (package / "__pycache__").exists()


def test_what_another_run_translated_is_found_by_kind_and_source(next_run: NextRun) -> None:
    use_program_tables()
    keep_translation("短语", "甲", CODE, ("乙", True))
    next_run()
    found = find_translation("短语", "甲")
    assert found == (CODE, ("乙", True)) and eval(found[0]) == 2
    assert find_translation("模板", "甲") is None and find_translation("短语", "乙") is None


@pytest.mark.parametrize("change", ["size", "another", "gone"])
def test_of_a_program_that_was_changed_nothing_is_found(
    package: Path, next_run: NextRun, change: str
) -> None:
    use_program_tables()
    keep_translation("短语", "甲", CODE, ())
    next_run()
    module = package / "words" / "one.py"
    match change:
        case "size":
            module.write_text("A = 10")
        case "another":
            module.with_name("two.py").write_text("")
        case "gone":
            module.unlink()
    assert find_translation("短语", "甲") is None


def test_a_phrase_says_the_same_by_what_was_kept(next_run: NextRun) -> None:
    use_program_tables()
    said = []
    for _ in range(2):
        phrases = Phrases(
            {"句": "有{{ 班数 }}个班。{% if 人数 %}共{{ 人数 }}人。{% endif %}"},
            frozenset({"人数"}),
        )
        assert phrases.facts_in("句") == {"人数"} and not phrases.is_silent("句")
        said.append(
            (phrases.paragraphs("句", {"班数": 6}), phrases.sentence("句", {"班数": 6, "人数": 9}))
        )
        next_run()
    assert said[0] == said[1]
    assert find_translation("phrase", phrases._sources["句"]) is not None


def test_a_faulty_phrase_is_told_each_time(next_run: NextRun) -> None:
    use_program_tables()
    for _ in range(2):
        with pytest.raises(Exception, match="句"):
            Phrases({"句": "{% if %}"}, frozenset()).paragraphs("句", {})
        next_run()
