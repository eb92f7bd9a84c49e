"""What is measured, line by line: groups of lines that are taken together, of any tree."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.inputs import SAMPLE, SAMPLES, Inputs, change, change_figure
from benchmarks.measuring import Measure, Side, Spent

_TEXT_SIZE = 20_000


class Scale(NamedTuple):
    """How much is measured.

    `rounds` of what is short and `runs` of what is long; `schools` of a run, of the `district` with
    its documents, and of the `large` one; `documents` in turn, `times` that a text is checked;
    `forms` made; `variables` of a large template. Only where it `is_whole` the dear groups are
    taken too.
    """

    rounds: int
    runs: int
    schools: int
    district: int
    large: int
    documents: int
    times: int
    forms: int
    variables: int
    is_whole: bool


WHOLE = Scale(5, 2, 400, 300, 10_000, 60, 15, 40, 3_000, True)
QUICK = Scale(3, 1, 100, 300, 0, 25, 7, 0, 3_000, False)
TINY = Scale(1, 1, 3, 3, 4, 1, 1, 2, 20, False)


class Bench(NamedTuple):
    """What all groups are given."""

    inputs: Inputs
    scale: Scale


Lines = Callable[[Bench, Side], Iterator[Measure]]
_FEW = 3


def warm(bench: Bench, side: Side) -> None:
    """Have the side keep what it keeps compiled: who waits for that, waits once."""
    out = _empty(side, "warm")
    for arguments in (("build", SAMPLE, "-o", out), ("check", SAMPLE)):
        side.command(*arguments)
    for _ in range(2):
        _batch(side, bench.inputs.district(_FEW), out)
    _empty(side, "warm")


def start(bench: Bench, side: Side) -> Iterator[Measure]:
    """Whole commands."""
    out = _empty(side, "start")
    commands: Mapping[str, tuple[object, ...]] = {
        "import docxtpl": ("-c", "import docxtpl"),
        "reportgen --help": ("-m", "reportgen", "--help"),
        "reportgen build": ("-m", "reportgen", "build", SAMPLE, "-o", out),
        "reportgen check": ("-m", "reportgen", "check", SAMPLE),
    }
    for _ in range(bench.scale.rounds * 2):
        for line, arguments in commands.items():
            yield Measure(line, side.python(*arguments).processor)


def rendering(bench: Bench, side: Side) -> Iterator[Measure]:
    """A document of the stock template, sections ready, by both engines."""
    count = bench.scale.documents
    for _ in range(bench.scale.rounds):
        found = side.task("render.render_sample", SAMPLE, count, max(1, count // 15))
        yield Measure("a document, sections ready", found["ours"])
        yield Measure("the same by docxtpl", found["docxtpl"])
        yield Measure("a document, sections written too", found["whole"])


FIRST = ("variables in paragraphs", "conditions", "loops of rows", "paragraphs of prose")


def first_use(bench: Bench, side: Side) -> Iterator[Measure]:
    """The first document of large templates, by both engines; `first_use.py` has more of them."""
    for _ in range(bench.scale.runs):
        for kind in FIRST:
            found = side.task("render.first_document", kind, bench.scale.variables)
            yield Measure(f"first document, {kind}", found["ours"])
            yield Measure(f"the same by docxtpl, {kind}", found["docxtpl"])


def way(bench: Bench, side: Side) -> Iterator[Measure]:
    """A district from data files to written reports, by one worker and by two."""
    schools = bench.scale.schools
    district = bench.inputs.district(schools)
    for _ in range(bench.scale.runs):
        theirs = side.task("render.loop_over", district, min(24, schools))
        yield Measure("a document by docxtpl's loop", theirs["document"])
        one = side.task("batch.run_over", district, _empty(side, "one"), 1)
        yield Measure("a school, one worker", one["processor"] / schools)
        two = side.task("batch.run_over", district, _empty(side, "two"), 2)
        yield Measure("a school, two workers", two["processor"] / schools)
        own = two["processor"] / max(1e-9, two["processor"] + _idle_seconds(two))
        yield Measure("two cores in use by two workers", own * 100, "%")
        yield Measure("others meanwhile", two["others"] * 100, "%")
    _empty(side, "one"), _empty(side, "two")


def _idle_seconds(found: Mapping[str, float]) -> float:
    """Seconds of all cores that nobody wanted."""
    taken = max(1e-9, 1 - found["idle"] - found["others"])
    return found["processor"] / taken * found["idle"]


def district(bench: Bench, side: Side) -> Iterator[Measure]:
    """A district with all its documents: all of it, again, and with one school changed."""
    folder, out = bench.inputs.district(bench.scale.district), side.place / "district"
    for number in range(bench.scale.runs):
        _empty(side, "district")
        yield from _both("a district, all documents", _batch(side, folder, out))
        yield from _both("a district again, nothing changed", _batch(side, folder, out))
        change(folder, number)
        yield from _both("a district, one school changed", _batch(side, folder, out))
    _empty(side, "district")


def large(bench: Bench, side: Side) -> Iterator[Measure]:
    """A province, one standard: what the largest process holds."""
    spent = _batch(side, bench.inputs.district(bench.scale.large), _empty(side, "large"))
    yield Measure("a province, largest process", spent.megabytes, "MB")
    yield from _both("a province, all documents", spent)
    _empty(side, "large")


def large_two(bench: Bench, side: Side) -> Iterator[Measure]:
    """A province with two standards: memory, again, and with one school changed, at last in a
    figure.
    """
    folder = bench.inputs.district(bench.scale.large, two=True)
    out, told = _empty(side, "two standards"), "two standards"
    spent = _batch(side, folder, out)
    yield Measure(f"{told}, largest process", spent.megabytes, "MB")
    yield from _both(f"{told}, all documents", spent)
    for number, (kind, options) in enumerate(_KINDS.items()):
        for turn in range(min(2, bench.scale.runs)):
            again = _batch(side, folder, out, *options)
            yield from _both(f"{told} again{kind}", again)
            change(folder, number * 2 + turn)
            changed = _batch(side, folder, out, *options)
            yield Measure(f"{told}, one changed{kind}", changed.processor)
            yield Measure(f"{told}, one changed{kind}: memory", changed.megabytes, "MB")
    for turn in range(min(2, bench.scale.runs)):
        change_figure(folder, turn)
        anew = _batch(side, folder, out)
        yield from _both(f"{told}, one figure changed", anew)
        yield Measure(f"{told}, one figure changed: memory", anew.megabytes, "MB")
    _empty(side, "two standards")


_KINDS: Mapping[str, tuple[str, ...]] = {"": (), ", --no-summary": ("--no-summary",)}


def texts(bench: Bench, side: Side) -> Iterator[Measure]:
    """All checks of prose, and what they add to a run where all schools say other words."""
    for _ in range(bench.scale.rounds):
        found = side.task("texts.check_prose", SAMPLES, SAMPLE, _TEXT_SIZE, bench.scale.times)
        yield Measure("checks of 20 KB, never seen", found["new"])
        yield Measure("checks of 20 KB, again", found["text"])
        yield Measure("checks of 20 KB, first of a process", found["first"])
    schools = max(2, bench.scale.schools // 5)
    folder = bench.inputs.district(schools, own_words=True)
    for _ in range(bench.scale.runs):
        found = side.task("batch.checked", folder, _empty(side, "checked"))
        yield Measure("a school with own words", found["with"] / schools)
        yield Measure("the same, no checks of texts", found["without"] / schools)
    _empty(side, "checked")


def page(bench: Bench, side: Side) -> Iterator[Measure]:
    """A figure typed in the page, and the server's weight."""
    for _ in range(bench.scale.rounds):
        found = side.task("page.type_figures", SAMPLE, _empty(side, "page"), bench.scale.times)
        yield Measure("a keystroke", found["keystroke"])
    found = side.task("page.serve_at_rest", SAMPLE, _empty(side, "page"))
    yield Measure("the server at rest", found["memory"], "MB")


