"""A Word document for `reportgen check`: what is wrong with its layout and text, and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.bounded.limits import LIMITS
from reportgen.cli.old_documents import LOST, as_new_document
from reportgen.cli.terminal import problems_json
from reportgen.late_regex import late_regex
from reportgen.load.source import DATA_SUFFIXES
from reportgen.load.text_file import read_bytes
from reportgen.model.check_settings import AS_THEY_ARE, CheckSettings, settle_findings
from reportgen.model.text_table import DocumentTexts
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem
from reportgen.regular_files import open_regular
from reportgen.resources import data_folder

if TYPE_CHECKING:
    from reportgen.conformance.document import FormattedDocument
    from reportgen.conformance.finding import LayoutFinding, LayoutPlace
    from reportgen.model.layout_profile import LayoutProfile

TextChecker = Callable[[DocumentTexts, bytes, str], Iterable[Problem]]
"""What is wrong with the texts of a document, whose bytes and file those are."""

_PACKAGE = b"PK"
_QUOTES = "quotes"
_PARAGRAPH = late_regex(r"第(\d+)段")
# What people call a document, whatever its content turns out to be.
_ENDINGS = (".docx", ".docm", ".dotx", ".doc", ".dot", ".wps", ".wpt", ".rtf", ".pdf", ".odt")

layout_option = click.option(
    "--layout",
    "layouts",
    metavar="名称|文件",
    multiple=True,
    help=(
        "Word 文档按哪种版式检查，可写多次合用，"
        "如 --layout 行距28磅 --layout 二级标题加粗；不写则按国标。"
    ),
)


class CheckedDocument(NamedTuple):
    """A document as it was read, and what is wrong with it in reading order, with its values for
    --json.
    """

    data: bytes
    told: Mapping[Problem, Mapping[str, object]]


def find_document_problems(
    file: Path,
    layouts: tuple[str, ...],
    check_text: TextChecker,
    checks: CheckSettings = AS_THEY_ARE,
) -> CheckedDocument | None:
    """What is wrong with the layout of a Word document and with its text, and what in it reaches
    beyond it, with their values for --json, as the settings of its folder have them; None for other
    files.

    Errors: UnreadableFileError if the file cannot be read or a layout is unknown.
    """
    read = _read_word(file)
    if read is None:
        return None
    from reportgen.conformance.external_check import check_externals
    from reportgen.conformance.left_in_check import check_left_in
    from reportgen.conformance.opening import open_manuscript
    from reportgen.load.layouts import load_layout

    data, name = as_new_document(read, file), str(file)
    document = open_manuscript(data, name)
    profile = load_layout(layouts, data_folder() / "layouts")
    profile = profile if data is read else profile.without(*LOST)
    told = _check_layout(document, profile, name, checks)
    texts = _check_texts(document, profile, check_text, data, name)
    left = check_externals(data, name), check_left_in(data, name)
    told |= as_told((*chain(*left), *settle_findings(texts, checks)))
    return CheckedDocument(data, dict(sorted(told.items(), key=_reading_order(document))))


def _read_word(file: Path) -> bytes | None:
    """The bytes of what is called a Word document, or is one."""
    named = file.name.lower().endswith(_ENDINGS)
    if file.suffix.lower() in DATA_SUFFIXES or not (named or _is_package(file)):
        # A Word document that is called a workbook is told as such by whoever reads the data.
        return None
    from reportgen.conformance.package import is_word

    data = read_bytes(file, LIMITS.document_file)
    return data if named or is_word(data) else None


def _check_layout(
    document: FormattedDocument, profile: LayoutProfile, file: str, checks: CheckSettings
) -> dict[Problem, dict[str, object]]:
    from reportgen.conformance.checks import check_manuscript
    from reportgen.conformance.roles import recognise
    from reportgen.conformance.settled import settle_layout

    found = check_manuscript(recognise(document), profile)
    findings, accepted = settle_layout(found, document, file, checks)
    numbers = {each.number: at for at, each in enumerate(document.paragraphs, 1) if each.text}
    told = {each.problem(file): _finding_json(each, file, numbers) for each in findings}
    return told | as_told(accepted)


def _check_texts(
    document: FormattedDocument,
    profile: LayoutProfile,
    check_text: TextChecker,
    data: bytes,
    file: str,
) -> Iterable[Problem]:
    from reportgen.conformance.body_text import document_texts

    return profile.settle(check_text(document_texts(document.written, file), data, file))


def _reading_order(
    document: FormattedDocument,
) -> Callable[[tuple[Problem, Mapping[str, object]]], tuple[int, int, int, int]]:
    """Sorts what is told of the document as one reads it, what is about all of it first."""
    outside = {each.where: (each.after, at) for at, each in enumerate(document.outside, 1)}
    numbers = {each.number: at for at, each in enumerate(document.paragraphs, 1) if each.text}

    def order(told: tuple[Problem, Mapping[str, object]]) -> tuple[int, int, int, int]:
        problem, _ = told
        quote, rank = problem.quote, problem.severity.rank
        if quote is None:
            found = _PARAGRAPH.match(problem.location.path)
            return (numbers.get(int(found[1]), 0) if found else 0), 0, 0, rank
        place = outside.get(quote.where, (0, 0)) if quote.where else (quote.paragraph, 0)
        return *place, quote.start, rank

    return order


def _is_package(file: Path) -> bool:
    """Whether it is a zip by its first bytes: a plain data file needs no code for Word."""
    try:
        with open_regular(file) as stream:
            return stream.read(len(_PACKAGE)) == _PACKAGE
    except OSError:
        return False


def as_told(problems: Iterable[Problem]) -> dict[Problem, dict[str, object]]:
    """Problems, each with its values for --json."""
    told = list(problems)
    return dict(zip(told, problems_json(told), strict=True))


def spread(told: Mapping[str, object]) -> list[Mapping[str, object]]:
    """A problem's values for --json; once for each of its `quotes`, where it is about words."""
    quotes = told.get(_QUOTES)
    if not isinstance(quotes, list):
        return [told]
    plain = {key: value for key, value in told.items() if key != _QUOTES}
    return [{**plain, **quote} for quote in quotes] or [plain]


