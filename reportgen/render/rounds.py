"""What stands in a loop of a template → its own in each round: bookmarks, footnotes, endnotes and
comments under numbers of their own, and lists that count from the beginning.

A template without such loops is known when it is compiled: its documents are not looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from jinja2 import nodes

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.fields import BOOKMARK_NAMING
from reportgen.ooxml.list_beginnings import list_beginnings
from reportgen.templating.tree_walk import nodes_in

_TARGET = "reportgen-round"
_MARK = late_regex(rf"<\?{_TARGET}([ \d]*)\?>")
_OWN_IDS = late_regex(r' w14:(?:paraId|textId)="[^"]*"|<w:id w:val="-?\d+"/>')
_OWN = (" w14:", "<w:id ")
_REPEATED = ("<w:bookmarkStart", "<w:footnoteReference", "<w:endnoteReference", "<w:comment")
_PARAGRAPH = late_regex(r"<w:p[ >]")
_LISTED = "<w:numPr>"
_NUMBERING = late_regex(r'<w:numPr>(?:<w:ilvl w:val="(\d)"/>)?<w:numId w:val="(\d+)"/>')
_LIST_USE = late_regex(rf'{_MARK.pattern}|<w:numId w:val="(\d+)"/>')
_ID = late_regex(r'(?<=\sw:id=")-?\d+(?=")')
_NAME = late_regex(r'(?<=\sw:name=")[^"]*(?=")')
_BOOKMARK = late_regex(r"<w:bookmark(Start|End)\s[^>]*>")
_LONGEST_NAME = 40
_NOTE = r"<w:(?:{0})\s[^>]*>"
_NOTE_USES = {
    "footnote": late_regex(_NOTE.format("footnoteReference")),
    "endnote": late_regex(_NOTE.format("endnoteReference")),
    "comment": late_regex(_NOTE.format("commentRangeStart|commentRangeEnd|commentReference")),
}
NOTES = tuple(_NOTE_USES)
"""The kinds of notes, as their parts and elements are called."""


def mark_rounds(tree: nodes.Template) -> bool:
    """Whether anything in a loop of the template needs its own each round; a mark then stands at
    the beginning of each.

    Numbers that only tell an element from others, and which Word gives itself, go.
    """
    marked, inner = False, nodes_in(tree, (nodes.For, nodes.TemplateData))
    numbered = any(map(_has_own_ids, inner))
    for loop in (each for each in inner if isinstance(each, nodes.For)):
        text = _text(loop.body)
        lists = _own_lists(text)
        if lists or any(sign in text for sign in _REPEATED):
            marked = True
            mark = f"<?{_TARGET} {' '.join(lists)}?>"
            loop.body.insert(0, nodes.Output([nodes.TemplateData(mark)], lineno=loop.lineno))
        for data in nodes_in(loop, nodes.TemplateData) if numbered else ():
            data.data = _OWN_IDS.sub("", data.data)
    return marked


def _has_own_ids(node: nodes.Node) -> bool:
    return isinstance(node, nodes.TemplateData) and any(sign in node.data for sign in _OWN)


def _text(body: Sequence[nodes.Node]) -> str:
    """The template's own text, what stands in an inner loop twice."""
    return "".join(map(_text_of, body))


def _text_of(node: nodes.Node) -> str:
    match node:
        case nodes.Output():
            return "".join(each.data for each in node.nodes if isinstance(each, nodes.TemplateData))
        case nodes.If():
            return _text([*node.body, *node.elif_, *node.else_])
        case nodes.For():
            return _text(node.body) * 2 + _text(node.else_)
        case _:
            return ""


def _own_lists(text: str) -> tuple[str, ...]:
    """The numbers of the lists that a round begins anew: it has two or more of their items, and
    something before the first.

    Where a round is one item, or items alone, the loop makes one list that counts on.
    """
    if _LISTED not in text:
        return ()
    items: dict[str, list[int]] = defaultdict(list)
    first: dict[str, int] = {}
    for at, paragraph in enumerate(_PARAGRAPH.split(text)[1:]):
        if found := _NUMBERING.search(paragraph):
            items[found[2]].append(int(found[1] or 0))
            first.setdefault(found[2], at)
    return tuple(
        number
        for number, levels in items.items()
        if first[number] and levels.count(min(levels)) > 1
    )


