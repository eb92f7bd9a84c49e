"""The code of a part that another run made is that of the same source with the same filters."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any

import pytest
from jinja2 import pass_environment

from reportgen.render import part_code
from reportgen.render.errors import Place
from reportgen.render.part_code import PartSource, find_part_code, make_part_code
from reportgen.render.parts import make_environment
from reportgen.render.patched import Kind, TemplateSource

TEXT = "<w:p><w:r><w:t>{{ 校名|甲 }}{% for 年 in 各年 %}{{ 年 }}{% endfor %}</w:t></w:r></w:p>"
AROUND = ("<w:body>", "</w:body>")


def asked(text: str = TEXT, kind: Kind = Kind.BODY, file: str = "甲.docx") -> PartSource:
    place = Place(file, "正文", (text,), ())
    return PartSource(TemplateSource(kind, "正文", text, ()), text, place, AROUND)


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], tuple[CodeType, Any]]:
    """What is kept, in memory."""
    kept: dict[tuple[str, str], tuple[CodeType, Any]] = {}

    def keep(kind: str, source: str, code: CodeType, told: object) -> None:
        kept[kind, source] = code, told

    monkeypatch.setattr(part_code, "keeps_translations", lambda: True)
    monkeypatch.setattr(part_code, "find_translation", lambda *key: kept.get(key))
    monkeypatch.setattr(part_code, "keep_translation", keep)
    return kept


def test_it_is_what_would_be_made() -> None:
    environment = make_environment({"甲": str})
    made = make_part_code(asked(), environment)
    assert find_part_code(asked(), environment) == find_part_code(asked(), environment) == made
    assert made.names == ("各年", "校名") and not made.fixed


def test_whatever_the_code_depends_on_makes_another(
    kept: dict[tuple[str, str], tuple[CodeType, Any]],
) -> None:
    several: list[tuple[PartSource, dict[str, Callable[..., object]]]] = [
        (asked(), {"甲": str}),
        (asked(), {"甲": pass_environment(lambda environment, value: value)}),
        (asked(), {"甲": str, "乙": str}),
        (asked(f"{TEXT} "), {"甲": str}),
        (asked(kind=Kind.FOOTNOTES), {"甲": str}),
        (asked(file="乙.docx"), {"甲": str}),
    ]
    for number, (source, filters) in enumerate(several, 1):
        environment = make_environment(filters)
        assert find_part_code(source, environment) == make_part_code(source, environment)
        assert len(kept) == number
