"""What a text says twice, and differently: things that no fact is of, what is there and is not,
parts above their whole.
"""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder

CONTRADICTIONS = (
    TextRule.REPEATED,
    TextRule.FALSE_EXISTENCE,
    TextRule.CLAIMS_DIFFER,
    TextRule.RELATION,
    TextRule.PARTS,
    TextRule.CALCULATION,
    TextRule.COUNT,
    TextRule.ENUMERATION,
)


def found(find: Finder, text: str) -> list[str]:
    told = (find(rule, *text.split("|")) for rule in CONTRADICTIONS)
    return [words for each in told for words in each]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("XX县现有中小学校15所，学生7329人。|全县17所中小学校全部接通网络。", "15所 17所"),
        ("区属学校69所，在校生119802人。|区属67所学校之间仍有差距。", "69所 67所"),
        ("小学21所，初中2所，共23所。|全县26所学校中，部分未达要求。", "26所"),
        ("建有300米环形跑道和100米直跑道。|操场只有250米环形跑道。", "300米 250米"),
        ("现有班主任18名，均持证上岗。|学校班主任20人全部参加培训。", "18名 20人"),
        ("安装监控探头32个。|校园安全：监控摄像头36个。", "32个 36个"),
        ("全乡总人口2.6万人。|全乡辖9个村，总人口2.9万人。", "2.6万人 2.9万人"),
        ("学校有教师11人。|一是教师只有9人，结构性缺员。", "11人 9人"),
        ("教师12人，其中高级教师5名。|高级教师7人，一级教师5人。", "5名 7人"),
        ("在校生1009人，其中小学部586人、初中部423人。|初中部9个班432人。", "423人 432人"),
        ("小学适龄儿童入学率100%。|小学适龄儿童入学率99.8%。", "100% 99.8%"),
        ("全校共有教研组8个，备课组14个。|9个教研组全部制定了计划。", "8个 9个"),
        ("我镇现有小学11所，教学点4个。|全镇12所小学中，有3所条件较差。", "11所 12所"),
        ("小学、初中学龄人口入学率均为100%。|初中阶段适龄人口入学率99.6%。", "100% 99.6%"),
        ("学校占地45360平方米。|校园占地4.35万平方米，用地不足。", "45360平方米 4.35万平方米"),
    ],
)
def test_a_thing_that_is_counted_twice_is_told_at_both_places(
    find: Finder, text: str, numbers: str
) -> None:
    assert find(TextRule.REPEATED, *text.split("|")) == numbers.split()


@pytest.mark.parametrize(
    "text",
    [
        "全县现有中小学校46所。|全县46所中小学校全部接通宽带。",
        "区属学校43所；民办学校6所。|6所民办学校、43所区属学校均已检查。",
        "现有篮球场2个，计划2025年新建篮球场1个。|今年改造篮球场1个。",
        "东校区有篮球场2个，西校区有篮球场3个。",
        "七年级3个班152人，八年级3个班148人，九年级4个班180人，共10个班480人。",
        "2021年建成标准化学校12所，2022年建成标准化学校14所。",
        "15周岁人口1043人。17周岁人口928人。|全镇总人口4.1万人。",
        "校舍类24个，规划资金1598万元；设施类30个，规划资金471万元。",
        "我校音乐教师3人。|全区音乐教师86人。",
        "小学部有教室12间，初中部有教室14间。|共有教室26间。",
        "按标准应配保安6名。|现有保安4名。",
        "抽查学校12所。|全县学校46所。",
        "我县义务教育学校62所，高中4所。|全县66所学校全部安装监控。",
        "初中11所，共304个班。|初中304个班，小学32所。",
        "全县辖5个乡镇（街道）。|4个乡镇中3个办有公办园。",
        "小学阶段学校11所，教职工324人。|初中阶段学校6所，教职工326人。",
        "初中学校16所，完好学校10所。村小14所，完好学校11所。",
        "党员16人，其中预备党员2人。|党员9人获表彰。",
        "图书室1个，面积120平方米；阅览室1个，面积90平方米。",
    ],
)
def test_what_is_not_of_one_thing_is_left_alone(find: Finder, text: str) -> None:
    assert found(find, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("有学生食堂1间。|19.本校没有设立学生食堂。", ["没有设立学生食堂", "学生食堂1间"]),
        ("美术教室、书法教室一间。|我校没有书法教室。", ["没有书法教室", "书法教室一间"]),
        ("配有校医1名。|二是没有校医，由班主任兼管。", ["没有校医", "校医1名"]),
        (
            "全县没有56人以上的大班额。|城区3所学校仍有大班额。",
            ["没有56人以上的大班额", "仍有大班额"],
        ),
        ("已全面消除大班额。|个别学校大班额问题仍然存在。", ["消除大班额", "大班额问题仍然存在"]),
    ],
)
def test_what_is_there_and_is_not_is_told_at_both_places(
    find: Finder, text: str, words: list[str]
) -> None:
    assert find(TextRule.FALSE_EXISTENCE, *text.split("|")) == words


