"""What files that would take all memory or time cost each reader, each in a process of its own.

python benchmarks/bombs.py [NAME...]   (all unless told; parts of names will do)

Prints the peak of memory, the seconds and what was said. Ends 1 where one takes more than 300 MB
or 10 s, or ends with a trace.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.bomb_files import MILLION, ROOT
from benchmarks.bomb_table import BOMBS, TEMPLATE

MOST_MB, MOST_SECONDS, GIVEN_UP = 300, 10.0, 30


class Cost(NamedTuple):
    """What a command took, and the last that it said."""

    megabytes: float
    seconds: float
    ended: int
    said: str

    @property
    def is_bound(self) -> bool:
        """Whether it kept within the bounds and ended with a word."""
        within = self.megabytes <= MOST_MB and self.seconds <= MOST_SECONDS
        return within and self.ended >= 0 and not any(each in self.said for each in _TRACES)


_TRACES = ("Traceback", "程序内部出错", "RUST_BACKTRACE")
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def measure(command: Sequence[str], file: Path) -> Cost:
    """What the command over the file takes in a process of its own, stopped after half a minute.

    Seconds are those of the processor: others may use the computer too.
    """
    said = file.parent / "said.txt"
    arguments = [sys.executable, "-m", "reportgen", *command, str(file)]
    with said.open("wb") as stream:
        child = subprocess.Popen(
            ["sh", "-c", f'ulimit -t {GIVEN_UP}; exec "$0" "$@"', *arguments],
            stdout=stream,
            stderr=stream,
            cwd=file.parent,
            env=_ENVIRONMENT,
        )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    text = said.read_text(encoding="utf-8", errors="replace").strip()
    seconds = used.ru_utime + used.ru_stime
    return Cost(used.ru_maxrss / 1024, seconds, child.returncode, text)


def make(name: str, file: Path) -> None:
    """Write the bomb, in a process of its own: what it takes is inherited by whoever it starts."""
    command = [sys.executable, __file__, "--make", name, str(file)]
    subprocess.run(command, check=True)


def try_bomb(name: str) -> int:
    """Print a line for each command; how many did not keep within the bounds."""
    bomb, failed = BOMBS[name], 0
    with TemporaryDirectory() as folder:
        file = Path(folder) / bomb.file
        make(name, file)
        size = file.stat().st_size / MILLION
        for command in bomb.commands:
            cost = measure(command, file)
            failed += not cost.is_bound
            print(_line(f"{name:<44} {_word(command):<16} {size:6.1f}", cost, file), flush=True)
    return failed


def _word(command: Sequence[str]) -> str:
    return "template check" if command is TEMPLATE else " ".join((command[0], *command[4:]))


def _line(head: str, cost: Cost, file: Path) -> str:
    said = " ".join(cost.said.replace(str(file), file.name).split())[-60:]
    mark = "" if cost.is_bound else "  <<<"
    return f"{head} {cost.megabytes:5.0f} MB {cost.seconds:5.1f} s {cost.ended:3} {said}{mark}"


def main(asked: Sequence[str]) -> int:
    """Print the table; 1 where a bound did not hold."""
    if asked[:1] == ["--make"]:
        Path(asked[2]).write_bytes(BOMBS[asked[1]].make())
        return 0
    chosen = [name for name in BOMBS if not asked or any(each in name for each in asked)]
    with ThreadPoolExecutor(os.cpu_count()) as crew:
        failed = sum(crew.map(try_bomb, chosen))
    print(f"{len(chosen)} bombs, {failed} over {MOST_MB} MB or {MOST_SECONDS:.0f} s")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
