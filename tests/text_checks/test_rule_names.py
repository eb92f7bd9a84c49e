"""The names of rules, by which a bureau switches them."""

from __future__ import annotations

from pathlib import Path

import reportgen
from reportgen.model.text_finding import TextRule

HANDBOOK = Path(reportgen.__file__).parent.parent / "docs" / "zh" / "模板手册.md"


def test_the_handbook_lists_every_rule() -> None:
    (table,) = HANDBOOK.read_text(encoding="utf-8").split("文字的规则有：")[1:]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:5]
    listed = {name.partition("（")[0] for row in rows for name in row.split("|")[2].split("、")}
    assert {name.strip() for name in listed} == set(TextRule)
