"""What is kept of the bundled school template and phrases, made anew of them: `make patched`."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))

from reportgen.load.template_folder import patched_file  # noqa: E402
from reportgen.model.document_kinds import SCHOOL_REPORT  # noqa: E402
from reportgen.render.patched_file import keep_patched  # noqa: E402
from reportgen.render.patching import patch_template  # noqa: E402
from reportgen.resources import data_folder, templates_folder  # noqa: E402
from reportgen.sections.phrasing.kept_phrases import (  # noqa: E402
    PhraseCode,
    keep_phrases,
    kept_phrases_file,
)
from reportgen.sections.phrasing.phrases import translate_phrase  # noqa: E402


def main() -> None:
    """Write both to data/patched/."""
    template = (templates_folder() / SCHOOL_REPORT.file).read_bytes()
    kept = keep_patched(patch_template(template, SCHOOL_REPORT.file), template)
    patched_file(data_folder(), SCHOOL_REPORT.file).write_bytes(kept)
    files = sorted(templates_folder().rglob("*.j2"))
    sources = dict.fromkeys(path.read_text(encoding="utf-8") for path in files)
    translated = ((source, translate_phrase(source)) for source in sources)
    kept_phrases_file().write_bytes(
        keep_phrases((source, code) for source, code in translated if isinstance(code, PhraseCode))
    )


if __name__ == "__main__":
    main()
