"""Numbers that a text computes, held against all that they may be computed of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.reckoned.differences import reckon_difference
from reportgen.text_checks.reckoned.growth import reckon_change
from reportgen.text_checks.reckoned.headed import with_headings
from reportgen.text_checks.reckoned.levels_up import reckon_level
from reportgen.text_checks.reckoned.quotients import Setting, reckon_quotient
from reportgen.text_checks.reckoned.rates import reckon_rate
from reportgen.text_checks.reckoned.ratio_forms import check_ratio_form
from reportgen.text_checks.reckoned.reach import reach_of
from reportgen.text_checks.reckoned.reckoning import Reckoning, any_fits, find_wrong, findings_of
from reportgen.text_checks.reckoned.shares import is_of_count, reckon_share
from reportgen.text_checks.reckoned.spoken_shares import with_spoken
from reportgen.text_checks.reckoned.told_counts import ToldCounts
from reportgen.text_checks.reckoned.told_rows import ToldRow

_CUE = late_regex("[均每比占率增减升降涨倍番剩缺超差]|提高|其余|一半")
_IS_BOUND = late_regex(
    r"^(?:[/／]生)?(?:以[上下内])?的?(?:省|国家|部|市)?定?的?(?:标准|要求|规定|底线)"
)
_SAID_BEHIND = late_regex("(?<=[人名位所])（[^（）]{1,16}）")
_OF_PLAN = late_regex("(?:完成|到位|开工|竣工|支出|执行)率|剩余|剩下|其余")
_NEAR, _SHORT, _SHARE = 40, 12, "占"
_WAYS = {
    QuantityForm.AMOUNT: (reckon_quotient, reckon_change, reckon_difference),
    QuantityForm.SHARE: (reckon_share, reckon_level, reckon_rate, reckon_change),
    QuantityForm.RATIO: (reckon_quotient,),
}


def check_reckoned(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each number that none of what it may be computed of comes to.

    What the data know is held against them instead.
    """
    if not text.stated:
        return
    stated_here = with_headings(text)
    counts = ToldCounts(stated_here, text.figures, known.dictionary.vocabulary.reckoning)
    weighted = any(map(text.holds, counts.words.weights))
    setting = Setting(counts, text.lexicon, known.dictionary, is_weighted=weighted)
    for _, stated in groupby(stated_here, key=attrgetter("at")):
        yield from _check_row(ToldRow(with_spoken(tuple(stated))), setting, known)


def _check_row(row: ToldRow, setting: Setting, known: KnownFigures) -> Iterator[TextFinding]:
    for at, told in enumerate(row.stated):
        if not _is_cued(row, at):
            continue
        quantity = told.quantity
        if quantity.form is QuantityForm.RATIO:
            yield from check_ratio_form(row, at, setting.words)
        if not _may_be_reckoned(row, at, setting):
            continue
        if not known.find(quantity.subjects, quantity.per):
            yield from _find(row, at, setting)


def _find(row: ToldRow, at: int, setting: Setting) -> Iterator[TextFinding]:
    told = row.stated[at]
    found = find_wrong(told, _reckon(row, at, setting))
    if found is None:
        return
    possible = setting._replace(reach=reach_of(told.quantity))
    if not any_fits(told, _reckon(row, at, possible)):
        yield from findings_of(told, found)


def _is_cued(row: ToldRow, at: int) -> bool:
    """Whether anything before it or in it, or at the number before, may say that it is computed."""
    begin, end = row.begin(row.list_of(at)[0]), row.stated[at].quantity.end
    if _CUE.search(row.text, begin, end):
        return True
    return row.text.find(_SHARE, row.begin(max(at - 1, 0)), begin) >= 0


def _may_be_reckoned(row: ToldRow, at: int, setting: Setting) -> bool:
    """Whether the number may be one that is computed, and of those that are told here."""
    told = row.stated[at]
    quantity, clause = told.quantity, row.clause(row.list_of(at)[0])
    if quantity.high is not None or not quantity.number:
        return False
    if not (_CUE.search(clause) or _CUE.search(told.written) or is_of_count(row, at, clause)):
        return False
    # 该校每百名学生2.21间: of a school whose other numbers stand elsewhere.
    whose, words = quantity.scope.whose, setting.words
    if whose in setting.lexicon.prose.others and not any(whose in word for word in words.per):
        return False
    # 计划采购300台，已到货240台，剩余70台: a rest is one, and so is what is done of a plan.
    planned = quantity.scope.period in setting.lexicon.prose.plans
    if planned and _SHARE not in clause and not _OF_PLAN.search(clause):
        return False
    text = told.part.text
    before = text[max(quantity.start - _NEAR, 0) : quantity.start]
    if any(word in clause for word in (*words.bounds, *words.elsewhere)):
        return False
    # 总人口40.88万人（不含流动人口）: so it is told, and so it is meant.
    before = _SAID_BEHIND.sub("", before)
    behind = text[quantity.end : quantity.end + _SHORT]
    return not any(word in before for word in words.less) and not _IS_BOUND.search(behind)


def _reckon(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    for way in _WAYS[row.stated[at].quantity.form]:
        yield from way(row, at, setting)
