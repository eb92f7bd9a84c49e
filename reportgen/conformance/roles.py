"""A formatted document → what each paragraph is: title, 主送机关, heading, body, 附件说明, 署名,
成文日期.

People type documents without styles: the number at a paragraph's beginning tells most, then the
style's name, then where it stands. Where none tells, the paragraph is `OTHER` and nothing is said
of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reportgen.conformance.document import FormattedDocument, FormattedParagraph
from reportgen.conformance.imprint_words import imprint_kind
from reportgen.conformance.manuscript import (
    LONGEST_TITLE,
    Manuscript,
    ParagraphRole,
    RecognisedParagraph,
)
from reportgen.conformance.settling import settle_form_lines, settle_items, with_surroundings
from reportgen.late_regex import late_regex
from reportgen.words.chinese_numerals import DIGITS, NUMERAL_SIGNS
from reportgen.words.ordinals import Ordinal, find_ordinal

_LONGEST_HEADING, _LONGEST_NAME = 45, 40
# Where a title or a date may be looked for.
_OPENING, _CLOSING, _IMPRINT = 12, 12, 5

DOCUMENT_NUMBER = late_regex(
    r"\S{1,12}\s*[〔\[［（(【]\s*[12]\d{3}\s*[〕\]］）)】]\s*+第?\s*+\d+\s*号(?:\s+签\s*发\s*人.*|(?:\s+[^\s，。；：]{2,8}){1,2})?$"
)
DATE = late_regex(
    rf"[（(]?\s*+([12]\d{{3}}|[〇○{DIGITS}]{{4}})\s*+[年./．\-—]\s*+([\d〇{NUMERAL_SIGNS}]{{1,3}})"
    rf"\s*+(?:[月./．\-—]\s*+([\d{NUMERAL_SIGNS}]{{1,3}})?\s*+日?)?\s*+[）)]?$"
)
_ANNEX = late_regex(rf"附\s*+件\s*+[0-9０-９{NUMERAL_SIGNS}]{{0,3}}\s*+[:：]?$")
_ATTACHMENT = late_regex(
    rf"附\s*+件\s*+[:：]"
    rf"|附\s*+件\s*+[0-9０-９{NUMERAL_SIGNS}]{{1,2}}(?:\s*+[:：.．、]|\s)\s*+\S"
)
_ADDRESSED = late_regex(
    r"(局|厅|部|委|会|府|组|办|办公室|处|科|校|院|站|室|中心|单位|领导|同志|同仁|专家|老师|们|学区|街道|镇|乡)(?:[\]］】〕）)]?([:：]))?$"
)
_STOPPED = late_regex(r"[。；;！!？?]")
_RUNS_ON = late_regex(r"如下|以下|下列|下面")
_CAPTION = late_regex(rf"[表图]\s*[0-9０-９{NUMERAL_SIGNS}]+")
_NOTE = late_regex(
    r"(注|备注|说明|资料来源|数据来源|填[报表](单位|人|日期|时间)|联系(人|电话))\s*[:：]"
)
_ASIDE_STYLES = ("caption", "题注", "footnote")
_CONTENTS = late_regex(r"^目\s*录$|^.{1,60}?(?:\t|[.…·]{2,})\s*\d{1,3}$")
# 组　长：…, its second line under the first name: a list of members, as our own rosters are.
_ROSTER_LINE = late_regex(r"[^，。；：:]{1,10}[：:]\S")
_BULLET = late_regex("[•●■◆▪▲★√☆○◇□–·*-]")
_TITLE_WORDS = late_regex(
    r"(报告|总结|汇报|材料|方案|计划|通知|请示|函|意见|情况|说明|办法|规定|制度|台账|[^，。]表)[）)]?$"
)
_FORM_TITLE = late_regex(r"(表|台账|清单|名册|目录)([（(][^（()）]*[）)])?$")
_RED = late_regex(r"[C-F][0-9A-F][0-3][0-9A-F][0-3][0-9A-F]")


def recognise(document: FormattedDocument) -> Manuscript:
    """The manuscript; empty paragraphs are not part of it, but whether one stands before is
    kept.
    """
    told = [each for each in document.paragraphs if each.text]
    roles: dict[int, ParagraphRole] = {}
    end = _mark_annexes(told, roles)
    start = _mark_opening(told[:end], roles)
    _mark_closing(told[:end], start, roles)
    _mark_imprint(told, start, roles)
    parts = (_part(told, at, roles.get(at)) for at in range(len(told)))
    settled = settle_form_lines(settle_items(parts))
    return Manuscript(document, tuple(with_surroundings(settled, document)))


def is_form(manuscript: Manuscript) -> bool:
    """Whether it is called a table or a ledger and has neither chapters nor a date at its end."""
    title = "".join(part.text for part in manuscript.of(ParagraphRole.TITLE))
    told = (ParagraphRole.HEADING, ParagraphRole.ITEM, ParagraphRole.DATE)
    return bool(_FORM_TITLE.search(title)) and not manuscript.of(*told)


def _mark_annexes(told: Sequence[FormattedParagraph], roles: dict[int, ParagraphRole]) -> int:
    """Marks what follows the first line that says 附件1 and nothing else; gives where that is."""
    starts = [
        at
        for at, each in enumerate(told)
        if _ANNEX.match(each.text) and each.text.rstrip(":：") and at
    ]
    starts = [at for at in starts if told[at].text[-1] not in ":：" or told[at].new_page]
    if not starts:
        return len(told)
    for at in range(starts[0], len(told)):
        roles[at] = ParagraphRole.ANNEX
    for at in starts:
        roles[at] = ParagraphRole.ANNEX_NUMBER
        if at + 1 < len(told) and roles.get(at + 1) is ParagraphRole.ANNEX:
            roles[at + 1] = ParagraphRole.ANNEX_TITLE
    return starts[0]


def _mark_opening(told: Sequence[FormattedParagraph], roles: dict[int, ParagraphRole]) -> int:
    """Marks 版头, title and 主送机关; gives where the body begins."""
    at = _head_end(told)
    roles |= dict.fromkeys(range(at), ParagraphRole.HEAD)
    at = _skip_contents(told, at, roles)
    end = _title_end(told, at)
    roles |= dict.fromkeys(range(at, end), ParagraphRole.TITLE)
    at = end
    while end and at < len(told) and _is_subtitle(told[at]):
        roles[at] = ParagraphRole.OTHER
        at += 1
    at = _skip_contents(told, at, roles)
    if at < len(told) and _is_addressee(told[at], titled=end > 0):
        roles[at] = ParagraphRole.ADDRESSEE
        at += 1
    return at


def _skip_contents(
    told: Sequence[FormattedParagraph], start: int, roles: dict[int, ParagraphRole]
) -> int:
    """Marks a table of contents that begins there; gives where it ends."""
    end = _while(told, start, _is_contents)
    roles |= dict.fromkeys(range(start, end), ParagraphRole.OTHER)
    return end


def _is_contents(paragraph: FormattedParagraph) -> bool:
    """A line of a table of contents, or its title, by its style or by the page number behind it."""
    named = any(word in paragraph.style for word in ("toc", "目录", "contents"))
    return named or bool(_CONTENTS.search(paragraph.text))


def _head_end(told: Sequence[FormattedParagraph]) -> int:
    numbered = [at for at, each in enumerate(told[:_OPENING]) if DOCUMENT_NUMBER.match(each.text)]
    red = [at for at, each in enumerate(told[:3]) if is_red(each.look.colour)]
    annexed = [0] if told and _ANNEX.match(told[0].text) else []
    return max((*numbered, *red, *annexed), default=-1) + 1


def is_red(colour: str) -> bool:
    """Whether a colour in hexadecimal digits is that of a red head."""
    return bool(_RED.fullmatch(colour))


def _title_end(told: Sequence[FormattedParagraph], start: int) -> int:
    """Behind the title's last paragraph; `start` where there is none."""
    opening = told[start : start + _OPENING]
    named = [at for at, each in enumerate(opening[:4], start) if _has_title_style(each)]
    if named and named[0] == start:
        return _while(told, start, _has_title_style)
    if not opening or not _is_titlelike(opening[0].text):
        return start
    first = opening[0]
    if first.shape.align == "center":
        return _while(told, start, lambda each: _goes_on(first, each))
    stands_out = (
        first.look.size > max(each.look.size for each in opening[1:]) if opening[1:] else False
    )
    return start + 1 if stands_out or _TITLE_WORDS.search(first.text) else start


