"""What a data file says, as plain nested values: text, lists and mappings in the order of the file.

A text stays as it was written (`41.5亩`), without blanks around it; None stands for nothing
written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Tree: TypeAlias = "str | tuple[Tree, ...] | Mapping[str, Tree] | None"
