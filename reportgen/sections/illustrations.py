"""The pictures that a school shows (插图) → in the chapters and below the headings they name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.report import Block, CaptionedPicture, Heading, Paragraph, Run, Section
from reportgen.model.school import School
from reportgen.problems import Problem, warning
from reportgen.sections.typed.numbering import bare_caption, next_figure
from reportgen.words.nearest import ask_nearest
from reportgen.words.ordinals import strip_ordinal

Blocks = tuple[Block, ...]

# More pictures than these are not named one by one.
_NAMED = 3
_SENTENCE_ENDS = ("。", "；", "！")
_REFERS = late_regex(r"[见如]下?图(?!书)")


class Illustrating:
    """Puts the pictures of a school into its report, each in the first place that it names."""

    def __init__(self, school: School) -> None:
        self._pictures = school.pictures
        self._left = [each for each in school.illustrations if each.source in school.pictures]

    def illustrate(self, blocks: Blocks, names: Collection[str]) -> Blocks:
        """The blocks of a part of the report with the pictures that belong there.

        One placed at one of the part's `names` stands at its end, one placed at a heading at the
        end of what stands below that heading.
        """
        found: dict[int, list[CaptionedPicture]] = {}
        for each in tuple(self._left):
            place = _find_place(each.place, blocks, names)
            if place is not None:
                self._left.remove(each)
                shown = CaptionedPicture(self._pictures[each.source], each.caption)
                found.setdefault(place, []).append(shown)
        return tuple(_put_in(blocks, found)) if found else blocks


def _put_in(blocks: Blocks, found: Mapping[int, Sequence[CaptionedPicture]]) -> Iterator[Block]:
    yield from found.get(0, ())
    for at, block in enumerate(blocks, 1):
        pictures = found.get(at, ())
        yield block
        yield from _reference(block, pictures)
        yield from pictures


def _reference(above: Block, pictures: Sequence[CaptionedPicture]) -> Iterator[Paragraph]:
    """The sentence that names the numbered ones of these pictures, by itself: what stands above may
    be an item about something else. Nothing where that refers to them.
    """
    captions = [bare_caption(each.caption) for each in pictures if each.caption]
    text = _plain(above) if isinstance(above, Paragraph) else "。"
    if not captions or not text.endswith(_SENTENCE_ENDS) or _REFERS.search(text):
        return
    named = [f"{caption}见{next_figure(at)}" for at, caption in enumerate(captions, 1)]
    if len(named) > _NAMED:
        named = [f"图片见{next_figure(1)}至{next_figure(len(named))}"]
    yield Paragraph((Run(f"{'，'.join(named)}。"),))


def _plain(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _find_place(place: str, blocks: Blocks, names: Collection[str]) -> int | None:
    """Before which block the picture stands, or None if it belongs to another part."""
    wanted = strip_ordinal(place)
    if wanted and wanted in map(strip_ordinal, names):
        return len(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and strip_ordinal(block.text) == wanted:
            return _end_below(block, at, blocks)
    return None


def _end_below(heading: Heading, at: int, blocks: Blocks) -> int:
    """Where what stands below that heading ends."""
    for place, block in enumerate(blocks[at + 1 :], at + 1):
        if isinstance(block, Heading) and block.level <= heading.level:
            return place
    return len(blocks)


def check_illustrations(school: School, sections: Iterable[Section]) -> Iterator[Problem]:
    """A warning for each picture that no chapter and no heading of the report has a place for."""
    if not school.illustrations:
        return
    blocks = [block for section in sections for block in section.blocks]
    headings = (strip_ordinal(each.text) for each in blocks if isinstance(each, Heading))
    known = tuple(dict.fromkeys(headings))
    shown = [block for block in blocks if isinstance(block, CaptionedPicture)]
    for each in school.illustrations:
        picture = school.pictures.get(each.source)
        # Captions have numbers by now.
        caption = bare_caption(each.caption)
        placed = (at for at in shown if at.picture == picture and at.caption.endswith(caption))
        if picture is not None and not any(placed):
            told = f"报告里没有“{each.place}”这一章" if each.place else "没有写放在哪一章"
            hint = ask_nearest(each.place, known, "“位置”请写章节的名称，如 主要措施")
            yield warning("unplaced_picture", f"{told}，这张图片没有用上", each.location, hint)
