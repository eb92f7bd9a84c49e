"""A progress bar on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
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


@contextmanager
def progress_bar(total: int) -> Iterator[_Bar]:
    """A bar on stderr for so many schools."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield _Bar(progress, total)