@pytest.mark.parametrize(
    "text",
    [
        "学校没有专职校医，有兼职校医1名。",
        "部分村小没有计算机教室。|中心校建有计算机教室2间。",
        "学校原来没有食堂，2023年建成食堂1个。",
        "小学无大班额，初中有大班额3个。",
        "大班额由12个减少到3个，超大班额全部消除。",
        "没有书法教室。|拟建书法教室一间。",
        "学校无校车，学生由家长接送。|全县有校车46辆。",
    ],
)
def test_what_is_said_of_others_or_of_another_time_is_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.FALSE_EXISTENCE, *text.split("|")) == []


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (TextRule.RELATION, "在校生390人，女生197人，少数民族学生412人。", ["412人"]),
        (TextRule.RELATION, "2011-2012学年，学校有学生390人。少数民族学生412人。", ["412人"]),
        (TextRule.RELATION, "教职工82人，50岁以上教师90人。", ["90人"]),
        (TextRule.RELATION, "占地面积4680平方米，绿化面积202400平方米。", ["202400平方米"]),
        (TextRule.RELATION, "发放问卷3500份，回收有效问卷3582份。", ["回收有效问卷3582份"]),
        (TextRule.PARTS, "建筑面积5200平方米，其中教学及辅助用房6100平方米。", ["6100平方米"]),
        (
            TextRule.PARTS,
            "新建、改扩建学校12所，其中新建5所、改扩建8所。",
            ["12所，其中新建5所、改扩建8所"],
        ),
        (
            TextRule.PARTS,
            "全校12个教学班，一年级3个班，二至四年级各2个班，五年级2个班，六年级2个班。",
            ["12个教学班，一年级3个班，二至四年级各2个班，五年级2个班，六年级2个班"],
        ),
        (TextRule.CALCULATION, "现有班级17个。|每个班级都配有多媒体设备，共16套。", ["共16套"]),
        (
            TextRule.REPEATED,
            "由两校于2021年8月合并而成。|2019年合并办学以来。",
            ["2021年8月合并而成", "2019年合并办学"],
        ),
        (TextRule.CLAIMS_DIFFER, "师资充足。|问题：师资不足。", ["师资充足", "师资不足"]),
        (TextRule.COUNT, "健全门卫、值班、巡查、消防、食品安全四项制度。", ["四项制度"]),
        (
            TextRule.COUNT,
            "下设三个工作组：资料组、后勤组、宣传组和安全组，开展自查。",
            ["三个工作组"],
        ),
        (
            TextRule.COUNT,
            "现有6个教研组，分别是语文组、数学组、英语组、艺体组、综合组。",
            ["6个教研组"],
        ),
        (TextRule.ENUMERATION, "第二条 校舍|第三条 用地|第五条 图书", ["第五条"]),
    ],
)
def test_more_than_there_are_and_other_than_listed(
    find: Finder, rule: TextRule, text: str, words: list[str]
) -> None:
    assert find(rule, *text.split("|")) == words


@pytest.mark.parametrize(
    "text",
    [
        "在校生390人，上届毕业生402人，适龄儿童412人，家长700人。",
        "教师56人。为全镇教师210人提供培训，三年培训教师182人次。",
        "发放问卷1200份，收回1186份，其中有效问卷1180份。",
        "发放学生问卷300份，回收298份；发放家长问卷500份，回收486份。",
        "专任教师64人，参加教研活动教师68人。",
        "全县学校76所，其中城区18所、农村58所，民办4所。",
        "新建、改扩建学校17所，其中新建5所、改扩建12所。",
        "全校13个教学班，一年级3个班，二至六年级各2个班。",
        "6个教学班。|每个教室都安装了多媒体设备，6个教学班共6套。",
        "师资不足的问题得到解决。|目前师资充足。",
        "师资力量充足。|音乐教师不足，部分学校教师不足。",
        "学校始建于1956年，教学楼建于1998年。|综合楼建于2009年。",
        "落实值班、巡查、请销假等十二项制度。",
        "由综合协调、资料档案、项目建设、宣传报道四个工作组负责。",
        "建有音乐、美术、科学三类功能室共8间。",
        "第一条 校舍|第二条 用地|依据第六条规定，落实要求。",
    ],
)
def test_what_agrees_is_left_alone(find: Finder, text: str) -> None:
    assert found(find, text) == []
