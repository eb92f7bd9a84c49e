"""The blocks of a school's file that hold its words.

They are 领导小组, 主要措施, 特色, 成绩, 存在问题, 今后措施, 投入, 章节, 插图, 佐证材料.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.load.fields import (
    parse_deadline_item,
    parse_number_of,
    parse_year_item,
    read_choice,
    read_line,
    read_narrative,
    read_title,
    read_word,
)
from reportgen.load.figures import parse_figures
from reportgen.load.name_advice import advise_word
from reportgen.load.nothing import telling_items
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.school import (
    Achievement,
    Evidence,
    Feature,
    Illustration,
    Leader,
    Measure,
    Narrative,
    Outlay,
    OwnChapter,
    Plan,
    Shortcoming,
)
from reportgen.model.stages import SchoolType
from reportgen.problems import Location, warning
from reportgen.words.nothing import unless_nothing
from reportgen.words.quoting import quoted_names

_AMOUNT = Fact("金额", FactKind.MONEY, Scope.SCHOOL, "元")
_SPENT, _PLANNED = "已投入", "拟投入"
_TITLED = ("标题", "内容")
_ONE_A_LINE = "请一项荣誉写一行，“名称”不带引号；级别、年份不同的也就写得清"


def parse_achievements(item: Item | None) -> tuple[Achievement, ...]:
    """The honours listed; a bare text is an honour's name. A line of several names in quotation
    marks, as reports print them, is as many honours, which is noted.
    """
    entries = telling_items(item, ("名称",))
    return tuple(each for entry in entries for each in _parse_achievement(entry))


def parse_measures(item: Item | None) -> tuple[Measure, ...]:
    """The measures listed."""
    return tuple(Measure(*_titled(entry)) for entry in telling_items(item, _TITLED))


def parse_features(item: Item | None) -> tuple[Feature, ...]:
    """What the school is known for."""
    return tuple(Feature(*_titled(entry)) for entry in telling_items(item, _TITLED))


def _titled(entry: Item) -> tuple[str, Narrative, Location]:
    fields = entry.known_entries(_TITLED)
    return _title(fields.get("标题")), _narrative(fields.get("内容")), entry.location


# Without its head a list would be that of another group.
_NO_NAME = "请写上姓名；只写职务的，把职务（如 校长）写在“姓名”里"


def parse_leaders(item: Item | None) -> tuple[Leader, ...]:
    """The members of the leading group; one without a role or a name is noted."""
    return tuple(_parse_leader(entry) for entry in telling_items(item, ("姓名",)))


def _parse_leader(entry: Item) -> Leader:
    fields = entry.known_entries(("职责", "姓名", "职务"))
    role, name, post = (_line(fields.get(key)) for key in ("职责", "姓名", "职务"))
    hints = ("职责", role, "请写上职责，如 组长、成员"), ("姓名", name, _NO_NAME)
    for key, word, hint in hints:
        if not word:
            entry.report("missing_key", f"领导小组的这一项缺少“{key}”", hint)
    return Leader(role, name, post, entry.location)


def parse_evidence(item: Item | None) -> tuple[Evidence, ...]:
    """The documents kept; a bare text is a document's name."""
    return tuple(_parse_evidence(entry) for entry in telling_items(item, ("名称",)))


def _parse_evidence(entry: Item) -> Evidence:
    if entry.is_text:
        return Evidence(_title(entry), location=entry.location)
    fields = entry.known_entries(("指标", "名称", "存放"))
    name, kept = _title(fields.get("名称")), _line(fields.get("存放"))
    if not name:
        entry.report("missing_key", "这份佐证材料缺少“名称”", "请写上材料的名称，或删去这一项")
    told = _lines(fields.get("指标"))
    names, places = tuple(name for name, _ in told), tuple(place for _, place in told)
    return Evidence(name, names, kept, entry.location, places)


def _lines(item: Item | None) -> list[tuple[str, Location]]:
    """The texts of a list, or the lines of one text, each with its place."""
    several = item.items() if item is not None and item.is_list else (item,)
    texts = [(line.strip(), each) for each in several for line in read_word(each).split("\n")]
    return [(text, each.location) for text, each in texts if text and each is not None]


def parse_shortcomings(item: Item | None) -> tuple[Shortcoming, ...]:
    """The problems the school names itself; a bare text is a problem's title."""
    found = []
    for entry in telling_items(item, _TITLED):
        if entry.is_text:
            found.append(Shortcoming(_title(entry), Narrative(""), location=entry.location))
            continue
        fields = entry.known_entries(("标题", "指标", "内容"))
        title = _title(fields.get("标题")) or _line(fields.get("指标"))
        content, indicator = _narrative(fields.get("内容")), _line(fields.get("指标"))
        place = fields.get("指标", entry).location
        found.append(
            Shortcoming(title, content, indicator, entry.location, indicator_location=place)
        )
    return tuple(found)


