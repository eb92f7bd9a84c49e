"""How much a file from outside may hold: whatever keeps to these limits takes less than 300 MB of
memory and 10 s to read.

Each is several times what the largest honest file holds: a county's table of 4,000 schools of 150
figures, a document of a thousand pages.
"""

from __future__ import annotations

from reportgen.named_tuple import NamedTuple


class PackageLimits(NamedTuple):
    """What a package that somebody made honestly keeps to; sizes are bytes."""

    parts: int = 5_000
    """A large document has a few hundred."""
    part: int = 40_000_000
    """The text of a thousand pages takes 18 million, a table of four thousand schools 27 million.
    """
    growth: int = 80_000_000
    """By how much all parts together are larger than the file: pictures, which do not shrink,
    do not count.
    """
    markup: int = 1_700_000
    """Tags, and attributes as 7/4 of one, of all parts that are parsed together; each makes up to
    125 bytes of a tree. A thousand pages of Word have 1.6 million.
    """
    ratio: int = 200
    """How many times smaller a part is in the file; text and tables shrink to a tenth."""
    ratio_from: int = 20_000_000
    """A part that is no larger is harmless, however small it is in the file."""


class WorkbookLimits(NamedTuple):
    """What a workbook keeps to."""

    file: int = 100_000_000
    """Bytes. Figures alone take a hundredth of it: the rest is photographs."""
    text_file: int = 10_000_000
    """Bytes of one that is text (.csv)."""
    cells: int = 800_000
    """Cells that are not blank, of all sheets: each takes 150 bytes or more."""
    rows: int = 100_000
    """Rows that are not blank, of all sheets."""
    columns: int = 16_384
    """Excel's own bound."""
    signs: int = 20_000_000
    """Characters of all cells."""
    texts: int = 20_000_000
    """Bytes of the part that has the texts of all cells."""
    sheets: int = 1_000
    listed: int = 100_000
    """Entries of one list beside the cells: merged areas, formats, styles, comments."""
    elements: int = 3_500_000
    """Elements of an .ods: four for each cell."""
    tree: int = 300_000
    """Tags and attributes of a part that is read as a tree: drawings, comments."""
    pictures: int = 60_000_000
    """Bytes of all pictures of one sheet."""
    kept: int = 60_000_000
    """Bytes that the workbooks that are kept open take together."""


class TextLimits(NamedTuple):
    """What a text keeps to: YAML, a phrase."""

    file: int = 3_000_000
    """Bytes. The longest file of a school has a tenth of it."""
    nodes: int = 100_000
    """Values of YAML, each taking half a kilobyte."""
    visits: int = 200_000
    """Values that are looked at, with what aliases stand for."""
    depth: int = 60
    """Collections in collections."""
    words: int = 200_000
    """Characters of one value: a book has so many."""
    key: int = 200
    """Characters of a key."""


class PictureLimits(NamedTuple):
    """What a picture keeps to."""

    file: int = 20_000_000
    """Bytes."""
    pixels: int = 250_000_000
    """Width times height, which Word and LibreOffice make room for, whatever the file's size."""
    total: int = 80_000_000
    """Bytes of all pictures of a report."""


class WorkerLimits(NamedTuple):
    """What a function may take in the other process."""

    memory: int = 220_000_000
    """Bytes beyond those of the process itself."""
    seconds: float = 10.0
    seconds_to_begin: float = 60.0
    """Starting Python takes a fifth of a second, on a computer with nothing else to do."""


class Limits(NamedTuple):
    """All limits of what is read; sizes are bytes."""

    package: PackageLimits = PackageLimits()
    archive: PackageLimits = PackageLimits(
        parts=2_000, part=100_000_000, growth=400_000_000, markup=2**62
    )
    """A .zip of returns, whose files are read one by one."""
    template: PackageLimits = PackageLimits(part=10_000_000, growth=40_000_000, markup=250_000)
    """The styles that python-docx gives each document take 73,000 of the markup."""
    template_text: int = 70_000
    """Markup of a Word template's text, headers, footers and notes, which are read several times
    over, and tried with samples: of 40 pages, as Word writes them, they have so much.
    """
    workload: int = 260_000
    """What there is to look at in a document that is checked (`ooxml.workload`); a thousand
    pages have 240,000, and for each number in them 7 more.
    """
    workbook: WorkbookLimits = WorkbookLimits()
    text: TextLimits = TextLimits()
    picture: PictureLimits = PictureLimits()
    worker: WorkerLimits = WorkerLimits()
    template_braces: int = 10_000
    """The signs `{` of a template: a tag has one or two. The largest has some hundred tags; loops
    make the rest.
    """
    phrase: int = 100_000
    """Signs of a phrase: the longest that is bundled has a fortieth."""
    phrase_lines: int = 5_000
    """Lines of a phrase: the longest that is bundled has a hundred."""
    archive_file: int = 200_000_000
    template_file: int = 10_000_000
    document_file: int = 100_000_000


LIMITS = Limits()
"""The limits of whatever is read."""
