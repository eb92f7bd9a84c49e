"""`reportgen check --annotate`: copies of documents with a comment at each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import click

from reportgen.barrier import Fallen, attempt
from reportgen.cli.idle_options import tell_idle
from reportgen.cli.layout import CheckedDocument
from reportgen.cli.terminal import exit_code, print_problems, say
from reportgen.deliver import Delivered, deliver_file
from reportgen.model.document_kinds import WORD
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, Severity
from reportgen.words.safe_names import safe_file_name, told_apart

# Of a fault in more places, the first has the comment, which says how many there are.
_MOST_PLACES = 5
# Word opens no document with many more.
_MOST_REMARKS = 1000

annotate_option = click.option(
    "--annotate",
    metavar="文件.docx",
    type=click.Path(path_type=Path),
    help=(
        "Word 文档另存一份，每个问题写成一条批注，放在出错的字句上；检查几份的写文件夹。"
        "原来的文档不动。"
    ),
)


class Annotating(NamedTuple):
    """Where copies go; `force` as in `deliver_file`; `aside` prints where they are on stderr."""

    target: Path
    force: bool = False
    aside: bool = False


def refuse_own_place(files: Sequence[Path], target: Path | None) -> None:
    """Errors: UsageError where the copy would take the place of what is checked."""
    if target is None or target.is_dir():
        return
    if any(target.resolve() == file.resolve() for file in files):
        raise click.UsageError("--annotate 要写另一个文件名，不能盖掉原来的文档")


def annotate_documents(
    checked: Mapping[Path, CheckedDocument], how: Annotating
) -> Iterator[Problem]:
    """Write the copies of the documents in which anything is wrong; tells where they are, and gives
    what is said of persons' files in their places.
    """
    faulty = {file: each for file, each in checked.items() if any(_remarks(each))}
    for file, copy in _places(list(faulty), how.target).items():
        made = attempt(partial(_annotate, file, copy, faulty[file], how), file)
        if isinstance(made, Fallen):
            yield from made.problems
            continue
        say(f"批注写在：{made.path}", err=how.aside)
        yield from filter(None, (made.problem,))


def _places(files: Sequence[Path], target: Path) -> dict[Path, Path]:
    """Where the copy of each stands: the target itself for one, in that folder for several."""
    if len(files) == 1 and target.suffix.lower() == WORD and not target.is_dir():
        return {files[0]: target}
    names = told_apart([safe_file_name(f"{each.stem}（批注）", WORD) for each in files])
    return {file: target / name for file, name in zip(files, names, strict=True)}


def _annotate(file: Path, copy: Path, checked: CheckedDocument, how: Annotating) -> Delivered:
    from reportgen.conformance.annotating import PlacedRemark, annotate_document

    remarks = [PlacedRemark(*each) for each in islice(_remarks(checked), _MOST_REMARKS)]
    return deliver_file(copy, annotate_document(checked.data, str(file), remarks), how.force)


_Told = tuple[str, str, int, str, int, int, str]


def _remarks(checked: CheckedDocument) -> Iterator[_Told]:
    """What is said where, in reading order: of a finding on layout at each of its places."""
    for problem, told in checked.told.items():
        if problem.severity is not Severity.ACCEPTED:
            hint = f"；{problem.hint}" if problem.hint else ""
            said = f"{problem.message}{hint}"
            label = problem.severity.label
            yield from ((label, *each) for each in _at_places(said, told))


def _at_places(said: str, told: Mapping[str, Any]) -> Iterator[tuple[str, int, str, int, int, str]]:
    spots = [*told.get("words", ()), *told.get("quotes", ())]
    spots = spots or ([told] if told.get("quote") is not None else [])
    if not spots:
        place = told.get("place") or told["path"]
        yield f"{said}（{place}）" if place else said, 0, "", 0, 0, ""
    several = len(spots) > _MOST_PLACES
    for spot in spots[:1] if several else spots:
        here = said.replace(str(told["message"]), str(spot.get("message", told["message"])))
        text = f"{here}（共 {len(spots)} 处：{told.get('place', '')}）" if several else here
        words = str(spot["quote"])
        where = str(spot.get("where", ""))
        yield text, int(spot["paragraph"] or 0), where, spot["start"], spot["end"], words


def tell_annotated(checked: Mapping[Path, CheckedDocument], how: Annotating) -> int:
    """Write the copies, and print what is said of them; returns the exit code."""
    if not checked:
        why = "它批注 Word 文档；采集表和汇总表里的问题，用 --return 标在表里，数据文件照提示改"
        tell_idle("--annotate", True, why)
    problems = list(annotate_documents(checked, how))
    print_problems(problems)
    return exit_code(problems)
