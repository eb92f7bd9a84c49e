"""Characters that the typeface lacks in which they are set."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conformance.coverage import is_own_character, lacking_characters
from reportgen.conformance.document import FormattedParagraph
from reportgen.conformance.finding import Mismatch
from reportgen.conformance.manuscript import Manuscript
from reportgen.conformance.tight_checks import placed
from reportgen.model.layout_profile import Requirement

_MOST = 5


def check_lacking_signs(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Rare characters, and those that somebody made: programs show another typeface's, or none."""
    for place, paragraph in placed(manuscript):
        for found in dict.fromkeys(_lacking(paragraph)):
            yield Mismatch(place, found, requirement.weight)


def _lacking(paragraph: FormattedParagraph) -> Iterator[str]:
    for run in paragraph.runs:
        lacking = "" if run.text.isascii() else lacking_characters(run.look.chinese, run.text)
        made = [sign for sign in lacking if is_own_character(sign)]
        rare = [sign for sign in lacking if not is_own_character(sign)]
        if rare:
            yield f"{run.look.chinese}没有{_listed(rare)}"
        if made:
            yield f"有自造的字（{'、'.join(f'U+{ord(sign):04X}' for sign in made[:_MOST])}）"


def _listed(signs: list[str]) -> str:
    return "".join(f"“{sign}”" for sign in signs[:_MOST]) + ("等字" if len(signs) > _MOST else "")