def parse_plans(
    item: Item | None, dictionary: FactDictionary, school_type: SchoolType
) -> tuple[Plan, ...]:
    """The measures to come."""
    return tuple(
        _parse_plan(entry, dictionary, school_type) for entry in telling_items(item, _TITLED)
    )


def parse_outlays(item: Item | None) -> tuple[Outlay, ...]:
    """What money was or will be spent on."""
    return tuple(_parse_outlay(entry) for entry in telling_items(item, ("项目", "金额")))


def parse_chapters(item: Item | None) -> tuple[OwnChapter, ...]:
    """The chapters of the school's own, in the order of the file."""
    found = []
    for title, entry in (item.entries() if item else {}).items():
        if entry.is_mapping:
            fields = entry.known_entries(("内容", "之后"))
            content, after = _narrative(fields.get("内容")), read_word(fields.get("之后"))
            if "内容" not in fields:
                content = content._replace(location=entry.location)
            found.append(OwnChapter(title, content, after))
        else:
            found.append(OwnChapter(title, _narrative(entry)))
    return tuple(found)


def parse_illustrations(item: Item | None) -> tuple[Illustration, ...]:
    """The pictures to be shown; a bare text is a picture's file."""
    found = (_parse_illustration(entry) for entry in telling_items(item, ("文件",)))
    return tuple(each for each in found if each is not None)


def _parse_illustration(entry: Item) -> Illustration | None:
    if entry.is_text:
        return Illustration(entry.text(), location=entry.location)
    fields = entry.known_entries(("位置", "标题", "文件"))
    place, caption, source = (read_word(fields.get(key)) for key in ("位置", "标题", "文件"))
    if source:
        return Illustration(source, place, caption, fields["文件"].location)
    hints = "请写上文件名，如 文件: 图书室.jpg", "请把图片贴在这一行，或写上文件名"
    entry.report("missing_key", "没有写是哪张图片", *hints)
    return None


def _line(item: Item | None) -> str:
    """The field's text on one line; empty if it is not given or says that there is none."""
    return unless_nothing(read_line(item))


def _title(item: Item | None) -> str:
    return unless_nothing(read_title(item))


def _narrative(item: Item | None) -> Narrative:
    narrative = read_narrative(item)
    return narrative._replace(text=unless_nothing(narrative.text))


def _parse_achievement(entry: Item) -> Iterator[Achievement]:
    keys = ("名称", "级别", "颁发单位", "年份")
    fields = {} if entry.is_text else entry.known_entries(keys)
    named = entry if entry.is_text else fields.get("名称")
    name = _title(named)
    level, by = (_line(fields.get(key)) for key in ("级别", "颁发单位"))
    if not name and not entry.is_text:
        entry.report("missing_key", "这项成绩缺少“名称”", "请写上名称，或删去这一项")
    year = parse_year_item(fields.get("年份"))
    names = quoted_names(name)
    if names:
        message = f"“名称”里写了 {len(names)} 项荣誉，报告里照 {len(names)} 项印"
        place = named.location if named else entry.location
        told = warning("several_honours", message, place, _ONE_A_LINE)
        entry.reading.problems.append(told)
    for each in names or (name,):
        yield Achievement(each, level, by, year, entry.location)


def _parse_plan(entry: Item, dictionary: FactDictionary, school_type: SchoolType) -> Plan:
    if entry.is_text:
        return Plan(_narrative(entry), location=entry.location)
    fields = entry.known_entries(("针对", "标题", "内容", "责任人", "完成时限", "进展", "预计增加"))
    return Plan(
        content=_narrative(fields.get("内容")),
        title=_title(fields.get("标题")),
        target=_title(fields.get("针对")),
        owner=_line(fields.get("责任人")),
        deadline=unless_nothing(parse_deadline_item(fields.get("完成时限"))),
        progress=unless_nothing(read_word(fields.get("进展"))),
        expected=parse_figures(fields.get("预计增加"), dictionary, school_type, is_increase=True),
        location=entry.location,
        deadline_location=fields.get("完成时限", entry).location,
        target_location=fields.get("针对", entry).location,
    )


def _parse_outlay(entry: Item) -> Outlay:
    fields = entry.known_entries(("项目", "金额", "年份", "状态", "说明"))
    name, state = _title(fields.get("项目")), read_choice(fields.get("状态")) or _SPENT
    if not name:
        entry.report("missing_key", "这笔投入缺少“项目”", "请写上项目名称")
    if state not in (_SPENT, _PLANNED):
        hint = advise_word(state, (_SPENT, _PLANNED))
        fields["状态"].report("unknown_choice", f"不认识“{state}”", hint)
    amount, note = parse_number_of(_AMOUNT, fields.get("金额")), _line(fields.get("说明"))
    year = parse_year_item(fields.get("年份"))
    return Outlay(name, amount, state == _PLANNED, note, year, entry.location)
