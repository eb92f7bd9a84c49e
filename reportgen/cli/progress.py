"""Progress bars on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from reportgen.batch.entry import UNMADE, Entry
from reportgen.cli.terminal import plain_line


class _Bar:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("做报告", total=total)

    def tell(self, entry: Entry) -> None:
        """A step further; a school that failed is named above the bar."""
        if entry.head.status in UNMADE:
            told = f"[{entry.head.status.label}] {entry.head.name or entry.head.file}"
            self._progress.console.print(plain_line(told), markup=False)
        self._progress.advance(self._task)


def _bars() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))


@contextmanager
def progress_bar(total: int) -> Iterator[_Bar]:
    """A bar on stderr for so many schools."""
    with _bars() as progress:
        yield _Bar(progress, total)


@contextmanager
def pdf_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr for PDFs; until it is told of how many, it says what is done before them."""
    with _bars() as progress:
        task = progress.add_task("做县域报告和清单", total=None)

        def tell(done: int, total: int) -> None:
            progress.update(task, description="做 PDF", completed=done, total=total)

        yield tell
