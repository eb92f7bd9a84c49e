"""Word reports in a folder → PDFs beside them, and the warnings before the work starts.

A PDF tells near its end which document it was made from, so that it is kept while its document
stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from reportgen.barrier import Fallen, attempt
from reportgen.contents import measure_pages
from reportgen.deliver import deliver_file
from reportgen.named_tuple import NamedTuple
from reportgen.office.calls import PDF, Calls, TimeLimit
from reportgen.office.convert import Conversion, Convert, Converted, Read
from reportgen.office.fonts import MissingFont, find_missing_fonts, installed_fonts
from reportgen.office.libreoffice import VARIABLE, Office
from reportgen.problems import Location, Problem, ReportgenError, error, warning
from reportgen.regular_files import open_regular, read_regular
from reportgen.render.fonts import named_fonts
from reportgen.seals import digest
from reportgen.table_of_contents.filling import Contents, lacks_pages
from reportgen.words.listing import list_first

_FONT_HINT = "装上这些字体再做，PDF 才和 Word 里一样"
_MARK = b"%reportgen docx sha256 "
_MOST_NAMED = 5
# The mark, the digest, and the seal behind them.
_ENDING = 200


class PdfOutcome(NamedTuple):
    """A document's PDF, or None and why there is none; `kept`: it was there already.

    With a PDF the problem is that a person's stands in its place, or stood there. `fallen`: the
    program failed at the document.
    """

    document: Path
    pdf: Path | None
    problem: Problem | None = None
    kept: bool = False
    fallen: Fallen | None = None


def get_office(office: Office | None, named: Path | None) -> Office:
    """The office itself. Errors: ReportgenError if there is none, with what to do about it."""
    if office is not None:
        return office
    if named is not None:
        place = Location(str(named))
        hint = "请写 soffice 程序的位置，或 LibreOffice 安装到的文件夹"
        raise ReportgenError(error("no_office", "这里没有 LibreOffice，做不了 PDF", place, hint))
    hint = (
        f"请安装 LibreOffice（不必启动它）；已经装了的，用 --office 写出它的位置，"
        f"也可以写在环境变量 {VARIABLE} 里，或自己的设置里（位置见 reportgen doctor）"
    )
    raise ReportgenError(error("no_office", "没有找到 LibreOffice，做不了 PDF", hint=hint))


def warn_of_missing_fonts(templates: Iterable[tuple[bytes, str]]) -> tuple[Problem, ...]:
    """A warning for each template with typefaces that this machine lacks; each is told once.

    `templates` are Word documents with their file names. Errors: TemplateError if one is not.
    """
    known = installed_fonts()
    told: set[str] = set()
    problems = []
    for data, name in templates:
        found = find_missing_fonts(named_fonts(data, name), known)
        missing = [each for each in found if each.name not in told]
        told.update(each.name for each in missing)
        if missing:
            message = _missing_fonts(missing)
            problems.append(warning("missing_font", message, Location(name), _FONT_HINT))
    return tuple(problems)


def _missing_fonts(missing: Sequence[MissingFont]) -> str:
    """The names, grouped by the typeface that replaces them."""
    names: dict[str, list[str]] = {}
    for each in missing:
        names.setdefault(each.stand_in, []).append(each.name)
    told = (f"{'、'.join(each)}（{_replaced(stand_in)}）" for stand_in, each in names.items())
    return f"本机没有模板用的字体：{'；'.join(told)}"


def _replaced(stand_in: str) -> str:
    return f"多半用“{stand_in}”代替" if stand_in else "会用别的字体代替"


def make_pdfs(
    documents: Sequence[Path], office: Office, fresh: bool = False, force: bool = False
) -> Iterator[PdfOutcome]:
    """Each document's PDF beside it, as it is done; one that fails does not stop the others.

    `fresh` and `force` as in `PdfPress`.
    """
    with closing(PdfPress(office, fresh=fresh, force=force)) as press:
        press.add_last(documents)
        yield from press.outcomes()


class PdfPress:
    """PDFs beside the documents that are handed over, made by `workers` LibreOffices meanwhile.

    A PDF that was made from the same document is kept, unless `fresh`; `force` as in
    `deliver_file`. Where about `expected` documents are to come, all LibreOffices have equally
    many. None of them outlives `close`.
    """

    def __init__(
        self,
        office: Office,
        workers: int = 1,
        fresh: bool = False,
        force: bool = False,
        expected: int = 0,
    ) -> None:
        self._fresh, self._force = fresh, force
        self._digests: dict[Path, bytes] = {}
        self._kept: list[PdfOutcome] = []
        calls = Calls(office, PDF, workers, TimeLimit())
        self._conversion = Conversion(calls, self._prepare, self._deliver, expected)

    def close(self) -> None:
        """End what runs; what waits is left."""
        self._conversion.close()

    def add(self, documents: Iterable[Path]) -> None:
        """Take these documents behind those that wait."""
        self._conversion.add(self._without_kept(documents))

    def add_last(self, documents: Iterable[Path]) -> None:
        """Take the last of the documents, those that take longest first."""
        self._conversion.add_last(self._without_kept(documents))

    def outcomes(self) -> Iterator[PdfOutcome]:
        """What came of each, as it is done, until all are; nothing is added any more."""
        yield from self._kept
        yield from self._conversion.results()

    def _without_kept(self, documents: Iterable[Path]) -> list[Path]:
        todo = []
        for document in documents:
            pdf = document.with_suffix(".pdf")
            if not self._fresh and is_current(document, pdf):
                self._kept.append(PdfOutcome(document, pdf, kept=True))
            else:
                todo.append(document)
        return todo

    def _prepare(self, documents: Sequence[Path], convert: Convert[Path]) -> Read[Path]:
        numbered = _number_pages(documents, convert)

        def read(path: Path) -> bytes:
            data = read_regular(path)
            self._digests[path] = _digest(data)
            return numbered.get(path, data)

        return read

    def _deliver(self, converted: Converted[Path]) -> PdfOutcome:
        return _deliver(converted, self._digests.pop(converted.key, b""), self._force)


def _number_pages(documents: Iterable[Path], convert: Convert[Path]) -> Mapping[Path, bytes]:
    """Those documents whose table of contents has no pages, with the pages of their PDFs.

    One at which the program fails is printed as it is.
    """
    looked = {path: attempt(partial(_open, path), path) for path in documents}
    opened = {path: each for path, each in looked.items() if isinstance(each, Contents)}
    pages = measure_pages(opened, convert) if opened else {}
    filled = {path: attempt(partial(opened[path].fill, each), path) for path, each in pages.items()}
    return {path: each for path, each in filled.items() if not isinstance(each, Fallen)}


def _open(path: Path) -> Contents | None:
    """The document whose table of contents has no pages; None for others."""
    data = _read(path)
    return Contents(data) if lacks_pages(data) else None


def _read(path: Path) -> bytes:
    """The file's bytes; none if it cannot be read, which is told when it is printed."""
    try:
        return read_regular(path)
    except OSError:
        return b""


