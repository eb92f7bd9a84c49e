"""说明: who fills the form in, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.forms.cell_styles import FormBook, lines_of
from reportgen.forms.plan import FormPlan
from reportgen.forms.sheet_frame import print_on_a4, protect
from reportgen.model.form import (
    AGES_SHEET,
    OUTLINE_SHEET,
    OVERVIEW_SHEET,
    STAFF_SHEET,
    TABLES,
    WHOLE_SHEET,
)
from reportgen.model.roles import Role

_WIDTH = 84
_LINE, _SPACE = 16, 6
_WHO = (
    "学校办公室牵头；学生、班级由教务处填，教师由人事干部填，"
    "校舍、设备、经费由总务处填；校长审核后交回。"
)
_COLOURED = (
    "只填白色和黄色的格子，灰色的格子锁定，不用改。黄色是必填、还没有填的，填上以后变白。"
    "工作表标签黄色的是必填的表，绿色的自动计算，没有颜色的可填可不填。"
)
_NUMBERS = (
    "数字写阿拉伯数字，不写“约”“余”“左右”，不带单位；"
    "单位在旁边一列，面积、金额可以在那里换成亩、万元。"
)
_NOTHING = "确实没有的填 0 或“否”；没有统计的留空，不要填“无”“/”“—”。百分比 96% 就写 96。"
_DEFINITIONS = (
    "学生、班级以本学年初（9月1日）教育事业统计为准；每一项的定义和统计报表的表号写在旁边。"
)
_SHEETS_NEEDED = "必填：{}。“指标预览”自动计算，不用填。"
_NOTHING_NEEDED = "必填：学校信息里黄色的格子。“基本数据”等各张有的就填，没有的空着。"
_SHEETS_BESIDES = "其余各张是报告要写的内容，可填可不填，填了就写进报告；没有的空着，不要写“无”。"
_TEXTS = (
    "写文字的格子：一段写完按 Alt+回车另起一段；开头写“1.”“一是”的照样分条印出；"
    "标题前的“一、”“（一）”不用写，程序会编。"
)
_CHECKS = "填完请看“基本数据”第三行的提示和“指标预览”下方的“数据核对”，标着“不一致”的请改正后再交。"


def write_notes_sheet(
    page: Any, book: FormBook, plan: FormPlan, sheets: Sequence[str], has_last: bool
) -> None:
    """Who fills in what, how, what the colours mean, and when it goes back."""
    page.set_column(0, 0, 14)
    page.set_column(1, 1, _WIDTH)
    title = f"{plan.bureau}{plan.titles.school}填报说明"
    page.merge_range(0, 0, 0, 1, title, book.style("title"))
    page.set_row(0, 36)
    paragraphs = _paragraphs(plan, sheets)
    for row, (head, text) in enumerate(paragraphs, 1):
        page.write_string(row, 0, head, book.style("heading"))
        page.write_string(row, 1, text, book.style("plain"))
        page.set_row(row, _LINE * lines_of(text, _WIDTH * 0.82) + _SPACE)
    _write_colours(page, book, len(paragraphs) + 1, has_last)
    page.hide_gridlines(2)
    print_on_a4(page, 0)
    page.set_portrait()
    protect(page)


def _paragraphs(plan: FormPlan, sheets: Sequence[str]) -> list[tuple[str, str]]:
    back = f"请于{plan.due}前把这个文件交回" if plan.due else "请按通知规定的日期把这个文件交回"
    rows = "逐班填，一班一行；行不够的，在表中间插入行。格内换行按 Alt+回车。"
    return [
        ("用途", _purpose(plan)),
        ("谁来填", _WHO),
        ("填哪些表", _needed(plan, sheets)),
        ("", _SHEETS_BESIDES),
        *((f"　{name}", purpose) for name, purpose in _besides()),
        ("怎么填", _COLOURED),
        ("", _NUMBERS),
        ("", _NOTHING),
        ("", f"{_class_facts(plan)}{rows}"),
        ("", _TEXTS),
        ("口径", _DEFINITIONS),
        ("核对", _CHECKS),
        ("交回", f"{back}，保持 .xlsx 格式，不要改表名、不要删列，不要转成 PDF 或图片。"),
    ]


def _needed(plan: FormPlan, sheets: Sequence[str]) -> str:
    """The sheets that have to be filled in: without a standard no figure has to be."""
    return _SHEETS_NEEDED.format("、".join(sheets)) if plan.standards else _NOTHING_NEEDED


def _besides() -> Iterator[tuple[str, str]]:
    """What each sheet that need not be filled in is for."""
    yield (
        OVERVIEW_SHEET,
        "报告的“基本情况”：沿革、环境、理念等；别的数字收在各组下面",
    )
    yield STAFF_SHEET, f"专任教师的学历、职称；年龄在“{AGES_SHEET}”"
    yield from ((table.name, table.purpose) for table in TABLES)
    yield OUTLINE_SHEET, "报告有哪几章、次序、标题和写法；不改就按通常的"
    yield WHOLE_SHEET, "已经写好一整章的，贴在这里，不用逐项填；自己写引言的也写在这里"


def _purpose(plan: FormPlan) -> str:
    titles = "、".join(f"《{standard.title}》{standard.number}" for standard in plan.standards)
    if not titles:
        return f"本表收集{plan.year}年度自查报告要写的数据，不按标准判断；有的就填，没有的空着。"
    return f"本表收集{plan.year}年度自查所需的数据，按{titles}设置，只问用得着的项目。"


def _class_facts(plan: FormPlan) -> str:
    """What is filled in class by class in such a school."""
    stages = plan.school_type.stages
    facts = (plan.dictionary.find_role(Role.CLASS_SIZES, stage) for stage in stages)
    return "、".join(dict.fromkeys(fact.name for fact in facts if fact is not None))


def _write_colours(page: Any, book: FormBook, first: int, has_last: bool) -> None:
    page.write_string(first, 0, "颜色", book.style("heading"))
    for row, (style, text) in enumerate(_colours(has_last), first + 1):
        page.write_blank(row, 0, None, book.style(style))
        page.write_string(row, 1, text, book.style("plain"))
        page.set_row(row, _LINE + _SPACE)


def _colours(has_last: bool) -> list[tuple[str, str]]:
    last = "，或与上年相差三成以上" if has_last else ""
    return [
        ("to_fill", "必填，还没有填"),
        ("input", "可以填写"),
        ("label", "锁定，不用填"),
        ("doubtful", f"请核对：不是数字，百分比写成了小数{last}"),
        ("good", "预览：达标"),
        ("bad", "预览：未达标，或数据不一致"),
    ]
