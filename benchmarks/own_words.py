"""What each of a generated district's schools says in words of its own: no two have a paragraph in
common, as in a district where clerks have written for themselves.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

_TITLES = (
    "加强组织领导",
    "改善办学条件",
    "建设教师队伍",
    "提高教育质量",
    "关爱每名学生",
    "落实安全责任",
)
_CLAUSES = (
    "学校成立由{who}任组长的自查工作小组，召开专题会议{few}次，逐项对照标准核实数据",
    "教务处牵头排查出问题{some}条，已整改{few}条，其余列入台账，由{who}负责",
    "投入资金{money}万元维修校舍，更换课桌椅{many}套，粉刷外墙{many}平方米",
    "{year}年改造跑道{few}条，添置体育器材{some}件，设专人登记造册",
    "全年派出教师外出培训{some}人次，开展校本教研{some}次，人均听课{some}节",
    "{who}、{who}等骨干教师与新教师结对，承担公开课{few}节，{few}人在县级比赛中获奖",
    "严格执行课程计划，{grade}年级每周开设劳动课1节，大课间每天不少于30分钟",
    "作业总量由教导处按周公示，抽查{grade}年级作业本{many}本，问题当日反馈",
    "对{some}名留守儿童建立档案，{who}每月走访不少于{few}次",
    "资助家庭经济困难学生{some}人，发放补助{money}万元，做到应助尽助",
    "与家长签订安全责任书{many}份，开展应急演练{few}次，{who}任安全专干",
    "图书室每天开放{few}小时，{grade}年级设读书角{few}个，评出读书之星{some}名",
    "举办家长学校讲座{few}场，{many}人次参加，回收意见表{many}份",
    "食堂由{who}主管，每日公示食谱，全年接受检查{few}次，整改{few}处",
    "绿化补植乔木{some}株，设花坛{few}处，{grade}年级承包责任区",
    "信息中心由{who}负责，录制微课{some}节，{year}年起接入专用网络",
    "建立骨干教师工作室{few}个，{who}主持课题{few}项，结题{few}项",
    "组织体质健康监测{few}轮，{who}逐班通报结果，{grade}年级增设跳绳项目",
    "开设社团{some}个，{who}任总辅导员，汇报演出{few}场",
    "邀请派出所民警讲法治课{few}次，{who}任联络员，发放资料{many}份",
    "财务由{who}审核，公示经费使用情况{few}次，接受审计{few}次",
    "完善制度{some}项，{year}年汇编成册，{who}负责修订",
    "心理辅导室每周开放{few}天，{who}接待学生{some}人次，回访{some}人次",
    "清理积压设备{some}台，报废{few}台，{who}逐件核对编号",
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "建国丽华海燕志强晓明文静春梅国庆玉兰立新永红少平雪松桂芳"
_GRADES = "一二三四五六"
_WORD = re.compile(r"\{(\w+)\}")


def own_measures(number: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Titles and paragraphs of what the school of that number has done."""
    chance = random.Random(20241201 + number)
    left = chance.sample(_CLAUSES, len(_CLAUSES))
    for title in chance.sample(_TITLES, 4):
        yield title, tuple(_paragraph(chance, number, left) for _ in range(chance.randint(1, 2)))


def _paragraph(chance: random.Random, number: int, left: list[str]) -> str:
    """Some of the clauses that are left, none of which is said twice."""
    chosen = [left.pop() for _ in range(chance.randint(2, 3))]
    clauses = "；".join(_WORD.sub(lambda word: _fill(word[1], chance), each) for each in chosen)
    return f"按照第{number}号工作方案，{clauses}。"


def _fill(word: str, chance: random.Random) -> str:
    """What stands for a word in brackets, another each time."""
    filled: dict[str, Callable[[], object]] = {
        "who": lambda: _name(chance),
        "few": lambda: chance.randint(2, 9),
        "some": lambda: chance.randint(11, 58),
        "many": lambda: chance.randint(120, 980),
        "money": lambda: f"{chance.uniform(0.5, 28):.2f}",
        "year": lambda: chance.randint(2019, 2024),
        "grade": lambda: chance.choice(_GRADES),
    }
    return str(filled[word]())


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2))
