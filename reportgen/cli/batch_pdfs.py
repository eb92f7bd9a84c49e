"""The PDFs of a batch as its command prints them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reportgen.batch.pdfs import PdfOutcome, Tell, tell_pdf_faults
from reportgen.cli.terminal import print_problems, say

_EVERY, _SECONDS = 20, 5


@contextmanager
def telling_pdfs(quiet: bool) -> Iterator[Tell | None]:
    """What hears how many PDFs are made: a bar on a terminal, lines elsewhere."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        from reportgen.cli.progress import pdf_bar

        with pdf_bar() as tell:
            yield tell
    else:
        yield PdfLines().tell


class PdfLines:
    """A line for every twenty PDFs, and for fewer where seconds have passed."""

    def __init__(self) -> None:
        self._told, self._done = time.monotonic(), 0

    def tell(self, done: int, total: int) -> None:
        """Say on stderr how many are made."""
        is_late = time.monotonic() - self._told > _SECONDS
        if done > self._done and (done == total or done - self._done >= _EVERY or is_late):
            say(f"已做 PDF {done}/{total} 份", err=True)
            self._told, self._done = time.monotonic(), done


def print_pdfs(pdfs: Sequence[PdfOutcome]) -> None:
    """Print what is wrong with them, and how many there are."""
    if not pdfs:
        return
    print_problems(tell_pdf_faults(pdfs))
    failed = sum(each.pdf is None for each in pdfs)
    made, kept = sum(each.pdf is not None for each in pdfs), sum(each.kept for each in pdfs)
    told = f"{made} 份 PDF 在报告旁边" + (f"（{kept} 份没有变化）" if kept else "")
    if failed:
        say(f"[失败] {failed} 份 PDF 没有做成；{told}", err=True)
    else:
        say(f"[成功] {told}")