def _finding_json(
    finding: LayoutFinding, file: str, numbers: Mapping[int, int]
) -> dict[str, object]:
    """The problem's values, and what was found where, what is required, and by which clause.

    `numbers` are the paragraphs of the body by their numbers among those that hold text.
    """
    (problem,) = problems_json([finding.problem(file)])
    requirement = finding.requirement
    return problem | {
        "level": finding.severity.label,
        "requirement": requirement.name,
        "place": finding.place,
        "places": [str(place) for place in finding.places],
        "count": len(finding.places),
        "found": finding.found,
        "required": finding.required_here,
        "document": requirement.document,
        "clause": requirement.clause,
        "basis": str(requirement.basis),
        "rule": requirement.name,
        **_where(finding, file, numbers),
    }


def _where(finding: LayoutFinding, file: str, numbers: Mapping[int, int]) -> dict[str, object]:
    """The words that are wrong, as `quotes` where it is about what they say; else as `words`, all
    that are set so. What is not required alike everywhere says so itself at each place.
    """
    spots: dict[bool, list[dict[str, object]]] = {True: [], False: []}
    for place in finding.places:
        spots[place.is_text] += (
            {
                "paragraph": place.at or numbers.get(place.number),
                **({"where": place.where} if place.where else {}),
                "start": quoted.start,
                "end": quoted.end,
                "quote": quoted.words,
                **(_required_at(finding, place, file) if place.required else {}),
            }
            for quoted in place.quoted
        )
    return {"words": spots[False], _QUOTES: spots[True]}


def _required_at(finding: LayoutFinding, place: LayoutPlace, file: str) -> dict[str, object]:
    alone = finding._replace(places=(place,))
    return {"message": alone.problem(file).message, "required": alone.required_here}
