"""This tree against another, such as a checkout of an earlier commit: one table in Markdown.

python benchmarks/against.py OTHER_TREE [--quick] [--only GROUP…] [--pdfs]

Each line is taken of both in turns, A B A B, in processes of their own over the same input.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.inputs import Inputs
from benchmarks.lines import QUICK, WHOLE, Bench
from benchmarks.measuring import ROOT, Side
from benchmarks.run import choose, parser, take
from benchmarks.tables import compared, table_head


def main(arguments: Sequence[str]) -> int:
    """Print the table; 2 where the other tree is none, or a group was not measured."""
    options = parser("This tree against another.")
    options.add_argument("tree", type=Path, help="the other tree")
    asked = options.parse_args(arguments)
    if not (asked.tree / "reportgen").is_dir():
        print(f"there is no reportgen in {asked.tree}", file=sys.stderr)
        return 2
    scale = QUICK if asked.quick else WHOLE
    with TemporaryDirectory() as folder:
        sides = [
            Side(tree, Path(folder) / name)
            for name, tree in (("before", asked.tree), ("after", ROOT))
        ]
        print(table_head(), flush=True)
        bench = Bench(Inputs(Path(folder)), scale)
        names, measured = choose(scale, asked.only, asked.pdfs), 0
        for before, after in take(names, bench, sides):
            print("\n".join(compared(before, after)), flush=True)
            measured += 1
    return 0 if measured == len(names) else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
