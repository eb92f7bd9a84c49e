"""What runs have written for a district: its documents with how they stand, by name, to be taken
one by one or all.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from reportgen.batch.batch import Batch, JobOutcome, open_batch
from reportgen.batch.chasing import CHASING
from reportgen.batch.entry import UNMADE, Entry, Status
from reportgen.batch.jobs import Job, is_of
from reportgen.batch.request import Request
from reportgen.batch.sent_back import faults_by_file, list_name, name_copies, own_faults
from reportgen.batch.summary import is_up_to_date
from reportgen.deliver import Delivered, find_kept
from reportgen.load.inside import is_bare_name, lies_inside
from reportgen.named_tuple import NamedTuple
from reportgen.pdf import is_current
from reportgen.problems import Location, Problem, Severity, UnreadableFileError, error
from reportgen.web.officer.run_extras import BACK
from reportgen.web.officer.school_lines import school_link
from reportgen.web.shown.page_hints import placed_words

_MOST_TOLD = 2
_TRIES = 3


class MadeState(StrEnum):
    """How the documents of a school stand; the value is the word on the page. Those that need
    somebody come first.
    """

    FAILED = "没有做成"
    BLANK = "没有交"
    UNDONE = "还没有做"
    STALE = "有变化，还没有重做"
    KEPT = "有人改过，留着"
    NEW = "这次做的"
    SAME = "没有变化"

    @property
    def style(self) -> str:
        """How it stands out."""
        return _STYLES.get(self, "")

    @property
    def is_left(self) -> bool:
        """Whether a run has it still to do."""
        return self in (MadeState.UNDONE, MadeState.STALE)


_STYLES = {
    MadeState.FAILED: "bad",
    MadeState.BLANK: "bad",
    MadeState.UNDONE: "doubtful",
    MadeState.STALE: "doubtful",
    MadeState.KEPT: "doubtful",
    MadeState.NEW: "good",
}


class ResultKind(StrEnum):
    """What a file is; the value is its name in addresses."""

    WORD = "word"
    PDF = "pdf"
    DISTRICT = "district"
    BACK = "back"

    @property
    def label(self) -> str:
        """What the page calls all of them."""
        return {
            "word": "各校的 Word 文档",
            "pdf": "PDF",
            "district": "县域的报告和清单",
            "back": "退回的表",
        }[self.value]


class MadeFile(NamedTuple):
    """A file that stands in the folder; `told` says what is to be known of it."""

    name: str
    kind: ResultKind
    told: str = ""


class MadeDocuments(NamedTuple):
    """The documents of a school, or of the district. `told` says why there are none, or what is to
    be known of them; `link` leads to the school, `key` is that of its data file; `made_at` is the
    time at which its first file was written, as people say it.
    """

    name: str
    state: MadeState
    files: tuple[MadeFile, ...]
    told: str = ""
    link: str = ""
    key: str = ""
    made_at: str = ""


class Results(NamedTuple):
    """What lies in the folder of the reports: the district's own documents, then each school's.

    `documents` are the kinds that can be made beside the reports; `has_list`: a list says which
    schools should have returned.
    """

    folder: Path
    district: MadeDocuments
    schools: tuple[MadeDocuments, ...]
    documents: tuple[str, ...] = ()
    has_list: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files."""
        return self.of_kind(None)

    def of_kind(self, kind: ResultKind | None) -> tuple[str, ...]:
        """The names of the files of that kind, of all for none."""
        every = (file for each in (self.district, *self.schools) for file in each.files)
        return tuple(dict.fromkeys(each.name for each in every if kind in (None, each.kind)))

    @property
    def left(self) -> int:
        """How many schools a run has still to do."""
        return sum(each.state.is_left for each in self.schools)

    @property
    def is_begun(self) -> bool:
        """Whether anything was made, or tried."""
        return bool(self.files) or any(not each.state.is_left for each in self.schools)

    def find(self, name: str) -> Path:
        """The file of that name. Errors: UnreadableFileError for any other file."""
        if name not in self.files:
            told = error("no_result", "没有做过这份文件", Location(name), "请从列表里选择")
            raise UnreadableFileError(told)
        return self.folder / name


def find_results(request: Request, built: Collection[str] = ()) -> Results:
    """What runs have written and still stands there; `built` are the keys of the schools that the
    last run built. Errors: as `open_batch`.
    """
    for _ in range(_TRIES):
        # A run that ends in this moment puts its journal into the manifest.
        with contextlib.suppress(FileNotFoundError):
            return _find_results(request, built)
    return _find_results(request, built)


def _find_results(request: Request, built: Collection[str]) -> Results:
    with closing(open_batch(request)) as opened:
        found = _Found(opened, built)
        schools = tuple(map(found.school, opened.jobs))
        documents = opened.workshop.library.genres.choose(opened.setup.district.genre, ()).documents
        own = found.district(any(each.state.is_left for each in schools))
        return Results(request.output, own, schools, tuple(documents), opened.expects_schools)


