"""The tags of a text, whole and broken → the faults of each and of all, and one tree to walk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.templating.blocks import (
    BELONGS,
    BLOCKS,
    Fault,
    MatchedBlocks,
    Statement,
    match_blocks,
)
from reportgen.templating.faults import (
    CELL_TAGS,
    CHINESE_TAGS,
    HALF_WIDTH,
    OTHER_FILE,
    WORD_TAGS,
    explain_syntax,
    find_unknown_uses,
)
from reportgen.templating.lost_sets import find_lost_sets
from reportgen.templating.mending import explain_foreign, mend
from reportgen.templating.tags import Tag, TagFault, read_tags
from reportgen.words.nearest import find_nearest

_PARSED = late_regex(
    r"\{(?P<brace>[{%])[-+]?(?:(?P<prefix>p|tr|tc|r) )?(?P<inner>.*?)[-+]?[}%]\}\Z", re.DOTALL
)
_WORDS = "|".join(sorted((*BLOCKS, *BELONGS), key=len, reverse=True))
# The statement that a tag was to be whose braces are wrong.
_MEANT = late_regex(rf"(?:\b(?P<prefix>p|tr|tc)\s+)?\b(?P<inner>(?:{_WORDS})\b[^{{}}｛｝%％#＃]*)")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_NO_ENDRAW = Fault(
    "“{% raw %}”没有配对的“endraw”",
    "请在照原样印的内容后面补上“{% endraw %}”，或删去这个标签",
)
# A raw that has its end is blank before its tags are looked at.
_REFUSED = {"raw": _NO_ENDRAW} | dict.fromkeys(("include", "import", "from", "extends"), OTHER_FILE)
_TARGET = late_regex(r"\w++\s++([\w,]++(?:\s++(?!in\b)[\w,]++)*+)\s++in\b")
_LONGEST = 1000
_OPENING, _MARK_SIZE = late_regex(r"[{｛][{｛%％#＃]"), 2
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
    """The faults of the tags, with their numbers for lines, their blocks, and all as one tree.

    The tree is None if the tags cannot be read together.
    """

    faults: tuple[Fault, ...]
    matched: MatchedBlocks
    tree: nodes.Template | None


class _Spelt(NamedTuple):
    """A tag as jinja2 can read it, and its fault; `is_stranger`: what it meant is unknown."""

    source: str
    fault: Fault | None = None
    is_stranger: bool = False


def read_source_tags(text: str, *, straighten: bool = False) -> Iterator[SourceTag]:
    """The tags in `text` but for comments, all numbered 0.

    `straighten` reads Chinese quotation marks as straight ones.
    """
    found = read_tags(text)
    marks: list[Tag | TagFault] = [*found.tags, *found.faults]
    marks.sort(key=lambda mark: mark.start if isinstance(mark, Tag) else mark.at)
    done = 0
    for mark in marks:
        if isinstance(mark, Tag):
            tag, done = _whole(mark, straighten), mark.start + len(mark.text)
        else:
            rest = _around(mark, text, done)
            tag, done = _meant(mark, rest, straighten), mark.at
        if tag:
            yield tag


def _around(fault: TagFault, text: str, done: int) -> str:
    """What stands behind a mark that opens, up to the next such, or before one that closes, from
    the last mark on; as far as the tag that it was to be may reach.
    """
    if fault.is_opening:
        beyond = fault.at + _LONGEST
        following = _OPENING.search(text, fault.at + _MARK_SIZE, beyond)
        return text[fault.at : following.start() if following else beyond]
    return text[max(done, fault.at - _LONGEST) : fault.at]


def _whole(tag: Tag, straighten: bool) -> SourceTag | None:
    parsed = _PARSED.match(tag.text)
    if not parsed:
        return None
    prefix, inner = parsed["prefix"] or "", _said(parsed, straighten)
    return SourceTag(0, tag.start, tag.text, parsed["brace"], prefix, inner)


def _meant(fault: TagFault, text: str, straighten: bool) -> SourceTag | None:
    parsed = _MEANT.search(text)
    if not parsed:
        return None
    prefix, inner = parsed["prefix"] or "", _said(parsed, straighten)
    return SourceTag(0, fault.at, text, "%", prefix, inner, broken=True)


def _said(parsed: re.Match[str], straighten: bool) -> str:
    inner = parsed["inner"].replace("\n", " ").strip()
    return inner.translate(_STRAIGHT) if straighten else inner


def check_source(tags: Sequence[SourceTag], environment: Environment) -> SourceCheck:
    """What is wrong with the tags of one template, which are numbered from 1; names apart."""
    tags = _without_raw(tags)
    spelt = [_spell(tag, environment) for tag in tags]
    statements = [tag for tag in tags if tag.is_statement and not tag.of_cell]
    matched = match_blocks([_guess(tag).statement for tag in statements])
    faults = _spelling_faults(tags, spelt)
    # An unknown tag may have been half of a block, whose other half is no second mistake.
    faults += matched.faults[sum(each.is_stranger for each in spelt) :]
    tree = _parse_all(spelt, matched, environment)
    if tree is not None:
        faults += (*find_unknown_uses(tree, environment), *find_lost_sets(tree))
    return SourceCheck(tuple(faults), matched, tree)


def _spelling_faults(tags: Sequence[SourceTag], spelt: Sequence[_Spelt]) -> list[Fault]:
    return [
        each.fault._replace(line=tag.number)
        for tag, each in zip(tags, spelt, strict=True)
        if each.fault and not tag.broken
    ]


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
    """The tag on one line, as jinja2 knows it, and how to mend it where that is certain."""
    if not tag.is_statement and (foreign := explain_foreign(tag.inner)):
        return _Spelt("", foreign)
    spelt = _spell_as_written(tag, environment)
    if spelt.fault is None or tag.broken:
        return spelt

    def reads(inner: str) -> bool:
        return _spell_as_written(tag._replace(inner=inner), environment).fault is None

    mended = mend(tag.inner, reads)
    return spelt._replace(fault=_with_remedy(spelt.fault, tag, mended)) if mended else spelt


def explain_tag(text: str, environment: Environment) -> Fault | None:
    """What is wrong with a tag by itself, and how to mend it; None where nothing is, and for those
    of cells.
    """
    tags = (tag._replace(number=1) for tag in read_source_tags(text, straighten=True))
    found = (_spell(tag, environment).fault for tag in tags if tag.statement.word not in CELL_TAGS)
    return next(filter(None, found), None)


def _with_remedy(fault: Fault, tag: SourceTag, mended: str) -> Fault:
    opening, closing = ("{%", "%}") if tag.is_statement else ("{{", "}}")
    whole = f"{opening}{tag.prefix} {mended} {closing}"
    hint = f"{HALF_WIDTH}，写成 {whole}" if fault.hint == HALF_WIDTH else f"请写成 {whole}"
    return fault._replace(hint=hint)


def _spell_as_written(tag: SourceTag, environment: Environment) -> _Spelt:
    if tag.of_cell:
        printed = tag.inner.partition(" ")[2]
        return _parsed(f"{{{{ {printed} }}}}", environment) if printed else _Spelt("")
    if not tag.is_statement:
        return _parsed(f"{{{{ {tag.inner} }}}}", environment)
    word = tag.statement.word
    if word in _REFUSED:
        return _Spelt("", _REFUSED[word]._replace(word=word))
    return _spell_statement(tag, word, environment)


def _spell_statement(tag: SourceTag, word: str, environment: Environment) -> _Spelt:
    source = f"{{% {tag.inner} %}}"
    if word == "elif":
        return _parsed(source, environment, before="{% if 1 %}", after="{% endif %}")
    if word == "else" and tag.inner != word:
        return _Spelt("{% else %}", _MUCH_ELSE._replace(word=tag.inner))
    if word in BELONGS:
        return _Spelt(source)
    if fault := _misused(tag, word):
        return _Spelt("", fault, is_stranger=word in WORD_TAGS)
    if tag.statement.opens:
        return _parsed(source, environment, _harmless(tag), after=f"{{% end{word} %}}")
    guess = _guess(tag)
    spelt = _parsed(source, environment, _harmless(guess))
    return spelt._replace(is_stranger=spelt.is_stranger and guess is tag)


def _misused(tag: SourceTag, word: str) -> Fault | None:
    """A tag of Word that is written with a blank before its prefix, or with what belongs beside
    it.
    """
    rest = tag.inner[len(word) :].strip()
    if word in WORD_TAGS and rest:
        message = f"“{{%{word}”的写法不对，“{{%”和“{word}”之间不能有空格"
        return Fault(message, f"要写成 {{%{word} {rest} %}}", word=word)
    if word == _MERGE and rest:
        return Fault(
            f"“{_MERGE}”后面不写内容", f"请写成 {{% {_MERGE} %}}{{{{ {rest} }}}}", word=word
        )
    return None


_MERGE = "合并"
_MUCH_ELSE = Fault("“else”后面不写内容", "要写另一个条件，请写成 {% elif 条件 %}")


def _harmless(tag: SourceTag) -> str:
    """A tag that opens the same block and asks for nothing; a loop keeps its variable."""
    target = _TARGET.match(tag.inner)
    word = tag.statement.word
    if word == "for":
        return f"{{% for {target[1] if target else '_'} in [] %}}"
    if word == "if":
        return "{% if 1 %}"
    return f"{{% {word} %}}" if word in BELONGS and word != "elif" else ""


def _parsed(
    source: str, environment: Environment, instead: str = "", before: str = "", after: str = ""
) -> _Spelt:
    """The source, or `instead` if it cannot be parsed between `before` and `after`."""
    whole = f"{before}{source}{after}"
    try:
        environment.parse(whole)
    except TemplateSyntaxError as cause:
        fault = explain_syntax(cause, whole, environment)
        return _Spelt(instead, fault, is_stranger="unknown tag" in (cause.message or ""))
    return _Spelt(source)


def _parse_all(
    spelt: Sequence[_Spelt], matched: MatchedBlocks, environment: Environment
) -> nodes.Template | None:
    """All the tags as one template, a line each; stray ones are left out, open blocks closed."""
    last = len(spelt) + 1
    ends = _ends_by_line(matched, last)
    lines = [
        ends.get(number, "") + ("" if number in matched.strays else each.source)
        for number, each in enumerate(spelt, 1)
    ]
    try:
        return environment.parse("\n".join([*lines, ends.get(last, "")]))
    except TemplateSyntaxError:
        # Told already: each tag was parsed by itself, and the blocks were matched.
        return None


def _ends_by_line(matched: MatchedBlocks, last: int) -> dict[int, str]:
    """The tags that close open blocks, by the line before which they stand."""
    ends: dict[int, str] = {}
    for beyond, word in matched.ends:
        line = min(beyond, last)
        ends[line] = ends.get(line, "") + f"{{% {word} %}}"
    return ends
