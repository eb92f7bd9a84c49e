"""How much of the machine was idle, and how much others took."""

from __future__ import annotations

import os

# Of `/proc/stat`: what was idle, or waited for the disk.
_IDLE = slice(3, 5)


def machine_time() -> tuple[float, float]:
    """Seconds that the machine's cores had so far, and those of them that were idle; 0 where the
    system does not say so.
    """
    try:
        with open("/proc/stat", encoding="ascii") as file:
            ticks = [int(each) for each in file.readline().split()[1:9]]
    except OSError:
        return 0.0, 0.0
    second = os.sysconf("SC_CLK_TCK")
    return sum(ticks) / second, sum(ticks[_IDLE]) / second


def shares(
    before: tuple[float, float], after: tuple[float, float], processor: float
) -> tuple[float, float]:
    """The share of the cores that was idle between, and that which others than `processor` took."""
    whole = after[0] - before[0]
    if whole <= 0:
        return 0.0, 0.0
    idle = (after[1] - before[1]) / whole
    return idle, max(0.0, 1 - idle - processor / whole)