def officer(bench: Bench, side: Side) -> Iterator[Measure]:
    """The officer's page, with files that nobody has looked at."""
    count = bench.scale.district
    for _ in range(bench.scale.runs):
        # Beside the data lies what was read of it.
        folder = _empty(side, "looked")
        shutil.copytree(bench.inputs.district(count), folder)
        found = side.task("officer.first_look", folder, _empty(side, "looked out"))
        yield Measure("the officer's page, new files", found["page"])
        yield Measure("all its rows, new files", found["rows"])
        yield Measure("the officer's page again", found["again"])
    _empty(side, "looked"), _empty(side, "looked out")


def forms(bench: Bench, side: Side) -> Iterator[Measure]:
    """Forms as they are made, of schools of all types."""
    folder = bench.inputs.district(bench.scale.schools)
    names = {"blank": "blank", "last": "with last year's figures", "filled": "filled in"}
    for _ in range(bench.scale.runs):
        found = side.task("forms.make_forms", folder, bench.scale.forms)
        for key, told in {**names, "marked": "marked"}.items():
            yield Measure(f"a form, {told}", found[key])


def workbooks(bench: Bench, side: Side) -> Iterator[Measure]:
    """Schools from workbooks, against the same as files; and every cell read by three readers."""
    schools = max(2, bench.scale.schools // 4)
    folders = bench.inputs.workbooks(schools)
    told = {
        "figures": "figures as YAML",
        "table": "a wide table",
        "files": "YAML",
        "forms": "forms",
    }
    for _ in range(bench.scale.runs):
        for key, name in told.items():
            found = side.task("batch.run_over", folders[key], _empty(side, "books"), 1)
            yield Measure(f"a school from {name}", found["processor"] / schools)
        for key in ("table", "forms"):
            found = side.task("forms.read_books", folders[key])
            for reader, spent in found.items():
                yield Measure(f"cells of {told[key]} by {reader}", spent)
    _empty(side, "books")


def pdfs(bench: Bench, side: Side) -> Iterator[Measure]:
    """The PDFs of a district; minutes, and only where asked for."""
    folder, out = bench.inputs.district(bench.scale.district), _empty(side, "pdfs")
    spent = side.command("batch", folder, "-o", out, "-j", 2, "--pdf", "--no-summary")
    yield from _both("a district with PDFs", spent)
    _empty(side, "pdfs")


GROUPS: Mapping[str, Lines] = {
    "start": start,
    "rendering": rendering,
    "first": first_use,
    "way": way,
    "district": district,
    "texts": texts,
    "page": page,
    "forms": forms,
    "workbooks": workbooks,
    "officer": officer,
    "large": large,
    "two": large_two,
    "pdfs": pdfs,
}
WHOLE_ONLY = ("forms", "workbooks", "officer", "large", "two")
ASKED_ONLY = ("pdfs",)


def _batch(side: Side, folder: Path, out: Path, *options: object) -> Spent:
    """A run by the command; the pages of the contents are LibreOffice's and left out."""
    spent = side.command("batch", folder, "-o", out, "-j", 2, "--no-toc-pages", *options)
    if "[成功]" not in spent.printed:
        raise RuntimeError(f"{side.tree}: {spent.printed[-2000:]}")
    return spent


def _both(line: str, spent: Spent) -> Iterator[Measure]:
    yield Measure(line, spent.processor)
    yield Measure(f"{line}: the clock", spent.clock)
    yield Measure(f"{line}: others meanwhile", spent.others * 100, "%")


def _empty(side: Side, name: str) -> Path:
    """A folder that is not there."""
    folder = side.place / name
    shutil.rmtree(folder, ignore_errors=True)
    return folder