def own_bookmarks(text: str) -> str:
    """The text with each bookmark that recurs under a number and a name of its own; links and
    fields of a round lead to those of the round.
    """
    if text.count("<w:bookmarkStart") < 2:
        return text
    numbers, names = _Numbers(_ids(_BOOKMARK, text)), _Names(_names(text))
    rounds = re.split(f"(?=<\\?{_TARGET})", text)
    return "".join(_own_in_round(each, numbers, names) for each in rounds)


def _ids(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for tag in pattern.finditer(text):
        if found := _ID.search(tag[0]):
            yield found[0]


def _names(text: str) -> Iterator[str]:
    for tag in _BOOKMARK.finditer(text):
        if found := _NAME.search(tag[0]):
            yield found[0]


class _Numbers:
    """Numbers of elements: the first use of one keeps it, later ones get free ones."""

    def __init__(self, taken: Iterator[str]) -> None:
        self._last = max((int(each) for each in taken), default=0)
        self._owns: dict[str, list[str]] = {}
        self._uses: Counter[tuple[str, str]] = Counter()

    def own(self, element: str, number: str) -> str:
        """The number of the next such element: elements that are used together get the same."""
        at = self._uses[element, number]
        self._uses[element, number] += 1
        owns = self._owns.setdefault(number, [number])
        if at == len(owns):
            self._last += 1
            owns.append(str(self._last))
        return owns[min(at, len(owns) - 1)]

    def copies(self) -> Iterator[tuple[str, str]]:
        """Each number that recurs, with each that stands for it."""
        for number, owns in self._owns.items():
            for own in owns[1:]:
                yield number, own


class _Names:
    """Names of bookmarks: as `_Numbers`, and the one by which the last is known."""

    def __init__(self, taken: Iterator[str]) -> None:
        self._taken = set(taken)
        self._seen: set[str] = set()
        self.now: dict[str, str] = {}

    def own(self, name: str) -> str:
        """The name of the next bookmark of that name."""
        own, number = name, 1
        while name in self._seen and own in self._taken:
            number += 1
            ending = f"_{number}"
            own = f"{name[: _LONGEST_NAME - len(ending)]}{ending}"
        self._seen.add(name)
        self._taken.add(own)
        self.now[name] = own
        return own


def _own_in_round(text: str, numbers: _Numbers, names: _Names) -> str:
    def rename(tag: re.Match[str]) -> str:
        numbered = _ID.sub(lambda found: numbers.own(tag[1], found[0]), tag[0])
        return _NAME.sub(lambda found: names.own(found[0]), numbered)

    text = _BOOKMARK.sub(rename, text)
    if all(name == own for name, own in names.now.items()):
        return text
    return BOOKMARK_NAMING.sub(lambda found: _renamed(found[0], names.now), text)


def _renamed(code: str, now: Mapping[str, str]) -> str:
    return re.sub(r"[^\s<>\"]+", lambda found: now.get(found[0], found[0]), code)


class Repeated(NamedTuple):
    """The parts of a template that hold what its loops repeat: the names of the body's, of each
    kind of notes, and of the numbering's (empty: none).

    `lists` are the elements that make a list again, by its number; `still` are those of the parts
    that are the same in every document otherwise.
    """

    document: str
    notes: Mapping[str, str]
    numbering: str
    lists: Mapping[str, str]
    still: Mapping[str, bytes]


def find_repeated(document: str, saved: Mapping[str, bytes], rendered: Iterable[str]) -> Repeated:
    """The parts of the package `saved` whose body is `document`; `rendered` are the names of those
    that change with the values.
    """
    related = _related(document, saved)
    notes = {kind: related[f"{kind}s"] for kind in NOTES if f"{kind}s" in related}
    numbering = related.get("numbering", "")
    lists = list_beginnings(saved[numbering]) if numbering else {}
    names = {*notes.values(), *([numbering] if lists else ())}.difference(rendered)
    still = {name: _as_written_here(saved[name]) for name in saved if name in names}
    return Repeated(document, notes, numbering, lists, still)


def _as_written_here(part: bytes) -> bytes:
    """The part in UTF-8, its attributes in double quotes."""
    from lxml import etree

    written: bytes = etree.tostring(etree.fromstring(part), encoding="UTF-8", standalone=True)
    return written


def _related(document: str, saved: Mapping[str, bytes]) -> dict[str, str]:
    """The names of the parts that the body relates to, by what they are to it."""
    from lxml import etree

    path = PurePosixPath(document)
    relations = saved.get(f"{path.parent}/_rels/{path.name}.rels", b"<none/>")
    found = {}
    for each in etree.fromstring(relations):
        target = each.get("Target", "")
        name = target[1:] if target.startswith("/") else str(path.parent / target)
        if name in saved:
            found[each.get("Type", "").rpartition("/")[2]] = name
    return found


def own_each_round(
    parts: Sequence[tuple[str, bytes]], repeated: Repeated
) -> list[tuple[str, bytes]]:
    """The parts of a document, and those that stood still, with what loops repeat made each
    round's own.
    """
    made = {name: data.decode() for name, data in (*parts, *repeated.still.items())}
    body = own_bookmarks(made[repeated.document])
    for kind, name in repeated.notes.items():
        body, made[name] = _own_notes(body, made[name], kind)
    lists = _Lists(repeated.lists)
    body = _LIST_USE.sub(lists.pass_by, body)
    if lists.added:
        made[repeated.numbering] = _with_lists(made[repeated.numbering], lists.added)
    made[repeated.document] = _MARK.sub("", body)
    return [(name, text.encode()) for name, text in made.items()]


def _own_notes(body: str, notes: str, kind: str) -> tuple[str, str]:
    numbers = _Numbers(_ids(re.compile(_NOTE.format(kind)), notes))

    def own(tag: re.Match[str]) -> str:
        element = tag[0].split(maxsplit=1)[0]
        return _ID.sub(lambda found: numbers.own(element, found[0]), tag[0])

    body = _NOTE_USES[kind].sub(own, body)
    copies = "".join(_copy(notes, kind, *pair) for pair in numbers.copies())
    end = f"</w:{kind}s>"
    return body, notes.replace(end, f"{copies}{end}")


def _copy(notes: str, kind: str, number: str, own: str) -> str:
    """The note of that number again, under its own; empty where there is none."""
    pattern = rf'<w:{kind}\s(?:[^>]*\s)?w:id="{number}"[^>]*>.*?</w:{kind}>'
    found = re.search(pattern, notes, re.S)
    if found is None:
        return ""
    plain = _BOOKMARK.sub("", _OWN_IDS.sub("", found[0]))
    return _ID.sub(own, plain, count=1)


class _Lists:
    """The lists of a body as its uses are gone through: those that begin anew get a new number."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.added: list[str] = []
        self._known = known
        self._last = max(map(int, known), default=0)
        self._now: dict[str, str] = {}
        # Whether each marked list was used since its last mark, and those that are to begin anew.
        self._used: dict[str, bool] = {}
        self._anew: set[str] = set()

    def pass_by(self, found: re.Match[str]) -> str:
        """What stands for a mark, or for a list's number."""
        if found[2] is None:
            self._mark(found[1].split())
            return found[0]
        return f'<w:numId w:val="{self._own(found[2])}"/>'

    def _mark(self, numbers: Sequence[str]) -> None:
        self._anew.update(each for each in numbers if self._used.get(each) and each in self._known)
        self._used.update(dict.fromkeys(numbers, False))

    def _own(self, number: str) -> str:
        if number in self._used:
            self._used[number] = True
        if number in self._anew:
            self._anew.remove(number)
            self._last += 1
            self._now[number] = str(self._last)
            self.added.append(self._known[number].replace("?", str(self._last), 1))
        return self._now.get(number, number)


def _with_lists(numbering: str, added: Sequence[str]) -> str:
    at = numbering.rindex("</w:num>") + len("</w:num>")
    return f"{numbering[:at]}{''.join(added)}{numbering[at:]}"
