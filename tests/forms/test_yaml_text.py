"""A tree written as YAML gives the same tree back, and other readers of YAML 1.1 find the same
texts in it.
"""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.forms.yaml_text import document_text, yaml_text
from reportgen.load.fields import read_tree
from reportgen.load.plain_tree import plain_tree
from reportgen.load.yaml_tree import parse_yaml
from reportgen.model.tree import Tree
from reportgen.resources import data_folder

SAMPLES = sorted(
    path for path in data_folder().glob("*/**/*.yaml") if "standards" not in path.parts
)
TEXTS = st.one_of(
    st.text(max_size=30).map(str.strip),
    st.text(alphabet=" \n\t-:#'\"{}[],|>&*!%@`~?=.0123456789eEnoyx一：", max_size=12).map(
        str.strip
    ),
    st.text(
        alphabet="甲 \n\t\xa0\u3000\u2028\ufeff😀𠀀-:?#,[]{}|>'\"%&*!~=.01:eE_no\\", max_size=14
    ).map(str.strip),
    st.sampled_from(
        [
            "no",
            "010020",
            "1:18",
            "1.10",
            "~",
            "是",
            "2024-11-20",
            "<<",
            "0x1F",
            "1_000",
            "- 甲",
            "a: b",
        ]
    ),
)
KEYS = TEXTS.filter(bool)
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def usable(tree: Tree) -> Tree:
    """The tree without the signs that a data file may not hold."""
    if isinstance(tree, str):
        kept = "".join(sign for sign in tree if sign.isprintable() or sign in "\n\t")
        return kept.replace("\ufffe", "").replace("\uffff", "").strip()
    if isinstance(tree, tuple):
        return tuple(usable(each) for each in tree)
    if tree is None:
        return None
    return {str(usable(key)) or "键": usable(value) for key, value in tree.items()}


def read_back(text: str) -> Tree:
    item = parse_yaml(text, "甲.yaml")
    if item is None:
        return None
    tree = plain_tree(item)
    assert not item.reading.problems
    return tree


@pytest.mark.slow
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4))
def test_a_file_gives_its_tree_back(tree: dict[str, Tree]) -> None:
    known = usable(tree)
    assert isinstance(known, dict)
    assert read_back(document_text(known)) == known


@pytest.mark.slow
@example(("0...",))
@example("...")
@example("甲\n...")
@given(TREES)
def test_a_part_gives_its_tree_back(tree: Tree) -> None:
    known = usable(tree)
    assert read_back(yaml_text(known)) == known


@given(TEXTS)
def test_other_readers_find_no_truth_values_or_nothing_in_texts(text: str) -> None:
    known = usable(text)
    value = yaml.safe_load(document_text({"键": known}))["键"]
    assert value is not None and not isinstance(value, bool)


def test_what_yaml_would_misread_is_quoted() -> None:
    written = document_text(
        {"学校": {"代码": "010020"}, "数据": {"师生比": "1:18", "寄宿": "no", "人数": "880"}}
    )
    assert '代码: "010020"' in written and '师生比: "1:18"' in written
    assert '寄宿: "no"' in written and "人数: 880" in written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *(("41.5亩", "41.5亩"), ("880", "880"), ("2024-11-20", "2024-11-20"), ("-3.5", "-3.5")),
        *(("1:18", '"1:18"'), ("010020", '"010020"'), ("1.10", '"1.10"'), ("no", '"no"')),
        *(("~", '"~"'), ("", '""'), ("=", '"="'), ("0x1F", '"0x1F"'), ("1_000", '"1_000"')),
        *(("甲: 乙", '"甲: 乙"'), ("甲 #乙", '"甲 #乙"'), ("甲：乙#丙", "甲：乙#丙")),
        *(("- 甲", '"- 甲"'), ("“甲”", "“甲”"), ('"甲"', '"\\"甲\\""'), ("甲\t乙", '"甲\\t乙"')),
        *(
            ("好😀", "好😀"),
            ("好: 😀", "'好: 😀'"),
            (" 甲 ", '" 甲 "'),
            ("甲\u2028乙", '"甲\\L乙"'),
        ),
        ("一  \n\t二\n\n三", "|\n    一  \n    \t二\n\n    三"),
        ("长" * 300, "长" * 300),
        ("长 " * 300 + "长", "长 " * 300 + "长"),
    ],
)
def test_a_text_is_written_as_it_is_where_every_reader_finds_it_so(text: str, written: str) -> None:
    assert document_text({"数据": {"键": text}}) == f"数据:\n  键: {written}\n"


def test_lists_and_mappings_stand_in_one_line_where_it_is_short() -> None:
    short: dict[str, Tree] = {"名称": "甲, 乙", "空": None, "项": ("1", "a:b", ())}
    long: dict[str, Tree] = {"名称": "长" * 110, "空": None}
    assert document_text({"成绩": (short, long, "甲"), "数据": {}, "附": None}) == (
        '数据: {}\n\n成绩:\n  - {名称: "甲, 乙", 空: ~, 项: [1, "a:b", []]}\n'
        f"  - 名称: {'长' * 110}\n    空:\n  - 甲\n\n附:\n"
    )


def test_blocks_stand_in_the_order_of_the_manual_and_text_behind_a_bar() -> None:
    tree: dict[str, Tree] = {
        "今后措施": ({"标题": "购书", "内容": "第一段\n\n第二段"},),
        "数据": {"在校生数": {"小学": "166", "初中": "210"}},
        "学校": {"类型": "小学", "名称": "甲"},
    }
    assert document_text(tree) == (
        "学校:\n  名称: 甲\n  类型: 小学\n\n"
        "数据:\n  在校生数: {小学: 166, 初中: 210}\n\n"
        "今后措施:\n  - 标题: 购书\n    内容: |\n      第一段\n\n      第二段\n"
    )


def test_the_samples_come_back_whole() -> None:
    assert SAMPLES
    for path in SAMPLES:
        tree = plain_tree(read_tree(path))
        assert isinstance(tree, dict)
        assert read_back(document_text(tree)) == tree