def find_old_pdfs(documents: Iterable[Path]) -> Iterator[Problem]:
    """A warning if PDFs of reportgen stand beside documents that have changed since."""
    pairs = [(document, document.with_suffix(".pdf")) for document in documents]
    old = [pdf for document, pdf in pairs if _is_old(document, pdf)]
    if not old:
        return
    names = list_first([pdf.name for pdf in old], _MOST_NAMED)
    message = f"有 {len(old)} 份 PDF 还是旧报告的：{names}"
    place, hint = Location(str(old[0].parent)), "请加 --pdf 再做一次，或删去旧的 PDF"
    yield warning("old_pdf", message, place, hint)


def _is_old(document: Path, pdf: Path) -> bool:
    return _MARK in _ending(pdf) and not is_current(document, pdf)


def is_current(document: Path, pdf: Path) -> bool:
    """Whether the PDF was made of the document as it is."""
    try:
        return _mark(_digest(read_regular(document))) in _ending(pdf)
    except OSError:
        return False


def _ending(pdf: Path) -> bytes:
    """The last bytes, where the mark is if there is one; empty if the file cannot be read."""
    try:
        with open_regular(pdf) as file:
            file.seek(-_ENDING, 2)
            return file.read()
    except OSError:
        return b""


def _deliver(converted: Converted[Path], made_from: bytes, force: bool) -> PdfOutcome:
    document, data = converted.key, converted.data
    if data is None:
        problem = _no_pdf(document, converted.reason)
        return PdfOutcome(document, None, problem, fallen=converted.fallen)
    marked = data.rstrip() + b"\n" + _mark(made_from)
    deliver = partial(deliver_file, document.with_suffix(".pdf"), marked, force)
    delivered = attempt(deliver, document)
    if isinstance(delivered, Fallen):
        return PdfOutcome(document, None, delivered.problems[0], fallen=delivered)
    return PdfOutcome(document, delivered.path, delivered.problem)


def _no_pdf(document: Path, reason: str) -> Problem:
    hint = "Word 报告已经做好；请在 Word 或 WPS 里打开看看，再运行一次，或直接在那里另存为 PDF"
    return error("no_pdf", f"没有做成 PDF：{reason}", Location(str(document)), hint)


def _mark(made_from: bytes) -> bytes:
    return _MARK + made_from + b"\n"


def _digest(data: bytes) -> bytes:
    return digest(data).encode()
