"""The texts of a template as they stand in Word → its tags as whoever typed them sees them.

Blanks of other kinds are blanks in a tag, what nobody sees is not there, and a tag that an equation
holds in pieces is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.ooxml.namespaces import MATH, W
from reportgen.templating.tags import read_tags

_MATH = f"{{{MATH}}}"
_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ODD = late_regex(f"[{_BLANKS}{_UNSEEN}]")
_TRIGGERS = (b"<m:t", b"&#")
_QUOTED = late_regex(r"\"[^\"]*\"|'[^']*'|“[^”]*”")
_PLAIN = str.maketrans(dict.fromkeys(_BLANKS, " "))


def tidy_tags(part: Any, written: bytes) -> None:
    """Put the tags of a part of a package right, whose bytes are `written`; a part that needs
    nothing stays as it is.
    """
    if b"{" not in written or not _may_need(written):
        return
    if hasattr(part, "_element"):
        tidy_in(part._element)
        return
    from lxml import etree

    root = etree.fromstring(written)
    if tidy_in(root):
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _may_need(written: bytes) -> bool:
    if any(each in written for each in _TRIGGERS):
        return True
    # One sign is found sooner in a text than its bytes are, or any of them by a pattern.
    text = "" if written.isascii() else written.decode("utf-8", "replace")
    return any(each in text for each in (*_BLANKS, *_UNSEEN))


def tidy_in(root: Any) -> bool:
    """The same within the element; whether anything was changed."""
    groups = (*_texts_of_paragraphs(root), *_texts_of_equations(root))
    changed = [_tidy(texts, joined=math) for math, texts in groups]
    return any(changed)


def _texts_of_paragraphs(root: Any) -> Iterator[tuple[bool, list[Any]]]:
    for paragraph in root.iter(f"{W}p"):
        yield (
            False,
            [text for text in paragraph.iter(f"{W}t") if _paragraph_of(text) is paragraph],
        )


def _paragraph_of(text: Any) -> Any:
    return next(text.iterancestors(f"{W}p"), None)


def _texts_of_equations(root: Any) -> Iterator[tuple[bool, list[Any]]]:
    """The texts of runs that stand side by side."""
    holders = dict.fromkeys(run.getparent() for run in root.iter(f"{_MATH}r"))
    for holder in holders:
        runs = (run for run in holder if run.tag == f"{_MATH}r")
        yield True, [text for run in runs for text in run.iter(f"{_MATH}t")]


def _tidy(texts: Sequence[Any], *, joined: bool) -> bool:
    """Put right the tags in texts that follow each other; `joined`: each tag in one of them."""
    before = [text.text or "" for text in texts]
    whole = "".join(before)
    if "{" not in whole or not (joined or _ODD.search(whole)):
        return False
    owners = [number for number, text in enumerate(before) for _ in text]
    after = [[] for _ in texts]  # type: list[list[str]]
    for number, sign in _tidied(whole, owners, joined=joined):
        after[number].append(sign)
    changed = ["".join(signs) for signs in after]
    for text, now, was in zip(texts, changed, before, strict=True):
        if now != was:
            text.text = now
    return changed != before


def _tidied(whole: str, owners: Sequence[int], *, joined: bool) -> Iterator[tuple[int, str]]:
    """The signs that remain, each with the number of its text."""
    kept = [at for at, sign in enumerate(whole) if sign not in _UNSEEN]
    seen = "".join(whole[at] for at in kept)
    done = 0
    for tag in read_tags(seen.translate(_PLAIN)).tags:
        first, end = kept[tag.start], kept[tag.start + len(tag.text) - 1] + 1
        yield from ((owners[at], whole[at]) for at in range(done, first))
        written = _with_plain_blanks(seen[tag.start : tag.start + len(tag.text)])
        for at, sign in zip(kept[tag.start :], written, strict=False):
            yield owners[first] if joined else owners[at], sign
        done = end
    yield from ((owners[at], whole[at]) for at in range(done, len(whole)))


def _with_plain_blanks(tag: str) -> str:
    """The tag with its blanks plain, but for those in a text that it prints."""
    pieces, at = [], 0
    for quoted in _QUOTED.finditer(tag):
        pieces += [tag[at : quoted.start()].translate(_PLAIN), quoted[0]]
        at = quoted.end()
    return "".join([*pieces, tag[at:].translate(_PLAIN)])
