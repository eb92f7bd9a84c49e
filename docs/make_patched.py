"""What is kept of the bundled templates, made anew of them: `make patched`."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))

from reportgen.load.template_folder import patched_file  # noqa: E402
from reportgen.render.patched_file import keep_patched  # noqa: E402
from reportgen.render.patching import patch_template  # noqa: E402
from reportgen.resources import data_folder, templates_folder  # noqa: E402


def main() -> None:
    """Write it to data/patched/."""
    for file in sorted(templates_folder().glob("*.docx")):
        template = file.read_bytes()
        kept = keep_patched(patch_template(template, file.name), template)
        patched_file(data_folder(), file.name).write_bytes(kept)


if __name__ == "__main__":
    main()