def _has_title_style(paragraph: FormattedParagraph) -> bool:
    name = paragraph.style.replace(" ", "")
    return name in ("title", "标题", "文章标题", "公文标题", "大标题", "主标题")


def _is_titlelike(text: str) -> bool:
    """Short, no sentence, no number before it."""
    sentence = text[-1] in "：:；;，,、" or "。" in text[:-1]
    return len(text) <= LONGEST_TITLE and not sentence and not find_ordinal(text)


def _goes_on(first: FormattedParagraph, other: FormattedParagraph) -> bool:
    same = other.shape.align == "center" and other.look.size == first.look.size
    return same and _is_titlelike(other.text) and not DATE.match(other.text)


def _while(
    told: Sequence[FormattedParagraph], start: int, holds: Callable[[FormattedParagraph], bool]
) -> int:
    return next((at for at in range(start, len(told)) if not holds(told[at])), len(told))


def _is_subtitle(paragraph: FormattedParagraph) -> bool:
    """The office, the date or a second title under the first."""
    text = paragraph.text
    centred = paragraph.shape.align == "center" and _is_titlelike(text)
    return bool(centred or DATE.match(text) or text.startswith("——")) and len(text) <= _LONGEST_NAME


def _is_addressee(paragraph: FormattedParagraph, *, titled: bool) -> bool:
    """Whoever a report goes to; the colon may have been forgotten by who stands flush left below a
    title.
    """
    text = paragraph.text
    found = _ADDRESSED.search(text)
    if found is None or len(text) > _LONGEST_NAME or _RUNS_ON.search(text):
        return False
    shape = paragraph.shape
    flush = shape.align not in ("center", "right", "end") and shape.left + shape.first <= 0
    named = flush and paragraph.typed[:1].strip() and not _STOPPED.search(text)
    numbered = find_ordinal(text) is not None or _heading_level(paragraph)
    return bool(found[2] or (titled and named and not numbered))


