"""What `growth.py` measures of whole data files: one that says more and more of each thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.growth_texts import (
    ADVERSARIAL,
    ADVERSARIAL_TEXTS,
    HONEST,
    HONEST_TEXTS,
    Case,
    Task,
    repeat,
)
from reportgen.making import make_document
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import ReportgenError

_HEAD = "学校: {名称: 光明小学, 类型: 小学, 所在区县: 示例区}\n"
_REPORT = "报告: {年度: 2024, 标准: [河南省办学基本标准], 主送: 示例区教育局, 日期: 2024-11-20}\n"
_FIGURES = "数据: {在校生数: 880, 教学班数: 20, 专任教师数: 49, 图书册数: 100}\n"
# What a file has many of; {0} is its number.
_ENTRIES: Mapping[str, tuple[str, str]] = {
    "measures": ("主要措施:\n", "- {{标题: 措施{0}, 内容: 学校做了第{0}件事，现有学生880人。}}\n"),
    "problems": ("存在问题:\n", "- {{标题: 问题{0}, 内容: 缺书{0}册。, 指标: 生均图书册数}}\n"),
    "problems of no indicator": ("存在问题:\n", "- {{标题: 难处{0}, 内容: 缺书{0}册。}}\n"),
    "problems of unknown ones": ("存在问题:\n", "- {{标题: 难处{0}, 指标: 生均书{0}数}}\n"),
    "plans": ("今后措施:\n", "- {{标题: 打算{0}, 内容: 买书。, 针对: 生均图书册数}}\n"),
    "plans for unknown ones": (
        "今后措施:\n",
        "- {{标题: 打算{0}, 内容: 买书。, 针对: 图书{0}册}}\n",
    ),
    "honours": ("取得成绩:\n", "- {{名称: 奖{0}, 级别: 县级, 时间: 2024-05}}\n"),
    "leaders": ("领导小组:\n", "- {{职务: 成员, 姓名: 张某{0}}}\n"),
    "outlays": ("投入:\n", "- {{项目: 买书{0}, 金额: {0}元, 年度: 2024}}\n"),
    "documents": ("佐证材料:\n", "- {{名称: 材料{0}, 指标: 生均图书册数}}\n"),
    "documents of unknown ones": ("佐证材料:\n", "- {{名称: 材料{0}, 指标: 图书{0}}}\n"),
    "unknown keys": ("", "栏目{0}: 甲\n"),
    "unknown figures": ("数据:\n", "  图书{0}册数: 5\n"),
    "classes": ("班级人数:\n", "- 45\n"),
    "faulty figures": ("数据:\n", "  图书册数{0}: 约五百\n"),
    "headings with nothing": ("主要措施: |\n", "  ## 标题{0}\n\n"),
    "citations": ("主要措施: |\n", "  详见《课程安排表{0}》，见附件{0}。\n\n"),
    "own chapters": ("章节:\n", "- {{标题: 章节{0}, 内容: '学校做了第{0}件**事**。'}}\n"),
    "problems and plans": (
        "存在问题:\n",
        "- {{标题: 难处{0}, 内容: 缺书。}}\n",
    ),
}


def school_cases() -> Iterator[Case]:
    """Files with many entries of each kind, and with long texts."""
    for told, (head, entry) in _ENTRIES.items():
        kind = ADVERSARIAL if "unknown" in told or "faulty" in told else HONEST
        yield Case(f"school: {told}", kind, told, partial(_examine, _entries(head, entry)), 20)
    for told, text in HONEST_TEXTS.items():
        said = _text(partial(repeat, text))
        yield Case("school: a long text", HONEST, told, partial(_examine, said))
    for told, make in ADVERSARIAL_TEXTS.items():
        yield Case("school: a long text", ADVERSARIAL, told, partial(_examine, _text(make)))
    for told in ("one line", "paragraphs", "list", "headings"):
        said = _text(partial(repeat, HONEST_TEXTS[told]))
        yield Case("document: a long text", HONEST, told, partial(_write, said))


def _entries(head: str, entry: str) -> Callable[[int], str]:
    return lambda size: _body(head + "".join(entry.format(at) for at in range(1, size + 1)))


def _text(make: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: _body("主要措施: |\n  " + make(size).replace("\n", "\n  ") + "\n")


def _body(said: str) -> str:
    figures = "" if said.startswith("数据") else _FIGURES
    return f"{_HEAD}{_REPORT}{figures}{said}"


@cache
def workshop() -> Workshop:
    """One for all cases."""
    return Workshop()


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def _examine(make: Callable[[int], str], size: int) -> Task:
    path = Path(_folder().name) / "甲.yaml"
    path.write_text(make(size), encoding="utf-8")
    return partial(_examined, path)


def _examined(path: Path) -> object:
    try:
        return examine_school(path, workshop())
    except ReportgenError as fault:
        return fault


def _write(make: Callable[[int], str], size: int) -> Task:
    path = Path(_folder().name) / "甲.yaml"
    path.write_text(make(size), encoding="utf-8")
    report = examine_school(path, workshop()).report
    assert report is not None
    return partial(make_document, report, workshop())
