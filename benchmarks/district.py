"""A plausible district of any size, always the same: school files to measure and try with.

`python benchmarks/district.py FOLDER SCHOOLS` writes one.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.own_words import own_measures

SEED = 20241201
_TYPES = (("小学", 62), ("初中", 22), ("九年一贯制", 10), ("教学点", 4), ("完全中学", 2))
_STAGES = {
    "小学": ["小学"],
    "初中": ["初中"],
    "九年一贯制": ["小学", "初中"],
    "教学点": ["小学"],
    "完全中学": ["初中", "高中"],
}
_SIZES = {"小学": (38, 6), "初中": (44, 3), "高中": (46, 3)}

_MEASURES = (
    (
        "加强组织领导",
        "学校成立由校长任组长的自查工作小组，明确教务、总务、德育各处室的分工，"
        "逐项对照标准核实数据，做到有账可查、有据可依。",
    ),
    (
        "改善办学条件",
        "学校多方筹措资金维修校舍、充实图书和仪器，专用教室按课程需要错时安排，"
        "设施设备登记造册，专人管理。\n\n课后时间图书室和运动场地向学生开放。",
    ),
    (
        "建设教师队伍",
        "学校落实教师培训学时，建立新教师与骨干教师结对制度，"
        "鼓励教师参加教研和学历进修，体育、艺术学科教师按需补充。",
    ),
    (
        "提高教育质量",
        "学校开齐开足课程，控制作业总量，坚持：\n\n- 大课间和体育课每天一小时以上；\n"
        "- 每学期进行两次教学常规检查；\n- 对学习有困难的学生个别辅导。",
    ),
    (
        "关爱每名学生",
        "学校对留守儿童和随迁子女建档联系，资助家庭经济困难学生，随班就读学生一人一案。",
    ),
)
_AWARDS = ("平安校园", "文明学校", "教学质量先进学校", "绿色学校", "阳光体育示范学校")


def school_text(number: int, *, own_words: bool = False) -> str:
    """The data file of the school of that number; `own_words`: no other has a paragraph of its."""
    chance = random.Random(SEED * 1_000_003 + number)
    kind = chance.choices([name for name, _ in _TYPES], [weight for _, weight in _TYPES])[0]
    stages = _STAGES[kind]
    classes = {stage: _class_sizes(chance, stage, kind) for stage in stages}
    lines = [
        "学校:",
        f"  名称: 示例{number:05d}号{'学校' if len(stages) > 1 else kind}（样例）",
        f"  类型: {kind}",
        "  所在区县: 示例县",
        "报告:",
        "  年度: 2024",
        "  标准: [优质均衡2017]",
        "  主送: 示例县教育局",
        "  日期: 2024-12-05",
        "  附件: [学校基本情况统计表, 各班人数明细表]",
        "数据:",
        *_figures(chance, kind, stages, classes),
        *_measures(chance, number, own_words),
        *_texts(chance),
    ]
    return "\n".join(lines) + "\n"


_DISTRICT = """\
区县: {名称: 示例县}
报告: {年度: 2024, 标准: [优质均衡2017], 主送: 示例市教育局, 署名: 示例县人民政府, 日期: 2024-12-20}
数据: {常住人口: 46.21万人, 乡镇街道数: 14}
主要措施: |
  县政府把义务教育优质均衡列入年度重点工作。
"""


def write_district(folder: Path, schools: int, *, own_words: bool = False) -> None:
    """The district with so many schools, a file each, and its own file; `own_words` as above."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "区县.yaml").write_text(_DISTRICT, encoding="utf-8")
    for number in range(1, schools + 1):
        text = school_text(number, own_words=own_words)
        (folder / f"{number:05d}.yaml").write_text(text, encoding="utf-8")


def _class_sizes(chance: random.Random, stage: str, kind: str) -> list[int]:
    usual, grades = _SIZES[stage]
    parallel = 1 if kind == "教学点" else chance.choice((1, 2, 2, 3, 4, 5))
    size = 9 if kind == "教学点" else chance.randint(usual - 12, usual + 3)
    return [max(3, size + chance.randint(-3, 3)) for _ in range(grades * parallel)]


def _figures(
    chance: random.Random, kind: str, stages: list[str], classes: dict[str, list[int]]
) -> list[str]:
    students = {stage: sum(classes[stage]) for stage in stages}
    people = _people(chance, students, classes)
    shared = _shared_figures(chance, sum(students.values()), sum(map(len, classes.values())))
    written = {name: _by_stage(values, stages) for name, values in people.items()}
    if "初中" in stages:
        stays = f"{{初中: {chance.uniform(95, 99.9):.1f}%}}" if len(stages) > 1 else "98.2%"
        written["巩固率"] = stays
    lists = "{" + ", ".join(f"{stage}: {classes[stage]}" for stage in stages) + "}"
    written["班级人数"] = lists if len(stages) > 1 else str(classes[stages[0]])
    return [f"  {name}: {value}" for name, value in (written | shared).items()]


