"""What a problem advises to do in a data file, in the words of the page that shows its fields."""

from __future__ import annotations

import re
from collections.abc import Collection

from reportgen.late_regex import late_regex
from reportgen.model.form import INFO_FIELDS
from reportgen.problems import Change, Problem

# 请在“报告:”下写“主送: 示例县教育局”; “数据:”下补上一行“在校生数: …”.
_LINE = late_regex(r"请在“\w+:”下(?:补上一行|写上?)“(\w+): ([^”]*)”")
# “今后措施:”下各写一项，“针对:”后面写.
_KEY = late_regex(r"“(\w+):”(?:下|后面|的冒号后面)")
_NO_EXAMPLE = "…"
_LABELS = {field.key: field.label for field in INFO_FIELDS}


def page_hint(hint: str, field: str, names: Collection[str]) -> str:
    """The advice for whoever has fields before them instead of lines: it stands beside the `field`
    of that name; `names` are those of all fields.
    """

    def filled(match: re.Match[str]) -> str:
        key, example = match.groups()
        label = _LABELS.get(key, key)
        if label not in names and field:
            return f"请填“{field}”等，由这几项算出来"
        told = f"请填“{label}”"
        return told if _NO_EXAMPLE in example else f"{told}，例如“{example}”"

    return _KEY.sub(r"“\1”里", _LINE.sub(filled, hint))


def page_path(problem: Problem, known: Collection[str]) -> str:
    """Where the page is to show it: where something is to be added, at the field for that."""
    path, remedy = problem.location.path, problem.remedy
    if remedy is not None and remedy.change is Change.ADD and remedy.texts:
        block = path.partition(".")[0]
        added = f"{block}.{remedy.texts[0]}"
        return added if added in known else path
    return path
