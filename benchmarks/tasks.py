"""What is measured within a process, of any tree of the program: `measuring.py` starts it.

`python -m benchmarks.tasks TREE MODULE.FUNCTION ARGUMENTS…` prints what it has measured, as JSON.
A task imports what older trees have too, and no benchmark that changes `sys.path`.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

import reportgen


def main() -> None:
    """Do the task that is named; the program must be that of the tree."""
    tree, name, *arguments = sys.argv[1:]
    found = Path(str(reportgen.__file__)).resolve().parent.parent
    assert found == Path(tree).resolve(), f"measured would be {found}"
    module, _, function = name.partition(".")
    task = getattr(import_module(f"benchmarks.task_{module}"), function)
    print(json.dumps(task(*arguments)))


if __name__ == "__main__":
    main()
