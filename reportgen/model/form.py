"""What the Excel form looks like: sheets, heads, keys, and the rows that standards need.

Writing (`forms`) and reading (`load`) both go by this. Sheets are found by the titles of their
heads and rows by their names, so that a sheet may be renamed and rows and columns may be put in.
Names here stay as they are; a form whose meaning changes gets a new FORM_VERSION.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

from reportgen.late_regex import late_regex
from reportgen.model.attachments import FACTS, SOURCES, TEACHERS
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.form_labels import row_label
from reportgen.model.school import CHAPTERS
from reportgen.model.staff import (
    AGE_KEY,
    COUNT_KEY,
    DEGREE_KEY,
    STAGE_KEY,
    TOTAL_KEY,
    StaffWords,
)
from reportgen.model.stages import SchoolType
from reportgen.model.units import unit_choices
from reportgen.named_tuple import NamedTuple

FORM_VERSION = 2


class FormKind(StrEnum):
    """The kinds of workbook; the value is what the hidden sheet says."""

    SCHOOL = "单校表"
    WIDE = "汇总表"


FAULT_SHEET, FAULT_AUTHOR = "错误清单", "reportgen 检查"
"""The sheet that stands first in a workbook that is sent back, and who its comments are by."""

# The hidden sheet: a key in the first column, its value in the second; several values one below the
# other in one cell.
META_SHEET = "_reportgen"
META_VERSION, META_KIND, META_SCHOOL, META_CODE = "版本", "形式", "学校", "代码"
META_TYPE, META_YEAR, META_STANDARDS, META_OUTLINE = "类型", "年度", "标准", "提纲"
META_ADDRESSEE = "主送"
META_KEYS = (
    *(META_VERSION, META_KIND, META_SCHOOL, META_CODE),
    *(META_TYPE, META_YEAR, META_STANDARDS, META_OUTLINE, META_ADDRESSEE),
)

# Sheets without data: guidance, what formulas work out, and what they and the lists need.
NOTES_SHEET, PREVIEW_SHEET, CALCULATION_SHEET, LISTS_SHEET = "说明", "指标预览", "_计算", "_选项"

# 学校信息: one line a field, found by the label in the column 栏目.
INFO_SHEET = "学校信息"
INFO_COLUMNS = ("栏目", "内容", "填写说明")


class InfoField(NamedTuple):
    """A field of 学校信息 and its place in a data file; a list has a line for each item."""

    label: str
    block: str
    key: str
    is_list: bool = False
    required: bool = False
    note: str = ""


INFO_FIELDS = (
    InfoField("学校名称", "学校", "名称", required=True, note="写全称，与公章一致"),
    InfoField("学校类型", "学校", "类型", required=True, note="从下拉列表里选"),
    InfoField("所在区县", "学校", "所在区县"),
    InfoField("学校代码", "学校", "代码", note="教育事业统计的学校（机构）标识码"),
    InfoField("学校地址", "学校", "地址"),
    InfoField("报告年度", "报告", "年度", required=True, note="四位数的年份"),
    InfoField("评估标准", "报告", "标准", is_list=True, note="由教育局填好，不要改；一行一个"),
    InfoField("主送单位", "报告", "主送", note="报告送给哪个单位，如“××县教育局”"),
    InfoField("署名单位", "报告", "署名", note="不写就用学校名称"),
    InfoField("报告日期", "报告", "日期", note="写成 2024-11-20"),
    InfoField("报告标题", "报告", "标题", note="不写就由程序拟"),
    InfoField(
        "依据文件",
        "报告",
        "依据",
        is_list=True,
        note="一行一个（格内换行按 Alt+回车）；不写就用标准的名称",
    ),
    InfoField(
        "附件名称",
        "报告",
        "附件",
        is_list=True,
        note=f"一行一个，不写序号；写“{FACTS}”“{TEACHERS}”“{SOURCES}”等名称的，程序按填的数做好",
    ),
    InfoField(
        "过渡条款", "报告", "过渡条款", is_list=True, note="适用过渡条款的写条款名称，一行一个"
    ),
    InfoField("报告体裁", "报告", "体裁", note="由教育局填好，不要改；不写就按标准的体裁"),
)

# 学校概况: what the report tells of a school besides: a line a fact, words or figures.
OVERVIEW_SHEET, OVERVIEW_VALUE = "学校概况", "内容"
OVERVIEW_COLUMNS = ("项目", "学段", "单位", OVERVIEW_VALUE, "填写说明")
# What a form shows of the year before beside the cells of its texts; it is never read as data.
PAST_COLUMN = "上年写的"

# 基本数据: one line a figure, found by 项目 and 学段.
FACTS_SHEET = "基本数据"


class FactColumn(StrEnum):
    """The heads of 基本数据."""

    NUMBER = "序号"
    NAME = "项目"
    STAGE = "学段"
    UNIT = "单位"
    VALUE = "本年数"
    LAST = "上年数"
    PREVIEW = "指标预览"
    REQUIRED = "标准要求"
    VERDICT = "预览结论"
    DEFINITION = "定义与填写说明"
    SOURCE = "来源"


# Lists (数表): that of the classes has a sheet of its own, all others share one. A line without a
# number is no entry; labels are joined (七年级 + 1班) where every line has them.
CLASSES_SHEET = "班级明细"
CLASS_COLUMNS = ("序号", "学段", "年级", "班级名称", "人数")
DETAILS_SHEET = "分项明细"
DETAIL_COLUMNS = ("序号", "项目", "学段", "名称", "数值", "单位")


class TableSheet(NamedTuple):
    """A block of a data file as a sheet: a line for each entry, its keys as heads after 序号.

    `sample` is what the sheet's first line says about how it is filled in; in it `{examples}`
    stands for how figures are written. `purpose` is what it is for, in the list of sheets.
    """

    name: str
    key: str
    columns: tuple[str, ...]
    sample: str = ""
    purpose: str = ""


EXPECTED_COLUMN = "预计增加"
TABLES = (
    TableSheet(
        "领导小组",
        "领导小组",
        ("职责", "姓名", "职务"),
        "自查自评工作领导小组，一人一行，按组长、副组长、成员的次序。没有的不填。",
        "自查自评领导小组的名单",
    ),
    TableSheet(
        "主要措施",
        "主要措施",
        ("标题", "内容"),
        "学校做了什么，一行一项。标题前不写序号；内容可以写几段，格内换行按 Alt+回车。",
        "学校做了什么，报告的“主要措施”一章",
    ),
    TableSheet(
        "特色",
        "特色",
        ("标题", "内容"),
        "办学特色，一行一项，写法同“主要措施”。没有的不填。",
        "办学特色",
    ),
    TableSheet(
        "成绩",
        "成绩",
        ("名称", "级别", "颁发单位", "年份"),
        "近三年学校获得的荣誉，一行一项；没有的不填。",
        "获得的荣誉",
    ),
    TableSheet(
        "投入",
        "投入",
        ("项目", "金额", "年份", "状态", "说明"),
        "花在改善条件上的钱，一行一笔。金额连单位一起写；状态是“已投入”或“拟投入”，不写就是已投入。",
        "花在改善条件上的钱，按年份",
    ),
    TableSheet(
        "存在问题",
        "存在问题",
        ("标题", "指标", "内容"),
        "一行一项。说的是哪项指标就在“指标”里选；没有达标的指标会带着数字自动写进报告，这里写原因。",
        "没有达标的原因和别的问题",
    ),
    TableSheet(
        "今后措施",
        "今后措施",
        ("针对", "标题", "内容", "责任人", "完成时限", EXPECTED_COLUMN, "进展"),
        "一行一项。“针对”写指标名称或存在问题的标题；完成时限写成 2025-12；预计增加{examples}；"
        "“进展”写做到哪一步了，没有的不填。",
        "怎样补足，谁来做，何时做完",
    ),
    TableSheet(
        "章节",
        "章节",
        ("标题", "之后", "内容"),
        "本校自己的章节（如 校园足球），一行一章；“之后”选排在哪一章后面，不选就排在最后。",
        "本校另外要写的章",
    ),
    TableSheet(
        "图片",
        "插图",
        ("位置", "标题", "文件"),
        "一行一张：选中“图片”那一格，用“插入→图片”贴在这一行；“位置”选放在哪一章，"
        "也可以写某项措施的标题。“文件”不用写；图片没有贴进来、放在采集表旁边的，才写文件名或文件夹名。",
        "报告里用的照片",
    ),
    TableSheet(
        "佐证材料",
        "佐证材料",
        ("指标", "名称", "存放"),
        "证明各项指标的材料，一行一份；一份材料证明几项指标的，“指标”里一行写一个"
        "（格内换行按 Alt+回车）。",
        "各项指标有哪些材料证明、放在哪里",
    ),
)
# The teachers: a line for each degree, in columns the ranks that the dictionary has; and a line for
# each age. Lines without a number are no entries.
STAFF_SHEET, AGES_SHEET = "教师结构", "教师年龄"
AGE_COLUMNS = (STAGE_KEY, AGE_KEY, COUNT_KEY)


def staff_columns(words: StaffWords) -> tuple[str, ...]:
    """The heads of 教师结构: stage, degree, the ranks, and all together."""
    return (STAGE_KEY, DEGREE_KEY, *words.ranks, TOTAL_KEY)


# The sheet of pictures, and its column that they are put into, which is no key of a data file.
PICTURES_SHEET, PICTURE_COLUMN = "图片", "图片"
# What stands in 位置 where a text shows the picture itself, by the name in 文件.
IN_TEXT = "文中"
# Where a picture on the row of such an entry belongs: to this column's text.
TEXT_COLUMN = "内容"
# The chapters of the report, a line each: what fills it (of several parts a line each), its title,
# and how it is written. While a form still says the usual outline, that is no data.
OUTLINE_SHEET = "提纲"
OUTLINE_COLUMNS = ("章节", "标题", "写法")
# A line of 提纲: parts, title, style.
OutlineRow = tuple[str, str, str]


def outline_mark(rows: Iterable[OutlineRow]) -> str:
    """The lines of 提纲 as one text, by which a form knows whether they were changed."""
    cells = ("／".join(" ".join(cell.split()) for cell in row) for row in rows)
    return "；".join(cells)


def outline_key(parts: Sequence[str], title: str) -> str:
    """What templates know a chapter of several parts by: the one that is a chapter of its own
    else, or its title where there is none or several of them.
    """
    chapters = [part for part in parts if part in CHAPTERS]
    return chapters[0] if len(chapters) == 1 and title not in parts else title


# A section given whole as Markdown (基本情况 …): its key in 章节名称, its text in 全文.
WHOLE_SHEET = "整章文字"
WHOLE_COLUMNS = ("章节名称", "全文")
# What has no cell of its own, as YAML: 路径 is the way to it (`提纲`, `自定标准`, `数据.校训`), and
# the texts of lines with one 路径 are joined.
OTHER_SHEET = "其他内容"
OTHER_COLUMNS = ("路径", "内容（YAML）")
# Excel cuts a cell's text behind this.
LONGEST_TEXT = 32_000

# The wide table: three lines of heads (group, figure with its stage, unit), then a line a school.
WIDE_SHEET = "汇总表"
WIDE_HEADS = ("序号", "学校名称", "学校代码", "学校类型")
# Behind all figures: to whom the reports go, and when.
WIDE_ENDS = ("主送单位", "报告日期")


def figure_examples(dictionary: FactDictionary, school_type: SchoolType) -> str:
    """How figures are written in one cell: 写成“图书册数：3000册”，几项各占一行.

    The examples are facts that such a school is asked for.
    """
    told = ["几项各占一行"]
    shared = dictionary.example_of(Scope.SHARED, school_type)
    if shared is not None:
        told.insert(0, f"写成“{shared.name}：{shared.example}”")
    counted = dictionary.example_of(Scope.BY_STAGE, school_type)
    if counted is not None and school_type.is_combined:
        label = row_label(counted.name, school_type.stages[-1])
        told.append(f"分学段的写成“{label}：{counted.example}”")
    return "，".join(told)


_CANONICAL = late_regex(r"(0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9])")
# As many as a number in Excel keeps, and Python writes without an exponent.
_EXACT_DIGITS = 15
# What a number may end in that says how many it counts by, and no unit.
_LARGE_SIGNS = frozenset("万千")
_SMALLEST = late_regex(r"-?0\.0000")


def is_cell_number(text: str) -> bool:
    """Whether the text comes back the same as a number in a cell: `880`, not `880.0`, `0880`."""
    if not _CANONICAL.fullmatch(text) or _SMALLEST.match(text):
        return False
    return len(text.lstrip("-").replace(".", "").lstrip("0")) <= _EXACT_DIGITS


def split_figure(text: str, fact: Fact) -> tuple[str, str]:
    """A figure as written (`41.5亩`) → its cells 本年数 and 单位.

    One in no unit that a form offers stays whole.
    """
    for unit in unit_choices(fact):
        number = text.removesuffix(unit)
        if number != text and is_cell_number(number) and not _is_doubtful_share(number, fact):
            return number, unit
    return text, fact.unit


def join_figure(value: str, unit: str, fact: Fact) -> str:
    """The cells 本年数 and 单位 as one text: `41.5` and `亩` → `41.5亩`.

    The fact's own unit is left out. `182.5万` beside `万元` are 182.5万元.
    """
    beside, last = unit.strip(), _plain(value)[-1:]
    is_own = _plain(beside) in ("", _plain(fact.unit))
    if is_own or not (last.isdigit() or last in _LARGE_SIGNS):
        return value
    return value + beside.removeprefix(last if last in _LARGE_SIGNS else "")


def _plain(text: str) -> str:
    """The text with full-width forms and ligatures as plain characters: ｍ２ is m2, ㎡ is m2."""
    return unicodedata.normalize("NFKC", text)


def _is_doubtful_share(number: str, fact: Fact) -> bool:
    """0.5 % or 1 % without its sign may be a share of one: it is asked back."""
    return fact.kind is FactKind.SHARE and 0 < Decimal(number) <= 1
