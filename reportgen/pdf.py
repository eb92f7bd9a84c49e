"""Word reports in a folder → PDFs beside them; and what is said before the work starts.

A PDF ends with a line that tells which document it was made from, so that one whose document has
not changed is kept, whoever made it and whenever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.deliver import write_file
from reportgen.office.convert import Converted, Limit, convert
from reportgen.office.fonts import MissingFont, find_missing_fonts, installed_fonts
from reportgen.office.libreoffice import VARIABLE, Office
from reportgen.problems import DeliveryError, Location, Problem, ReportgenError, error, warning
from reportgen.render.fonts import named_fonts

_FONT_HINT = "装上这些字体再做，PDF 才和 Word 里一样"
_MARK = b"%reportgen docx sha256 "
_MOST_NAMED = 5
_MARK_LENGTH = len(_MARK) + 65


class Printed(NamedTuple):
    """A document's PDF: there as it should be, or None and why not. `kept` says that it stood
    there before.
    """

    document: Path
    pdf: Path | None
    problem: Problem | None = None
    kept: bool = False


def get_office(office: Office | None, named: Path | None) -> Office:
    """The office itself. Errors: ReportgenError where there is none, with what to do about it."""
    if office is not None:
        return office
    if named is not None:
        place = Location(str(named))
        hint = "请写 soffice 程序的位置，或 LibreOffice 安装到的文件夹"
        raise ReportgenError(error("no_office", "这里没有 LibreOffice，做不了 PDF", place, hint))
    hint = (
        f"请安装 LibreOffice（不必启动它）；已经装了的，用 --office 写出它的位置，"
        f"也可以写在 reportgen.yaml 的“办公软件:”里，或环境变量 {VARIABLE} 里"
    )
    raise ReportgenError(error("no_office", "没有找到 LibreOffice，做不了 PDF", hint=hint))


def check_fonts(templates: Iterable[tuple[bytes, str]]) -> tuple[Problem, ...]:
    """A warning for each template that names typefaces which this machine lacks, each of which is
    told once; `templates` come with their file names.

    Errors: TemplateError for what is no Word document.
    """
    known = installed_fonts()
    told: set[str] = set()
    problems = []
    for data, name in templates:
        missing = [
            each
            for each in find_missing_fonts(named_fonts(data, name), known)
            if each.name not in told
        ]
        told.update(each.name for each in missing)
        if missing:
            problems.append(
                warning("missing_font", _missing_fonts(missing), Location(name), _FONT_HINT)
            )
    return tuple(problems)


def _missing_fonts(missing: Sequence[MissingFont]) -> str:
    """The names, and by what they are replaced, those replaced by the same together."""
    names: dict[str, list[str]] = {}
    for each in missing:
        names.setdefault(each.stand_in, []).append(each.name)
    told = (f"{'、'.join(each)}（{_replaced(stand_in)}）" for stand_in, each in names.items())
    return f"本机没有模板用的字体：{'；'.join(told)}"


def _replaced(stand_in: str) -> str:
    return f"多半用“{stand_in}”代替" if stand_in else "会用别的字体代替"


def print_documents(
    documents: Sequence[Path],
    office: Office,
    workers: int = 1,
    fresh: bool = False,
    limit: Limit = Limit(),
) -> Iterator[Printed]:
    """Each document's PDF beside it, as it is done; one that was made of the same document is kept
    unless `fresh`.

    What fails is a problem of that document, and the others are made.
    """
    todo = []
    for document in documents:
        pdf = document.with_suffix(".pdf")
        if not fresh and is_current(document, pdf):
            yield Printed(document, pdf, kept=True)
        else:
            todo.append(document)
    digests: dict[Path, bytes] = {}

    def read(path: Path) -> bytes:
        data = path.read_bytes()
        digests[path] = _digest(data)
        return data

    for converted in convert(office, todo, read, workers, limit):
        yield _delivered(converted, digests)


def find_old_pdfs(documents: Iterable[Path]) -> Iterator[Problem]:
    """A warning where PDFs that reportgen made stand beside documents that they no longer were
    made from.
    """
    old = [
        pdf
        for each in documents
        if (pdf := each.with_suffix(".pdf")).is_file() and _is_old(each, pdf)
    ]
    if old:
        names = "、".join(pdf.name for pdf in old[:_MOST_NAMED]) + (
            "……" if len(old) > _MOST_NAMED else ""
        )
        message = f"有 {len(old)} 份 PDF 还是旧报告的：{names}"
        yield warning(
            "old_pdf", message, Location(str(old[0].parent)), "请加 --pdf 再做一次，或删去旧的 PDF"
        )


def _is_old(document: Path, pdf: Path) -> bool:
    return _ending(pdf).startswith(_MARK) and not is_current(document, pdf)


def is_current(document: Path, pdf: Path) -> bool:
    """Whether the PDF was made of the document as it is."""
    try:
        return _ending(pdf) == _mark(_digest(document.read_bytes()))
    except OSError:
        return False


def _ending(pdf: Path) -> bytes:
    """Where the mark stands, if there is one; empty for a file that cannot be read."""
    try:
        with pdf.open("rb") as file:
            file.seek(-_MARK_LENGTH, 2)
            return file.read()
    except OSError:
        return b""


def _delivered(converted: Converted[Path], digests: Mapping[Path, bytes]) -> Printed:
    document, data = converted.key, converted.data
    place = Location(str(document))
    if data is None:
        hint = "Word 报告已经做好；请在 Word 或 WPS 里打开看看，再运行一次，或直接在那里另存为 PDF"
        return Printed(
            document, None, error("no_pdf", f"没有做成 PDF：{converted.reason}", place, hint)
        )
    pdf = document.with_suffix(".pdf")
    try:
        write_file(pdf, data.rstrip() + b"\n" + _mark(digests[document]))
    except DeliveryError as fault:
        return Printed(document, None, fault.problems[0])
    return Printed(document, pdf)


def _mark(digest: bytes) -> bytes:
    return _MARK + digest + b"\n"


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
