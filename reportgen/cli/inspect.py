"""`reportgen check`: everything that is wrong in data files, folders and documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.barrier import Fallen, attempt, name_log
from reportgen.cli.alike import gather_alike, told_once
from reportgen.cli.annotating import (
    Annotating,
    annotate_option,
    refuse_own_place,
    tell_annotated,
)
from reportgen.cli.as_json import sent_json
from reportgen.cli.data_checker import DataChecker
from reportgen.cli.idle_options import tell_idle, tell_idle_checking, tell_idle_reading
from reportgen.cli.layout import (
    CheckedDocument,
    as_told,
    find_document_problems,
    layout_option,
    spread,
)
from reportgen.cli.options import (
    force_option,
    json_option,
    mapping_option,
    return_option,
    school_option,
    standard_option,
    templates_option,
)
from reportgen.cli.series import gather_series
from reportgen.cli.terminal import (
    exit_code,
    print_json,
    print_problems,
    say,
    show_traces,
    summarise,
)
from reportgen.load.archive import ARCHIVE_SUFFIX
from reportgen.load.project import PROJECT_FILE
from reportgen.model.check_settings import CheckSettings, find_unmet, without_accepted
from reportgen.problems import Problem

if TYPE_CHECKING:
    from reportgen.batch.checking import CheckedFolder
    from reportgen.load.sent_files import SentFile


@click.command()
@click.argument(
    "files", metavar="文件或文件夹...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@standard_option
@templates_option
@layout_option
@school_option
@mapping_option
@click.option("--strict", is_flag=True, help="有提醒也算不通过。")
@click.option(
    "--against",
    metavar="学校数据",
    type=click.Path(path_type=Path),
    help=(
        "Word 文档里的数和这个数据文件核对，如 check 报告.docx --against 学校.yaml；"
        "写文件夹（或 区县.yaml）的，各校的报告和各自的数据、县的报告和各校合计核对。"
    ),
)
@return_option
@annotate_option
@force_option
@json_option
@click.pass_context
def check_command(
    context: click.Context,
    files: tuple[Path, ...],
    standards: tuple[str, ...],
    templates: Path | None,
    layouts: tuple[str, ...],
    school: str | None,
    mapping: Path | None,
    strict: bool,
    against: Path | None,
    return_to: Path | None,
    annotate: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """一次列出数据文件里所有不对和缺少的地方；写文件夹的，里面的文件都检查，和 batch 一样；Word
    文档（.docx）对照公文格式检查版式，核对文中的数。不加 --return、--annotate 不写
    任何文件。
    """
    of_data = ("--standard", standards), ("--templates", templates), ("--mapping", mapping)
    read = (*files, against) if against else files
    tell_idle_checking(
        read, (*of_data, ("--school", school)), (("--layout", layouts), ("--against", against))
    )
    tell_idle_reading(read, mapping, school)
    idle = force and return_to is None and annotate is None
    tell_idle("--force", idle, "它用于 --return、--annotate 写的文件")
    refuse_own_place(files, annotate)
    checker = DataChecker(standards, templates, school or "", mapping, against)
    found = _Found(keeps_log=return_to is not None)
    _look_at_all(files, checker, layouts, found)
    _print_found(found, checker.switched_off, as_json)
    code = max(found.code, exit_code(found.told, strict), _return(found, return_to, force, as_json))
    if annotate is not None:
        code = max(code, tell_annotated(found.documents, Annotating(annotate, force, as_json)))
    context.exit(code)


def _print_found(found: _Found, switched_off: tuple[str, ...], as_json: bool) -> None:
    if as_json:
        problems = [each for values in found.told.values() for each in spread(values)]
        print_json({"problems": problems, "sent": sent_json(found.sent)})
        return
    print_problems(gather_alike(told_once(gather_series(found.told))))
    say(summarise(list(found.told)) or f"[成功] {found.count} 个文件没有发现问题。")
    if switched_off:
        say(f"没有检查的（{PROJECT_FILE} 写了关）：{'、'.join(switched_off)}")


def _return(found: _Found, folder: Path | None, force: bool, as_json: bool) -> int:
    """Write the files to send back, if there is a folder for them; returns the exit code."""
    if folder is None:
        show_traces(found.fallen)
        return 0
    from reportgen.cli.returning import Returning, return_files

    kept = return_files(found.by_file, Returning(folder, force, as_json, tuple(found.fallen)))
    print_problems(kept)
    return exit_code(kept)


class _Found:
    """What the checks have found so far: `told` with its values for --json, and by data file.

    `fallen` is what the program failed at, of which it `keeps_log` or not; `code` is the gravest
    exit code of what could not be checked.
    """

    def __init__(self, keeps_log: bool) -> None:
        self._keeps_log = keeps_log
        self.fallen: list[Fallen] = []
        self.code = 0
        self.told: dict[Problem, Mapping[str, object]] = {}
        self.documents: dict[Path, CheckedDocument] = {}
        self.by_file: dict[Path, tuple[Problem, ...]] = {}
        self.sent: list[SentFile] = []
        self._looked_at: list[str] = []
        self.count = 0

    def add(self, file: Path, problems: tuple[Problem, ...]) -> None:
        """Take what is wrong with a data file."""
        self.count += 1
        self._looked_at.append(str(file))
        told = self._sending(problems)
        if os.path.lexists(file):
            # Nothing is sent back of what is not there.
            self.by_file[file] = without_accepted(told)
        self.told |= as_told(told)

    def add_fallen(self, file: Path, fallen: Fallen) -> None:
        """Take a file or folder that could not be checked, and why."""
        self.add(file, fallen.problems)
        self.keep_fallen((fallen,))

    def keep_fallen(self, fallen: Sequence[Fallen]) -> None:
        """Take what could not be checked, whose problems are taken already."""
        self.fallen += fallen
        codes = (each.exit_code for each in fallen if not each.trace)
        self.code = max((self.code, *codes))

    def _sending(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """The problems, sending for the traces to where they will stand."""
        return name_log(problems) if self._keeps_log else problems

    def add_document(self, file: Path, checked: CheckedDocument) -> None:
        """Take what is wrong with a Word document."""
        self.count += 1
        self._looked_at.append(str(file))
        self.documents[file] = checked
        self.told |= checked.told

    def add_unmet(self, settings: Iterable[CheckSettings]) -> None:
        """Take what those settings accept of the files and is no longer there."""
        for each in settings:
            self.told |= as_told(find_unmet(each, self.told, self._looked_at))

    def add_folder(self, checked: CheckedFolder) -> None:
        """Take what is wrong with a folder and all that is in it."""
        self.count += len(checked.by_file)
        self._looked_at += map(str, checked.by_file)
        by_file = checked.by_file.items()
        self.by_file |= {
            file: without_accepted(self._sending(problems)) for file, problems in by_file
        }
        self.sent += checked.sent
        self.told |= as_told(self._sending(checked.all_problems))
        self.fallen += checked.fallen


def _look_at_all(
    files: Iterable[Path], checker: DataChecker, layouts: tuple[str, ...], found: _Found
) -> None:
    """Check the files and folders, each by itself."""
    for file in files:
        fallen = attempt(partial(_look, file, checker, layouts, found), file)
        if isinstance(fallen, Fallen):
            found.add_fallen(file, fallen)
    found.add_unmet(checker.settings)


def _look(file: Path, checker: DataChecker, layouts: tuple[str, ...], found: _Found) -> None:
    """Check one file or folder. Errors: ReportgenError for one that cannot be checked."""
    if file.is_dir() or (file.suffix.lower() == ARCHIVE_SUFFIX and file.is_file()):
        found.add_folder(checker.check_folder(file))
        return
    checks = checker.checks_of(file)
    told = find_document_problems(file, layouts, checker.check_text, checks)
    if told is not None:
        found.add_document(file, told)
        return
    problems, fallen = checker.check(file)
    found.add(file, problems)
    found.keep_fallen(fallen)
