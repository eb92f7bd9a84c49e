"""A small district in a folder, and the batch over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reportgen.batch.batch import open_batch
from reportgen.batch.request import Request
from reportgen.batch.summary import Summary, write_summary
from reportgen.cli.chinese import speak_chinese

SCHOOL = """\
学校: {名称: %s, 类型: %s}
报告: {年度: 2024, 标准: [本县标准.yaml], 主送: 示例县教育局}
数据: {在校生数: %s, 图书册数: %s}
主要措施: |
  学校每学年清点图书。
"""
STANDARD = """\
标识: 本县标准
名称: 本县办学标准
文号: 示例教〔2024〕1号
学段: [小学, 初中]
差异系数:
  方式: 各项
  小学: 0.5
  初中: 0.45
  不计入: [{原因: 教学点, 条件: '学校类型 == "教学点"'}]
指标:
  - 编号: "1"
    名称: 生均图书册数
    分子: 图书册数
    分母: 在校生数
    单位: 册
    标准: {小学: 5, 初中: 6}
"""
# The worked example of the variation: books and pupils of five schools.
BOOKS = {"甲": (45, 279), "乙": (37, 137), "丙": (89, 935), "丁": (76, 160), "戊": (55, 402)}
RunBatch = Callable[..., Summary]


@pytest.fixture(autouse=True, scope="session")
def _chinese() -> None:
    """As the program begins: click keeps the words of a command that it has parsed once."""
    speak_chinese()


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """Five primary schools and the standard beside them."""
    folder = tmp_path / "县"
    folder.mkdir()
    (folder / "本县标准.yaml").write_text(STANDARD, encoding="utf-8")
    for name, (students, books) in BOOKS.items():
        write_school(folder, name, students, books)
    return folder


def write_school(
    folder: Path, name: str, students: object, books: object, kind: str = "小学", file: str = ""
) -> Path:
    """A school's file in the folder."""
    path = folder / f"{file or name}.yaml"
    path.write_text(SCHOOL % (f"{name}{kind}", kind, students, books), encoding="utf-8")
    return path


@pytest.fixture
def run_batch(tmp_path: Path) -> RunBatch:
    """A whole run over some paths into the folder `out`."""

    def run(*paths: Path, with_district: bool = False, **more: object) -> Summary:
        request = Request(paths=paths, output=tmp_path / "out", **more)  # type: ignore[arg-type]
        batch = open_batch(request)
        try:
            for _ in batch.run(batch.todo):
                pass
            return write_summary(batch, with_district)
        finally:
            batch.close()

    return run


def statuses(summary: Summary) -> Mapping[str, str]:
    """The status of each school by its file's name."""
    return {each.file: str(each.status) for each in summary.schools}


def contents(folder: Path) -> Mapping[str, bytes]:
    """The bytes of every file in the folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
