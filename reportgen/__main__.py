"""The process: `reportgen` and `python -m reportgen`."""

from __future__ import annotations

import atexit
import gc

# Nearly all that a command allocates lives until it ends: looking for garbage every few
# hundred objects costs a tenth of the start and finds none.
gc.set_threshold(100_000)
# When it ends all of it goes with the process: looking for garbage once more costs another tenth.
atexit.register(gc.freeze)

from reportgen.cli import main  # noqa: E402 - after the threshold, which is for the imports too

if __name__ == "__main__":
    main()
