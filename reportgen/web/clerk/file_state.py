"""How a school's file stands while its page is open: a page asks every few seconds."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.editing.saved_file import open_file
from reportgen.problems import UnreadableFileError
from reportgen.web.desk import GONE, Desk
from reportgen.web.shown.notes import located_note


def file_state(desk: Desk, known: str, name: str) -> Mapping[str, object]:
    """The mark of the file's bytes. Where that is not the one `known`: what hinders it from being
    read, if anything; `moved` is the file that has those bytes now, where this one is gone.
    """
    mark = ""
    try:
        file = open_file(desk.path_of(name))
        mark = file.mark
        if mark != known:
            _ = file.tree
    except UnreadableFileError as fault:
        is_gone = any(each.code == GONE for each in fault.problems)
        told = [located_note(each)._asdict() for each in fault.problems]
        moved = desk.find_by_mark(known) if is_gone else ""
        return {"mark": mark, "problems": told, "moved": moved}
    return {"mark": mark, "problems": [], "moved": ""}
