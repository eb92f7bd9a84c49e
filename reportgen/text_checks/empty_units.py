"""Units in front of which the number is missing: 占地面积平方米, 现有学生人, 个教学班."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import begun_by, late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import PatternRule, find_all, remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_FAMOUS = ("有名", "无名", "知名", "同名", "无人", "有人", "场所", "资人")
_COUNTING = ("现有", "共有", "设有")
_LINK = late_regex("(?:分别)?(?:为|达到?|约为?|有|共有?|是)?$")
_UNITS = (
    r"(?:[万亿]?(?:平方[米公]里?|㎡|公[顷里]|亩|千米|元|[人名册台套间所])|个(?:教学)?班|个百分点|[%％])"
    r"(?=[，。；、,;）)]|$)"
)
_UNIT = late_regex(_UNITS)
# Behind no digit.
_BARE_UNIT = late_regex(
    begun_by("万亿平㎡公亩千元人名册台套间所个%％", rf"(?<!\d){_UNITS}"), re.MULTILINE
)
_LONGEST = 12
_COUNTED = late_regex(
    r"(?:^|(?<=[，。；：、（])|现有|共有|设有|开设|现设|下设)(?P<at>个(?:教学班|班级?|年级)|名(?:学生|教师|教职工)|所(?:学校|教学点)|间(?:教室|专用教室|办公室))"
    r"(?=[，。；、,;）)])"
)
_DATED = late_regex(r"(?:^|[，。；（始于自从在至])(?P<at>年月(?:日)?)(?=[建成立起底，。；]|创办)")
# 教职工共人, 达平方米, 比例为%: behind a word that leads to a number no word begins with a unit.
_LED = late_regex(
    r"(?:(?:[总合共]计|总共|现有|共有|现共有|达到|约为|约有|[，；：（a-z\u4e00-\u9fff]共|(?<![签立合契特预邀大])约|(?<![统设会审估预总合共伙])计)"
    r"(?:(?:万?[人名册台套间所亩辆张]|平方米|㎡|公里|万?元|个))"
    r"|(?:[达为占率到约])(?:平方[米公]里?|㎡|亩|公里|万元|册|个百分点|[%％])"
    rf"|(?<![每{NUMERAL_SIGNS}百千万几数余多两半元约亿])(?<=[\u4e00-\u9fff])(?:平方米|㎡|(?<![田地农公])亩))"
    r"(?=[，。；、,;）)]|$)"
)
# 绿化覆盖率达，: a word that leads to a number, and none.
_NO_NUMBER = late_regex(
    r"(?:率|比例|面积|总?人数|总数|总额|总量|总值)(?:已|均|约|仅)?(?P<at>达到?|[为是])(?=[，。；]|$)"
)
_SCHOOLS = late_regex(
    r"(?:(?:撤并|撤销|保留|新建|改建|设有|共有|现有|有|建成|辖)[^，。；、\d]{0,4}[点学校园]"
    r"|[小中]学|[小中]学校|完小|学点|儿园)(?P<at>所)(?=[，。；、）])"
)
_RATIO = late_regex(r"比(?:为|是|达到?)?\s?(?P<at>[1１]?[：:∶](?=[，。；、）]|$))")
# 为名寄宿生发放补助, 新增台计算机: a verb that counts, and no number; 名师, 台式, 套装 are words.
_PEOPLE = "(?:学生|教师|教职工|儿童|少年|幼儿|家长|生|工|员|干部|骨干|子女|保安)"
_MISSING_PEOPLE = late_regex(
    r"(?:[为对给向]|资助|招聘|招收|表彰|奖励|选派|选送|安排|聘请|配备|培训|培养|引进|现有|共有|拥有)了?"
    r"(?P<at>名)(?!家[^庭长])(?![师校优著牌人贵园言词义次单册额誉叫字胜列])(?!教师工作)"
    rf"(?=[\u4e00-\u9fff]{{0,6}}?{_PEOPLE}(?!名|出|为|则))"
)
_MISSING_THINGS = late_regex(
    r"(?:购置|购买|新购|新增|增加|添置|增添|配备|配置|安装|捐赠|更换|维修|新建|改建|建成|现有|共有|建有|设有|配有)了?"
    r"(?P<at>台(?![式灯球历秤钳阶面基账词])|套(?![装餐圈房用件管索路])|册(?!页)|间(?![隔接])|所(?=[\u4e00-\u9fff]{0,8}?[校学园幼])(?![有需在用得属谓收形产提占拥])|栋|座(?![椅位谈右钟机])|幢)"
    r"(?=[\u4e00-\u9fff]{2})"
)
_NO_NUMERAL = rf"(?<![{NUMERAL_SIGNS}两百千万几数余多半\d])"
_FAR = late_regex(rf"距[^，。；、\d]{{1,10}}{_NO_NUMERAL}(?P<at>公里|千米|米)(?=[，。；、]|$)")
_MONEY = late_regex(r"(?:投入|资金|经费|投资|拨款|补助|支出)(?:为|达|共|约)?(?P<at>[万亿]元)(?!户)")
_TIMES = late_regex(
    r"(?:组织|选派|派出|参加|累计|共)[^，。；\d]{0,10}(?:学习|培训|交流|研修)(?P<at>人次)(?=[，。；、]|$)"
)
# 培训教师人次, 召开会议次, 聘用专职保安名: no number between who or what it is and its measure.
_TRAINED = late_regex(r"培训[^，。；\d]{0,6}(?:教师|教职工|干部|校长)(?P<at>人次)(?=[，。；、]|$)")
_HELD = late_regex(
    r"(?:召开|举办|开展|组织)[^，。；\d]{0,10}(?:会议|活动|讲座|演练|培训|比赛)(?P<at>[次场])(?=[，。；、]|$)"
)
_STAFFED = late_regex(
    r"(?:专职|聘用|配备|聘请)[^，。；\d]{0,8}(?:保安|校医|教师|人员|辅导员)(?P<at>名)(?=[，。；、]|$)"
)
_SHEETS = late_regex(
    rf"(?:下发|发放|签订|收回|回收|印发)[^，。；、\d]{{1,10}}{_NO_NUMERAL}(?<![身年月成股省县各每])(?P<at>份)(?=[，。；、]|$)"
)
# 共有　个教学班, 占地（　）平方米, n个班: what stands for the number.
_GAP = late_regex(
    r"(?P<at>[（(][ \u3000]*[）)]|(?<=[有为达共是师生工])[？?]|(?<![A-Za-z\d])[nN])"
    r"(?=(?:平方米|万?元|[名人册台间所亩套栋](?![民口])|个(?:教学|班|年级)))"
)
_BLANK = late_regex(
    r"(?<=[有为达共地约])(?P<at>[ \u3000]+)"
    r"(?=平方米|万元|个(?:教学|班|年级)|[名人册台间所亩套栋](?=[，。；、]))"
)
_MESSAGE, _HINT = "单位前面没有数：“{}”", "请填上数；没有这一项的，删去"


def check_empty_units(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each unit that stands right behind what is counted in it."""
    told = list(find_all(_RULES, text))
    yield from told
    ends = {(id(each.part), each.end) for each in told}
    for part in text.parts_with(_BARE_UNIT):
        led = {found.end() for found in _LED.finditer(part.text)}
        for found in _UNIT.finditer(part.text):
            before = part.text[max(found.start() - _LONGEST, 0) : found.start()].rstrip()
            famous = f"{before[-1:]}{found[0]}" in _FAMOUS and not before.endswith(_COUNTING)
            known_already = (id(part), found.end()) in ends
            if not before or before[-1].isdigit() or famous or known_already:
                continue
            if found.end() in led or _is_counted(_LINK.sub("", before), text):
                message = _MESSAGE.format(f"{before[-6:]}{found[0]}")
                yield remind(TextRule.EMPTY_UNIT, part, found.span(), message, _HINT)


