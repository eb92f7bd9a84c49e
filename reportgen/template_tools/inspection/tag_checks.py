"""The tags of a template → which of them jinja2 cannot read, do not pair, or name what there is
not.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from reportgen.late_regex import late_regex
from reportgen.render.checking import find_half_tags
from reportgen.render.merging import TAG, explain_loose_tag
from reportgen.render.places import Finding
from reportgen.template_tools.inspection.subject import InspectedPart, Subject
from reportgen.templating.blocks import Fault
from reportgen.templating.name_hints import explain_loose_join
from reportgen.templating.names import NameUses, find_name_uses
from reportgen.templating.tree_walk import nodes_in

# The end of a block as a fault asks for it, which does not know how the block was begun.
_BARE_END = late_regex("“(end[a-z]+)”标签，写法与开头的相同")
_ALONE = {"p": "段", "tr": "行", "tc": "格", "r": "处"}


def check_tags(subject: Subject) -> Iterator[Finding]:
    """Tags that are not whole, misspelt, without their other half, or with names that are not
    there.
    """
    for part in subject.parts:
        yield from find_half_tags(part.reading, part.where)
        for fault in part.checked.faults:
            yield _finding(part, "template_syntax", fault)
        for name in _name_uses(part, subject).faults:
            found = _finding(part, name.code, name.fault)
            yield found if name.is_certain else found.as_warning()
        yield from _unescaped(part)
        for use in part.uses:
            if use.tag.is_statement and use.tag.statement.word == TAG and not use.entry.place.table:
                yield _finding(part, "template_syntax", explain_loose_tag(use.tag.text, use.number))


def check_merging(subject: Subject) -> Iterator[Finding]:
    """Tags that join the copies of a cell, where no loop makes any."""
    for part in subject.parts:
        loops = [
            (block.opener.line, block.closer.line)
            for block in part.checked.matched.blocks
            if block.opener.word == "for" and block.closer
        ]
        for use in part.uses:
            word = use.tag.statement.word
            copied = any(begin < use.number < end for begin, end in loops)
            if use.tag.of_cell and word in _JOINING and not copied:
                fault = explain_loose_join(use.tag.text, use.number, word)
                yield _finding(part, "template_syntax", fault)


_JOINING = ("vm", "hm")


def _unescaped(part: InspectedPart) -> Iterator[Finding]:
    """Values that are put into the document as they are, which breaks it where they hold & or <."""
    for use in nodes_in(part.checked.tree, nodes.Filter) if part.checked.tree else ():
        if use.name == "safe":
            message = "“safe”会把内容原样放进文档，内容里一有 & 或 <，文件就打不开"
            fault = Fault(message, "请删去竖线和“safe”", use.lineno, use.name)
            yield _finding(part, "template_unescaped", fault).as_warning()


def printed_values(subject: Subject) -> Iterator[object]:
    """What the template's tags print, in the samples."""
    for part in subject.parts:
        yield from _name_uses(part, subject).printed


def _name_uses(part: InspectedPart, subject: Subject) -> NameUses:
    if part.checked.tree is None:
        return NameUses((), ())
    return find_name_uses(part.checked.tree, subject.contexts, subject.environment)


def _finding(part: InspectedPart, code: str, fault: Fault) -> Finding:
    """The fault at its tag, whose number is the fault's line, and with tags as they are written."""
    use = part.uses[fault.line - 1]
    message = fault.message
    for each in part.uses if "{%" in message else ():
        message = message.replace(f"“{{% {each.tag.inner} %}}”", f"“{each.tag.text}”")
    hint = fault.hint
    if use.tag.prefix:
        hint = _BARE_END.sub(rf"“{{%{use.tag.prefix} \1 %}}”，独占一{_ALONE[use.tag.prefix]}", hint)
    return part.where.at(code, message, hint, use.entry, use.tag.start)
