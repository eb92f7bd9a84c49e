"""The process: `reportgen` and `python -m reportgen`."""

from __future__ import annotations

import gc

# Nearly all that a command allocates lives until it ends: looking for garbage every few
# hundred objects costs a tenth of the start and finds none.
gc.set_threshold(100_000)

from reportgen.cli import main  # noqa: E402 - after the threshold, which is for the imports too

if __name__ == "__main__":
    main()
