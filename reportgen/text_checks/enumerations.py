"""一是…二是…, 第一，…第二，…: passages that are counted in words, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import begun_by, late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral, write_numeral

_SAID = late_regex(
    rf"(?:^|(?<=[。；，：、！？…\s“（—]))(?:(?P<n>[{NUMERAL_SIGNS}]{{1,3}})(?P<kind>是|要)(?![一-龥]?[，、]?[{NUMERAL_SIGNS}]+[个项条是])"
    rf"|第(?P<nth>[{NUMERAL_SIGNS}]{{1,3}})(?P<mark>[，、：])"
    r")|(?P<word>首先|其次|再次|最后)(?:是|，|要|、)?"
)
_CUE = late_regex(
    begun_by(
        f"{NUMERAL_SIGNS}第首其再最",
        rf"[{NUMERAL_SIGNS}][是要]|第[{NUMERAL_SIGNS}]{{1,3}}[，、：]|首先|其次|再次|最后",
    )
)
_FIRST_WORDS = {"首先": 1}
_NEXT_WORDS = frozenset({"其次", "再次"})
# （一）…；（二）…： within a paragraph, or at its beginning, where it is a heading that goes on.
_BRACKETED = late_regex(rf"(?:^|(?<=[。；：，]))\s*[（(](?P<n>[{NUMERAL_SIGNS}]{{1,3}})[）)]")
_BRACKET_CUE = late_regex(rf"[（(](?<=[。；：，].)[{NUMERAL_SIGNS}]{{1,3}}[）)]")
_NTH = "第"
_HINT = "请补上漏写的，或把序次改得连续"


class _Said(NamedTuple):
    """A counting word: which one, of which kind, and where it stands; `last` of the words that end
    a row (最后).
    """

    part: TextPart
    start: int
    end: int
    value: int
    kind: str

    @property
    def words(self) -> str:
        return self.part.text[self.start : self.end]


def check_enumerations(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A row that leaves one out, says one twice, begins at another than the first or goes on in
    other words; a row of one alone.
    """
    last: dict[str, _Said] = {}
    ordered: _Said | None = None
    newest: _Said | None = None
    for each in _all_said(text):
        if each.kind == "":
            if newest is not None and _goes_on_otherwise(newest, each):
                yield _mixed(newest, each, each)
            ordered = each if each.value == 1 else None
            continue
        before = last.get(each.kind)
        fault = _fault(each, before, ordered)
        if fault is not None:
            yield fault
        if each.value == 1 and before is not None and before.value == 1:
            yield _alone(before)
        last[each.kind] = newest = each
        ordered = None if each.value > 1 else ordered
    yield from (_alone(each) for each in last.values() if each.value == 1)
    yield from _find_bracketed(text)


def _find_bracketed(text: ReadText) -> Iterator[TextFinding]:
    """A row of （一）…；（二）… in one paragraph that leaves one out, or says one twice."""
    for part in text.parts_with(_BRACKET_CUE):
        before = 0
        for found in _BRACKETED.finditer(part.text):
            value = read_numeral(found["n"]) or 0
            if before and value not in (before + 1, 1):
                said, expected = found[0].strip(), f"（{write_numeral(before + 1)}）"
                message = f"“（{write_numeral(before)}）”之后是“{said}”，应为“{expected}”"
                span = found.end() - len(said), found.end()
                yield remind(TextRule.ENUMERATION, part, span, message, _HINT)
            before = value


def _all_said(text: ReadText) -> Iterator[_Said]:
    for part in text.parts_with(_CUE):
        for found in _SAID.finditer(part.text):
            if found["word"]:
                yield _Said(part, *found.span(), _FIRST_WORDS.get(found["word"], 0), "")
                continue
            value = read_numeral(found["n"] or found["nth"])
            kind = found["kind"] or _NTH
            if value and value <= 20:
                yield _Said(part, *found.span(), value, kind)


def _fault(each: _Said, before: _Said | None, ordered: _Said | None) -> TextFinding | None:
    value = before.value if before is not None else 0
    if each.value in (value + 1, 1):
        return None
    if ordered is not None and ordered.part is each.part and each.value == 2:
        return _mixed(ordered, each)
    if each.value == value:
        return _tell(each, f"“{each.words}”说了两次")
    expected = _write(each, value + 1)
    # 教师一要学习，二要研究: the first stands within a clause.
    if _write(each, each.value - 1) in each.part.text[: each.start]:
        return None
    if before is None or not value or each.value < value:
        return _tell(each, f"“{each.words}”前面没有“{_write(each, each.value - 1)}”")
    return _tell(each, f"“{before.words}”之后是“{each.words}”，没有“{expected}”")


def _goes_on_otherwise(newest: _Said, each: _Said) -> bool:
    """Whether 其次要 stands where 三要 was to be: a new sentence may begin a row of its own."""
    between = each.part.text[newest.end : each.start]
    is_next = newest.part is each.part and each.words[:2] in _NEXT_WORDS
    return is_next and newest.value > 1 and "。" not in between


def _mixed(ordered: _Said, each: _Said, at: _Said | None = None) -> TextFinding:
    message = f"“{ordered.words}”之后是“{each.words}”，序次语不一致"
    hint = "请改成“一是…二是…”，或“首先…其次…”"
    at = at or ordered
    return remind(TextRule.ENUMERATION, at.part, (at.start, at.end), message, hint)


def _write(each: _Said, value: int) -> str:
    numeral = write_numeral(value)
    return f"{_NTH}{numeral}" if each.kind == _NTH else f"{numeral}{each.kind}"


def _alone(each: _Said) -> TextFinding:
    return _tell(each, f"只有“{each.words}”，没有“{_write(each, 2)}”")


def _tell(each: _Said, message: str) -> TextFinding:
    return remind(TextRule.ENUMERATION, each.part, (each.start, each.end), message, _HINT)