def _mark_closing(
    told: Sequence[FormattedParagraph], start: int, roles: dict[int, ParagraphRole]
) -> None:
    """Marks 成文日期, 署名 above it, 附件说明 above that; what follows the date is left alone."""
    tail = range(max(start + 1, len(told) - _CLOSING), len(told))
    at = next((at for at in reversed(tail) if DATE.match(told[at].text)), len(told))
    if at < len(told):
        roles |= dict.fromkeys(range(at + 1, len(told)), ParagraphRole.OTHER)
        roles[at] = ParagraphRole.DATE
        if at - 1 > start and _is_signature(told[at - 1]):
            at -= 1
            roles[at] = ParagraphRole.SIGNATURE
    first = next(
        (each for each in reversed(range(start, at)) if _ATTACHMENT.match(told[each].text)), at
    )
    if all(_is_attachment(each.text) for each in told[first:at]):
        roles |= dict.fromkeys(range(first, at), ParagraphRole.ATTACHMENT)


def _mark_imprint(
    told: Sequence[FormattedParagraph], start: int, roles: dict[int, ParagraphRole]
) -> None:
    """Marks the lines of a 版记 at the end."""
    for at in range(max(start, len(told) - _IMPRINT), len(told)):
        if imprint_kind(told[at].text) is not None:
            roles[at] = ParagraphRole.IMPRINT


