"""A template's first document, compiled and filled, beside docxtpl's whole first document.

python benchmarks/first_use.py [WORD ...]

Templates of 10, 300 and 3,000 variables, tables and paragraphs, in python-docx's own document,
whose styles take 800 KB, and in one as small as Word and WPS write them; by processor time, in one
process, imports apart. Ends with 1 where docxtpl is quicker, or where the time grows by a power
above 1.2 of the number of variables.
"""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docx import Document
from docxtpl import DocxTemplate

from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.render.template import compile_template

SIZES = (10, 300, 3_000)
STEEPEST = 1.2
_COLUMNS, _ROWS = 6, 2
_PROSE = "我校认真贯彻党的教育方针，全面实施素质教育，办学条件不断改善，教育教学质量稳步提高。"
_BESIDE = "word/stylesWithEffects.xml"
Context = Mapping[str, object]


def _in_sentences(document: Any, size: int) -> None:
    for at in range(0, size, 10):
        items = (f"第{each}项为{{{{ v{each} }}}}个" for each in range(at, min(size, at + 10)))
        document.add_paragraph("；".join(items))


def _in_paragraphs(document: Any, size: int) -> None:
    for each in range(size):
        document.add_paragraph(f"第{each}项为{{{{ v{each} }}}}个")


def _in_conditions(document: Any, size: int) -> None:
    for each in range(0, size, 2):
        document.add_paragraph(f"{{% if v{each} %}}有{{% endif %}}{{{{ v{each + 1} }}}}个")


def _in_loops(document: Any, size: int) -> None:
    for _ in range(0, size, 3):
        document.add_paragraph("{%p for r in rows %}")
        document.add_paragraph("{{ r.c0 }}，{{ r.c1 }}")
        document.add_paragraph("{%p endfor %}")


def _in_rows(document: Any, size: int) -> None:
    """Short tables, each of which a loop fills."""
    # No template may have more cells than that.
    for _ in range(0, min(size, 1_000), _COLUMNS):
        _looped_table(document, "rows")


