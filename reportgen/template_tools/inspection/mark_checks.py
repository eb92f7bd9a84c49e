"""What Word and WPS leave in a template besides its text → what is read all the same, and what
is not filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from reportgen.late_regex import late_regex
from reportgen.ooxml.comments import read_comments
from reportgen.ooxml.revisions import count_revisions, paragraphs_to_revision
from reportgen.render.bindings import bound_contents
from reportgen.render.checking import Where
from reportgen.render.places import Finding, WordPlace
from reportgen.render.reading import SourceParagraph, SourceRun, read_markup
from reportgen.template_tools.inspection.subject import InspectedPart, Subject, TagUse
from reportgen.templating.name_hints import find_dotted
from reportgen.templating.tags import read_tags

COMMENT_AUTHOR = "模板检查"
"""Who the comments are by that the check itself writes."""

_SMART = late_regex("[“”‘’]")
_BOX = "文本框"
_COMMENTS, _ENDNOTES = late_regex(r"word/comments\d*\.xml"), late_regex(r"word/endnotes\d*\.xml")
_OTHERS = (
    (late_regex(r"word/charts/.*\.xml"), "图表"),
    (late_regex(r"word/diagrams/.*\.xml"), "SmartArt 图形"),
    (late_regex(r"docProps/(?:app|custom)\.xml"), "文档属性（自定义）"),
)
_MARKUP = late_regex(r"<[^>]*>")


def check_quotes(subject: Subject) -> Iterator[Finding]:
    """Chinese quotation marks in a tag, which are read as straight ones."""
    for part, use in _all_uses(subject):
        misspelt = any(fault.line == use.number for fault in part.checked.faults)
        if _SMART.search(use.tag.text) and not (use.tag.broken or misspelt):
            message = f"“{use.tag.text}”里用了中文引号，已经当作英文引号读"
            hint = "不改也能用；想改，就换成英文输入法的引号"
            yield part.where.at(
                "template_quotes", message, hint, use.entry, use.tag.start
            ).as_warning()


def check_runs(subject: Subject) -> Iterator[Finding]:
    """Tags in several pieces: those that look different are told one by one, the others
    together.
    """
    unseen: list[tuple[InspectedPart, TagUse]] = []
    for part, use in _all_uses(subject):
        looks = _looks(use)
        if len(set(looks)) > 1:
            message = f"“{use.tag.text}”的字不是一种格式，填进去的内容只用第一个字的格式"
            hint = "请选中整个标签，设成同一种字体、字号"
            yield part.where.at(
                "template_split", message, hint, use.entry, use.tag.start
            ).as_warning()
        elif len(looks) > 1:
            unseen.append((part, use))
    if unseen:
        part, use = unseen[0]
        number = f"这里和别处共有 {len(unseen)} 个标签" if len(unseen) > 1 else "这个标签"
        message = f"{number}被 Word 或 WPS 存成了几截，照常能填"
        hint = "不用改"
        yield part.where.at("template_split", message, hint, use.entry, use.tag.start).as_warning()


def _looks(use: TagUse) -> list[str]:
    """The looks of the runs that the tag stands in."""
    if not isinstance(use.entry, SourceParagraph):
        return []
    start, end, at = use.tag.start, use.tag.start + len(use.tag.text), 0
    looks = []
    for run in use.entry.runs:
        if _overlaps(run, at, start, end):
            looks.append(run.look)
        at += len(run.text)
    return looks


def _overlaps(run: SourceRun, at: int, start: int, end: int) -> bool:
    return bool(run.text) and at < end and at + len(run.text) > start


def check_revisions(subject: Subject) -> Iterator[Finding]:
    """Tracked changes that are still there: what is struck out does not count, what was put in
    does.
    """
    for part in subject.parts:
        xml = _decoded(subject.package.get(part.where.member, b""))
        if number := count_revisions(xml):
            message = (
                f"有 {number} 处修订还没有接受或拒绝：删去的不算，插入的算，报告里不留修订的痕迹"
            )
            hint = "请在“审阅”里逐处接受或拒绝，再保存"
            place = _first_revision(part, xml)
            # The same paragraph once the changes are accepted, as far as it is still there.
            shown = (each for each in part.reading.paragraphs if each.text)
            at = next((each.number for each in shown if each.place_at(0).text == place.text), -1)
            yield part.where.finding("template_revisions", message, hint, place, at).as_warning()


def _first_revision(part: InspectedPart, xml: str) -> WordPlace:
    before = paragraphs_to_revision(xml)
    paragraphs = read_markup(xml, part.where.part).paragraphs
    return (
        paragraphs[before - 1].place_at(0)
        if 0 < before <= len(paragraphs)
        else WordPlace(part.where.part)
    )


def check_boxes(subject: Subject) -> Iterator[Finding]:
    """Tags in text boxes, which do not grow with what is filled in."""
    told: set[int] = set()
    for part, use in _all_uses(subject):
        if use.entry.place.part.endswith(_BOX) and id(use.entry) not in told:
            told.add(id(use.entry))
            message = "文本框里的标签会填，但文本框不会跟着变大，内容长了就看不见"
            hint = "请移到正文或表格里；要留在文本框里，就把框画得够大"
            yield part.where.at(
                "template_text_box", message, hint, use.entry, use.tag.start
            ).as_warning()


def check_comments(subject: Subject) -> Iterator[Finding]:
    """Comments, which go into every report as they are, and tags in them, which are not filled."""
    for name, data in _parts(subject, _COMMENTS):
        where = Where(subject.name, "批注", name)
        comments = list(read_comments(data))
        own = [comment for comment in comments if comment.author == COMMENT_AUTHOR]
        if own:
            message = f"还有 {len(own)} 条检查时加的批注，会留在每一份报告里"
            yield where.finding(
                "template_comments",
                message,
                "改好以后请把批注全部删去",
                WordPlace("批注"),
            ).as_warning()
        others = [comment.text for comment in comments if comment.author != COMMENT_AUTHOR]
        yield from _clerks_comments(where, others)


def _clerks_comments(where: Where, comments: list[str]) -> Iterator[Finding]:
    if comments:
        message = f"有 {len(comments)} 条批注，会原样留在每一份报告里"
        place = WordPlace("批注").around(comments[0], 0)
        yield where.finding(
            "template_comments", message, "请删去批注，或写到模板外面", place
        ).as_warning()
    for comment in comments:
        for tag in read_tags(comment).tags:
            message = f"批注里的“{tag.text}”不会填入"
            place = WordPlace("批注").around(comment, tag.start)
            yield where.finding(
                "template_not_filled", message, "请把标签写到正文里", place
            ).as_warning()


def check_unfilled(subject: Subject) -> Iterator[Finding]:
    """Tags in parts of the file that are not filled: the report would print their braces."""
    for name, data in _parts(subject, _ENDNOTES):
        where = Where(subject.name, "尾注", name)
        for entry, tag in read_markup(_decoded(data), where.part).tags():
            message = f"尾注里的“{tag.text}”不会填入，会照原样印出来"
            yield where.at(
                "template_not_filled", message, "请改用脚注，或写到正文里", entry, tag.start
            )
    for pattern, label in _OTHERS:
        for name, data in _parts(subject, pattern):
            where = Where(subject.name, label, name)
            text = _character_data(_decoded(data))
            for tag in read_tags(text).tags:
                message = f"{label}里的“{tag.text}”不会填入，会照原样印出来"
                place = WordPlace(label).around(text, tag.start)
                yield where.finding(
                    "template_not_filled", message, "请把标签写到正文或表格里", place
                )


def _parts(subject: Subject, pattern: re.Pattern[str]) -> Iterator[tuple[str, bytes]]:
    for name, data in subject.package.items():
        if pattern.fullmatch(name):
            yield name, data


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _character_data(xml: str) -> str:
    """All that stands between tags: charts and properties have vocabularies of their own."""
    return unescape(_MARKUP.sub("", xml))


def _all_uses(subject: Subject) -> Iterator[tuple[InspectedPart, TagUse]]:
    for part in subject.parts:
        for use in part.uses:
            yield part, use


def check_bindings(subject: Subject) -> Iterator[Finding]:
    """Content controls with tags that are bound to a property of the document."""
    for part in subject.parts:
        for _, content in bound_contents(part.raw.xml):
            text = unescape(_MARKUP.sub("", content))
            use = next((use for use in part.uses if use.tag.text in text), None)
            if use is not None:
                message = "这里的内容控件和文档属性绑在一起，报告里解除绑定，印填入的内容"
                hint = "不要提醒，就在“开发工具”里删去这个内容控件，只留文字"
                yield part.where.at(
                    "template_bound", message, hint, use.entry, use.tag.start
                ).as_warning()


_DIALECTS = late_regex(
    r"\$\{(?P<dollar>[^{}$]+)\}|«(?P<field>[^«»]+)»|\[\[(?P<square>[^\[\]]+)\]\]"
    r"|(?<![{$])\{(?P<single>[^{}%#\s]+)\}(?!\})|<<(?P<angle>[^<>]+)>>"
)
_NAME = late_regex(r"(?:[A-Za-z]\w*\.)?(?P<path>(?>[\w.]*?[^\W\d_])[\w.]*+)")


def check_dialects(subject: Subject) -> Iterator[Finding]:
    """Marks that other programs fill, which a report would print as they stand."""
    for part in subject.parts:
        for paragraph in part.reading.paragraphs:
            for found in _DIALECTS.finditer(paragraph.text):
                named = _NAME.fullmatch(next(filter(None, found.groups())).strip())
                if named and not _is_in_tag(paragraph, found.start()):
                    message = f"“{found[0]}”是别的软件的写法，不会填，报告里照样印出来"
                    hint = f"要填数据，请写成 {{{{ {_full_name(named['path'], subject)} }}}}"
                    yield part.where.at(
                        "template_dialect", message, hint, paragraph, found.start()
                    ).as_warning()


def _is_in_tag(paragraph: SourceParagraph, at: int) -> bool:
    tags = read_tags(paragraph.text).tags
    return any(tag.start <= at < tag.start + len(tag.text) for tag in tags)


def _full_name(path: str, subject: Subject) -> str:
    """学校.名称 for 学校名称 or 名称, as far as the samples have it."""
    known = {name: value for context in subject.contexts[:1] for name, value in context.items()}
    return path if "." in path or path in known else find_dotted(path, known) or path