def _is_signature(paragraph: FormattedParagraph) -> bool:
    text = paragraph.text
    plain = len(text) <= _LONGEST_NAME and not any(sign in text for sign in "。；;：:")
    return plain and not _ATTACHMENT.match(text) and not find_ordinal(text)


def _is_attachment(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and "。" not in text[:-1]


def _part(
    told: Sequence[FormattedParagraph], at: int, role: ParagraphRole | None
) -> RecognisedParagraph:
    """The paragraph with its role, found by its number, style and place where it is not yet
    known.
    """
    paragraph = told[at]
    if role is not None:
        return RecognisedParagraph(
            paragraph,
            role,
            ordinal=find_ordinal(paragraph.text) if role is ParagraphRole.ATTACHMENT else None,
        )
    ordinal = find_ordinal(paragraph.text)
    if _is_contents(paragraph):
        return RecognisedParagraph(paragraph, ParagraphRole.OTHER)
    if ordinal is not None and not paragraph.bullet:
        return _marked(paragraph, ordinal)
    if _is_aside(paragraph):
        return RecognisedParagraph(paragraph, ParagraphRole.OTHER)
    if paragraph.bullet or _BULLET.match(paragraph.text) or _is_roster_line(paragraph):
        return RecognisedParagraph(paragraph, ParagraphRole.LIST)
    if level := _heading_level(paragraph):
        return RecognisedParagraph(paragraph, ParagraphRole.HEADING, level)
    plain = paragraph.shape.align not in ("center", "right", "end")
    return RecognisedParagraph(paragraph, ParagraphRole.BODY if plain else ParagraphRole.OTHER)


def _is_roster_line(paragraph: FormattedParagraph) -> bool:
    return paragraph.shape.first < 0 and bool(_ROSTER_LINE.match(paragraph.text))


def _heading_level(paragraph: FormattedParagraph) -> int:
    """The level that style or outline names; 0 for none."""
    named = re.fullmatch(r"(?:heading|标题)\s*([1-4])", paragraph.style)
    level = int(named[1]) if named else paragraph.outline
    return level if level <= 4 and len(paragraph.text) <= LONGEST_TITLE else 0


def _is_aside(paragraph: FormattedParagraph) -> bool:
    """Captions, notes and tables of contents."""
    text, style = paragraph.text, paragraph.style
    short = len(text) <= LONGEST_TITLE
    named = style.startswith(("表", "图")) or any(word in style for word in _ASIDE_STYLES)
    beside = paragraph.before_table and paragraph.shape.align == "center"
    return named or (short and bool(_CAPTION.match(text) or beside)) or bool(_NOTE.match(text))


def _marked(paragraph: FormattedParagraph, ordinal: Ordinal) -> RecognisedParagraph:
    """A heading, a heading that its text runs on from, or a numbered passage of the body."""
    text = paragraph.text
    stop = text.find("。", ordinal.end)
    whole = stop in (-1, len(text) - 1)
    heading = bool(_heading_level(paragraph))
    fits = (
        len(text) <= LONGEST_TITLE
        if ordinal.level < 3
        else len(text) <= _LONGEST_HEADING and text[-1] != "。"
    )
    if not whole and stop <= _LONGEST_HEADING and ordinal.level < 3:
        return RecognisedParagraph(
            paragraph, ParagraphRole.HEADING, ordinal.level, ordinal, stop + 1
        )
    if heading or (whole and fits and text[-1] not in "；;，,"):
        return RecognisedParagraph(paragraph, ParagraphRole.HEADING, ordinal.level, ordinal)
    return RecognisedParagraph(paragraph, ParagraphRole.ITEM, ordinal.level, ordinal)
