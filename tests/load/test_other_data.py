"""A file that is given for a school's data and is none says what it is and what takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.fields import read_tree
from reportgen.load.file_kinds import explain_other_kind
from reportgen.load.other_data import find_other, refuse_data
from reportgen.pipeline import Workshop
from reportgen.problems import UnreadableFileError
from reportgen.resources import data_folder

# The bundled files of each kind, what each is called, and what its hint names.
KINDS = {
    "districts/*/区县.yaml": ("区县自己的数据", "reportgen check"),
    "mappings/*.yaml": ("映射文件", "--mapping"),
    "standards/*.yaml": ("标准文件", "--standard"),
    "genres/*.yaml": ("体裁", "reportgen template check"),
    "layouts/*.yaml": ("公文版式", "--layout"),
}
FILES = [(file, *told) for pattern, told in KINDS.items() for file in data_folder().glob(pattern)]


@pytest.mark.parametrize(
    ("file", "name", "command"), FILES, ids=lambda each: getattr(each, "stem", "")
)
def test_each_bundled_file_is_told_by_its_kind(
    file: Path, name: str, command: str, workshop: Workshop
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        workshop.reader.read(file)
    (problem,) = caught.value.problems
    assert problem.message == f"是{name}，不是一所学校的数据" and command in problem.hint


def test_an_outline_and_the_settings_are_told_too(tmp_path: Path, workshop: Workshop) -> None:
    for name, text, told in (
        ("提纲.yaml", "提纲: [基本情况]\n", "是提纲"),
        ("reportgen.yaml", "输出: out\n", "是项目设置"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(UnreadableFileError, match=told):
            workshop.reader.read(tmp_path / name)


@pytest.mark.parametrize(
    "keys",
    [
        *(("学校", "报告", "数据"), ("报告", "数据"), ("学校",), ("数据",), ("学校名称",), ()),
        *(("学校", "报告", "自定标准"), ("报告", "数据", "自定标准"), ("学校", "数据", "指标")),
    ],
)
def test_a_school_s_file_with_a_block_lost_is_still_one(keys: tuple[str, ...]) -> None:
    assert find_other("甲.yaml", keys) is None


@pytest.mark.parametrize(
    "file", sorted(data_folder().glob("schools/*.yaml")), ids=lambda each: each.stem
)
def test_the_bundled_schools_are_schools_and_no_outlines(file: Path, workshop: Workshop) -> None:
    workshop.reader.read(file)
    with pytest.raises(UnreadableFileError, match=r"是学校的数据，不是提纲；请用 reportgen check"):
        refuse_data(read_tree(file))


def test_what_the_program_wrote_and_phrases_are_told() -> None:
    told = [explain_other_kind(Path(name)) for name in ("清单.json", "引言.j2")]
    assert ["程序自己的记录" in str(told[0]), "template check" in str(told[1])] == [True, True]
