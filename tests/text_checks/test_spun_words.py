"""Fixed terms of school reports, as tools for synonyms break them, and right uses of those words."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder

_WRONG = """
试验室|学校有物理试验室2间        试验楼|建有一栋试验楼            试验|开展试验教学
老师|老师宿舍楼一栋               老师|新建老师周转房            老师|现有高级老师4名
同学|扩建同学食堂                 同学|同学澡堂已改造            同学|标准化同学餐厅
根底|奠定坚实的根底               根底|加强根底教育              根底|改善根底设施
建立|加强教师队伍建立工作         建立|推进校园文化建立          建立|学校建立水平不断提高
进展|对照标准进展了自查           进展|定期进展安全检查          开展|义务教育开展水平
开展|教育开展规划                 到达|9人到达大专学历           到达|根本到达了要求
根本|试行根本标准                 效劳|效劳半径5公里             创立|创立活动
治理|加强民主治理                 惯例|抓好教学惯例              主干|培养主干教师
单薄|改造单薄学校                 财务|财政和财务拨款            公用费用|公用费用足额到位
教诲|义务教诲阶段                 讲授|提高讲授质量              盘算机|盘算机教室
黉舍|黉舍占地面积                 西席|西席队伍                  书籍|书籍室藏书
器械|体育器械配备齐全             食物|保障食物安全              平安|消除平安隐患
救急|救急预案完备                 资历|教师资历证                体例|教师体例不足
差别|差别系数                     国度|国度课程                  与以上|大专与以上学历
习气|养成良好的学习习气           后果|取得良好后果              知足|办人民知足的教育
肉体|肉体文明建设                 停学|停学率                    遍及|提高遍及率
评估容|对照评估容逐项自评         监控系|电子监控系、广播系统    生学率|小学毕业生学率为100%
课桌椅子|课桌椅子120张            中级干部|中级干部11人          d级|无d级危房
校绿|宽敞，校绿树成荫             按步就班|按步就班              取的|取的了成绩
极大的|极大的提高了效率           年纪|一年纪2个班               小教高级|小教高级4人
"""
_RIGHT = """
化学试验田里种着水稻。            药物临床试验与学校无关。      国家教育综合改革试验区。
王老师2023年获奖。                老师们爱岗敬业。              同学们团结友爱。
李同学和张同学是好朋友。          刨根问底，国学根底深厚。      从根本上解决问题。
立德树人是学校的根本任务。        作为检验学校一切工作的根本标准。  制度基本建立，档案建立健全。
学校建立了领导小组。              食堂建立健康证明台账。        自学校建立以来。
领导班子建立每周例会制度。        工程进展顺利，进展情况良好。  每月进展情况及时公布。
开展安全教育活动。                学生全面开展读书活动。        师生安全到达指定地点。
各班到达集合点的时间。            创立于1958年。                社会治理体系和治理能力。
推进治理能力现代化。              按照国际惯例办理。            主干课程和主干道。
个人力量单薄。                    财务管理规范，财务预算公开。  教诲学生要诚实。
讲授新课，讲授知识。              书籍是人类进步的阶梯。        体育器械使用安全。
防止食物中毒。                    创建平安校园，平安健康成长。  学历和资历都很深。
公文体例规范。                    城乡差别和个体差别。          改掉不良习气。
后果严重，要承担后果。            知足常乐。                    领会会议的精神。
校长带领班子成员检查。            教育普及，遍及全国。          学习容易，评估容易。
监控系统和广播系统。              中小学生生活补助按时发放。    学生生均面积达标。
一目了然，为了了解情况。          得到全面的落实。              计算机教室1间。
录取的学生，领取的教材。          叫做为民服务。                职工做操，分工做好工作。
同一年纪的儿童。                  由原小学高级教师转评。        均衡发展示范校。
图书室、阅览室和展览室。          办学条件和教学条件改善。      学科带头人和骨干教师。
认真的态度，较好的成绩。          全面的发展，有效的措施。      发展展望与成果展示。
上级请求支援的电话。              空气清新，环境优美。          部分学校教室不足。
奖励先进集体和进步学生。          学校平安工作领导小组。        均衡程度逐年提高。
"""


def _columns(text: str) -> list[str]:
    return [each.strip() for line in text.split("\n") for each in line.split("  ") if each.strip()]


@pytest.mark.parametrize("row", _columns(_WRONG))
def test_a_fixed_term_that_was_broken_is_told(find: Finder, row: str) -> None:
    word, text = row.split("|")
    assert word in find(TextRule.WORDING, text)


@pytest.mark.parametrize("text", _columns(_RIGHT))
def test_a_right_use_of_such_words_is_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.WORDING, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("学校是一所开展中的农村小学", ["开展"]),
        ("教学区和运动场地别离", ["别离"]),
        ("学生身心安康成长，加大资本投入，优质资本库", ["安康", "资本", "资本"]),
        ("局部教师年龄偏大，屡次组织培训", ["局部", "屡次"]),
        ("教学次序井然，办学范围适中", ["次序", "范围"]),
        ("教师步队稳定，信息手艺教育", ["步队", "手艺"]),
        ("作出奉献，教育时机公平", ["奉献", "时机"]),
        ("建立健全轨制", ["轨制"]),
        ("正在开展中的活动；生离死别离别；学校为单轨制，双轨制运行；无私奉献；局部地区", []),
        ("安康市的学校；抓住教育时机；教学秩序好；体育运动会；社团活动；市场资本", []),
    ],
)
def test_other_words_put_for_the_right_ones_are_told(
    find: Finder, text: str, found: list[str]
) -> None:
    assert find(TextRule.WORDING, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("教师队伍那是没得说的，大伙都说好", ["没得说", "大伙"]),
        ("差不多300人，咱们学校挺不错", ["差不多", "咱们", "挺不错"]),
        ("我校有好多老师加班，条件不咋地", ["好多", "不咋地"]),
        ("我们一定能办好吧。", ["吧。"]),
        ("搞了几次活动，好几个老师没法上课", ["搞了", "好几", "没法"]),
        ("管理一塌糊涂，设备乱七八糟", ["一塌糊涂", "乱七八糟"]),
        ("搞了调研，加大供给力度，方法得当", []),
        ("学校设有书吧。活动“来吧。”受欢迎，摸清家底，大伙食堂，从娃娃抓起", []),
    ],
)
def test_what_is_said_and_not_written_is_told(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.WORDING, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开设语文、数学、科学、思想品德、音乐", ["思想品德、"]),
        ("设语音室、电教室各1间，开设自然课", ["语音室", "电教室", "自然课"]),
        ("举办法制讲座，会同安监局检查", ["法制讲座", "安监局"]),
        ("学生思想品德良好，加强思想品德教育，走进大自然课堂", []),
    ],
)
def test_old_names_of_courses_and_offices_are_told(
    find: Finder, text: str, found: list[str]
) -> None:
    assert find(TextRule.WORDING, text) == found


def test_slips_for_measure_words_are_told(find: Finder) -> None:
    text = "表彰30民，论文26偏，计算机30抬，教室12监，获奖8巷，学生2般。"
    assert find(TextRule.WORDING, text) == ["民", "偏", "抬", "监", "巷", "般"]


def test_a_word_that_ends_in_a_verb_may_take_it_again_before_a_quotation(find: Finder) -> None:
    assert find(TextRule.TOLD_TWICE, "由管委会主任任“双组长”。") == []
