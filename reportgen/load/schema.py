"""The dictionary of facts → a JSON Schema (draft-07) of the data file, for editors."""

from __future__ import annotations

import json
from collections.abc import Mapping

from reportgen.load.library import Library
from reportgen.load.school_file import SCHOOL_KEYS
from reportgen.model.attachments import ATTACHMENT_NAMES
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.school import WHOLE_SECTIONS
from reportgen.model.staff import (
    AGE_KEY,
    AGES_KEY,
    COUNT_KEY,
    DEGREE_KEY,
    DEGREES_KEY,
    STAGE_KEY,
    TOTAL_KEY,
)
from reportgen.model.stages import Stages

_TEXT = {"type": "string"}
_SCALAR = {"type": ["string", "number", "boolean", "null"]}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_PLAIN_NUMBER = {"type": ["string", "number", "null"]}
_OUTLAY_STATE = {"enum": ["已投入", "拟投入"]}


def schema_text(library: Library) -> str:
    """The schema as the text of a file."""
    return json.dumps(make_schema(library), ensure_ascii=False, indent=2) + "\n"


def make_schema(library: Library) -> dict[str, object]:
    """The schema: keys, choices and definitions; ranges and sums are left to `reportgen check`."""
    stages = library.dictionary.stages
    known = library.all_facts()
    figures = {name: _fact_schema(fact, stages) for name, fact in known.facts.items()}
    figures |= {alias: figures[name] for alias, name in known.aliases.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "reportgen 学校数据文件",
        "type": "object",
        "required": ["学校", "报告"],
        "additionalProperties": False,
        "properties": {
            "学校": _school_schema(library),
            "报告": _settings_schema(library),
            "数据": _record(figures),
            "成绩": _records(
                {"名称": _TEXT, "级别": _TEXT, "颁发单位": _TEXT, "年份": _PLAIN_NUMBER}
            ),
            "投入": _records(
                {
                    **dict.fromkeys(("项目", "说明"), _TEXT),
                    **dict.fromkeys(("金额", "年份"), _PLAIN_NUMBER),
                    "状态": _OUTLAY_STATE,
                }
            ),
            "教师结构": _staff_schema(library.dictionary),
            "领导小组": _records(dict.fromkeys(("职责", "姓名", "职务"), _TEXT)),
            "佐证材料": _records({"指标": _TEXTS, "名称": _TEXT, "存放": _PLAIN_NUMBER}),
            "章节": {"type": "object"},
            "图片": {"type": ["object", "null"], "additionalProperties": _TEXT},
            "插图": _records(dict.fromkeys(("位置", "标题", "文件"), _TEXT)),
            "自定标准": {"type": ["array", "object"]},
            **dict.fromkeys(WHOLE_SECTIONS, _TEXT),
            **dict.fromkeys(("主要措施", "特色"), _records({"标题": _TEXT, "内容": _TEXT})),
            "存在问题": _records({"标题": _TEXT, "指标": _TEXT, "内容": _TEXT}),
            "今后措施": _records(
                {
                    **dict.fromkeys(("针对", "标题", "内容", "责任人", "进展"), _TEXT),
                    "完成时限": _PLAIN_NUMBER,
                    "预计增加": _record(figures),
                }
            ),
        },
    }


def _school_schema(library: Library) -> dict[str, object]:
    fields: dict[str, object] = {key: dict(_PLAIN_NUMBER) for key in SCHOOL_KEYS}
    fields["类型"] = {"enum": list(library.school_types)}
    return {**_record(fields), "required": ["名称", "类型"]}


def _settings_schema(library: Library) -> dict[str, object]:
    standards = [standard.id for standard in library.all_standards()]
    fields: dict[str, object] = {
        "年度": {"type": ["integer", "string"]},
        "标准": {**_TEXTS, "examples": standards},
        "体裁": {**_TEXT, "examples": list(library.genres.by_id)},
        **dict.fromkeys(("主送", "署名", "标题", "日期"), _TEXT),
        **dict.fromkeys(("依据", "过渡条款"), _TEXTS),
        "附件": _attachments_schema(),
        "提纲": {"type": "array", "items": {"type": ["string", "object"]}},
    }
    return {**_record(fields), "required": ["年度"]}


def _staff_schema(dictionary: FactDictionary) -> dict[str, object]:
    words = dictionary.staff
    stage = {STAGE_KEY: {"enum": list(dictionary.stages)}}
    row = {**stage, DEGREE_KEY: {"enum": list(words.degrees)}}
    row |= dict.fromkeys((*words.ranks, TOTAL_KEY), _PLAIN_NUMBER)
    age = {**stage, AGE_KEY: _TEXT, COUNT_KEY: _PLAIN_NUMBER}
    return _record({DEGREES_KEY: _list_of(row), AGES_KEY: _list_of(age)})


def _list_of(fields: Mapping[str, object]) -> dict[str, object]:
    return {"type": ["array", "null"], "items": _record(fields)}


def _attachments_schema() -> dict[str, object]:
    named = _record({"名称": _TEXT, "文件": _TEXT})
    several = {
        "type": "array",
        "items": {"anyOf": [_TEXT, named]},
        "examples": [list(ATTACHMENT_NAMES)],
    }
    return {"anyOf": [_TEXT, several]}


def _record(fields: Mapping[str, object]) -> dict[str, object]:
    return {"type": ["object", "null"], "properties": fields, "additionalProperties": False}


def _records(fields: Mapping[str, object]) -> dict[str, object]:
    return {
        "anyOf": [
            {"type": ["string", "null"]},
            {"type": "array", "items": {"anyOf": [_TEXT, _record(fields)]}},
        ]
    }


def _fact_schema(fact: Fact, stages: Stages) -> dict[str, object]:
    value = _value_schema(fact)
    described = {
        "description": "；".join(
            filter(None, (fact.definition, fact.unit and f"单位：{fact.unit}", _asked(fact)))
        )
    }
    if fact.scope is Scope.SCHOOL:
        return {**value, **described}
    by_stage = _record(
        {**{str(stage): value for stage in stages if fact.is_for(stage)}, "合计": value}
    )
    return {"anyOf": [value, by_stage], **described}


def _asked(fact: Fact) -> str:
    return f"只有{'、'.join(fact.stages)}填" if fact.stages else ""


def _value_schema(fact: Fact) -> dict[str, object]:
    if fact.kind is FactKind.COUNTS:
        named = {"type": "object", "additionalProperties": _PLAIN_NUMBER}
        return {"anyOf": [{"type": "array", "items": _PLAIN_NUMBER}, named]}
    if fact.kind in (FactKind.GRADE, FactKind.CHOICE):
        return {"type": ["string", "null"], "examples": list(fact.choices)}
    return dict(_TEXT if fact.kind is FactKind.RATIO else _SCALAR)
