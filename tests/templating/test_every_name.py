"""Every name that a template may use is what it prints, wherever it is used."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.model.default_display import print_value
from reportgen.pipeline import Workshop, examine_school
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.render.names import list_context_names
from reportgen.render.parts import make_environment
from reportgen.resources import data_folder
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.samples import Samples
from reportgen.templating.name_hints import explain_member, members
from reportgen.templating.quantity import Answer, NoNumberError, Quantities, number_of

ENVIRONMENT = make_environment(FILTERS)


def contexts() -> Iterator[Mapping[str, object]]:
    sample = data_folder() / "schools" / "九年一贯制.yaml"
    examined = examine_school(Path(sample), Workshop())
    assert examined.report is not None
    yield build_context(examined.report, {}, Pictures())
    yield build_context(Samples().districts[0].report, {}, Pictures())


def named_values() -> Iterator[tuple[str, object]]:
    """Each name, of a list its first entry, with its value as a template gets it."""
    for context in contexts():
        paths = [each.path for each in list_context_names(context) if not each.is_whole]
        facts = context["数据"]
        assert isinstance(facts, Mapping)
        paths += [f"数据.{name}" for name in facts]
        for path in dict.fromkeys(paths):
            name = path.removesuffix("[]").replace("[]", "|first")
            yield path, used(name, context)


def used(name: str, context: Mapping[str, object]) -> object:
    """达标表|first.指标 is spelt (达标表|first).指标."""
    while "|first." in name:
        head, tail = name.split("|first.", 1)
        name = f"({head}|first).{tail}"
    return value_of(name, context)


def value_of(expression: str, context: Mapping[str, object]) -> object:
    return ENVIRONMENT.compile_expression(expression)(**context)


@pytest.fixture(scope="module")
def values() -> Mapping[str, object]:
    found = dict(named_values())
    return {
        path: value
        for path, value in found.items()
        if isinstance(value, (str, int, Decimal, Quantities)) and value != ""
    }


def test_all_kinds_are_there(values: Mapping[str, object]) -> None:
    assert len(values) > 150
    assert any(isinstance(value, Answer) for value in values.values())
    assert any(isinstance(value, Quantities) for value in values.values())


@pytest.mark.parametrize("expression", ["x", "x ~ ''", "x|string", "[x]|join", "x|default('')"])
def test_value_is_printed_the_same_however_it_is_asked_for(
    values: Mapping[str, object], expression: str
) -> None:
    for path, value in values.items():
        told = str(print_value(value_of(expression, {"x": value})))
        assert (path, told) == (path, str(print_value(value)))


def test_value_equals_what_it_prints_and_itself(values: Mapping[str, object]) -> None:
    for path, value in values.items():
        if isinstance(value, Quantities):
            continue
        given = {"x": value, "text": str(print_value(value))}
        same = "x == x and x == text and text == x and not x != text and x <= x and x in [text]"
        assert (path, value_of(f"true if {same} else false", given)) == (path, True)


def test_figure_is_computed_compared_and_rounded(values: Mapping[str, object]) -> None:
    for path, value in values.items():
        number = (
            number_of(value) if not isinstance(value, str) or hasattr(value, "number") else None
        )
        if number is None:
            continue
        given = {"x": value, "n": number}
        more = (
            "x < x + 1 and x - 1 < x and x * 2 == n * 2 and x == n and (x|round(6)) == n|round(6)"
        )
        assert (path, value_of(f"true if {more} else false", given)) == (path, True)
        assert value_of("([x + 1, x, x - 1]|sort)[1]", given) == value
        assert value_of("[x, x + 1]|max", given) == number + 1


def test_what_is_no_figure_is_never_computed_with(values: Mapping[str, object]) -> None:
    for path, value in values.items():
        text = isinstance(value, str) and number_of(value) is None
        if not text or not any(each.isalnum() for each in str(value)):
            continue
        for expression in ("x * 2", "x - 1", "x < 1", "[x, 1]|sum", "x|round", "1 + x"):
            with pytest.raises(NoNumberError, match="不是数"):
                value_of(expression, {"x": value})
        assert value_of("[x, x]|sort|length", {"x": value}) == 2, path


def test_what_has_no_names_is_told_so_and_no_innards_are_listed() -> None:
    for context in contexts():
        for path, value in [*context.items(), *named_values()]:
            assert not [name for name in members(value) if name.isascii()], path
            hint = explain_member("小学", path, value).hint
            is_list = isinstance(value, Sequence) and not isinstance(value, str)
            assert members(value) or ("for 行 in" if is_list else "去掉“.小学”") in hint
