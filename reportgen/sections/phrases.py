"""Phrase files (plain jinja2) → sentences without holes.

A line of a phrase is a clause. A clause whose fact is missing disappears whole; what is
left is joined by commas, and a sentence ends as its last clause was meant to end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Template, UndefinedError
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment

from reportgen.model.numbers import SQUARE_METRES_PER_MU, exact_arithmetic, format_short
from reportgen.problems import Location, TemplateError, error

# Stands in the rendered text where a fact is missing; a private character no file may hold as data.
_HOLE = "\ue000"
_SENTENCE_ENDS = "。！？；："
_CLAUSE_ENDS = _SENTENCE_ENDS + "，、"


class Phrases:
    """The phrases of one folder, compiled when first used. `facts` are the names that may be missing."""

    def __init__(self, sources: Mapping[str, str], facts: frozenset[str]) -> None:
        self._sources = sources
        self._environment = _make_environment(facts)
        self._compiled: dict[str, Template] = {}

    def paragraphs(self, name: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """The paragraphs that the phrase says with those values; none if every clause has a hole.

        Errors: TemplateError with file and line for a faulty phrase or an unknown name.
        """
        try:
            text = self._get(name).render(values)
        except JinjaError as fault:
            raise _explain(name, fault) from fault
        return tuple(sentence for part in re.split(r"\n\s*\n", text) if (sentence := join_clauses(part)))

    def sentence(self, name: str, values: Mapping[str, object]) -> str:
        """All that the phrase says, as one text."""
        return "".join(self.paragraphs(name, values))

    def _get(self, name: str) -> Template:
        if name not in self._compiled:
            if name not in self._sources:
                place = Location(f"短语/{name}.j2")
                fault = error("missing_phrase", "找不到这个短语文件", place, "请从自带的模板里复制一份")
                raise TemplateError(fault)
            self._compiled[name] = self._environment.from_string(self._sources[name])
        return self._compiled[name]


def join_clauses(text: str) -> str:
    """The clauses (lines) of a paragraph as one text; those with a hole are left out."""
    sentences: list[str] = []
    clauses: list[str] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        clauses.append(line)
        if line[-1] in _SENTENCE_ENDS:
            sentences.append(_close(clauses))
            clauses = []
    sentences.append(_close(clauses))
    whole = "".join(sentences)
    return re.sub(r"[；，、]$", "。", whole)


def _close(clauses: list[str]) -> str:
    kept = [clause for clause in clauses if _HOLE not in clause]
    if not kept:
        return ""
    end = clauses[-1][-1] if clauses[-1][-1] in _SENTENCE_ENDS else "。"
    joined = [clause if clause[-1] in _CLAUSE_ENDS else f"{clause}，" for clause in kept[:-1]]
    return "".join(joined) + kept[-1].rstrip(_CLAUSE_ENDS) + end


def _make_environment(facts: frozenset[str]) -> SandboxedEnvironment:
    class Missing(StrictUndefined):
        """A known fact that was not given is a hole; any other unknown name is an error."""

        def __str__(self) -> str:  # type: ignore[override]
            return _HOLE if self._undefined_name in facts else super().__str__()

        def __bool__(self) -> bool:  # type: ignore[override]
            return False if self._undefined_name in facts else super().__bool__()

    environment = SandboxedEnvironment(undefined=Missing, finalize=show, keep_trailing_newline=False)
    environment.filters.update(FILTERS)
    return environment


def show(value: object) -> object:
    """A value as phrases print it: at most two decimals, 是/否, one line."""
    if isinstance(value, Decimal):
        return format_short(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.replace("\n", " ") if isinstance(value, str) else value


def _keeping_holes(make: Callable[..., str]) -> Callable[..., str]:
    def apply(value: object, *arguments: Any) -> str:
        return make(value, *arguments) if isinstance(value, Decimal) else str(value)

    return apply


def _area(value: Decimal) -> str:
    return f"{format_short(value, 0 if value >= 100 else 2)}平方米"


def _money(value: Decimal) -> str:
    return f"{format_short(value / 10000)}万元" if value >= 10000 and value % 100 == 0 else f"{format_short(value)}元"


def _mu(value: Decimal) -> str:
    with exact_arithmetic():
        return f"{format_short(value / SQUARE_METRES_PER_MU)}亩"


def _default(value: object, other: object = "") -> object:
    return other if isinstance(value, StrictUndefined) else value


FILTERS: Mapping[str, Callable[..., object]] = {
    "面积": _keeping_holes(_area),
    "亩": _keeping_holes(_mu),
    "金额": _keeping_holes(_money),
    "数": _keeping_holes(lambda value, decimals=2: format_short(value, decimals)),
    "默认": _default,
}


def _explain(name: str, fault: JinjaError) -> TemplateError:
    line = _find_line(fault)
    place = Location(f"短语/{name}.j2", line, 1 if line else 0)
    if isinstance(fault, UndefinedError):
        unknown = re.search(r"'([^']+)' is undefined|no attribute '([^']+)'", str(fault))
        word = next((part for part in unknown.groups() if part), "") if unknown else ""
        hint = "可用 reportgen facts 查看可用的名称"
        return TemplateError(error("unknown_name", f"不认识的名称“{word}”", place, hint))
    return TemplateError(error("bad_phrase", f"短语写法有误（{fault}）", place, "请检查 {{ }} 和 {% %} 是否配对"))


def _find_line(fault: JinjaError) -> int:
    line = getattr(fault, "lineno", None)
    trace = fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return int(line or 0)
