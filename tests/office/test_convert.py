"""Whatever LibreOffice does, each document is made whole or named, and nothing stays behind."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from reportgen.office.calls import PDF, Calls, TimeLimit
from reportgen.office.convert import Conversion, Converted, convert_to_pdf
from reportgen.office.libreoffice import Office
from reportgen.resources import templates_folder
from tests.programs import MakeProgram

SHORT = TimeLimit(3, 0)
ALL = "for source in sources: make(source)\n"


def outcomes(
    office: Office, texts: Mapping[str, bytes], workers: int = 1, limit: TimeLimit = SHORT
) -> dict[str, bytes]:
    found = convert_to_pdf(office, list(texts), texts.__getitem__, workers, limit)
    return {
        each.key: each.data if each.data is not None else each.reason.encode() for each in found
    }


def calls(log: Path) -> list[str]:
    return [
        line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("call")
    ]


@pytest.fixture(autouse=True)
def _nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield
    assert list(temporary.iterdir()) == []


def commands_of_all() -> Iterator[bytes]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        # Others come and go meanwhile.
        with contextlib.suppress(OSError):
            yield path.read_bytes()


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split()[2]


def test_many_documents_go_in_one_call(make_program: MakeProgram, log: Path) -> None:
    found = outcomes(make_program(ALL), {"甲": b"1", "乙": b"2", "丙": b"3"})
    assert found == {
        "甲": b"%PDF-1.6\n1\n%%EOF\n",
        "乙": b"%PDF-1.6\n2\n%%EOF\n",
        "丙": b"%PDF-1.6\n3\n%%EOF\n",
    }
    assert calls(log) == ["call 3"]


def test_workers_use_profiles_of_their_own(make_program: MakeProgram, log: Path) -> None:
    program = make_program("note(arguments[0])\ntime.sleep(0.3)\n" + ALL)
    assert len(outcomes(program, {str(number): b"x" for number in range(4)}, workers=2)) == 4
    profiles = [
        line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("-env")
    ]
    assert len(profiles) == len(set(profiles)) == 2


def test_a_document_that_kills_it_is_named_and_the_others_are_made(
    make_program: MakeProgram,
) -> None:
    code = (
        "for source in sources:\n"
        "    if source.read_bytes() == b'bad': os.kill(os.getpid(), 11)\n"
        "    make(source)\n"
    )
    found = outcomes(
        make_program(code), {"甲": b"1", "乙": b"bad", "丙": b"3", "丁": b"bad", "戊": b"5"}
    )
    assert [name for name, data in found.items() if data.startswith(b"%PDF")] == ["甲", "丙", "戊"]
    assert found["乙"].decode() == "LibreOffice 出错退出（退出码 -11）"


def test_an_end_with_0_and_no_file_is_no_success(make_program: MakeProgram) -> None:
    found = outcomes(make_program("sys.exit(0)\n"), {"甲": b"1"})
    assert found["甲"].decode() == "LibreOffice 没有做出完整的 PDF"


@pytest.mark.parametrize("data", [b"rubbish", b"%PDF-1.6 cut off in the middle"])
def test_a_file_that_is_no_whole_pdf_is_no_success(make_program: MakeProgram, data: bytes) -> None:
    found = outcomes(make_program(f"for source in sources: make(source, {data!r})\n"), {"甲": b"1"})
    assert found["甲"].decode() == "LibreOffice 没有做出完整的 PDF"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes by /proc")
def test_one_that_hangs_is_ended_with_its_children(make_program: MakeProgram, log: Path) -> None:
    code = (
        "if any(source.read_bytes() == b'bad' for source in sources):\n"
        "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "    child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "    note(f'child {child.pid}')\n"
        "    time.sleep(600)\n" + ALL
    )
    found = outcomes(make_program(code), {"甲": b"1", "乙": b"bad"}, limit=TimeLimit(1.5, 0))
    assert found["甲"].startswith(b"%PDF")
    assert found["乙"].decode() == "LibreOffice 用了 2 秒还没有做完，已经停掉"
    children = [
        int(line.split()[1])
        for line in log.read_text(encoding="utf-8").splitlines()
        if "child" in line
    ]
    assert len(children) == 2 and not any(map(is_running, children))


def test_what_cannot_work_at_all_is_given_up_soon(make_program: MakeProgram, log: Path) -> None:
    found = outcomes(make_program("sys.exit(81)\n"), {str(number): b"x" for number in range(50)})
    assert len(found) == 50 and set(found.values()) == {
        "LibreOffice 出错退出（退出码 81）".encode()
    }
    assert len(calls(log)) == 2


def test_a_program_that_cannot_be_started_is_said(tmp_path: Path) -> None:
    found = outcomes(Office(tmp_path / "missing"), {"甲": b"1"})
    assert found["甲"].decode().startswith("LibreOffice 启动不了（")


def test_a_document_that_cannot_be_read_is_named(make_program: MakeProgram, tmp_path: Path) -> None:
    paths = [tmp_path / "甲.docx", tmp_path / "乙.docx"]
    paths[0].write_bytes(b"1")
    found = convert_to_pdf(make_program(ALL), paths, Path.read_bytes, limit=SHORT)
    made = {each.key: each for each in found}
    assert made[paths[0]].data and made[paths[1]].data is None
    assert made[paths[1]].reason == "读不出来"


def test_to_stop_asking_ends_what_was_started(make_program: MakeProgram, log: Path) -> None:
    slow = (
        "if sources[0].read_bytes() == b'slow':\n"
        "    note(f'pid {os.getpid()}')\n"
        "    time.sleep(600)\n"
    )
    program = make_program(slow + ALL)
    texts = {"甲": b"1", "乙": b"slow"}
    found = convert_to_pdf(program, list(texts), texts.__getitem__, 2, TimeLimit(60, 0))
    assert next(found).key == "甲"
    found.close()
    started = [
        int(line.split()[1])
        for line in log.read_text(encoding="utf-8").splitlines()
        if "pid" in line
    ]
    assert not any(map(is_running, started))


def test_calls_are_of_equal_length(make_program: MakeProgram, log: Path) -> None:
    texts = {str(number): b"x" for number in range(130)}
    assert len(outcomes(make_program(ALL), texts, workers=2)) == 130
    assert sorted(calls(log)) == ["call 31", "call 33", "call 33", "call 33"]


def test_what_is_done_is_had_while_the_call_goes_on(make_program: MakeProgram, log: Path) -> None:
    slow = "for source in sources[:2]: make(source)\nnote('waits')\ntime.sleep(600)\n"
    texts = {"甲": b"1", "乙": b"2", "丙": b"3"}
    found = convert_to_pdf(make_program(slow), list(texts), texts.__getitem__)
    assert next(found).key == "甲"
    assert log.read_text(encoding="utf-8").splitlines() == ["call 3", "waits"]
    found.close()


def test_one_that_goes_on_is_not_ended_however_long_it_takes(make_program: MakeProgram) -> None:
    code = "for source in sources:\n    time.sleep(0.4)\n    make(source)\n"
    texts = {str(number): b"x" for number in range(6)}
    found = outcomes(make_program(code), texts, limit=TimeLimit(1.5, 0))
    assert all(data.startswith(b"%PDF") for data in found.values())


def test_documents_are_taken_while_others_are_converted(
    make_program: MakeProgram, log: Path
) -> None:
    has_begun = threading.Event()

    def use(converted: Converted[str]) -> str:
        has_begun.set()
        return converted.key

    office = Calls(make_program(ALL), PDF, 1, SHORT)
    with closing(Conversion(office, lambda *_: str.encode, use, expected=4)) as conversion:
        conversion.add(["甲"])
        conversion.add(["乙", "丙", "丁"])
        assert has_begun.wait(SHORT.start)
        conversion.add_last(["大", "戊"])
        done = [*conversion.results()]
    assert sorted(done) == sorted("甲乙丙丁戊大")
    assert calls(log) == ["call 4", "call 2"]


def test_real_documents_come_out_as_pdf(office: Office) -> None:
    names = ("学校自查报告.docx", "县域自查报告.docx")
    found = outcomes(
        office,
        {name: (templates_folder() / name).read_bytes() for name in names},
        limit=TimeLimit(),
    )
    assert sorted(found) == sorted(names) and all(
        data.startswith(b"%PDF-") for data in found.values()
    )


def test_what_is_no_document_is_named_by_the_real_one_too(office: Office) -> None:
    good = (templates_folder() / "学校自查报告.docx").read_bytes()
    found = outcomes(office, {"坏": b"PK\x03\x04 no zip", "好": good}, limit=TimeLimit())
    assert found["好"].startswith(b"%PDF-")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes by /proc")
def test_the_real_one_is_ended_when_it_takes_too_long(office: Office, tmp_path: Path) -> None:
    good = (templates_folder() / "学校自查报告.docx").read_bytes()
    assert (
        "还没有做完，已经停掉"
        in outcomes(office, {"甲": good}, limit=TimeLimit(0.5, 0))["甲"].decode()
    )
    folder = str(tmp_path / "temporary").encode()
    assert [command for command in commands_of_all() if folder in command] == []
