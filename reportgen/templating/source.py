"""The tags of a text, whole and broken → the faults of each by itself and of all together, and
one tree to walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.templating.blocks import BELONGS, BLOCKS, Fault, Matched, Statement, match_blocks
from reportgen.templating.faults import CHINESE_TAGS, explain_syntax, find_unknown_uses
from reportgen.templating.tags import Tag, TagFault, read_tags
from reportgen.words.nearest import find_nearest

_PARSED = re.compile(
    r"\{(?P<brace>[{%])[-+]?(?:(?P<prefix>p|tr|tc|r) )?(?P<inner>.*?)[-+]?[}%]\}\Z", re.DOTALL
)
_WORDS = "|".join(sorted((*BLOCKS, *BELONGS), key=len, reverse=True))
# The statement that a tag was to be whose braces are wrong.
_MEANT = re.compile(rf"(?:\b(?P<prefix>p|tr|tc)\s+)?\b(?P<inner>(?:{_WORDS})\b[^{{}}｛｝%％#＃]*)")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_OTHER_FILES = ("include", "import", "from", "extends")
_TARGET = re.compile(r"\w+\s+([\w\s,]+?)\s+in\b")
_KNOWN = (*BLOCKS, *BELONGS)


class SourceTag(NamedTuple):
    """A tag of a template: where it begins in its text, all of it, and what it says.

    `number` counts the tags from 1. `prefix` is docxtpl's p, tr, tc or r. A `broken` one is not
    whole: `inner` is what it was meant to say, as far as that can be told. `of_cell` is one that
    docxtpl knows in a table's cell.
    """

    number: int
    start: int
    text: str
    brace: str
    prefix: str
    inner: str
    broken: bool = False
    of_cell: bool = False

    @property
    def is_statement(self) -> bool:
        """Whether it is a `{% … %}`."""
        return self.brace == "%"

    @property
    def statement(self) -> Statement:
        """What it says, with its number for a line."""
        return Statement(self.inner, self.number)


class SourceCheck(NamedTuple):
    """What is wrong with the tags, by their numbers as lines; the blocks they make; and, as far as
    they can be read, all of them as one tree.
    """

    faults: tuple[Fault, ...]
    matched: Matched
    tree: nodes.Template | None


class _Spelt(NamedTuple):
    """A tag as jinja2 can read it, and what was wrong with it. `is_stranger`: nothing tells what
    it was to be.
    """

    source: str
    fault: Fault | None = None
    is_stranger: bool = False


def read_source_tags(text: str, *, straighten: bool = False) -> Iterator[SourceTag]:
    """The tags in `text` but for comments, all numbered 0; `straighten` reads Chinese quotation
    marks as straight.
    """
    found = read_tags(text)
    marks: list[Tag | TagFault] = [*found.tags, *found.faults]
    marks.sort(key=lambda mark: mark.start if isinstance(mark, Tag) else mark.at)
    done = 0
    for mark in marks:
        if isinstance(mark, Tag):
            done = mark.start + len(mark.text)
            tag = _whole(mark, straighten)
        else:
            tag = _meant(
                mark, text[mark.at :] if mark.is_opening else text[done : mark.at], straighten
            )
        if tag:
            yield tag


def _whole(tag: Tag, straighten: bool) -> SourceTag | None:
    parsed = _PARSED.match(tag.text)
    if not parsed:
        return None
    return SourceTag(
        0, tag.start, tag.text, parsed["brace"], parsed["prefix"] or "", _said(parsed, straighten)
    )


def _meant(fault: TagFault, text: str, straighten: bool) -> SourceTag | None:
    parsed = _MEANT.search(text)
    if not parsed:
        return None
    return SourceTag(
        0, fault.at, text, "%", parsed["prefix"] or "", _said(parsed, straighten), broken=True
    )


def _said(parsed: re.Match[str], straighten: bool) -> str:
    inner = parsed["inner"].replace("\n", " ").strip()
    return inner.translate(_STRAIGHT) if straighten else inner


def check_source(tags: Sequence[SourceTag], environment: Environment) -> SourceCheck:
    """What is wrong with the tags of one template, numbered from 1 in their order, other than
    names.
    """
    tags = _without_raw(tags)
    spelt = [_spell(tag, environment) for tag in tags]
    matched = match_blocks(
        [_guess(tag).statement for tag in tags if tag.is_statement and not tag.of_cell]
    )
    both = zip(tags, spelt, strict=True)
    faults = [
        each.fault._replace(line=tag.number) for tag, each in both if each.fault and not tag.broken
    ]
    # What was to be a tag of a block and is not known leaves another without its half: that is one
    # mistake.
    faults += matched.faults[sum(each.is_stranger for each in spelt) :]
    tree = _parse_all(spelt, matched, environment)
    if tree is not None:
        faults += find_unknown_uses(tree, environment)
    return SourceCheck(tuple(faults), matched, tree)


def _without_raw(tags: Sequence[SourceTag]) -> Sequence[SourceTag]:
    """The tags with those blanked that are printed as they are, from a raw to its endraw."""
    kept: list[SourceTag] = []
    raw: list[SourceTag] = []
    for tag in tags:
        word = tag.statement.word if tag.is_statement else ""
        if not raw and word != "raw":
            kept.append(tag)
            continue
        raw.append(tag)
        if word == "endraw":
            kept += [each._replace(brace="%", inner="", of_cell=True) for each in raw]
            raw = []
    return [*kept, *raw]


def _guess(tag: SourceTag) -> SourceTag:
    """The tag with the word that a misspelt one was to be."""
    word = tag.statement.word
    if word in _KNOWN:
        return tag
    loop = "for" if _TARGET.match(tag.inner) else ""
    meant = CHINESE_TAGS.get(word) or loop or find_nearest(word, _KNOWN)
    return tag._replace(inner=f"{meant}{tag.inner[len(word) :]}") if meant else tag


def _spell(tag: SourceTag, environment: Environment) -> _Spelt:
    """The tag on one line, as jinja2 knows it."""
    if tag.of_cell:
        printed = tag.inner.partition(" ")[2]
        return _parsed(f"{{{{ {printed} }}}}", environment) if printed else _Spelt("")
    if not tag.is_statement:
        return _parsed(f"{{{{ {tag.inner} }}}}", environment)
    word = tag.statement.word
    source = f"{{% {tag.inner} %}}"
    if word in _OTHER_FILES:
        message = "模板不能引用别的文件（include、import、extends）"
        return _Spelt("", Fault(message, "请把要引用的内容直接写在这里", word=word))
    if word == "raw":
        # One that has its end is blank by now.
        hint = "请在照原样印的内容后面补上“{% endraw %}”，或删去这个标签"
        return _Spelt("", Fault("“{% raw %}”没有配对的“endraw”", hint, word=word))
    if word == "elif":
        return _parsed(source, environment, before="{% if 1 %}", after="{% endif %}")
    if word in BELONGS:
        return _Spelt(source)
    if tag.statement.opens:
        return _parsed(source, environment, _harmless(tag), after=f"{{% end{word} %}}")
    guess = _guess(tag)
    spelt = _parsed(source, environment, _harmless(guess))
    return spelt._replace(is_stranger=spelt.is_stranger and guess is tag)


def _harmless(tag: SourceTag) -> str:
    """A tag that opens the same block and asks for nothing, with the loop's variable where there
    is one.
    """
    target = _TARGET.match(tag.inner)
    word = tag.statement.word
    if word == "for":
        return f"{{% for {target[1] if target else '_'} in [] %}}"
    return (
        "{% if 1 %}"
        if word == "if"
        else f"{{% {word} %}}"
        if word in BELONGS and word != "elif"
        else ""
    )


def _parsed(
    source: str, environment: Environment, instead: str = "", before: str = "", after: str = ""
) -> _Spelt:
    """The source, or, where it cannot be parsed between `before` and `after`, what stands
    `instead` of it.
    """
    whole = f"{before}{source}{after}"
    try:
        environment.parse(whole)
    except TemplateSyntaxError as cause:
        fault = explain_syntax(cause, whole, environment)
        return _Spelt(instead, fault, is_stranger="unknown tag" in (cause.message or ""))
    return _Spelt(source)


def _parse_all(
    spelt: Sequence[_Spelt], matched: Matched, environment: Environment
) -> nodes.Template | None:
    """All the tags as one template, a line each; what lacks its other half is left out or
    closed.
    """
    last = len(spelt) + 1
    ends: dict[int, str] = {}
    for line, word in matched.ends:
        ends[min(line, last)] = ends.get(min(line, last), "") + f"{{% {word} %}}"
    lines = [
        ends.get(number, "") + ("" if number in matched.strays else each.source)
        for number, each in enumerate(spelt, 1)
    ]
    try:
        return environment.parse("\n".join([*lines, ends.get(last, "")]))
    except TemplateSyntaxError:
        # Told already: each tag was parsed by itself, and the blocks were matched.
        return None
