"""Phrases: everything that is wrong, with line and column, by what the sample schools ask of
each.
"""

from __future__ import annotations

import pytest

from reportgen.resources import templates_folder
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.check.phrase import PhraseUse, check_phrase, used_names
from reportgen.template_tools.samples import Samples

PHRASES = sorted((templates_folder() / "短语").glob("*.j2"))
FILE = "短语/引言.j2"


def said(text: str, samples: Samples, name: str = "引言") -> list[str]:
    values, facts = samples.phrase_values()
    bundled = samples.workshop.templates_for().phrases[name]
    problems = check_phrase(
        name, text, FILE, PhraseUse(values.get(name, ()), used_names(bundled)), facts
    )
    return [f"[{each.severity.label}] {each}" for each in problems]


@pytest.mark.slow
@pytest.mark.parametrize("path", PHRASES, ids=lambda path: path.stem)
def test_bundled_phrases_have_nothing_to_be_said_of(path, samples: Samples) -> None:  # type: ignore[no-untyped-def]
    assert said(path.read_text("utf-8"), samples, path.stem) == []


@pytest.mark.slow
def test_every_fault_is_told_at_once_with_line_and_column(samples: Samples) -> None:
    text = "{{ 学校.名城 }}在\n{{ 年渡 }}年\n{% if 年度 %}{{ 年度|倒过来 }}\n｛｛ 年度 ｝｝\n"
    assert said(text, samples) == [
        "[错误] 短语/引言.j2:1:1：“学校”里没有“名城”这项内容；是不是“名称”？",
        "[错误] 短语/引言.j2:2:1：不认识的名称“年渡”；是不是“年度”？",
        "[错误] 短语/引言.j2:3:1：“{% if 年度 %}”没有配对的“endif”；"
        "请在它管到的内容后面补上“endif”标签，写法与开头的相同",
        f"[错误] 短语/引言.j2:3:12：不认识标签里的“倒过来”这个处理方法；可以用的有："
        f"{'、'.join(FILTERS)}",
        "[错误] 短语/引言.j2:4:1：“｛｛”里有全角符号，不会当作标签；"
        "标签里的花括号、百分号都要用半角（英文输入法），例如 {{ 年度 }}",
    ]


def test_name_unlike_any_is_told_with_where_to_look(samples: Samples) -> None:
    (line,) = said("{{ 天气 }}", samples)
    assert line.startswith("[错误] 短语/引言.j2:1:1：不认识的名称“天气”；可以用的有：")
    assert line.endswith("数据的名称可用 reportgen facts 查看")


def test_facts_that_a_school_may_lack_are_no_fault(samples: Samples) -> None:
    assert (
        said(
            "有{{ 环形跑道长度 }}米跑道\n{% if 建校年份 %}建于{{ 建校年份 }}年{% endif %}", samples
        )
        == []
    )


def test_what_fails_with_the_samples_is_told_once(samples: Samples) -> None:
    (line,) = said("甲\n{{ 年度 / 0 }}", samples)
    assert line.startswith("[错误] 短语/引言.j2:2:1：标签算不出结果：除数是零")


def test_phrase_that_no_sample_asks_for_is_checked_by_the_bundled_ones_names(
    samples: Samples,
) -> None:
    assert said("{{ 名称 }}{{ 名秤 }}", samples, "措施")[0].startswith(
        "[错误] 短语/引言.j2:1:9：不认识的名称“名秤”"
    )


def test_braces_that_are_printed_as_they_are_are_left_alone(samples: Samples) -> None:
    assert said("{% raw %}{{ 甲 {% endraw %}乙", samples) == []


def test_a_phrase_of_no_name_of_its_own_is_told_without_a_list() -> None:
    (problem,) = check_phrase("甲", "{{ 没有的 }}", FILE, PhraseUse((), frozenset()), frozenset())
    assert str(problem).endswith("不认识的名称“没有的”；数据的名称可用 reportgen facts 查看")
