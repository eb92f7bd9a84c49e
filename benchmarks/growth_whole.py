"""What `growth.py` measures of the whole way: more of each thing that a person brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import cache, partial
from io import StringIO
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from benchmarks.first_use import fill_ours, make_context, make_template
from benchmarks.growth_schools import workshop
from benchmarks.growth_texts import HONEST, Case, Task
from benchmarks.inputs import Inputs
from reportgen.cli import cli
from reportgen.making import make_document
from reportgen.pipeline import examine_school

_HEAD = """\
学校: {名称: 光明小学, 类型: 小学, 所在区县: 示例区}
报告: {年度: 2024, 标准: [本县标准], 主送: 示例区教育局, 日期: 2024-11-20, 附件: [各班人数明细表]}
自定标准:
  标识: 本县标准
  名称: 本县办学标准
  学段: [小学]
  指标:
"""
_INDICATOR = (
    '  - {{编号: "{0}", 名称: 第{0}项生均面积, 分子: 校园面积, 分母: 在校生数, 单位: ㎡,'
    " 标准: 1{0}, 核实: 否, 出处: 办法}}\n"
)
_FIGURES = "数据:\n  在校生数: 880\n  教学班数: 20\n  校园面积: 41.5亩\n"
_CLASSES = "  班级人数: [{}]\n"
_OUTLAYS = "投入:\n"
_OUTLAY = "- {{项目: 购置图书{0}, 金额: {0}元, 年度: 2024}}\n"
_PROSE = "主要措施: |\n"
_SENTENCE = "第{0}个月学校召开会议{0}次，检查教案{0}本，整改问题{0}条，专任教师外出培训{0}人次。"


def _school(indicators: int = 1, classes: int = 20, outlays: int = 1, prose: str = "") -> str:
    return "".join(
        [
            _HEAD,
            *(_INDICATOR.format(at) for at in range(1, indicators + 1)),
            _FIGURES,
            _CLASSES.format(", ".join(["44"] * classes)),
            _OUTLAYS,
            *(_OUTLAY.format(at) for at in range(1, outlays + 1)),
            _PROSE + prose if prose else "",
        ]
    )


def _paragraphs(size: int) -> str:
    return _school(prose="".join(f"  {_SENTENCE.format(at)}\n\n" for at in range(1, size + 1)))


def _long_text(size: int) -> str:
    return _school(prose="  " + "".join(map(_SENTENCE.format, range(1, size + 1))) + "\n")


_SCHOOLS: Mapping[str, tuple[Callable[[int], str], int, int]] = {
    "indicators": (lambda size: _school(indicators=size), 10, 400),
    "rows of a table": (lambda size: _school(outlays=size), 25, 900),
    "classes": (lambda size: _school(classes=size), 25, 6_400),
    "paragraphs": (_paragraphs, 10, 2_000),
    "length of a text": (_long_text, 10, 2_000),
}


def whole_cases() -> Iterator[Case]:
    """A district, a school, and a template with more and more of what they hold."""
    yield Case("whole: schools", HONEST, "with the district's", _district, 12, 100)
    for told, (make, first, most) in _SCHOOLS.items():
        yield Case(f"whole: {told}", HONEST, told, partial(_report, make), first, most)
    yield Case("whole: variables", HONEST, "variables", _variables, 50, 8_000)


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def _district(size: int) -> Task:
    folder, output = Inputs(Path(_folder().name)).district(size), Path(_folder().name) / "out"
    rmtree(output, ignore_errors=True)
    arguments = ["batch", str(folder), "-o", str(output), "-j", "1", "--no-toc-pages"]
    return partial(_command, arguments)


def _command(arguments: list[str]) -> None:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        cli(arguments, standalone_mode=False)


def _report(make: Callable[[int], str], size: int) -> Task:
    path = Path(_folder().name) / "甲.yaml"
    path.write_text(make(size), encoding="utf-8")
    return partial(_made, path)


def _made(path: Path) -> None:
    report = examine_school(path, workshop()).report
    assert report is not None
    make_document(report, workshop())


def _variables(size: int) -> Task:
    of = make_template("variables in paragraphs", size, small=True), make_context(size)
    return partial(fill_ours, *of)
