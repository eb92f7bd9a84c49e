"""A template → documents a second of the processor, by our engine and by docxtpl's loop, and the
floor under both.

python benchmarks/render.py [TEMPLATE.docx]
"""

from __future__ import annotations

import statistics
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docx import Document

from benchmarks.docxtpl_loop import NO_FILTERS, Filters, render_docxtpl
from reportgen.model.report import Block, Cell, Heading, Paragraph, Report, Run, Section, Table
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import EMPTY, LEVEL, pack
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.render.template import compile_template

OUR_DOCUMENTS = 200
THEIR_DOCUMENTS = 8
LEVELS = (1, 3, 6)


@dataclass(frozen=True, slots=True)
class RenderRates:
    """Documents a second, medians over the rounds; `ratio` is the median of each round's ratio."""

    ours: float
    docxtpl: float
    ratio: float
    compile_seconds: float
    floors: Mapping[int, tuple[float, int]]
    """By deflate level: packages a second of the parts that change, and their size in bytes."""


def measure_render(
    template: bytes, context: Mapping[str, object], rounds: int = 7, filters: Filters = NO_FILTERS
) -> RenderRates:
    """The rates of both engines for one template, in interleaved rounds on this core."""
    start = process_time()
    compiled = compile_template(template, "benchmark.docx", filters)
    compile_seconds = process_time() - start
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(rate(lambda: compiled.render(context), OUR_DOCUMENTS))
        theirs.append(rate(lambda: render_docxtpl(template, context, filters), THEIR_DOCUMENTS))
    return RenderRates(
        ours=statistics.median(ours),
        docxtpl=statistics.median(theirs),
        ratio=statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True)),
        compile_seconds=compile_seconds,
        floors=_floors(template, compiled.render(context)),
    )


def rate(make: Callable[[], object], count: int) -> float:
    """How many times a second of the processor `make` runs, over `count` runs."""
    start = process_time()
    for _ in range(count):
        make()
    return count / (process_time() - start)


def _floors(template: bytes, document: bytes) -> dict[int, tuple[float, int]]:
    """What it costs only to deflate and pack the parts that differ from the template's."""
    before, after = read_parts(template), read_parts(document)
    changed = [(name, data) for name, data in after.items() if before.get(name) != data]
    return {level: _floor(changed, level) for level in LEVELS}


def _floor(parts: list[tuple[str, bytes]], level: int) -> tuple[float, int]:
    size = sum(len(zlib.compress(data, level)) for _, data in parts)
    return rate(lambda: pack(EMPTY, parts, level), OUR_DOCUMENTS), size


def sample_template() -> bytes:
    """A template like a report: forty paragraphs with tags and a table that {%tr for %} fills."""
    document = Document()
    document.add_heading("{{ 学校.名称 }}办学情况自查报告", 0)
    for number in range(40):
        document.add_paragraph(_SENTENCES[number % len(_SENTENCES)])
    table = document.add_table(4, 7, style="Table Grid")
    for cell, title in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.text = title
        table.rows[2].cells[_COLUMNS.index(title)].text = f"{{{{ 行.{title} }}}}"
    table.rows[1].cells[0].text = "{%tr for 行 in 达标表 %}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


_COLUMNS = ("序号", "指标", "单位", "实际", "标准", "结论", "差额")
_SENTENCES = (
    "{{ 学校.名称 }}位于{{ 学校.所在区县 }}，"
    "现有教学班{{ 数据.教学班数 }}个，在校生{{ 数据.在校生数 }}人。",
    "学校占地面积{{ 数据.校园面积 }}平方米，生均{{ 数据.生均占地面积 }}平方米。",
    "{% if 数据.在校生数 > 500 %}学校规模较大，{% endif %}图书{{ 数据.图书册数 }}册，逐年更新。",
    "我校认真贯彻党的教育方针，全面实施素质教育，办学条件不断改善，教育教学质量稳步提高。",
)


def sample_context() -> dict[str, object]:
    """Values for `sample_template`: one school and twelve rows."""
    rows = [dict(zip(_COLUMNS, _row(number), strict=True)) for number in range(1, 13)]
    figures = {
        "教学班数": 21,
        "在校生数": 880,
        "校园面积": 20500,
        "生均占地面积": "23.30",
        "图书册数": 18900,
    }
    return {"学校": {"名称": "光明小学", "所在区县": "中原区"}, "数据": figures, "达标表": rows}


def _row(number: int) -> tuple[object, ...]:
    verdict = "达标" if number % 3 else "未达标"
    actual = f"{4 + number / 7:.2f}"
    return (number, f"生均用房面积{number}", "平方米", actual, "≥4.5", verdict, number * 13)


def print_rates(rates: RenderRates) -> None:
    """The rates as a small table."""
    print(f"compile once     {rates.compile_seconds * 1000:8.0f} ms")
    print(f"reportgen        {rates.ours:8.0f} documents/s")
    print(f"docxtpl's loop   {rates.docxtpl:8.1f} documents/s")
    print(f"ratio            {rates.ratio:8.1f} x")
    for level, (floor, size) in rates.floors.items():
        used = "  (used)" if level == LEVEL else ""
        print(f"deflate level {level}  {floor:8.0f} documents/s, {size} bytes that change{used}")


def main() -> None:
    """Measure the template named on the command line, or the sample."""
    template = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else sample_template()
    print_rates(measure_render(template, _context_for(template)))


def _context_for(template: bytes) -> Mapping[str, object]:
    """The sample's values, and those of a report in the styles of the template."""
    styles = compile_template(template, "benchmark.docx").style_ids
    return {**build_context(_sample_report(), styles, Pictures()), **sample_context()}


def _sample_report() -> Report:
    chapters = [Section(f"章{number}", f"第{number}章", _blocks(number)) for number in range(1, 7)]
    names = ("附件一", "附件二")
    return Report("光明小学自查报告", "区教育局：", (), tuple(chapters), names, "光明小学")


def _blocks(chapter: int) -> tuple[Block, ...]:
    paragraphs = [Paragraph((Run(sentence * 2), Run("加粗", bold=True))) for sentence in _SENTENCES]
    rows = tuple(tuple(Cell(str(value)) for value in _row(number)) for number in range(1, 3))
    table = Table(_COLUMNS, rows, caption=f"表{chapter}")
    first, second = Heading(1, f"{chapter}、标题"), Heading(2, "（一）小标题")
    return (first, *paragraphs, second, *paragraphs, table)


if __name__ == "__main__":
    main()
