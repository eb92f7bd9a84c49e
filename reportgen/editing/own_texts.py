"""A text of the templates (a phrase, an outline) → the bureau's own one, written beside its
templates: never into what the program brings.

The file is the truth: it is read anew for each change, and what somebody else wrote there meanwhile
is told instead of being written over. Versions of it are kept in a hidden folder beside it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from reportgen.editing.saved_file import begin_file, keep_version, open_file, replace_text
from reportgen.load.inside import leads_inside
from reportgen.load.template_folder import GENRES, find_file
from reportgen.named_tuple import NamedTuple
from reportgen.problems import DeliveryError, Location, UnreadableFileError, error


class OwnText(NamedTuple):
    """A text as reports have it now, and what it would be without the bureau's own file.

    It was read from `used`; `own` is where that file stands, or is to stand. `genre` is the folder
    of the genre whose alone the text is; empty for one of all genres.
    """

    text: str
    usual: str
    used: Path
    own: Path
    genre: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the bureau has such a file."""
        return self.used == self.own

    @property
    def is_changed(self) -> bool:
        """Whether it says anything else than without the bureau's file."""
        return self.text != self.usual


class Refused(NamedTuple):
    """What somebody else wrote meanwhile: nothing was written over it."""

    there: str


def find_text(folders: Sequence[Path], genre: str, name: str) -> OwnText:
    """The text in the file of that name (`短语/引言.j2`) for reports of the genre with that folder.

    The first of `folders` is the bureau's, the last is bundled.
    Errors: UnreadableFileError for a file that cannot be read, or leads out of the folder.
    """
    used = find_file(folders, genre, name)
    of_genre = genre if genre and used.match(f"{GENRES}/{genre}/{name}") else ""
    own = folders[0] / GENRES / of_genre / name if of_genre else folders[0] / name
    if not leads_inside(folders[0], own):
        message, hint = "指到模板文件夹外面，没有用", "请把文件本身放进模板文件夹"
        raise UnreadableFileError(error("outside", message, Location(str(own)), hint))
    others = find_file(folders[1:], genre, name)
    text = open_file(used).text
    usual = open_file(others).text if used == own else text
    return OwnText(text, usual, used, own, of_genre)


def save_text(found: OwnText, text: str, seen: str, now: datetime.datetime) -> Refused | None:
    """Write the text into the bureau's own file, which is made where there is none; `seen` is what
    stood there for whoever wrote it. Nothing is written where something else stands there now.

    Errors: DeliveryError where it cannot be written.
    """
    if found.text not in (seen, text):
        return Refused(found.text)
    if found.is_own:
        file = open_file(found.own)
        if text != file.text:
            replace_text(file, text, now)
    elif text != found.text:
        begin_file(found.own, text)
    return None


def reset_text(found: OwnText, seen: str, now: datetime.datetime) -> Refused | None:
    """Take the bureau's own file away; a version of it is kept. Nothing is done where something
    else than `seen` stands there now. Errors: as `save_text`.
    """
    if found.text != seen:
        return Refused(found.text)
    if found.is_own:
        keep_version(open_file(found.own), now, always=True)
        try:
            found.own.unlink()
        except OSError as fault:
            hint, place = "请看它是不是正打开着", Location(str(found.own))
            raise DeliveryError(error("cannot_write", "不能删去这个文件", place, hint)) from fault
    return None
