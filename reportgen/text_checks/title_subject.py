"""A title that is of one thing, and a first paragraph that announces the report of another:
优质均衡 and 基本均衡.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

_ANNOUNCED = late_regex(r"(?:现将|现就|特将|将)[^。；\n]{2,80}?如下")
_HEAD, _FULL_STOP = 2, "。"
_HINT = "请核对，使标题和正文说的一致"


def check_title_subject(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both."""
    titles = [part for part in text.parts[:_HEAD] if _FULL_STOP not in part.text]
    said = _ANNOUNCED.search(text.whole)
    if not titles or said is None:
        return
    at = text.part_at(said.start())
    begin = said.start() - text.begins[at]
    for pair in known.dictionary.vocabulary.things.subjects:
        one, other = pair.split("/")
        for mine, its in ((one, other), (other, one)):
            title = next((part for part in titles if mine in part.text), None)
            if title and its not in title.text and its in said[0] and mine not in said[0]:
                first, second = title.text.index(mine), text.parts[at].text.index(its, begin)
                yield from remind_of_both(
                    TextRule.CLAIMS_DIFFER,
                    SaidWords(title, first, first + len(mine)),
                    SaidWords(text.parts[at], second, second + len(its)),
                    _HINT,
                )
