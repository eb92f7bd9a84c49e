"""Schools that fail indicators of every kind, generated: what they write, and what they answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import strategies as st

# Names that stand nowhere else in a report.
TOKENS = re.findall("..", "甲子乙丑丙寅丁卯戊辰己巳庚午辛未壬申癸酉甲戌乙亥丙子丁丑")
STAGES = ("小学", "初中")


class Case(NamedTuple):
    """A kind of indicator: its fact, its own fields, and how its figure is written."""

    fact: str
    indicator: str
    figure: Callable[[int], str]
    whole: bool = False


def count(number: int) -> str:
    return str(number)


def several(number: int) -> str:
    return f"[{number}, {number // 2 + 1}, {number + 3}]"


# {} is the token; a figure is made of a number from 0 to 60.
CASES = {
    "无单位": Case(
        "{}教师数: {类型: 计数, 单位: 人}",
        "分子: {}教师数, 分母: 在校生数, 小数: 3, 标准: 0.06",
        count,
    ),
    "零比": Case(
        "{}大班数: {类型: 计数, 单位: 个}",
        '分子: {}大班数, 分母: 教学班数, 倍数: 100, 单位: "%", 方向: 不超过, 标准: 0',
        lambda n: str(n // 30),
    ),
    "答否": Case(
        "是否{}: {类型: 是否, 学段: 整校}",
        "类型: 是否, 分子: 是否{}, 整校: 是, 标准: 否",
        lambda n: "是否"[n % 2],
        True,
    ),
    "每百人": Case(
        "{}教师数: {类型: 计数, 单位: 人}",
        "分子: {}教师数, 分母: 在校生数, 倍数: 100, 单位: 人, 标准: 4",
        count,
    ),
    "生均面积": Case(
        "{}场地面积: {类型: 面积, 单位: ㎡}",
        "分子: {}场地面积, 分母: 在校生数, 单位: ㎡, 标准: 0.03",
        count,
    ),
    "生均金额": Case(
        "{}设备值: {类型: 金额, 单位: 元}",
        "分子: {}设备值, 分母: 在校生数, 单位: 元, 标准: 0.05",
        count,
    ),
    "平均上限": Case(
        "{}班数: {类型: 计数, 单位: 个}",
        "分子: 在校生数, 分母: {}班数, 单位: 人, 方向: 不超过, 标准: 45",
        lambda n: str(n + 1),
    ),
    "占比": Case(
        "{}合格教师数: {类型: 计数, 单位: 人}",
        '分子: {}合格教师数, 分母: 专任教师数, 倍数: 100, 单位: "%", 缺口单位: 人, 标准: 50',
        count,
    ),
    "金额占比": Case(
        "{}经费: {类型: 金额, 单位: 元}",
        '分子: {}经费, 分母: 教学仪器设备值, 倍数: 100, 单位: "%", 缺口单位: 元, 标准: 50',
        count,
    ),
    "占比上限": Case(
        "{}离职教师数: {类型: 计数, 单位: 人}",
        '分子: {}离职教师数, 分母: 专任教师数, 倍数: 100, 单位: "%", 方向: 不超过, 标准: 50',
        count,
    ),
    "配备": Case(
        "{}教室数: {类型: 计数, 单位: 间}",
        "分子: {}教室数, 分母: 向上取整(教学班数 / 6), 单位: 间, 缺口单位: 间, 标准: 8",
        count,
    ),
    "最大": Case(
        "{}班人数: {类型: 数表, 单位: 人}",
        "类型: 最大值, 分子: {}班人数, 单位: 人, 方向: 不超过, 标准: 30",
        several,
    ),
    "最小": Case(
        "{}室面积: {类型: 数表, 单位: ㎡}",
        "类型: 数值, 分子: 最小({}室面积), 单位: ㎡, 标准: 20",
        several,
    ),
    "下限": Case(
        "{}天数: {类型: 计数, 单位: 天}", "类型: 数值, 分子: {}天数, 单位: 天, 标准: 30", count
    ),
    "上限": Case(
        "{}床位数: {类型: 计数, 单位: 张}",
        "类型: 数值, 分子: {}床位数, 单位: 张, 方向: 不超过, 标准: 30",
        count,
    ),
    "没有": Case(
        "{}事故数: {类型: 计数, 单位: 起}",
        "类型: 数值, 分子: {}事故数, 单位: 起, 方向: 不超过, 标准: 0",
        lambda n: str(n // 30),
    ),
    "一比": Case(
        "{}教师数: {类型: 计数, 单位: 人}",
        "类型: 一比, 分子: {}教师数, 分母: 在校生数, 缺口单位: 人, 标准: 20",
        lambda n: str(n + 1),
    ),
    "百分比": Case(
        '{}率: {类型: 百分比, 单位: "%"}',
        '类型: 数值, 分子: {}率, 单位: "%", 标准: 55.5',
        "{}%".format,
    ),
    "等级": Case(
        "{}水平: {类型: 等级, 选项: [好, 中, 差]}",
        "类型: 等级, 分子: {}水平, 标准: 好",
        lambda n: "好中差"[n % 3],
    ),
    "是否": Case(
        "是否{}: {类型: 是否, 学段: 整校}",
        "类型: 是否, 分子: 是否{}, 整校: 是, 标准: 是",
        lambda n: "是否"[n % 2],
        True,
    ),
}


class Sample(NamedTuple):
    """The kinds of the indicators, a number for each and stage, and whether there are stages."""

    kinds: Sequence[str]
    numbers: Sequence[tuple[int, int]]
    combined: bool
    planned: Sequence[bool]


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    kinds = draw(st.lists(st.sampled_from(sorted(CASES)), min_size=1, max_size=len(TOKENS)))
    number = st.integers(0, 60)
    numbers = [draw(st.tuples(number, number)) for _ in kinds]
    return Sample(kinds, numbers, draw(st.booleans()), [draw(st.booleans()) for _ in kinds])


def write(sample: Sample) -> str:
    """A school's file with a standard of those indicators."""
    facts, indicators, figures = [], [], []
    for token, kind, numbers in zip(TOKENS, sample.kinds, sample.numbers, strict=False):
        case = CASES[kind]
        facts.append("    " + case.fact.replace("{}", token))
        indicators.append(f"    - {{名称: {token}指标, {case.indicator.replace('{}', token)}}}")
        name = case.fact.split(":")[0].replace("{}", token)
        figures.append(f"  {name}: {by_stage(sample, case, numbers)}")
    type_, people = ("九年一贯制", "{小学: 480, 初中: 417}") if sample.combined else ("小学", "897")
    classes, teachers = (
        ("{小学: 12, 初中: 9}", "{小学: 30, 初中: 19}") if sample.combined else ("21", "49")
    )
    plans = [f"  - {{针对: {token}指标, 标题: 整改}}" for token in answered(sample)]
    lines = [
        f"学校: {{名称: 光明学校, 类型: {type_}}}",
        "报告: {年度: 2024, 标准: [试]}",
        "自定标准:",
        "  标识: 试",
        "  名称: 试行标准",
        "  学段: [小学, 初中]",
        "  事实:",
        *facts,
        "  指标:",
        *indicators,
        "数据:",
        f"  在校生数: {people}",
        f"  教学班数: {classes}",
        f"  专任教师数: {teachers}",
        "  教学仪器设备值: 120",
        *figures,
        *(["今后措施:", *plans] if plans else []),
    ]
    return "\n".join(lines) + "\n"


def by_stage(sample: Sample, case: Case, numbers: tuple[int, int]) -> str:
    if not sample.combined or case.whole:
        return case.figure(numbers[0])
    told = (
        f"{stage}: {case.figure(number)}" for stage, number in zip(STAGES, numbers, strict=True)
    )
    return "{" + ", ".join(told) + "}"


def answered(sample: Sample) -> list[str]:
    return [token for token, planned in zip(TOKENS, sample.planned, strict=False) if planned]
