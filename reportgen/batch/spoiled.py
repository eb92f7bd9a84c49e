"""What is said of a batch's memory that was not as it had been written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from reportgen.batch.line_seals import Trust
from reportgen.problems import Location, Problem, warning
from reportgen.words.listing import list_first

_MOST_NAMED = 5


def tell_spoiled(spoiled: Sequence[tuple[str, Trust]], manifest: Path) -> tuple[Problem, ...]:
    """A reminder of the lines of the manifest that are not used, and why; none where all are."""
    if not spoiled:
        return ()
    counts = Counter(trusted for _, trusted in spoiled)
    reasons = "、".join(f"{trusted} {count}" for trusted, count in counts.items())
    names = [file for file, _ in spoiled if file]
    told = f"：{list_first(names, _MOST_NAMED)}" if names else ""
    message = f"有 {len(spoiled)} 条记录没有用（{reasons}），按数据文件重新做{told}"
    hint = "这是程序自己的记录，不用改；数有变化的，请改数据文件"
    return (warning("spoiled_memory", message, Location(str(manifest)), hint),)
