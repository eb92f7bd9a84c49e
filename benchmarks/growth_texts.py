"""What `growth.py` measures of texts: each stage that reads one, with honest and hostile texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from typing import NamedTuple

from reportgen.assess.writing import check_writing
from reportgen.load.faults import ValueFault
from reportgen.load.pictures import picture_sources
from reportgen.load.values import parse_deadline, parse_value
from reportgen.load.yaml_edits import find_edit
from reportgen.load.yaml_tree import parse_yaml
from reportgen.model.facts import FactDictionary
from reportgen.model.report import Paragraph, Run
from reportgen.pipeline import Workshop
from reportgen.problems import Location, ReportgenError
from reportgen.quantities.claims import find_claims
from reportgen.sections.phrasing.clauses import connect_lines
from reportgen.sections.typed.markdown import find_passed_over, to_blocks
from reportgen.sections.typed.numbering import Numbering
from reportgen.sections.typed.rosters import gather_rosters
from reportgen.sections.typed.typed_text import arrange_typed
from reportgen.templating.source import read_source_tags
from reportgen.templating.tags import read_tags
from reportgen.words.duty import duty_label
from reportgen.words.marks import widen_marks
from reportgen.words.nearest import suggest
from reportgen.words.ordinals import find_enumeration_fault, strip_ordinal
from reportgen.words.place_names import plain_name
from reportgen.words.quoting import nest_quotes
from reportgen.words.typed_lines import clean_pasted, split_paragraphs
from reportgen.words.written_dates import read_dates, read_months

HONEST, ADVERSARIAL = "honest", "adversarial"
Task = Callable[[], object]


class Case(NamedTuple):
    """A stage, the kind of input and what it is, how to make ready for a size, the first size
    tried, and the largest that `bounded.limits` lets in.
    """

    stage: str
    kind: str
    told: str
    prepare: Callable[[int], Task]
    size: int = 1000
    most: int = 190_000


_SENTENCE = "学校现有学生880人，2023年原有教师49人，各项指标全部达标，详见附件1和《课程表》。"
HONEST_TEXTS: Mapping[str, str] = {
    "one line": _SENTENCE,
    "lines": f"{_SENTENCE}\n",
    "paragraphs": f"{_SENTENCE}\n\n",
    "bold": "**组织到位。** 学校成立了工作小组，每月开会研究一次工作。\n\n",
    "list": "- 成立了小组，每月*开会*\n",
    "headings": "## 办学条件\n\n学校占地三十亩。\n\n",
    "numbers": "1.成立小组\n2.每月开会\n",
    "table": "| 甲 | 乙 |\n",
}
"""What is said again and again to make an honest text."""


def repeat(text: str, size: int) -> str:
    """The text again and again, about `size` characters."""
    return text * (size // len(text) + 1)


# Of each pattern and each mark, what nearly matches it.
_PUMPS = (
    *("**甲乙", "**甲**", "*a_", "***a**b*", "_a ", "a* ", "\\", "\\*", "*", "`"),
    *("![", "![a](", "![a](<", "![![a](b)", "![](a(", "[", "(", "（", "“", "《", "<", "<a "),
    *("# 甲\n", "甲\n==\n", "> 甲\n", "> # 甲\n", ">", "- 甲\n", "- 甲\n\n", "- ", "  - 甲\n"),
    *("|-", "|", "|甲|\n", "a|b\n# c\n", "-", "- -\n", "1. 甲\n", "一、甲\n", "（一）甲\n"),
    *(" ", "\n", "\t", "\u3000", " \n", "a\n", "\u200b", "1", "0,", "1.1", "12 ", "I", "一"),
    *("教师12人，", "2023年", "达标", "指标3达标，", "共同", "领导", "尊敬的领导", "见附件《"),
    *("{", "{{", "{%", "{% if a %}", "{{ a }}", "{#", "组长：甲\n", "图1", "年", "2024-", "同"),
    *("不足", "其中", "- a: ", "a: [", '"', "'", "a #", "县", "某小学", ",", "。", "2024  "),
)
ADVERSARIAL_TEXTS: Mapping[str, Callable[[int], str]] = {
    **{repr(pump): partial(repeat, pump) for pump in _PUMPS},
    "table of one row": lambda size: "| 甲 | 乙 |\n|---|---|\n" + repeat("| a ", size),
    "one long item": lambda size: "- 甲\n" + repeat("  乙\n", size),
    "a salutation": lambda size: "尊敬的" + repeat("领导", size) + "甲",
    "separator": lambda size: "a|b\n" + repeat("-|", size) + "x",
    "deep list": lambda size: "\n".join(" " * 2 * at + "- 甲" for at in range(int(size**0.5))),
    "letters and blanks": lambda size: "2024" + " " * size + "x",
    "stars and blank": lambda size: "a **b " + "*" * size + " c",
}


def text_cases() -> Iterator[Case]:
    """Every stage with every text."""
    for stage, reads in {**_PROSE_STAGES, **dict(_value_stages())}.items():
        for told, text in HONEST_TEXTS.items():
            repeated = partial(repeat, text)
            yield Case(stage, HONEST, told, partial(_prepare, reads, repeated))
        for told, make in ADVERSARIAL_TEXTS.items():
            yield Case(stage, ADVERSARIAL, told, partial(_prepare, reads, make))


def _prepare(reads: Callable[[str], object], make: Callable[[int], str], size: int) -> Task:
    return partial(reads, make(size))


def _number(text: str) -> object:
    blocks = [Paragraph((Run(line),), 2) for line in text.split("\n")]
    return Numbering().number(gather_rosters(blocks))


def _claims(text: str) -> object:
    return find_claims(text, _dictionary().vocabulary.claims)


@cache
def _dictionary() -> FactDictionary:
    return Workshop().library.dictionary


def _write(text: str) -> object:
    return list(check_writing([(line, Location()) for line in text.split("\n")]))


def _edit(text: str) -> object:
    return find_edit(text, text.count("\n") // 2 + 1)


def _yaml(text: str) -> object:
    with suppress(ReportgenError):
        return parse_yaml("主要措施: |\n  " + text.replace("\n", "\n  "), "甲.yaml")
    return None


def _bare_yaml(text: str) -> object:
    with suppress(ReportgenError):
        return parse_yaml(text, "甲.yaml")
    return None


def _words(text: str) -> object:
    lines = text.split("\n")
    return [(strip_ordinal(each), find_enumeration_fault(each)) for each in lines]


_PROSE_STAGES: Mapping[str, Callable[[str], object]] = {
    "markdown": lambda text: to_blocks(text, {}, 2),
    "markdown in a cell": lambda text: to_blocks(text, {}, 2, True),
    "markdown passed over": find_passed_over,
    "typed text": lambda text: arrange_typed(text, 2),
    "pasted text": lambda text: split_paragraphs(clean_pasted(text)),
    "numbering, rosters": _number,
    "claims": _claims,
    "writing": _write,
    "ordinals": _words,
    "connecting clauses": connect_lines,
    "nested quotes": nest_quotes,
    "duty": duty_label,
    "marks between names": widen_marks,
    "nearest name": lambda text: suggest(text, ["在校生数", "专任教师数", text[::-1]]),
    "names of places": plain_name,
    "pictures named": lambda text: list(picture_sources(text)),
    "tags": read_tags,
    "tags of a source": lambda text: list(read_source_tags(text)),
    "yaml, a text": _yaml,
    "yaml": _bare_yaml,
    "yaml, mending": _edit,
}


def _value_stages() -> Iterator[tuple[str, Callable[[str], object]]]:
    facts = _dictionary().facts.values()
    for kind, fact in {fact.kind: fact for fact in facts}.items():
        yield f"a figure ({kind})", partial(_value, fact)
    yield "a date", lambda text: (read_dates(text), read_months(text))
    yield "a deadline", _deadline


def _value(fact: object, text: str) -> object:
    with suppress(ValueFault):
        return parse_value(text, fact)  # type: ignore[arg-type]
    return None


def _deadline(text: str) -> object:
    with suppress(ValueFault):
        return parse_deadline(text)
    return None