class _Found:
    """How all stands, as far as it has to be known for one school as for another."""

    def __init__(self, opened: Batch, built: Collection[str]) -> None:
        self._opened, self._built, self._folder = opened, built, opened.setup.output
        todo = opened.todo
        self._todo = {job.key for job in todo}
        opened.note_changed(todo)
        self._kept = {each.wanted.name: each for each in opened.kept}
        self._outcomes = {each.job.key: each for each in opened.outcomes(with_records=False)}
        self._admission = opened.admit()
        self._copies = self._name_copies()

    def _name_copies(self) -> Mapping[Path, str]:
        admission = self._admission
        told = (
            (each.job, admission.told_of(each.job.key, each.entry.problems))
            for each in self._outcomes.values()
        )
        own = ((job.path, own_faults(problems)) for job, problems in told)
        return name_copies(faults_by_file(own))

    def school(self, job: Job) -> MadeDocuments:
        """What was made of that school."""
        outcome = self._outcomes.get(job.key)
        link, key = school_link(job), job.key
        if outcome is None:
            name = job.identity.name or job.key
            return MadeDocuments(name, MadeState.UNDONE, (), link=link, key=key)
        head = outcome.entry.head
        names = (head.report, *head.made_documents) if head.report else ()
        state = self._state_of(job, outcome, names)
        files = [file for name in names for file in self._files(name, ResultKind.WORD)]
        files += self._copy(job)
        told = self._told(job, outcome.entry, state)
        name, made_at = head.name or head.file, self._made_at(files)
        return MadeDocuments(name, state, tuple(files), told, link, key, made_at)

    def _state_of(self, job: Job, outcome: JobOutcome, names: Sequence[str]) -> MadeState:
        head = outcome.entry.head
        if head.status in UNMADE and is_of(job, head, self._opened.setup):
            return MadeState.BLANK if head.status is Status.BLANK else MadeState.FAILED
        if job.key in self._todo:
            return MadeState.STALE
        if any(name in self._kept for name in names):
            return MadeState.KEPT
        return MadeState.NEW if job.key in self._built else MadeState.SAME

    def _told(self, job: Job, entry: Entry, state: MadeState) -> str:
        if state is MadeState.FAILED:
            return _why(entry.problems)
        reasons = "、".join(self._admission.reasons_of(job.key))
        return f"没有计入县域的数：{reasons}" if reasons and not state.is_left else ""

    def _files(self, name: str, kind: ResultKind) -> Iterator[MadeFile]:
        """The file of that name, what stands beside it because a person has changed it, and their
        PDFs.
        """
        kept = self._kept.get(name)
        beside = kept.path.name if kept is not None and kept.path != kept.wanted else ""
        told = ("有人改过" + (f"，按现在的数据做的是“{beside}”" if beside else "")) if kept else ""
        for each, words in ((name, told), (beside, "按现在的数据做的")):
            if not self._stands(each):
                continue
            yield MadeFile(each, kind, words)
            pdf = Path(each).with_suffix(".pdf").name
            if each.endswith(".docx") and self._stands(pdf):
                is_new = is_current(self._folder / each, self._folder / pdf)
                yield MadeFile(pdf, ResultKind.PDF, "" if is_new else "旧报告的 PDF")

    def _copy(self, job: Job) -> Iterator[MadeFile]:
        """What goes back to the school, where it has been made."""
        name = self._copies.get(job.path, "")
        for each in (name, list_name(name)) if name else ():
            if lies_inside(self._folder, self._folder / BACK / each):
                yield MadeFile(f"{BACK}/{each}", ResultKind.BACK)

    def _made_at(self, files: Sequence[MadeFile]) -> str:
        if not files:
            return ""
        with contextlib.suppress(OSError):
            written = (self._folder / files[0].name).stat().st_mtime
            return f"{datetime.datetime.fromtimestamp(written):%m-%d %H:%M}"
        return ""

    def _stands(self, name: str) -> bool:
        return is_bare_name(name) and lies_inside(self._folder, self._folder / name)

    def district(self, is_left: bool) -> MadeDocuments:
        """The district's own documents; `is_left`: some schools are still to be done."""
        noted = self._opened.summary.get("files", {})
        digests = noted if isinstance(noted, dict) else {}
        for name, known in digests.items():
            kept = self._find_kept(name, known)
            if kept is not None:
                self._kept[name] = kept
        names = (*digests, CHASING)
        files = tuple(file for name in names for file in self._files(name, ResultKind.DISTRICT))
        title = self._opened.owner or "全部学校"
        state = self._state_of_district(files, digests, is_left)
        return MadeDocuments(title, state, files, made_at=self._made_at(files))

    def _find_kept(self, name: str, known: object) -> Delivered | None:
        if not self._stands(name) or not isinstance(known, str):
            return None
        return find_kept(self._folder / name, known)

    def _state_of_district(
        self, files: Sequence[MadeFile], noted: Collection[str], is_left: bool
    ) -> MadeState:
        if not files:
            return MadeState.UNDONE
        if is_left or not is_up_to_date(self._opened):
            return MadeState.STALE
        if any(name in self._kept for name in noted):
            return MadeState.KEPT
        return MadeState.NEW if self._built else MadeState.SAME


def _why(problems: Sequence[Problem]) -> str:
    """Why there is no report, in short."""
    errors = [each for each in problems if each.severity is Severity.ERROR]
    errors.sort(key=lambda each: not each.stops)
    told = "；".join(placed_words(each) for each in errors[:_MOST_TOLD])
    return f"{told}；等 {len(errors)} 处" if len(errors) > _MOST_TOLD else told
