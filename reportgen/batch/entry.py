"""What is remembered of one school's run, as a line of JSON, and read back from it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import Any

from reportgen.barrier import Fallen
from reportgen.batch.line_seals import seal_line
from reportgen.batch.listed import ListedOutcome, list_results, listed_in, listed_out
from reportgen.batch.record_json import record_in, record_out, require_texts
from reportgen.deliver import Delivered
from reportgen.model.admission import Particulars, StandardMark
from reportgen.model.district import SchoolRecord
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Change, Location, Problem, Quote, Remedy, Severity
from reportgen.seals import digest


class Status(StrEnum):
    """How a school's run ended."""

    DONE = "done"
    WARNED = "warned"
    FAILED = "failed"
    UNCHANGED = "unchanged"
    BLANK = "blank"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return {
            "done": "完成",
            "warned": "完成，有提示",
            "failed": "失败",
            "unchanged": "没有变化",
            "blank": "没有交",
        }[self.value]


UNMADE = frozenset({Status.FAILED, Status.BLANK})
"""How runs end of which there is no report."""


class Head(NamedTuple):
    """What a school's report was made from, and what came of it.

    `file` is the data file as seen from the batch's folder, `digest` its SHA-256; `context` is
    the digest of all that schools share; `sources` are the further files, by their digest
    (empty: not there). `report` is the name of the document, empty if there is none. `documents`
    are those beside it by their file, each with the digest of its template (empty for one of the
    folders) and its own (empty: the report has no such document). `particulars` is what the file
    says of itself. `told` and `summed` are digests of what the lists tell of the school and of its
    record, once it is remembered.
    """

    file: str
    digest: str
    context: str
    name: str
    year: str
    status: Status
    report: str
    report_digest: str
    sources: Mapping[str, str]
    documents: Mapping[str, Sequence[str]]
    particulars: Particulars = Particulars()
    told: str = ""
    summed: str = ""

    @property
    def made_documents(self) -> tuple[str, ...]:
        """The files of the documents beside the report."""
        return tuple(file for file, (_, made) in self.documents.items() if made)


