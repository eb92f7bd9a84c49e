"""What is known of a school before it has said anything → its form to fill in.

Of one plan many forms are made at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from reportgen.forms.plan import FormPlan, LastYear
from reportgen.forms.school_form import write_school_form
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.cell_texts import cell_text
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import Frame, freeze, pack

_STRINGS = "xl/sharedStrings.xml"
# Characters for private use, which no name has.
_TOKEN = "\ue0a0{}\ue0a1"


class _Mould(NamedTuple):
    """A form without its texts, packed, and the part with tokens for them."""

    frame: Frame
    strings: str


def blank_tree(school: Mapping[str, str], plan: FormPlan) -> Tree:
    """The data of such a school; `school` are the fields of its block 学校 besides its type."""
    report: dict[str, Tree] = {
        "年度": str(plan.year),
        "标准": plan.standard_names,
        "主送": plan.bureau,
        "体裁": plan.genre,
    }
    known = {"名称": school.get("名称", ""), "类型": plan.school_type.name, **school}
    return {
        "学校": {key: text for key, text in known.items() if text},
        "报告": {key: value for key, value in report.items() if value},
    }


class BlankForms:
    """The blank forms of one plan; what does not depend on the school is made once."""

    def __init__(self, plan: FormPlan) -> None:
        self._plan = plan
        self._moulds: dict[frozenset[str], _Mould] = {}

    def make(self, school: Mapping[str, str], last: LastYear | None = None) -> bytes:
        """The form of that school, part by part as `write_school_form` makes it of `blank_tree`."""
        given = {key: cell_text(text) for key, text in school.items() if text}
        if last is not None or not all(map(_is_plain, given.values())):
            return write_school_form(blank_tree(school, self._plan), self._plan, last)
        return _pour(self._mould(frozenset(given)), given)

    def _mould(self, keys: frozenset[str]) -> _Mould:
        if keys not in self._moulds:
            tokens = {key: _TOKEN.format(key) for key in sorted(keys)}
            form = write_school_form(blank_tree(tokens, self._plan), self._plan)
            parts = dict(read_parts(form))
            strings = parts.pop(_STRINGS).decode()
            self._moulds[keys] = _Mould(freeze(parts.items()), strings)
        return self._moulds[keys]


def _is_plain(text: str) -> bool:
    """Whether a workbook writes the text as any XML does."""
    signs = ("_x", "\n", "\r", *_TOKEN.split("{}"))
    return not any(sign in text for sign in signs) and text == text.strip()


def _pour(mould: _Mould, texts: Mapping[str, str]) -> bytes:
    strings = mould.strings
    for key, text in texts.items():
        strings = strings.replace(_TOKEN.format(key), escape(text))
    return pack(mould.frame, [(_STRINGS, strings.encode())])