def _people(
    chance: random.Random, students: dict[str, int], classes: dict[str, list[int]]
) -> dict[str, dict[str, int]]:
    """Counts of people and classes, by stage."""
    teachers = {
        stage: max(2, round(count / chance.uniform(12, 17))) for stage, count in students.items()
    }

    def some(least: float, most: float) -> dict[str, int]:
        return {
            stage: round(count * chance.uniform(least, most)) for stage, count in teachers.items()
        }

    return {
        "在校生数": students,
        "年级数": {stage: _SIZES[stage][1] for stage in students},
        "教学班数": {stage: len(classes[stage]) for stage in students},
        "教职工数": {stage: count + chance.randint(0, 3) for stage, count in teachers.items()},
        "专任教师数": teachers,
        "高于规定学历教师数": some(0.75, 1),
        "县级以上骨干教师数": some(0.1, 0.3),
        "中级以上职称教师数": some(0.3, 0.6),
        **{f"{subject}专任教师数": some(0.03, 0.09) for subject in ("体育", "音乐", "美术")},
        "艺术专任教师数": dict.fromkeys(students, 0),
        "持证教师数": teachers,
        "满360学时教师数": teachers,
        "随迁子女数": {stage: chance.randint(0, count // 10) for stage, count in students.items()},
        "残疾儿童数": {stage: chance.randint(0, 2) for stage in students},
        "划片内学生数": students,
    }


def _shared_figures(chance: random.Random, students: int, classes: int) -> dict[str, object]:
    """What a school has once, for all its stages."""
    sport = chance.randint(0, 1) * 420
    return {
        **_standing(chance),
        **_areas(chance, students, sport),
        **_equipment(chance, students, classes),
        **dict.fromkeys(_FULFILLED, "是"),
        "德育工作水平": "良好",
        "校园文化建设水平": "良好",
    }


_FULFILLED = (
    *("是否制定章程", "是否实现信息化管理", "是否熟练运用信息化教学", "是否设备利用率较高"),
    *("是否开齐开足课程", "是否教学秩序规范", "是否有效开展综合实践"),
    *("是否无过重课业负担", "是否健全留守儿童关爱体系"),
)


def _standing(chance: random.Random) -> dict[str, object]:
    return {
        "办学性质": "公办",
        "举办者": "县级教育部门",
        "城乡类型": chance.choice(("城区", "镇区", "乡村")),
        "建校年份": chance.randint(1950, 2019),
        "是否寄宿制": "否",
        "是否全寄宿制": "否",
    }


def _areas(chance: random.Random, students: int, sport: int) -> dict[str, object]:
    return {
        "校园面积": f"{round(students * chance.uniform(18, 34))}㎡",
        "建筑面积": f"{round(students * chance.uniform(8, 10)) + sport}㎡",
        "教学及辅助用房面积": f"{round(students * chance.uniform(4.6, 7)) + sport}㎡",
        "室内体育用房面积": f"{sport}㎡",
        "运动场地面积": f"{round(students * chance.uniform(6.5, 13))}㎡",
    }


def _equipment(chance: random.Random, students: int, classes: int) -> dict[str, object]:
    rooms = -(-classes // 12)
    return {
        "网络多媒体教室数": round(students / 100 * chance.uniform(2.2, 3.6)) + 1,
        "音乐专用教室面积": [98] * rooms,
        "美术专用教室面积": [92] * rooms,
        "教学仪器设备值": f"{students * chance.uniform(0.19, 0.4):.2f}万元",
        "计算机台数": round(students * chance.uniform(0.08, 0.2)) + 2,
        "图书册数": round(students * chance.uniform(18, 42)),
        "公用经费预算总额": f"{students * 0.085:.2f}万元",
        "教师培训经费": f"{students * 0.085 * chance.uniform(0.05, 0.08):.2f}万元",
        "公用经费核定人数": max(students, 100),
        "特教生均公用经费": "8000元",
    }


def _by_stage(values: dict[str, int], stages: list[str]) -> str:
    if len(stages) == 1:
        return str(values[stages[0]])
    return "{" + ", ".join(f"{stage}: {values[stage]}" for stage in stages) + "}"


def _measures(chance: random.Random, number: int, own_words: bool) -> list[str]:
    shared = chance.sample(_MEASURES, 4)
    own = ((title, "\n\n".join(texts)) for title, texts in own_measures(number))
    told: Iterable[tuple[str, str]] = own if own_words else shared
    lines = ["主要措施:"]
    for title, content in told:
        lines += [
            f"  - 标题: {title}",
            "    内容: |",
            *(f"      {line}" for line in content.split("\n")),
        ]
    return lines


def _texts(chance: random.Random) -> list[str]:
    lines = ["成绩:"]
    for award in chance.sample(_AWARDS, 2):
        given = f"级别: 县级, 颁发单位: 示例县教育局, 年份: {chance.randint(2019, 2024)}"
        lines.append(f"  - {{名称: {award}, {given}}}")
    lines += _PLANS
    return lines


_PLANS = (
    "今后措施:",
    "  - 标题: 加强日常监测",
    "    内容: 每学年初核算一次各项指标，接近限值的列入预警，在校务会上通报。",
    "    责任人: 教务主任",
    "    完成时限: 2025-09",
)


if __name__ == "__main__":
    write_district(Path(sys.argv[1]), int(sys.argv[2]))
