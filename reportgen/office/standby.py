"""A LibreOffice that has started already and waits for one document.

Most of a call's time is its start. One that waits takes a document from a second call on its
profile, and ends when that is done; the next is started at once. No port or pipe of UNO is opened.
"""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from reportgen.leavings import clear_left, own_mark
from reportgen.office.calls import NO_WINDOWS, PDF, read_whole
from reportgen.office.libreoffice import Office
from reportgen.office.process import Processes
from reportgen.office.profile import write_profile

_LIMIT_SECONDS = 60
# Bookmarks are named places of the PDF, by which figures are found on its pages.
_FILTER = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)
_WAITING = ("--norestore", "--nodefault", "--nolockcheck")


class Standby:
    """Prints one document after the other; threads may share it. Nothing outlives `close`."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._processes = Processes()
        self._lock = threading.Lock()
        self._folder: TemporaryDirectory[str] | None = None
        self._waiting: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Start the one that waits, unless it does already; where it cannot be, none waits."""
        with self._lock:
            self._start()

    def print_pages(self, document: bytes) -> bytes | None:
        """The Word document as a PDF, its bookmarks as named places; None where none was made."""
        with self._lock:
            try:
                return self._print(document)
            except OSError:
                return None
            finally:
                self._start()

    def close(self) -> None:
        """End what runs and clear what lies in the temporary folder."""
        self._processes.close()
        with self._lock:
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def _print(self, document: bytes) -> bytes | None:
        place = self._place()
        source, made = place / "report.docx", place / "report.pdf"
        source.write_bytes(document)
        made.unlink(missing_ok=True)
        command = self._command("--convert-to", _FILTER, "--outdir", str(place), str(source))
        self._processes.run(command, _LIMIT_SECONDS, place)
        if self._waiting is not None:
            self._processes.end(self._waiting)
            self._waiting = None
        return read_whole(made, PDF)

    def _start(self) -> None:
        if self._waiting is not None and self._waiting.poll() is None:
            return
        try:
            self._waiting = self._processes.begin(self._command(*_WAITING), self._place())
        except OSError:
            self._waiting = None

    def _command(self, *options: str) -> list[str]:
        profile = self._place() / "profile"
        write_profile(profile)
        own = f"-env:UserInstallation={profile.as_uri()}"
        return [str(self._office.program), own, *NO_WINDOWS, *options]

    def _place(self) -> Path:
        if self._folder is None:
            clear_left(Path(gettempdir()))
            prefix = f"reportgen-{own_mark()}-"
            self._folder = TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
        return Path(self._folder.name)
