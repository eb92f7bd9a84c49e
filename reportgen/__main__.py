"""The process: `reportgen` and `python -m reportgen`."""

from __future__ import annotations

import atexit
import gc
import os
import sys


def _leave_data_out() -> None:
    """With `python -m` Python looks for modules in the folder that one works in, before all others:
    that holds data, unless the program itself lies there.
    """
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if not _is_here(own):
        sys.path[:] = [place for place in sys.path if place and not _is_here(place)]


def _is_here(place: str) -> bool:
    try:
        return os.path.samefile(place, os.curdir)
    except (OSError, ValueError):
        return False


if __name__ == "__main__":
    _leave_data_out()

# Nearly all that a command allocates lives until it ends: looking for garbage every few
# hundred objects costs a tenth of the start and finds none.
gc.set_threshold(100_000)
# When it ends all of it goes with the process: looking for garbage once more costs another tenth.
atexit.register(gc.freeze)

from reportgen.cli import main  # noqa: E402 - after the threshold, which is for the imports too

if __name__ == "__main__":
    main()
