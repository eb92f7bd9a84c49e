"""How the Excel form calls a figure of a stage, in one text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.stages import Stage

# What stands in 学段 where a figure is the whole school's; nothing there means the same.
WHOLE_SCHOOL = "全校"
TOTAL_STAGE = "合计"
# Between the numbers of a list in one cell of the wide table.
LIST_SEPARATOR = "、"
_LONGEST_LABEL = 200


def row_label(name: str, stage: str | None) -> str:
    """A figure in one text, as the wide table's heads and 预计增加 have it: `在校生数（小学）`."""
    return f"{name}（{stage}）" if stage else name


def parse_row_label(text: str, stages: Iterable[Stage]) -> tuple[str, str | None]:
    """The name and the stage of such a text; None where it names no stage, or the whole school."""
    plain = text.strip()
    match = None if len(plain) > _LONGEST_LABEL else _label_pattern(tuple(stages)).fullmatch(plain)
    if match is None:
        return plain, None
    return match.group(1), match.group(2) if match.group(2) != WHOLE_SCHOOL else None


@lru_cache(maxsize=16)
def _label_pattern(stages: tuple[Stage, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, (*stages, TOTAL_STAGE, WHOLE_SCHOOL)))
    return late_regex(rf"(.*?)\s*[（(]\s*({words})\s*[）)]")
