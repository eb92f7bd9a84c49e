"""What must hold between facts (最大班额 >= 平均班额) held against what a text states of them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.facts import Relation
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.stated_quantity import QuantityScope
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedFigures, StatedIn, quote_stated

# Parts that are not told make the sum of the others no greater.
_SUM_BELOW = late_regex(r"(?P<parts>[^<>=/*()-]+)<=\s*(?P<whole>\w+)\s*")
_FEWEST = 2


def check_relations(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for each relation of facts that the figures of a text break.

    Source of the relations: `关系:` of the dictionary; those that only call for a look are left
    out, and so are figures that the data have.
    """
    stated = text.figures
    scopes = [scope for scope in stated.scopes if scope.stage or not stated.is_of_stages]
    for scope in scopes:
        for relation in known.dictionary.relations:
            if relation.is_error:
                yield from _check(relation, stated, scope, known)


def _check(
    relation: Relation, stated: StatedFigures, scope: QuantityScope, known: KnownFigures
) -> Iterator[TextFinding]:
    used = _broken_by(relation, stated, scope)
    sure = [each for each in used if len(each.quantity.subjects) == 1]
    if len(sure) < _FEWEST or len(sure) < len(used):
        return
    if any(known.find(each.quantity.subjects, None) for each in sure):
        return
    first, *others = sorted(sure, key=lambda each: each.order, reverse=True)
    message = f"文中写的是“{first.words}”，与{quote_stated(others, first)}不合：{relation.text}"
    quantity = first.quantity
    yield TextFinding(
        TextRule.RELATION,
        Severity.ERROR,
        first.part,
        quantity.start,
        quantity.end,
        message,
        "请核对这几个数",
    )


def _broken_by(
    relation: Relation, stated: StatedFigures, scope: QuantityScope
) -> tuple[StatedIn, ...]:
    """The statements that break the relation; none where it holds or is not known to."""
    computed = stated.compute(relation.formula, scope)
    if computed is not None:
        return tuple(computed.used.values()) if computed.value is False else ()
    summed = _SUM_BELOW.fullmatch(relation.formula.text)
    whole = stated.the_one(summed["whole"], scope) if summed else None
    if summed is None or whole is None:
        return ()
    names = [each.strip() for each in summed["parts"].split("+")]
    parts = stated.gather(names, scope)
    total = sum(stated.value_of(each, name) for name, each in parts.items())
    exceeds = total > stated.value_of(whole, summed["whole"])
    return (*parts.values(), whole) if exceeds and len(parts) > 1 else ()
