"""Where a figure comes from, in words: its working, and the places where its parts were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from reportgen.late_regex import late_regex
from reportgen.model.amounts import format_amount, format_money
from reportgen.model.assessment import Result
from reportgen.model.default_display import NOT_SET, print_value
from reportgen.model.facts import Fact, FactKind
from reportgen.model.formula import Formula
from reportgen.model.numbers import exact_text
from reportgen.model.provenance import Origin, Traced, TracedResult
from reportgen.model.provisions import provision
from reportgen.model.school import FigureKey
from reportgen.model.standard import Indicator, IndicatorKind, Standard, with_unit
from reportgen.model.units import printed_unit
from reportgen.problems import Location
from reportgen.sections.builder import Material
from reportgen.sections.printed_facts import printed_figures

_WORD = late_regex(r"\w+")
_SIGNS = str.maketrans({"*": "×", "/": "÷", "+": "＋", "-": "－", "(": "（", ")": "）", " ": None})
_SUM = late_regex(r"[-+*/]")
_CALL = late_regex(r"\w+（[^（）]*）")
# Of so many figures a list is told whole.
_FEW = 6


@dataclass(frozen=True)
class Origins:
    """Words for where the figures of a report come from.

    `printed`: facts are called what tables of the report call them, else what data files do.
    """

    material: Material
    printed: bool = False

    def call(self, name: str) -> str:
        """What the fact is called."""
        fact = self.material.dictionary.find(name) if self.printed else None
        return self.material.spoken(fact.label) if fact else name

    def name(self, traced: Traced) -> str:
        """在校生数（小学）; the name alone in a school of one stage."""
        is_combined = self.material.school.type.is_combined
        return with_stage(self.call(traced.name), traced.stage if is_combined else None)

    def result_name(self, result: Result) -> str:
        """生均图书册数（小学）; the name alone where one stage is judged."""
        return with_stage(result.indicator.name, result.stage if self.material.combined else None)

    def figure(self, traced: Traced) -> str:
        """The figure as the report prints it, with its unit; a dash where it is not known."""
        fact, value = self.material.dictionary.find(traced.name), traced.value
        if value is None:
            return NOT_SET
        if isinstance(value, Decimal) and fact is not None:
            return _number(self._rounded((fact.name, traced.stage), value), fact)
        if isinstance(value, tuple):
            return _list(value, fact.unit if fact else "")
        return str(print_value(value))

    def _rounded(self, key: FigureKey, value: Decimal) -> Decimal:
        """The value as the report rounds it, if it is the one that the report has."""
        if self.material.assessment.facts.get(key) != value:
            return value
        return self.material.once(printed_figures).get(key, value)

    def working(self, traced: Traced) -> str:
        """How the figure was worked out, names first and figures behind them; empty for a given
        one.
        """
        if traced.way is Origin.ADDED:
            return "＋".join(f"{part.stage}{self.figure(part)}" for part in traced.parts)
        if traced.way is Origin.SPLIT:
            return self._split(traced)
        if not traced.formula:
            return ""
        named = self.formula(traced.formula)
        return _equal(named, self._filled(traced)) if traced.value is not None else named

    def _split(self, traced: Traced) -> str:
        """What is split, and by whose students."""
        weights = self.material.school.type.weights
        whole, *students = traced.parts
        shares = (
            f"{each.stage}{self.figure(each)}×{exact_text(weights[each.stage])}"
            for each in students
            if each.stage is not None
        )
        return f"全校{self.figure(whole)}按折合学生数拆分（{'，'.join(shares)}）"

    def formula(self, formula: str) -> str:
        """The formula as documents print it: 在校生数÷教学班数."""
        return _WORD.sub(lambda word: self.call(word[0]), formula.translate(_SIGNS))

    def _filled(self, traced: Traced) -> str:
        """The formula with figures for names."""
        told = {part.name: self.figure(part) for part in traced.parts}
        return _WORD.sub(lambda word: told.get(word[0], word[0]), traced.formula.translate(_SIGNS))

    def result_working(self, traced: TracedResult) -> str:
        """The formula of an indicator, and the same with figures for names."""
        indicator, below = traced.result.indicator, traced.denominator
        filled = _quotient(
            indicator, self.part(traced.numerator), self.part(below) if below else ""
        )
        return _equal(self.indicator_formula(indicator), filled)

    def indicator_formula(self, indicator: Indicator) -> str:
        """What an indicator is worked out by: 高于规定学历教师数÷在校生数×100."""
        below = indicator.denominator
        named = self._named(indicator.numerator)
        return _quotient(indicator, named, self._named(below) if below else "")

    def _named(self, formula: Formula) -> str:
        return _bracketed(self.formula(formula.text), formula.text)

    def part(self, traced: Traced) -> str:
        """What is divided, or by what, as a figure; of what is no fact, its formula with
        figures.
        """
        if traced.name:
            return self.figure(traced)
        return _bracketed(self._filled(traced), traced.formula)

    def sources(self, given: Iterable[Traced]) -> str:
        """The places of the figures, each once, by file: 学校.yaml：图书册数第12行、在校生数第8行;
        a dash for none.
        """
        found: dict[str, dict[str, dict[str, None]]] = {}
        for each in given:
            if each.location is not None:
                by_name = found.setdefault(file_name(each.location), {})
                by_name.setdefault(self.call(each.name), {})[place_text(each.location)] = None
        return "；".join(f"{file}：{_places(each)}" for file, each in found.items()) or NOT_SET


def _places(by_name: Mapping[str, Iterable[str]]) -> str:
    """图书册数第12行, or 图书册数（基本数据!D12）: a sheet's name would read on from the fact's."""
    return "、".join(_named_spots(name, "、".join(spots)) for name, spots in by_name.items())


def _named_spots(name: str, spots: str) -> str:
    return f"{name}（{spots}）" if "!" in spots else f"{name}{spots}"


def _number(value: Decimal, fact: Fact) -> str:
    if fact.kind is FactKind.MONEY:
        return format_money(value)
    if fact.kind is FactKind.AREA:
        return format_amount(value, fact.unit)
    sign = "1∶" if fact.kind is FactKind.RATIO else ""
    return f"{sign}{print_value(value)}{printed_unit(fact.unit)}"


def _list(values: tuple[Decimal, ...], unit: str) -> str:
    if len(values) <= _FEW:
        return f"{print_value(values)}{printed_unit(unit)}"
    least, most = print_value(min(values)), print_value(max(values))
    return f"{len(values)}个数，{least}至{most}{printed_unit(unit)}"


def _equal(named: str, filled: str) -> str:
    return named if named == filled else f"{named}＝{filled}"


def _bracketed(text: str, formula: str) -> str:
    """A sum in brackets, unless those of a function hold all of it: 向上取整（教学班数÷12）."""
    return f"（{text}）" if _SUM.search(formula) and not _CALL.fullmatch(text) else text


def _quotient(indicator: Indicator, above: str, below: str) -> str:
    if indicator.kind is IndicatorKind.LARGEST:
        return f"最大（{above}）"
    if not below:
        return above
    if indicator.kind is IndicatorKind.ONE_TO:
        return f"1∶（{below}÷{above}）"
    times = "" if indicator.multiple == 1 else f"×{exact_text(indicator.multiple)}"
    return f"{above}÷{below}{times}"


def result_text(result: Result) -> str:
    """The value as the report's table prints it, with its unit; a dash where there is none."""
    _, actual = provision(result.indicator, result) or ("", "")
    return actual or with_unit(result.indicator, result.display) or NOT_SET


