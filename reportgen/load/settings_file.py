"""`data/settings.yaml` → where the program draws lines."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from reportgen.load.fields import parse_share_item, read_tree, refuse_problems

_BLANK = "未交"


def load_blank_share(path: Path) -> Decimal:
    """The share of the figures needed below which a school's file is blank.

    Errors: ReportgenError names everything wrong in the file.
    """
    root = read_tree(path)
    share = parse_share_item(root.known_entries((_BLANK,)).get(_BLANK))
    refuse_problems(root)
    return share or Decimal(0)