# ×=㎡×9间=㎡, where a product was to be.
_PRODUCT = late_regex(
    r"[×xX*]\s?[=＝]\s?(?:㎡|平方米|m²)?|[=＝]\s?(?:㎡|平方米|m²|[人元册台](?![\u4e00-\u9fff]))"
)
_RULES = tuple(
    PatternRule(TextRule.EMPTY_UNIT, each, late_regex(cue), _MESSAGE, _HINT)
    for each, cue in (
        (_COUNTED, r"[个名所间](?<![^，。；：、（有设\n].)[教班年学专办]"),
        (_DATED, "年月"),
        (_PRODUCT, "[=＝]"),
        (_NO_NUMBER, r"[达到为是](?=[，。；]|$)"),
        (_SCHOOLS, r"[点学中园校小]所(?=[，。；、）])"),
        (_MISSING_PEOPLE, r"名(?<=[为对给向有让使助聘收彰励派送排请备训养进了]名)[\u4e00-\u9fff]"),
        (
            _MISSING_THINGS,
            r"[台套册间所栋座幢](?<=[置买购增加添备装赠换修建成有了].)[\u4e00-\u9fff]",
        ),
        (_GAP, r"[）)？?nN](?=[平万元名人册台间所亩套栋个])"),
        (
            _BLANK,
            "|".join(blank + unit for blank in " \u3000" for unit in "平万名人册台间所亩套栋个"),
        ),
        (_FAR, r"距[^，。；、\d]{2,11}米|距[^，。；、\d]{1,10}[公千][里米]"),
        (
            _MONEY,
            "|".join(f"{lead}{unit}元" for lead in "入金费资款助出为达共约" for unit in "万亿"),
        ),
        (_TIMES, r"人次(?<=[习训流修]人次)"),
        (_TRAINED, r"人次(?<=[师工部长]人次)"),
        (_HELD, r"[次场](?<=[议动座练训赛].)(?=[，。；、]|$)"),
        (_STAFFED, r"名(?<=[安医师员]名)(?=[，。；、]|$)"),
        (_SHEETS, r"份(?<=[^\d\s，。；、：]份)(?=[，。；、]|$)"),
        (_RATIO, r"比(?:为|是|达到?)?\s?[1１]?[：:∶]"),
    )
)


def _is_counted(words: str, text: ReadText) -> bool:
    """Whether what stands before a number ends them: a word of a fact, but for those of a count
    (人数).
    """
    lexicon, counted = text.lexicon, text.wordings.counted
    ends = (words[at:] for at in range(len(words)))
    if words.endswith(("数", "班")):
        return any(each in counted for each in ends)
    return any(each in counted or (len(each) > 1 and each in lexicon.before) for each in ends)
