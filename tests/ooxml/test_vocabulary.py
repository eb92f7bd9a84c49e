"""What WordprocessingML means is told in ooxml alone: nobody else names what makes up a text, a
field, a revision, an inheritance of styles, a list or a page.
"""

from __future__ import annotations

import re
from pathlib import Path

import reportgen

ROOT = Path(reportgen.__file__).parent
WORDS = re.compile(
    r"instrText|fldChar|fldSimple|delText|noBreakHyphen|txbxContent|AlternateContent|Fallback"
    r"|moveFrom|moveTo|basedOn|abstractNum|lvlOverride|pgSz|pgMar|pgNumType|docGrid|docDefaults"
)
# These make styles, lists and pages of our own, and so name what they write.
WRITERS = ("stock_templates/", "ooxml/")


def test_words_of_the_vocabulary_stand_in_ooxml_alone() -> None:
    found = {
        name: words
        for path in ROOT.rglob("*.py")
        if not (name := path.relative_to(ROOT).as_posix()).startswith(WRITERS)
        if (words := set(WORDS.findall(path.read_text(encoding="utf-8"))))
    }
    assert found == {}
