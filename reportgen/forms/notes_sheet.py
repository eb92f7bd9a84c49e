"""说明 and 学校信息: how the form is filled in, and whose it is; and the hidden sheet that tells
what form it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.forms.cell_styles import FormBook, clean, lines_of, print_on_a4, protect
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.forms.plan import FormPlan
from reportgen.model.form import (
    FORM_VERSION,
    INFO_COLUMNS,
    INFO_FIELDS,
    INFO_SHEET,
    META_KEYS,
    FormKind,
    InfoField,
    is_cell_number,
)
from reportgen.model.roles import Role

_WIDTH = 96
_LINE, _SPACE = 16, 6


def write_notes_sheet(
    page: Any, book: FormBook, plan: FormPlan, sheets: Sequence[str], has_last: bool
) -> None:
    """Who fills in what, how, what the colours mean, and when it goes back."""
    page.set_column(0, 0, 14)
    page.set_column(1, 1, _WIDTH)
    page.merge_range(
        0, 0, 0, 1, clean(f"{plan.bureau}{plan.titles.school}填报说明"), book.look("title")
    )
    page.set_row(0, 36)
    row = 1
    for title, text in _paragraphs(plan, sheets):
        page.write_string(row, 0, title, book.look("heading"))
        page.write_string(row, 1, clean(text), book.look("plain"))
        page.set_row(row, _LINE * lines_of(text, _WIDTH * 0.82) + _SPACE)
        row += 1
    page.write_string(row, 0, "颜色", book.look("heading"))
    for number, (look, text) in enumerate(_colours(has_last), 1):
        page.write_blank(row + number, 0, None, book.look(look))
        page.write_string(row + number, 1, text, book.look("plain"))
        page.set_row(row + number, _LINE + _SPACE)
    page.hide_gridlines(2)
    print_on_a4(page, 0)
    page.set_portrait()
    protect(page)


def _paragraphs(plan: FormPlan, sheets: Sequence[str]) -> list[tuple[str, str]]:
    standards = "、".join(f"《{standard.title}》{standard.number}" for standard in plan.standards)
    back = f"请于{plan.due}前把这个文件交回" if plan.due else "请按通知规定的日期把这个文件交回"
    return [
        (
            "用途",
            f"本表收集{plan.year}年度自查所需的数据，按{standards or '教育局指定的标准'}设置，只问用得着的项目。",
        ),
        (
            "谁来填",
            "学校办公室牵头；学生、班级由教务处填，教师由人事干部填，校舍、设备、经费由总务处填；校长审核后交回。",
        ),
        ("填哪些表", f"{'、'.join(sheets)}。“指标预览”自动计算，不用填。"),
        (
            "怎么填",
            "只填白色和黄色的格子，灰色的格子锁定，不用改。黄色是必填、还没有填的，填上以后变白。",
        ),
        (
            "",
            "数字写阿拉伯数字，不写“约”“余”“左右”，不带单位；单位在旁边一列，面积、金额可以在那里换成亩、万元。",
        ),
        ("", "确实没有的填 0 或“否”；没有统计的留空，不要填“无”“/”“—”。百分比 96% 就写 96。"),
        (
            "",
            f"{_class_facts(plan)}逐班填，一班一行；行不够的，在表中间插入行。格内换行按 Alt+回车。",
        ),
        (
            "口径",
            "学生、班级以本学年初（9月1日）教育事业统计为准；每一项的定义和统计报表的表号写在旁边。",
        ),
        (
            "核对",
            "填完请看“基本数据”第三行的提示和“指标预览”下方的“数据核对”，标着“不一致”的请改正后再交。",
        ),
        ("交回", f"{back}，保持 .xlsx 格式，不要改表名、不要删列，不要转成 PDF 或图片。"),
    ]


def _class_facts(plan: FormPlan) -> str:
    """What is filled in class by class in such a school."""
    stages = plan.school_type.stages
    facts = (plan.dictionary.find_role(Role.CLASS_SIZES, stage) for stage in stages)
    return "、".join(dict.fromkeys(fact.name for fact in facts if fact is not None))


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


def write_info_sheet(page: Any, book: FormBook, plan: FormPlan, info: Mapping[str, str]) -> None:
    """The whole sheet 学校信息."""
    end = len(INFO_COLUMNS) - 1
    page.merge_range(0, 0, 0, end, INFO_SHEET, book.look("title"))
    page.set_row(0, 30)
    page.merge_range(1, 0, 1, end, "黄色的是必填。教育局已经填好的，请核对。", book.look("status"))
    for place, (title, width) in enumerate(zip(INFO_COLUMNS, (16, 60, 60), strict=True)):
        page.set_column(place, place, width)
        page.write_string(FIRST_LINE - 1, place, title, book.look("head"))
    for row, field in enumerate(INFO_FIELDS, FIRST_LINE):
        _write_field(page, book, row, field, info.get(field.label, ""))
        _validate_field(page, book, row, field, plan)
    page.freeze_panes(FIRST_LINE, 1)
    print_on_a4(page, FIRST_LINE - 1)
    protect(page)


def _write_field(page: Any, book: FormBook, row: int, field: InfoField, text: str) -> None:
    page.write_string(row, 0, field.label, book.look("name"))
    if not text:
        page.write_blank(row, 1, None, book.look("text"))
    elif field.key == "年度" and is_cell_number(text):
        page.write_number(row, 1, float(text), book.look("choice"))
    else:
        page.write_string(row, 1, clean(text), book.look("text"))
    page.write_string(row, 2, field.note, book.look("small"))
    page.set_row(row, _LINE * max(lines_of(text, 60), lines_of(field.note, 62), 1) + _SPACE)


def _validate_field(page: Any, book: FormBook, row: int, field: InfoField, plan: FormPlan) -> None:
    if field.required:
        page.conditional_format(row, 1, row, 1, {"type": "blanks", "format": book.look("to_fill")})
    if field.key == "类型":
        rule: dict[str, object] = {
            "validate": "list",
            "source": book.choices(plan.type_names),
            "error_title": "请选学校类型",
        }
        page.data_validation(
            row,
            1,
            row,
            1,
            {**rule, "error_message": "请从列表里选；换了类型请向教育局要对应的表。"},
        )
    elif field.key == "年度":
        told = {"error_title": "请检查：年度", "error_message": "应为四位数的年份，如 2024。"}
        rule = {"validate": "integer", "criteria": "between", "minimum": 1900, "maximum": 2099}
        page.data_validation(row, 1, row, 1, {**rule, **told})


def write_meta_sheet(page: Any, kind: FormKind, school: str, code: str, plan: FormPlan) -> None:
    """The very hidden sheet: the reader needs none of it where the visible sheets say the same."""
    standards = "\n".join(plan.standard_names)
    type_name = plan.school_type.name if kind is FormKind.SCHOOL else ""
    values = (str(FORM_VERSION), kind.value, school, code, type_name, str(plan.year), standards)
    for row, (key, value) in enumerate(zip(META_KEYS, values, strict=True)):
        page.write_string(row, 0, key)
        page.write_string(row, 1, clean(value))
    page.very_hidden()
