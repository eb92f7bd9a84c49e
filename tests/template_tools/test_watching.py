"""What is saved is noticed once, whatever steps the program saves it in; marks of open documents
are not.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reportgen.resources import templates_folder
from reportgen.template_tools.watching import Stamps, Watched, look_again, watch
from tests.programs import as_users_do

SAMPLE = templates_folder() / "学校自查报告.docx"


def looked(*states: dict[str, int]) -> list[int]:
    """After how many waits each signal comes, where the files look like these states one after
    the other.
    """
    waits: list[int] = []
    looks = iter([{Path(name): (stamp, 0) for name, stamp in state.items()} for state in states])

    def look() -> Stamps:
        try:
            return next(looks)
        except StopIteration:
            raise KeyboardInterrupt from None

    signals = []
    with pytest.raises(KeyboardInterrupt):
        for _ in look_again(look, lambda: waits.append(1)):
            signals.append(len(waits))
    return signals


def test_a_change_is_told_once_it_is_quiet() -> None:
    assert looked({"甲": 1}, {"甲": 1}, {"甲": 2}, {"甲": 2}, {"甲": 2}) == [3]


def test_a_save_in_steps_is_one_change() -> None:
    assert looked({"甲": 1}, {}, {"甲": 2}, {"甲": 3}, {"甲": 3}, {"甲": 3}) == [4]


def test_a_new_and_a_removed_file_are_changes() -> None:
    assert looked({}, {"甲": 1}, {"甲": 1}, {}, {}) == [2, 4]


def test_what_counts(tmp_path: Path) -> None:
    watched = Watched(
        (tmp_path / "模板.docx",), (tmp_path / "模板",), (tmp_path / "模板" / "预览",)
    )
    for name in ("模板.docx", "模板/短语/成绩.j2", "模板/提纲.yaml"):
        assert watched.counts(tmp_path / name)
    for name in (
        "~$模板.docx",
        "别的.docx",
        "模板/~$甲.docx",
        "模板/.~lock.甲.docx#",
        "模板/甲.tmp",
        "模板/预览/甲.docx",
    ):
        assert not watched.counts(tmp_path / name)


@contextmanager
def saving(template: Path) -> Iterator[None]:
    """The file is replaced by another wrong one again and again: when watching has begun cannot
    be seen from here.
    """
    ended = threading.Event()

    def save() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            template.with_suffix(".new").write_bytes(b"no zip" * number)
            os.replace(template.with_suffix(".new"), template)
            ended.wait(1)

    thread = threading.Thread(target=save)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def test_a_saved_file_is_noticed_by_its_folder(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    template = tmp_path / "模板.docx"
    template.write_bytes(b"1")
    signals = watch(Watched((template,)))
    with saving(template):
        assert next(signals) is None


def test_a_folder_that_goes_and_comes_again_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    folder.mkdir()
    (folder / "提纲.yaml").write_bytes(b"1")
    signals = watch(Watched((), (folder,)))
    shutil.rmtree(folder)
    assert next(signals) is None
    folder.mkdir()
    (folder / "提纲.yaml").write_bytes(b"12")
    assert next(signals) is None


def _hear_interrupts() -> None:
    """What a shell starts in the background has SIGINT ignored, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
@pytest.mark.parametrize("more", [[], ["--poll"]])
def test_watching_goes_on_after_a_fault_and_ends_with_130(tmp_path: Path, more: list[str]) -> None:
    template = tmp_path / "学校自查报告.docx"
    shutil.copy(SAMPLE, template)
    command = [
        sys.executable,
        "-m",
        "reportgen",
        "template",
        "preview",
        str(template),
        "-o",
        str(tmp_path / "预览"),
    ]
    environment = {
        **as_users_do(),
        "REPORTGEN_OFFICE": str(tmp_path / "none"),
        "PYTHONIOENCODING": "utf-8",
    }
    out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(
        [*command, "--watch", *more],
        **out,
        env=environment,
        encoding="utf-8",
        preexec_fn=_hear_interrupts,
    )  # type: ignore[call-overload]
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()

    def is_said(words: str) -> bool:
        return any(words in line for line in process.stdout)

    try:
        assert is_said("[成功] 预览：") and is_said("正在等待保存")
        with saving(template):
            assert is_said("打不开，它不是 docx 文件") and is_said("[失败] 没有做成预览")
        shutil.copy(SAMPLE, template)
        assert is_said("[成功] 预览：")
        process.send_signal(signal.SIGINT)
        assert is_said("已中断。")
        assert process.wait(30) == 130
    finally:
        watchdog.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