class Entry(NamedTuple):
    """One school's run; `record` is None for a file that says too little. `listed` is what the
    lists tell of it, None where the record has to be asked.

    `kept` tells of this run's documents where a person's stand, `fallen` what the program failed
    at; neither is remembered.
    """

    head: Head
    problems: tuple[Problem, ...]
    record: SchoolRecord | None
    kept: tuple[Delivered, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    listed: ListedOutcome | None = None


class WrittenEntry(NamedTuple):
    """An entry as a line, and its head as it stands there."""

    head: Head
    line: str


# The parts of a line: the head is read alone where nothing else is asked for.
_BODY, _LISTED, _RECORD = ',"problems":', ',"listed":', ',"record":'
# The digest of a document's template, and its own.
_MARKS_OF_DOCUMENT = 2
_QUOTE = Quote("", 0, 0, 0, "")
FAULTS = (
    *(ValueError, KeyError, TypeError, ArithmeticError, AttributeError, IndexError),
    RecursionError,
)
"""What is raised where a line holds something else than it should, however deep."""


def write_line(entry: Entry) -> WrittenEntry:
    """The entry as one line of JSON, sealed, without its end."""
    problems = _dump([problem_out(each) for each in entry.problems])
    told = f"{_BODY}{problems}{_LISTED}{_dump(listed_out(list_results(entry.record)))}"
    record = _dump(record_out(entry.record) if entry.record else None)
    head = entry.head._replace(told=digest(told.encode()), summed=digest(record.encode()))
    fields = {**head._asdict(), "particulars": _particulars_out(head.particulars)}
    return WrittenEntry(head, seal_line(f"{_dump(fields)[:-1]}{told}{_RECORD}{record}}}"))


def read_head(line: str) -> Head | None:
    """The head of a line; None for a line that was cut short or is of another kind.

    Whether it can be trusted is not asked here.
    """
    start, found, _ = line.partition(_BODY)
    if not found or not line.endswith("}"):
        return None
    try:
        fields = parse_line(start + "}")
        particulars = _particulars_in(fields["particulars"])
        known = {"status": Status(fields["status"]), "particulars": particulars}
        return share_head(_checked(Head(**{"documents": {}, **fields, **known})))
    except FAULTS:
        return None


def share_head(head: Head) -> Head:
    """The head, of one object with others in what it has in common with them: those of all schools
    of a district are held.
    """
    own = head.particulars
    name, district, date, kind = map(intern, (own.name, own.district, own.date, own.type))
    particulars = Particulars(
        *(name, own.code, district, own.year, date, kind, _one(own.standards)),
        _one_mapping(tuple(own.places.items())),
        *(intern(own.other_year), own.address),
    )
    return head._replace(
        context=intern(head.context),
        name=intern(head.name),
        year=intern(head.year),
        sources=head.sources or _NOTHING,
        documents=head.documents or _NOTHING,
        particulars=particulars,
    )


_NOTHING: Mapping[str, Any] = {}


@lru_cache(maxsize=1024)
def _one(marks: tuple[StandardMark, ...]) -> tuple[StandardMark, ...]:
    return marks


@lru_cache(maxsize=1024)
def _one_mapping(items: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return dict(items)


def _checked(head: Head) -> Head:
    """The head. Errors: TypeError or ValueError where something in it is not what it should be."""
    documents = head.documents.items()
    digests = (head.report_digest, head.told, head.summed)
    texts = (*head[:5], head.report, *digests, *chain.from_iterable(head.sources.items()))
    require_texts((*texts, *(text for file, marks in documents for text in (file, *marks))))
    if any(len(marks) != _MARKS_OF_DOCUMENT for _, marks in documents):
        raise ValueError("marks of a document")
    # They stand in the output folder.
    if any({*file} & {*"/\\"} for file in (head.report, *head.documents)):
        raise ValueError("another folder")
    return head


def read_entry(line: str, head: Head, with_record: bool = True) -> Entry | None:
    """The entry of a line with that head, if asked without its record; None where the line holds
    something else than it should.
    """
    try:
        fields = parse_line(line if with_record else _without_record(line))
        told = fields["record"] if with_record else None
        record = None if told is None else record_in(told)
        problems, listed = map(problem_in, fields["problems"]), listed_in(fields["listed"])
        return Entry(head, tuple(problems), record, listed=listed)
    except FAULTS:
        return None


def _without_record(line: str) -> str:
    """What the lists tell of a line alone: what takes ten times as long is not parsed."""
    _, _, rest = line.partition(_BODY)
    told, _, _ = rest.partition(_RECORD)
    return f"{{{_BODY[1:]}{told}}}"


def parse_line(text: str) -> Any:
    """What the JSON says. Errors: those of FAULTS, be it that a text in it is half a sign, which
    nothing could print.
    """
    value = json.loads(text)
    if "\\ud" in text or "\\uD" in text:
        _dump(value).encode()
    return value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def problem_out(problem: Problem) -> list[object]:
    """The problem as plain values for JSON."""
    return [
        str(problem.severity),
        problem.code,
        problem.message,
        list(problem.location),
        problem.hint,
        problem.stops,
        _remedy_out(problem.remedy) if problem.remedy else None,
        list(problem.quote) if problem.quote else None,
    ]


def problem_in(fields: Sequence[Any]) -> Problem:
    """The problem that `problem_out` made these of."""
    severity, code, message, location, hint, stops, told, quoted = fields
    require_texts((code, message, hint))
    quote = Quote(*_of_kinds(quoted, _QUOTE)) if quoted else None
    remedy = _remedy_in(*told) if told else None
    place = Location(*_of_kinds(location, Location()))
    return Problem(Severity(severity), code, message, place, hint, bool(stops), remedy, quote)


def _of_kinds(values: Sequence[Any], usual: Sequence[object]) -> Sequence[Any]:
    """The values. Errors: TypeError where one is not of the kind of the usual one in its place."""
    if [*map(type, values)] != [*map(type, usual)]:
        raise TypeError("other kinds")
    return values


def _remedy_out(remedy: Remedy) -> list[object]:
    place = list(remedy.place) if remedy.place else None
    return [str(remedy.change), list(remedy.texts), remedy.words, remedy.old, place]


def _remedy_in(
    change: str, texts: Sequence[str], words: str, old: str, place: Sequence[Any] | None
) -> Remedy:
    require_texts((words, old, *texts))
    at = Location(*_of_kinds(place, Location())) if place else None
    return Remedy(Change(change), tuple(texts), words, old, at)


def _particulars_out(particulars: Particulars) -> list[object]:
    return [*particulars._replace(places=dict(particulars.places))]


def _particulars_in(fields: list[Any]) -> Particulars:
    name, code, district, year, date, kind, standards, places, other_year, *more = fields
    # Runs before this version remembered no address.
    (address,) = more or ("",)
    marks = tuple((each, digest) for each, digest in standards)
    texts = (name, code, district, date, kind, other_year, address, *chain.from_iterable(marks))
    require_texts((*texts, *places, *places.values()))
    if type(year) is not int:
        raise TypeError("no year")
    return Particulars(name, code, district, year, date, kind, marks, places, other_year, address)
