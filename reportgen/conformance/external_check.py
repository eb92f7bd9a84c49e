"""A docx's bytes → reminders of what in it reaches beyond the file, for whoever passes it on."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.ooxml.external import External, find_externals
from reportgen.ooxml.package import PackageFault, read_parts
from reportgen.problems import Location, Problem, warning


def check_externals(data: bytes, file: str) -> Iterator[Problem]:
    """A reminder for each remote picture or template, field that fetches, object, control or macro
    of a document that can be read.
    """
    try:
        parts = read_parts(data)
    except PackageFault:
        return
    for each in find_externals(parts):
        yield _reminder(each, file)


def _reminder(found: External, file: str) -> Problem:
    near = f"“{found.near}”附近" if found.near else ""
    place = Location(file, path=f"{found.place}{near}")
    message = f"文档里有{found.told}，别人打开或打印时会读取或运行文件之外的东西"
    hint = f"请在 Word 里{found.reach.remedy}；不知道来源的，先不要打开编辑、不要更新链接"
    return warning("document_external", message, place, hint)
