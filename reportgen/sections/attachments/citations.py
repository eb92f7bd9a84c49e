"""What the clerk's texts cite as attached (见附件2, 名单附后), held against what the report has."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.attachments import INDICATORS, AttachmentKind
from reportgen.model.report import Block, CaptionedPicture, Chart, IndicatorTable, Report, Table
from reportgen.model.school import Attachment, Narrative, School
from reportgen.problems import Problem, warning
from reportgen.sections.builder import Material
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

# 见, but not in 意见 or 见证.
_SEE = "(?<![意听看会可常罕遇望预接高成主短浅])(?:详|参)?见(?![证到过面识闻习长效义解地于])"
_NUMBER = f"[0-9０-９{NUMERAL_SIGNS}]{{0,3}}"
_NUMBERED = late_regex(rf"(?:{_SEE}|如)附(?:件|表)\s*({_NUMBER})(?!\s*[《“])")
# 所附 and 《通知》附 are of other documents.
_OWN = "(?<![》）)所])附"
# What is attached: a list or a table; a 报表 is kept by whoever publishes it.
_LIST = "(?:(?<!报)表|台账|清单|名册|名单|目录|明细账?|一览)"
_LABEL = rf"(?:附(?:件|表)\s*{_NUMBER}\s*)?"
_TITLED = late_regex(
    rf"(?:{_OWN}{_LABEL}《([^《》\n]{{2,40}})》|{_SEE}{_LABEL}《([^《》\n]{{1,40}}{_LIST})》"
    rf"|{_SEE}{_LABEL}((?![上下前后左右以如本])[^\s，。；：、！？（）()《》“”]{{2,20}}?{_LIST})"
    r"(?=[，。；、！？）)\s]|$))"
)
_APART = late_regex(r"另附|后附|附后")
_KIND_OF_LIST = late_regex(f"(?:一览|明细|统计|情况|汇总)?{_LIST}$")
_AROUND = "#* \u3000"


def check_citations(material: Material, report: Report) -> tuple[Problem, ...]:
    """A warning for each attachment that a text of the school or district cites and the report
    lacks.

    What the report prints, what 佐证材料 names and what the text itself holds is there.
    """
    texts = material.school.narratives
    citing = [each for each in texts if "附" in each.text or "见" in each.text]
    return tuple(problem for text in citing for problem in _check(text, material, report))


def _check(text: Narrative, material: Material, report: Report) -> Iterator[Problem]:
    lines = text.text.split("\n")
    last = max((at for at, line in enumerate(lines) if line.strip()), default=0)
    for at, line in enumerate(lines):
        told = (
            *_numbered(line, len(report.attachments)),
            *_titled(line, material, report),
            *_apart(line, at < last, report),
        )
        for message, hint in told:
            yield warning("not_attached", message, text.line_location(at), hint)


def _numbered(line: str, listed: int) -> Iterator[tuple[str, str]]:
    has = f"报告只有{listed}个附件" if listed else "报告没有附件"
    for found in _NUMBERED.finditer(line):
        if _number(found[1]) > listed:
            yield f"写着“{found[0]}”，{has}", "请在“附件”里补上，或改写这句话"


def _number(written: str) -> int:
    """The number of an attachment; one without a number is the first."""
    return int(written) if written.isdecimal() else read_numeral(written) or 1


def _titled(line: str, material: Material, report: Report) -> Iterator[tuple[str, str]]:
    for found in _TITLED.finditer(line):
        name = found[1] or found[2] or found[3]
        if not _has(name, material, report):
            message = f"写着“{found[0]}”，报告没有附“{name}”，也没有这样的表"
            yield message, _how_to_attach(name, material)


def _how_to_attach(name: str, material: Material) -> str:
    kind = _kind(Attachment(name), material)
    if kind is not None:
        return f"请在“附件”里列上“{name}”（由程序做，要填好{kind.needs}），或改写这句话"
    return "请把文件放在数据文件旁边，在“附件”里写上文件名，或改写这句话"


def _has(name: str, material: Material, report: Report) -> bool:
    school = material.school
    core = _KIND_OF_LIST.sub("", name) or name
    lines = (line.strip(_AROUND) for each in school.narratives for line in each.text.split("\n"))
    printed = any(core in each for each in _names(school, report))
    return printed or _is_listed(name, material) or name in lines


def _names(school: School, report: Report) -> Iterator[str]:
    """The names of what is attached, printed or kept."""
    yield from report.attachments
    yield from (each.name for each in school.evidence)
    for section in report.sections:
        yield section.title
        yield from (_caption(block) for block in section.blocks)


def _caption(block: Block) -> str:
    if isinstance(block, IndicatorTable):
        return f"{block.caption}\n{INDICATORS}"
    return block.caption if isinstance(block, Table | Chart | CaptionedPicture) else ""


def _is_listed(name: str, material: Material) -> bool:
    """Whether an attachment of the same kind, under another name, is listed."""
    kind = _kind(Attachment(name), material)
    listed = material.school.settings.attachments
    return kind is not None and any(_kind(each, material) is kind for each in listed)


def _kind(attachment: Attachment, material: Material) -> AttachmentKind | None:
    return material.dictionary.vocabulary.attachments.kind_of(attachment, material.school)


def _apart(line: str, goes_on: bool, report: Report) -> Iterator[tuple[str, str]]:
    """Something said to be attached, by no name: there is no attachment, and nothing follows."""
    found = _APART.search(line)
    if found and not report.attachments and not goes_on:
        message = f"写着“{line[max(0, found.start() - 8) : found.end()]}”，报告没有附件"
        yield message, "请在“附件”里列上，或改写这句话"
