"""Starts a command and tells what it took: itself it is so small that nothing of it is counted.

`python launcher.py DESCRIPTOR COMMAND…` writes three numbers as JSON to that descriptor: seconds of
the processor and of the clock, and megabytes of the largest process, all with the command's own
children. What a process has taken is inherited by whoever it starts: a large one would be measured
in place of what it starts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main() -> int:
    """How the command ended."""
    begun = time.perf_counter()
    child = subprocess.Popen(sys.argv[2:])
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    taken = (used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024)
    os.write(int(sys.argv[1]), json.dumps(taken).encode())
    return abs(child.returncode)


if __name__ == "__main__":
    sys.exit(main())