def required_text(result: Result) -> str:
    """The limit, likewise."""
    required, _ = provision(result.indicator, result) or ("", "")
    return required or with_unit(result.indicator, result.required)


def documents_of(standard: Standard) -> tuple[str, ...]:
    """The documents of the standard; its own name where it names none."""
    return standard.documents or (standard.title,)


def rule_of(traced: TracedResult) -> Iterator[tuple[str, str]]:
    """The limit, and the document and clause that it stands in."""
    standard, result = traced.standard, traced.result
    variant = next((v for v in result.indicator.variants if v.name == result.variant), None)
    yield "标准值", required_text(result) if result.limit is not None else ""
    yield "差距", result.shortfall_display
    yield "条款", f"{variant.name}：{variant.source}" if variant else ""
    yield "依据", "、".join(documents_of(standard))
    yield "出处", result.indicator.source
    is_verified = standard.verified and result.indicator.verified
    yield "核实", "" if is_verified or result.limit is None else "这个标准值没有核实到原文"


def with_stage(name: str, stage: object) -> str:
    """生均图书册数（小学）; the name alone of the whole school."""
    return f"{name}（{stage}）" if stage else name


def file_name(place: Location) -> str:
    """The name of the place's file, without the folders of the machine."""
    return Path(place.file).name


def place_text(place: Location) -> str:
    """The place within its file as documents print it: 第12行, 基本数据!D12; the block where
    neither is known.
    """
    return place.cell or place.spot.replace(" ", "") or place.entry
