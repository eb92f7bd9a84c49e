"""`data/vocabulary.yaml` → the words by which names and texts are recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.load.fields import (
    parse_decimal,
    parse_flag,
    parse_texts,
    read_tree,
    read_word,
    refuse_problems,
)
from reportgen.load.reckoning_words import parse_reckoning
from reportgen.load.workbooks.column_titles import plain_title
from reportgen.load.yaml_tree import Item
from reportgen.model.attachments import ATTACHMENT_NAMES, AttachmentKind, AttachmentKinds
from reportgen.model.vocabulary import (
    NEARNESS,
    ClaimWords,
    FieldWords,
    GroupWords,
    HonourWords,
    ListWords,
    ProseWords,
    SplitWords,
    ThingWords,
    Vocabulary,
)
from reportgen.words.chinese_numerals import NUMERAL_SIGNS
from reportgen.words.nearest import suggest
from reportgen.words.written_numbers import plain_words

_ATTACHMENTS, _HONOURS, _GROUPS, _TITLES = "附件", "成绩", "领导小组", "统计表"
_FIELDS, _LISTS, _PROSE, _CLAIMS = "填写", "名单", "数文", "断言"
_THINGS, _RECKONING = "互比", "算得"
_NEAR_KEYS = ("约数", "数后")
_NOT_LISTS = ("每", *_NEAR_KEYS)
_PROSE_SETS = ("开头", "全体", "接数")
_PROSE_LISTS = {
    "附在后面": "attached",
    "接着做": "doing",
    "别校": "others",
    "现在": "now",
    "往时": "past",
    "打算": "plans",
    "限值": "bounds",
    "换算": "same",
    "单位": "units",
    "变为": "becomes",
    "变动": "changes",
    "合计": "sums",
    "校名": "name_ends",
    "区域": "areas",
    "别区": "other_areas",
    "领起": "leads",
    "本校": "own",
}
_PROSE_KEYS = (*_PROSE_SETS, *_PROSE_LISTS, *_NOT_LISTS)
_CLAIM_WORDS = {
    "达标": "met",
    "达到": "reach",
    "限值前": "limit_leads",
    "承接": "links",
    "越少越好": "fewer",
    "规定": "demands",
    "自定": "of_place",
    "各班": "classes",
    "可量": "measured",
    "承认": "admits",
    "高于": "above",
    "低于": "below",
    "达不到": "short",
    "相差": "differs",
    "标准": "aims",
    "后面": "goes_on",
    "副词": "adverbs",
    "全体": "wholes",
    "打折": "hedges",
    "否定": "denials",
    "不算": "no_claim",
    "全部": "of_all",
    "整体": "whole",
    "学校": "schools",
    "别事": "others",
    "建有": "has",
    "没有": "lacks",
    "缺少": "short_of",
    "专用": "special",
    "现象": "matters",
    "充足": "enough",
    "无一": "nobody",
    "消除": "gone",
    "仍有": "remains",
}
_LARGE, _BY, _FROM = "大班额", "依据", "起数"
_THING_LISTS = {
    "动词": "verbs",
    "异名": "subjects",
    "末尾": "ends",
    "地方": "places",
    "一部分": "parts",
    "都是": "all_of",
    "没有": "missing",
    "列举": "opening_rows",
    "分类": "kinds",
    "不属": "outside",
    "东西": "supplies",
    "充足": "ample",
    "不足": "scarce",
    "程度": "degrees",
    "解决": "solved",
    "不算": "unsure",
    "各校": "all_schools",
    "配备物": "provided",
    "不该有": "unwanted",
}
_SAME_NAME, _GROUPED, _EVENTS, _WITHIN = "同名", "全体", "年份", "不大于"
_UNCOUNTED = "不数"
_SPLITS = ("分法", "等次", "分尽", "剩下", "反面", "缩小")
_FILES, _ENDS = "文件名", "校名末尾"
_LIST_FIELDS = {
    "名称": "name",
    "类型": "type",
    "学段": "stage",
    "代码": "code",
    "区县": "district",
    "地址": "address",
    "乡镇": "town",
}
_PLACED = f"第[{NUMERAL_SIGNS}0-9]+名?$"


def load_vocabulary(path: Path) -> Vocabulary:
    """The words in that file. Errors: ReportgenError names everything wrong in it."""
    root = read_tree(path)
    words = (_PROSE, _CLAIMS, _THINGS, _RECKONING)
    keys = (_ATTACHMENTS, _HONOURS, _GROUPS, _FIELDS, _LISTS, _TITLES, *words)
    blocks = root.known_entries(keys)
    vocabulary = Vocabulary(
        AttachmentKinds(tuple(_parse_attachments(blocks.get(_ATTACHMENTS)))),
        _parse_honours(blocks.get(_HONOURS)),
        _parse_groups(blocks.get(_GROUPS)),
        _parse_fields(blocks.get(_FIELDS)),
        _parse_lists(blocks.get(_LISTS)),
        {type_: dict(titles) for type_, titles in _parse_titles(blocks.get(_TITLES))},
        _parse_prose(blocks.get(_PROSE)),
        _parse_claims(blocks.get(_CLAIMS)),
        _parse_things(blocks.get(_THINGS)),
        parse_reckoning(blocks.get(_RECKONING)),
    )
    refuse_problems(root)
    return vocabulary


def _parse_attachments(block: Item | None) -> Iterator[AttachmentKind]:
    for name, item in (block.entries() if block else {}).items():
        if name not in ATTACHMENT_NAMES:
            hint = suggest(name, ATTACHMENT_NAMES)
            item.report("unknown_choice", f"程序不会做“{name}”这种附件", hint)
        fields = item.known_entries(("别名", "用到", "县域"))
        aliases, needs = parse_texts(fields.get("别名")), read_word(fields.get("用到"))
        yield AttachmentKind(name, aliases, needs, parse_flag(fields.get("县域"), default=False))


def _parse_honours(block: Item | None) -> HonourWords:
    fields = block.known_entries(("奖项", "级别")) if block else {}
    levels = fields["级别"].entries() if "级别" in fields else {}
    prizes = map(re.escape, parse_texts(fields.get("奖项")))
    shown = {character: _shown_by(item) for word, item in levels.items() for character in word}
    return HonourWords(late_regex("|".join((*prizes, _PLACED))), shown)


def _shown_by(item: Item) -> re.Pattern[str]:
    """A pattern whose first group is one of the words, where it is no part of an excepted one."""
    fields = item.known_entries(("写作", "除外"))
    words, excepted = (parse_texts(fields.get(key)) for key in ("写作", "除外"))
    return late_regex("|".join((*map(re.escape, excepted), f"({_any_of(words)})")))


def _parse_groups(block: Item | None) -> GroupWords:
    fields = block.known_entries(("成立", "小组", "用途", "常用词")) if block else {}
    set_up, kinds, uses, common = (
        parse_texts(fields.get(key)) for key in ("成立", "小组", "用途", "常用词")
    )
    # A sentence that says it was set up, and what for.
    told = rf"(?:{_any_of(set_up)})([^。；！？\n]{{0,60}}?)({_any_of(kinds)})"
    own = f"(?:{_any_of(uses)})+(?:工作)?"
    return GroupWords(late_regex(told), late_regex(own), frozenset(common))


def _parse_fields(block: Item | None) -> FieldWords:
    fields = block.known_entries(("是否", "单位", "选项")) if block else {}
    answers = fields["是否"].known_entries(("是", "否", "有", "无")) if "是否" in fields else {}
    yes, no, some, none = (
        frozenset(map(plain_words, parse_texts(answers.get(key))))
        for key in ("是", "否", "有", "无")
    )
    units, choices = (_other_words(fields.get(key)) for key in ("单位", "选项"))
    return FieldWords(yes, no, some, none, units, choices)


def _other_words(item: Item | None) -> Mapping[str, tuple[str, ...]]:
    entries = item.entries() if item else {}
    return {word: tuple(map(plain_words, parse_texts(entry))) for word, entry in entries.items()}


def _parse_lists(block: Item | None) -> ListWords:
    fields = (
        block.known_entries((*_LIST_FIELDS, "编号", "号码", "其他", _FILES, _ENDS)) if block else {}
    )
    titles = {key: tuple(map(plain_title, parse_texts(item))) for key, item in fields.items()}
    counting, numbered, others = (
        frozenset(titles.get(key, ())) for key in ("编号", "号码", "其他")
    )
    read = {field: titles[key] for key, field in _LIST_FIELDS.items() if key in titles}
    beside, ends = (parse_texts(fields.get(key)) for key in (_FILES, _ENDS))
    return ListWords(read, counting, numbered, others, beside, ends)


def _parse_titles(block: Item | None) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    for type_, item in (block.entries() if block else {}).items():
        yield (
            type_,
            (
                (title, shown)
                for shown, titles in item.entries().items()
                for title in parse_texts(titles)
            ),
        )


def _parse_prose(block: Item | None) -> ProseWords:
    fields = block.known_entries(_PROSE_KEYS) if block else {}
    told = {key: parse_texts(item) for key, item in fields.items() if key not in _NOT_LISTS}
    per = fields["每"].entries() if "每" in fields else {}
    amounts = {word: parse_decimal(item) or Decimal(1) for word, item in per.items()}
    near, behind = (dict(_parse_near(fields.get(key))) for key in _NEAR_KEYS)
    openings, wholes, links = (frozenset(told.get(key, ())) for key in _PROSE_SETS)
    words = ProseWords(openings, wholes, links, per=amounts, near=near, near_behind=behind)
    lists: dict[str, Any] = {name: told.get(key, ()) for key, name in _PROSE_LISTS.items()}
    return words._replace(**lists)


def _parse_near(block: Item | None) -> Iterator[tuple[str, str]]:
    """Each word with the one under which it stands."""
    for nearness, words in (block.known_entries(NEARNESS) if block else {}).items():
        yield from ((word, nearness) for word in parse_texts(words))


def _parse_claims(block: Item | None) -> ClaimWords:
    fields = block.known_entries((*_CLAIM_WORDS, _LARGE)) if block else {}
    told: dict[str, Any] = {}
    for key, name in _CLAIM_WORDS.items():
        told[name] = parse_texts(fields.get(key))
    large = fields[_LARGE].known_entries((_BY, _FROM)) if _LARGE in fields else {}
    numbers = large[_FROM].entries().items() if _FROM in large else ()
    sizes = tuple((word, parse_decimal(item) or Decimal(0)) for word, item in numbers)
    return ClaimWords(**told)._replace(large_by=read_word(large.get(_BY)), large=sizes)


def _parse_things(block: Item | None) -> ThingWords:
    keys = (*_THING_LISTS, _SAME_NAME, _GROUPED, _EVENTS, _WITHIN, _UNCOUNTED, *_SPLITS)
    fields = block.known_entries(keys) if block else {}
    told: dict[str, Any] = {}
    for key, name in _THING_LISTS.items():
        told[name] = parse_texts(fields.get(key))
    same, groups, events = (_lists_of(fields.get(key)) for key in (_SAME_NAME, _GROUPED, _EVENTS))
    return ThingWords(**told)._replace(
        names={word: name for name, words in same.items() for word in words},
        groups={tuple(facts.split("、")): words for facts, words in groups.items()},
        events=events,
        within=_lists_of(fields.get(_WITHIN)),
        uncounted=frozenset(parse_texts(fields.get(_UNCOUNTED))),
        splits=_parse_splits(*(fields.get(key) for key in _SPLITS)),
    )


def _parse_splits(ways: Item | None, *others: Item | None) -> SplitWords:
    levels, complete, *words = map(parse_texts, others)
    members = tuple(_ways_to_say(way) for way in _lists_of(ways).values())
    all_of_it = tuple(frozenset(each.split("、")) for each in complete)
    return SplitWords(members, _ways_to_say(levels), all_of_it, *words)


def _ways_to_say(members: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(each.split("/")) for each in members)


def _lists_of(item: Item | None) -> dict[str, tuple[str, ...]]:
    entries = item.entries() if item else {}
    return {name: parse_texts(entry) for name, entry in entries.items()}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
