"""Lines of roles that a clerk typed (组长：…, 成员：…) → the roster that they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.report import Block, Paragraph, Roster, RosterLine
from reportgen.words.padding import pad_words

_HEAD = r"(?:第一|常务|执行|名誉)?副?(?:组长|主任|总指挥|指挥长)"
_ROLE = late_regex(rf"({_HEAD}|成员|组员|顾问|秘书长?|联络员)[：:][ \u3000]*(?=\S)")
# A remark in brackets, and how long a name with its post is at most.
_REMARK, _LONGEST_NAME = late_regex(r"（[^（）]*）|\([^()]*\)"), 10
_BLANKS = late_regex(r"^\S[ \u3000]+\S[^：:]{0,4}(?=[：:])")


def is_head(role: str) -> bool:
    """Whether whoever has the role leads the group, alone or for another."""
    return re.match(_HEAD, role) is not None


def gather_rosters(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, in which two or more lines of roles in a row are a roster."""
    gathered: list[tuple[Paragraph, RosterLine]] = []
    for block in blocks:
        line = _role_line(block) if isinstance(block, Paragraph) else None
        if line is not None and isinstance(block, Paragraph):
            gathered.append((block, line))
        else:
            yield from _settle(gathered)
            gathered = []
            yield block
    yield from _settle(gathered)


def _settle(gathered: Sequence[tuple[Paragraph, RosterLine]]) -> Iterator[Block]:
    lines = [line for _, line in gathered]
    if len(lines) < 2 or not re.match(_HEAD, lines[0].role):
        yield from (paragraph for paragraph, _ in gathered)
        return
    roles = pad_words([line.role for line in lines])
    yield Roster(tuple(line._replace(role=role) for line, role in zip(lines, roles, strict=True)))


def _role_line(paragraph: Paragraph) -> RosterLine | None:
    """The role and who has it; None for any other paragraph."""
    if len(paragraph.runs) != 1:
        return None
    text = _BLANKS.sub(lambda match: re.sub(r"[ \u3000]", "", match[0]), paragraph.runs[0].text)
    found = _ROLE.match(text)
    if not found or _is_sentence(text[found.end() :]):
        return None
    return RosterLine(found[1], text[found.end() :])


def _is_sentence(members: str) -> bool:
    """Whether more is said of the members than their names: 甲、乙等，加强对各项工作的领导。"""
    said = _REMARK.sub("", members).rstrip("。；")
    clauses = re.split("[，,。；;]", said)
    alone = (each for each in clauses if "、" not in each)
    more = len(clauses) > 1
    return more and (clauses[0].endswith("等") or any(len(each) > _LONGEST_NAME for each in alone))
