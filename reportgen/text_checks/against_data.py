"""Numbers in a text held against the data: 现有学生900人 beside 在校生数 880."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.agreement import may_stand_for
from reportgen.quantities.claims import sentence_start
from reportgen.quantities.stated_quantity import QuantityForm, StatedQuantity
from reportgen.text_checks.known_figures import SCHOOLS, KnownFigure, KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn

_MOST_TOLD = 4


def check_against_data(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for each number that no figure of its subject may be written as, in any stage.

    What is said of another school, time, grade or kind is held against nothing.
    """
    for statement in text.stated:
        quantity = statement.quantity
        if is_of_today(quantity) and _is_own(quantity, known) and not _is_of_some(quantity):
            figures = _of_stage(known.find(quantity.subjects, quantity.per), quantity)
            # 其中小学24所 of a district whose schools are only counted together.
            parted = quantity.among or known.is_of_district
            if quantity.scope.stage and parted and not any(each.stage for each in figures):
                continue
            belied = figures and not any(_agrees(quantity, each) for each in figures)
            if belied and not _is_of_another_area(statement, text, known):
                yield _finding(statement, figures, known)


def is_of_today(quantity: StatedQuantity) -> bool:
    """Whether it says what something is now, in the unit of its subject, and of no part of it."""
    unit_told = bool(quantity.unit) or quantity.form is not QuantityForm.AMOUNT
    whole = not (quantity.kind or quantity.scope.grade or quantity.scope.period)
    return bool(quantity.subjects) and unit_told and whole


def _is_own(quantity: StatedQuantity, known: KnownFigures) -> bool:
    whose = quantity.scope.whose
    return not whose or (bool(known.name) and (whose in known.name or known.name in whose))


def _is_of_another_area(statement: StatedIn, text: ReadText, known: KnownFigures) -> bool:
    """Whether its sentence speaks of all of a district, in a school's text, or of what is no
    district: 全镇有学生2600人.
    """
    prose = text.lexicon.prose
    others = prose.other_areas if known.is_of_district else (*prose.areas, *prose.other_areas)
    part, place = statement.part.text, statement.quantity.start
    before = part[sentence_start(part, place) : place]
    area = max((before.rfind(word) for word in others), default=-1)
    return area >= 0 and not any(word in before[area:] for word in prose.own)


def _is_of_some(quantity: StatedQuantity) -> bool:
    """Whether it counts the schools of a stage, which are counted together alone."""
    return bool(quantity.scope.stage) and SCHOOLS in quantity.subjects


def _of_stage(figures: Sequence[KnownFigure], quantity: StatedQuantity) -> list[KnownFigure]:
    """Those of the stage that is named; all where none is, or none is told by stage."""
    stage = quantity.scope.stage
    if not stage or not any(each.stage for each in figures):
        return list(figures)
    return [each for each in figures if each.stage == stage]


def _agrees(quantity: StatedQuantity, figure: KnownFigure) -> bool:
    return may_stand_for(quantity, figure.value, figure.unit)


def _finding(
    statement: StatedIn, figures: Sequence[KnownFigure], known: KnownFigures
) -> TextFinding:
    told = dict.fromkeys(each.printed for each in figures)
    first = list(told)[:_MOST_TOLD]
    message = f"文中写的是“{statement.words}”，{known.whose}{figures[0].name}是 {'、'.join(first)}"
    quantity = statement.quantity
    return TextFinding(
        TextRule.QUOTED_FIGURE,
        Severity.ERROR,
        statement.part,
        quantity.start,
        quantity.end,
        message,
        "请核对，使两处一致",
    )
