"""The fuzzer itself: its inputs are always the same, its samples sound, and it sees what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from fuzz.apart import Apart
from fuzz.audit import Auditor
from fuzz.bounds import bounded
from fuzz.minimise import minimise, shrink
from fuzz.of_packages import pack, unpack
from fuzz.oracle import Ended, judge
from fuzz.runner import Share, make_input, run, try_input
from fuzz.targets import TARGETS, Target
from reportgen.problems import Location, ReportgenError, error
from tests.fuzz.openings import all_openings, noted_openings

_ROOT = Path(__file__).parents[2]

PLACED = error("code", "“年度”不是数", Location("学校.yaml"))


def kinds(read: Callable[[Path], Ended], file: Path) -> list[str]:
    return [each.kind for each in judge(read, file, Auditor()).findings]


def fail(fault: BaseException) -> Callable[[Path], Ended]:
    def read(_file: Path) -> Ended:
        raise fault

    return read


def warn(_file: Path) -> Ended:
    warnings.warn("a library's", UserWarning, stacklevel=1)
    sys.stderr.write("printed")
    return Ended()


@pytest.mark.parametrize(
    ("read", "seen"),
    [
        (fail(ReportgenError(PLACED)), []),
        (fail(ReportgenError()), ["words"]),
        (fail(ZeroDivisionError("1/0")), ["trace"]),
        (warn, ["warning", "printed"]),
        (lambda _: Ended([PLACED._replace(message="“a”: ValueError")]), ["words"]),
        (lambda _: Ended([PLACED._replace(message="invalid")]), ["words"]),
        (lambda _: Ended([PLACED._replace(location=Location())]), ["place"]),
        (lambda _: Ended([PLACED._replace(message="不是\ud800")]), ["words"]),
        (lambda _: Ended(said="[错误] 甲\x1b[31m\n"), ["words"]),
        (lambda _: Ended(documents=[b"no zip"]), ["document"]),
        (lambda _: Ended(documents=[pack([("a.xml", b"<a>")])], is_ours=False), ["document"]),
        (lambda _: Ended(documents=[pack([("a.xml", b"<a/>")])], is_ours=False), []),
    ],
)
def test_it_sees_what_is_no_message_and_no_document(
    tmp_path: Path, read: Callable[[Path], Ended], seen: list[str]
) -> None:
    assert kinds(read, tmp_path / "学校.yaml") == seen


def test_a_call_is_stopped_when_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.bounds.MOST_SECONDS", 0.05)

    def never_end() -> None:
        while True:
            sum(range(1000))

    late, cost = bounded(never_end)
    assert late is not None and cost.seconds < 5


def test_memory_that_was_taken_meanwhile_is_seen() -> None:
    """In a process of its own: what earlier tests have let go of would make room for it."""
    code = (
        "from fuzz.bounds import bounded\n"
        "_, cost = bounded(lambda: len(bytes(50_000_000).replace(b'\\0', b'a')))\n"
        "print(cost.bytes)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=_ROOT)
    assert int(done.stdout) > 40_000_000, done.stderr


@pytest.mark.parametrize(
    "name", ["school", "narrative", "csv", "xls", "tags", "phrase", "settings"]
)
def test_an_input_depends_on_the_seed_and_its_number_alone(name: str) -> None:
    first = [make_input(name, 1, number) for number in range(6)]
    assert [make_input(name, 1, number) for number in range(6)] == first
    assert [make_input(name, 2, number) for number in range(6)] != first


# What is opened there the program has made itself, or another program that it started; the
# templates of `doctor`, which does with them what `template check` does; and the words that are
# read for what they hold where code is kept, within the bounds of the reader that has a target. In
# the page, what goes on as it is: files that were sent, reports that are taken, digests; and notes
# of its own in a hidden folder, which say nothing where they say something else.
MADE_BY_PROGRAMS = {
    "diagnosis.py:_open_template",
    "kept_code/place.py:read_kept",
    "load/kept_files.py:_digest",
    "office/calls.py:read_whole",
    "office/pages.py:_by_poppler",
    *("batch/returned.py:_move", "batch/returned.py:_find_aside", "batch/zip_stream.py:_read"),
    *("editing/added_files.py:_holds", "editing/form_origin.py:form_mark"),
    *("editing/form_origin.py:_read", "editing/mended_form.py:make_editable"),
    *("web/desk.py:_is_persons", "template_tools/preview.py:_look"),
    *("web/keeper/template_pages.py:_mark", "web/keeper/template_pages.py:_marked"),
    *("web/officer/returned_pages.py:_file", "web/officer/run_pages.py:_file"),
    *("web/officer/run_choice.py:noted_run", "web/officer/sent_pages.py:_give"),
    "web/officer/versions.py:_version",
    *("pdf.py:_read", "pdf.py:_prepare", "pdf.py:read"),
    "template_tools/preview.py:_write_pages",
}


READING_ALONE = {
    *("roster", "roster_text", "archive", "sent", "template_check", "document", "layout"),
    *("settings", "user_settings", "manifest", "journal", "font", "pdf", "check_against"),
    *("edited", "decisions", "put_aside"),
}
"""The targets that make no documents."""


@pytest.mark.slow
def test_a_sound_file_gives_no_finding_and_whatever_opens_files_has_a_target() -> None:
    auditor, made = Auditor(), set[str]()
    with noted_openings() as found:
        for name, target in TARGETS.items():
            data = make_input(name, 1, 0) if name == "narrative" else target.samples()[0]
            judged = try_input(target, data, auditor)
            assert (name, judged.findings) == (name, ())
            made |= {name} if judged.made else set()
    assert all_openings() - found == MADE_BY_PROGRAMS
    assert set(TARGETS) - made == READING_ALONE


def fall_at(mark: bytes) -> Callable[[Path], Ended]:
    """A reader that falls where a text or a part has the mark."""

    def read(file: Path) -> Ended:
        data = file.read_bytes()
        texts = [part for _, part in unpack(data)] if file.suffix == ".zip" else [data]
        if any(mark in text for text in texts):
            raise ZeroDivisionError
        return Ended()

    return read


def test_what_was_found_is_kept_and_counted(tmp_path: Path) -> None:
    apart = Apart(tmp_path)
    outcome = run("settings", 1, Share(9, inputs=3), tmp_path, apart)
    apart.close()
    assert (outcome.inputs, sum(outcome.findings.values())) == (3, 0)


@pytest.mark.parametrize(
    ("end", "mark"),
    [(lambda: os.kill(os.getpid(), 9), "signal 9"), (lambda: os._exit(3), "exit 3")],
)
def test_an_input_that_ends_its_process_is_a_finding_and_the_others_are_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: Callable[[], object], mark: str
) -> None:
    fatal = make_input("settings", 1, 1)

    def read(file: Path) -> Ended:
        if file.read_bytes() == fatal:
            end()
        return Ended()

    monkeypatch.setattr("fuzz.apart.TARGETS", {"settings": TARGETS["settings"]._replace(read=read)})
    apart = Apart(tmp_path)
    outcome = run("settings", 1, Share(9, inputs=4), tmp_path, apart)
    apart.close()
    assert (outcome.inputs, outcome.findings) == (4, {("end", mark): 1})
    (kept,) = (tmp_path / "settings").glob("end-*.yaml")
    assert kept.read_bytes() == fatal


def test_a_process_that_has_grown_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_file: Path) -> Ended:
        (tmp_path / str(os.getpid())).touch()
        return Ended()

    monkeypatch.setattr("fuzz.apart.TARGETS", {"settings": TARGETS["settings"]._replace(read=read)})
    monkeypatch.setattr("fuzz.apart.MOST_BYTES", 1)
    apart = Apart(tmp_path / "keep")
    run("settings", 1, Share(9, inputs=2), tmp_path, apart)
    apart.close()
    assert sum(path.is_file() for path in tmp_path.iterdir()) == 2


def test_a_text_becomes_smaller_and_keeps_its_finding() -> None:
    lines = Target("a.txt", tuple, fall_at(b"ad"), ())
    assert minimise(b"first\nx bad y\nlast\n", lines) == b"ad"


def test_a_package_becomes_smaller_and_keeps_its_finding() -> None:
    parts = Target("a.zip", tuple, fall_at(b"<bad"), ())
    whole = pack([("a.xml", b"<a><c/><bad><d/></bad></a>"), ("b.xml", b"<a/>")])
    ((name, part),) = unpack(minimise(whole, parts))
    assert name == "a.xml" and b"<a><bad/></a>" in part


def test_shrinking_leaves_what_is_needed() -> None:
    assert shrink(range(100), lambda some: {3, 77} <= {*some}) == [3, 77]
