"""The lines of a phrase → connected text.

A line is a clause. A clause with a hole is left out, and what is left is joined as if it had never
been there: marks, leads (`学生中有｜`), 其中 and the ends of sentences follow what is said.
"""

from __future__ import annotations

from collections.abc import Callable

from reportgen.late_regex import late_regex
from reportgen.model.sourced_text import without_marks
from reportgen.named_tuple import NamedTuple
from reportgen.sections.phrasing.filters import HOLE

LEAD = "\ue001"
"""Stands for the ｜ of a phrase's source; a private character, so that no value holds it."""
PARAGRAPH = "\u2029"
"""Stands for a blank line of a phrase's source; a line that a tag leaves empty parts nothing."""

_SENTENCE_ENDS = "。！？；："
_CLAUSE_ENDS = _SENTENCE_ENDS + "，、"
_OPEN_ENDS = ("；", "，", "、")
_AMONG = "其中"
_PART = late_regex(r"其中[，：]?")
_INNER_END = late_regex(r"[。！？；：](?=.)")
_STUMP = 30


class Said(NamedTuple):
    """A paragraph; `subject` is what it begins with for want of one before it."""

    text: str
    subject: str


def connect_lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a phrase's text, without those of which nothing is left.

    One short sentence is no paragraph: it stands with another such after it, else it ends the
    paragraph before it, else it begins the next.
    """
    said = [each for each in map(_join_clauses, text.split(PARAGRAPH)) if each.text]
    if len(said) > 1:
        said = _join(_join(said, _are_stumps), _are_uneven)
    return tuple([each.text for each in said])


def is_stump(text: str) -> bool:
    """Whether the paragraph is one short sentence."""
    return len(without_marks(text)) <= _STUMP and _INNER_END.search(text) is None


def _join(paragraphs: list[Said], belong: Callable[[str, str], bool]) -> list[Said]:
    joined = paragraphs[:1]
    for said in paragraphs[1:]:
        if belong(joined[-1].text, said.text):
            joined[-1] = _append(joined[-1], said)
        else:
            joined.append(said)
    return joined


def _are_stumps(before: str, after: str) -> bool:
    return is_stump(before) and is_stump(after)


def _are_uneven(before: str, after: str) -> bool:
    """Whether one of the two cannot stand alone; only the first of all is never joined before."""
    return is_stump(before) or is_stump(after)


def _append(before: Said, said: Said) -> Said:
    """The two as one; a subject that both begin with is said once."""
    same = before.subject if before.subject == said.subject else ""
    rest = said.text.removeprefix(same)
    if same and is_stump(before.text):
        return Said(f"{before.text.removesuffix('。')}；{rest}", before.subject)
    return Said(before.text + rest, before.subject)


def _join_clauses(text: str) -> Said:
    text = text.strip()
    if not ("\n" in text or HOLE in text or LEAD in text or text.startswith(_AMONG)):
        return Said(_as_sentence(text), "")
    paragraph = _Paragraph()
    for line in text.split("\n"):
        if line := line.strip():
            paragraph.add(line)
    return Said(paragraph.text(), paragraph.spoken)


def _as_sentence(clause: str) -> str:
    """A single clause that is said, as a paragraph; nothing if it is but marks."""
    body = clause.rstrip(_CLAUSE_ENDS)
    ends = body and clause[-1] in _SENTENCE_ENDS and clause[-1] not in _OPEN_ENDS
    return body and body + (clause[-1] if ends else "。")


class _Paragraph:
    """What has been said of a paragraph so far; a sentence of which nothing is left is empty."""

    def __init__(self) -> None:
        self.spoken = ""
        self._sentences: list[str] = []
        self._clauses: list[str] = []
        self._subject = ""
        self._lead = ""
        # The lead of a list of which nothing was said: parts of it may still be.
        self._unused = ""
        self._said = False
        self._is_open = False

    def add(self, line: str) -> None:
        """One more line."""
        clause = self._without_lead(line)
        if not clause:
            return
        self._is_open = True
        if HOLE in clause or not clause.rstrip(_CLAUSE_ENDS):
            self._lose(clause)
        else:
            self._say(clause)
        if clause[-1] != "、":
            self._unused, self._lead = self._lead, ""
        if clause[-1] in _SENTENCE_ENDS:
            self._close(clause[-1])

    def text(self) -> str:
        """All that was said, closed by a full stop where it would stay open."""
        if self._is_open:
            self._close("。")
        said = [each for each in self._sentences if each]
        if said and said[-1].endswith("：") and not self._sentences[-1]:
            # What the sentence announces has vanished.
            said.pop()
        whole = "".join(said)
        return whole[:-1] + "。" if whole.endswith(_OPEN_ENDS) else whole

    def _without_lead(self, line: str) -> str:
        """The line's clause; its lead is kept for the first item of the list that is said, a lead
        on a line of its own for the first clause of the paragraph.
        """
        if LEAD in line:
            lead, _, clause = line.partition(LEAD)
            lead = "" if HOLE in lead else lead
            self._subject, self._lead = (self._subject, lead) if clause else (lead, "")
            return clause
        if line.startswith(_AMONG) and (part := _PART.match(line)):
            self._lead = part[0] if self._said else self._unused
            return line[part.end() :]
        return line

    def _lose(self, clause: str) -> None:
        """A list ends with its last item that is said: the 、 after it gives way."""
        self._said = self._said and HOLE not in clause
        if self._clauses and clause[-1] != "、":
            self._clauses[-1] = self._clauses[-1].rstrip("、")

    def _say(self, clause: str) -> None:
        self._clauses.append(self._subject + self._lead + clause)
        if len(self._clauses) == 1 and not any(self._sentences):
            self.spoken = self._subject
        self._subject = self._lead = ""
        self._said = True

    def _close(self, end: str) -> None:
        marked = [each if each[-1] in _CLAUSE_ENDS else f"{each}，" for each in self._clauses[:-1]]
        last = [each.rstrip(_CLAUSE_ENDS) + end for each in self._clauses[-1:]]
        self._sentences.append("".join((*marked, *last)))
        self._clauses, self._is_open, self._unused = [], False, ""
