"""The PDFs of a batch as its command prints them."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.batch.pdfs import PdfOutcome, tell_pdf_faults
from reportgen.cli.terminal import print_problems, say


def tell_pdf_done(done: int, total: int) -> None:
    """Say after every twenty how many are made."""
    if done and (done % 20 == 0 or done == total):
        say(f"已做 PDF {done}/{total} 份", err=True)


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
