"""YAML that would take all memory or time is refused before it is composed, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.bounded.limits import LIMITS
from reportgen.load.fields import read_tree
from reportgen.load.identity import read_identity
from reportgen.load.yaml_tree import parse_yaml
from reportgen.problems import UnreadableFileError

MOST = LIMITS.text


def told(text: str) -> tuple[str, str]:
    with pytest.raises(UnreadableFileError) as caught:
        parse_yaml(text, "a.yaml")
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.location.spot, problem.message


@pytest.mark.parametrize("entry", ["a", "!!b a", "{}"])
def test_more_values_than_any_file_has_are_not_composed(entry: str) -> None:
    text = "成绩: [" + f"{entry}, " * (MOST.nodes + 1) + "]"
    assert told(text)[1] == "内容超过 10 万项，不像一所学校的数据，没有读"


def test_a_long_text_is_told_at_its_place() -> None:
    text = f"学校:\n  名称: 甲\n特色: |\n  {'字' * (MOST.words + 1)}\n"
    assert told(text) == ("第 3 行", "一项文字超过 20 万字")
    assert parse_yaml(f"特色: {'字' * MOST.words}", "a.yaml") is not None


def test_a_long_key_is_named_in_short() -> None:
    root = parse_yaml(f"? {'键' * 5_000}\n: 1\n", "a.yaml")
    assert root is not None
    assert [len(key) for key in root.entries()] == [MOST.key + 2]


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (MOST.file + 1))
    assert read_identity(path).name == ""
    with pytest.raises(UnreadableFileError, match="文件大于 3 MB"):
        read_tree(path)