def _in_cells(document: Any, size: int) -> None:
    """One long table, written out row by row."""
    table = document.add_table(min(size, 1_500) // _COLUMNS, _COLUMNS)
    cells = (cell for row in table._tbl.tr_lst for cell in row.tc_lst)
    for number, cell in enumerate(cells):
        cell.p_lst[0].add_r().text = f"{{{{ v{number} }}}}"


def _long_table(document: Any, size: int) -> None:
    """One table that a loop makes long."""
    _looped_table(document, "many")


def _mostly_prose(document: Any, size: int) -> None:
    for each in range(size):
        document.add_paragraph(f"{_PROSE}{{{{ v{each} }}}}" if each % 100 == 0 else _PROSE)


def _nested(document: Any, size: int) -> None:
    """Loops in conditions in loops."""
    tags = (
        *("{%p for r in rows %}", "{%p if r.c0 %}", "{%p for q in rows %}", "{{ q.c1 }}{{ r.c2 }}"),
        *("{%p endfor %}", "{%p else %}", "{{ v0 }}", "{%p endif %}", "{%p endfor %}"),
    )
    for _ in range(0, size, len(tags)):
        for tag in tags:
            document.add_paragraph(tag)


def _in_headers(document: Any, size: int) -> None:
    """Sections, each with a header and a footer of its own."""
    for number in range(min(size, 300) // 10):
        section = document.add_section() if number else document.sections[0]
        for part in (section.header, section.footer):
            part.is_linked_to_previous = False
            part.paragraphs[0].text = f"第{{{{ v{number} }}}}页"
        document.add_paragraph(f"{{{{ v{number} }}}}")


def _in_macros(document: Any, size: int) -> None:
    """What is set, and called, and put through filters."""
    for tag in ("{%p macro f(a) %}", "{{ a }}", "{%p endmacro %}"):
        document.add_paragraph(tag)
    for each in range(0, size, 3):
        text = f"{{% set x = v{each} %}}{{{{ x ~ '、' }}}}{{{{ f(v{each})|upper }}}}"
        document.add_paragraph(text)


def _in_runs(document: Any, size: int) -> None:
    """Tags that are torn into runs, and such as take runs away."""
    for each in range(0, size, 3):
        paragraph = document.add_paragraph()
        for text in ("{%r if v0 %}", "第{{", f" v{each} ", "}}项", "{%r endif %}"):
            paragraph.add_run(text).bold = True


def _looped_table(document: Any, rows: str) -> None:
    table = document.add_table(3, _COLUMNS)
    table.rows[0].cells[0].text = f"{{%tr for r in {rows} %}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    for number, cell in enumerate(table.rows[1].cells):
        cell.text = f"{{{{ r.c{number} }}}}"


KINDS: Mapping[str, Callable[[Any, int], None]] = {
    "variables in sentences": _in_sentences,
    "variables in paragraphs": _in_paragraphs,
    "conditions": _in_conditions,
    "loops of paragraphs": _in_loops,
    "loops of rows": _in_rows,
    "variables in cells": _in_cells,
    "rows of a long table": _long_table,
    "paragraphs of prose": _mostly_prose,
    "nested loops": _nested,
    "headers and footers": _in_headers,
    "macros and filters": _in_macros,
    "tags in runs": _in_runs,
}


def make_template(kind: str, size: int, small: bool = False) -> bytes:
    """A template of that kind with so many of what it is about; `small` are the styles."""
    document = Document()
    if small:
        keep = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Heading 1"}
        for style in [each for each in document.styles if each.name not in keep]:
            style.delete()
    KINDS[kind](document, size)
    stream = io.BytesIO()
    document.save(stream)
    return _without_effects(stream.getvalue()) if small else stream.getvalue()


def _without_effects(data: bytes) -> bytes:
    """The file without the styles that python-docx's has for older programs."""
    parts = dict(read_parts(data))
    del parts[_BESIDE]
    types, rels = "[Content_Types].xml", "word/_rels/document.xml.rels"
    for part in (types, rels):
        pieces = parts[part].split(b"<")
        parts[part] = b"<".join(each for each in pieces if b"stylesWithEffects" not in each)
    return pack_parts(parts)


def make_context(size: int) -> Context:
    """Values for all of them."""
    rows = [{f"c{each}": f"值{each}" for each in range(_COLUMNS)} for _ in range(size)]
    values = {f"v{each}": f"值{each}" for each in range(size + _COLUMNS)}
    return {**values, "rows": rows[:_ROWS], "many": rows}


def fill_ours(template: bytes, context: Context) -> bytes:
    """The first document of a template."""
    return compile_template(template, "benchmark.docx").render(context)


def fill_theirs(template: bytes, context: Context) -> bytes:
    """The same by docxtpl."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(context))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class FirstUse(NamedTuple):
    """The least seconds of the processor that a first document took, ours and docxtpl's."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """Ours to docxtpl's."""
        return self.ours / self.theirs


def measure_first_use(template: bytes, context: Context, rounds: int = 5) -> FirstUse:
    """Both, in turns."""
    taken = [
        FirstUse(_seconds(partial(fill_ours, *of)), _seconds(partial(fill_theirs, *of)))
        for of in [(template, context)] * rounds
    ]
    return FirstUse(min(each.ours for each in taken), min(each.theirs for each in taken))


def _seconds(task: Callable[[], object]) -> float:
    start = process_time()
    task()
    return process_time() - start


def main() -> int:
    """Print the table, and tell whether what is promised holds."""
    words = sys.argv[1:]
    kinds = [kind for kind in KINDS if not words or any(word in kind for word in words)]
    for fill in (fill_ours, fill_theirs):
        fill(make_template("conditions", 10), make_context(10))
    failed = [said for kind in kinds for small in (False, True) for said in _hold(kind, small)]
    print(*failed, sep="\n")
    return int(bool(failed))


def _hold(kind: str, small: bool) -> Iterator[str]:
    told = f"{kind}, {'small' if small else 'large'} styles"
    found: list[FirstUse] = []
    for size in SIZES:
        taken = measure_first_use(make_template(kind, size, small), make_context(size))
        print(
            f"{told:42}{size:6}  ours {taken.ours * 1000:7.1f} ms"
            f"  docxtpl {taken.theirs * 1000:7.1f} ms  {taken.ratio:5.2f}"
        )
        found.append(taken)
        if taken.ratio > 1:
            yield f"{told}, {size}: {taken.ratio:.2f} times docxtpl's first document"
    steepness = math.log(found[-1].ours / found[-2].ours, SIZES[-1] / SIZES[-2])
    if steepness > STEEPEST:
        yield f"{told}: grows by the power {steepness:.2f}"


if __name__ == "__main__":
    sys.exit(main())
