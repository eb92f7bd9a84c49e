"""Outcomes → the sheets that a bureau keeps and sends back: 清单 and 错误清单."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from sys import intern

from reportgen.batch.entry import Entry, Head, Status
from reportgen.batch.gate import count_reasons, count_returned
from reportgen.batch.listed import ListedOutcome, ListedResult, list_results
from reportgen.load.sent_files import Fate, SentFile
from reportgen.model.admission import Admission, Returned, RosterRow
from reportgen.model.assessment import Verdict
from reportgen.model.sheet import Column, Mark, Sheet, SheetCell
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, Severity

OUTCOMES, PROBLEMS = "清单.xlsx", "错误清单.xlsx"
_MARKS = {Verdict.MET: Mark.GOOD, Verdict.UNMET: Mark.BAD, Verdict.NO_DATA: Mark.DOUBTFUL}
_STATUS_MARKS = {Status.FAILED: Mark.BAD, Status.BLANK: Mark.BAD, Status.WARNED: Mark.DOUBTFUL}
# Where the columns of 清单 begin that are left out if none of their cells says more than this: why
# a school is not counted, what was decided about it, then a standard each.
_OPTIONAL = 4
SILENT = frozenset({"", Verdict.NO_LIMIT.label})
"""What verdicts say that say nothing: a standard that says no more of any school is left out."""


def outcome_sheet(
    rows: Sequence[tuple[SheetCell, ...]],
    standards: Sequence[Standard],
    notes: tuple[str, ...],
    noun: str = "学校",
) -> Sheet:
    """The sheet 清单 of such rows, less the columns that say nothing of any school.

    `noun` is what the schools are called.
    """
    columns = _outcome_columns(standards, noun)
    optional = range(_OPTIONAL, _OPTIONAL + 2 + len(standards))
    silent = {at for at in optional if all(row[at].value in SILENT for row in rows)}
    kept = [at for at in range(len(columns)) if at not in silent]
    shown = (tuple(row[at] for at in kept) for row in rows)
    heads = tuple(columns[at] for at in kept)
    return Sheet("清单", heads, shown, notes, title=f"各{noun[-1]}报告清单", keys=2)


def _outcome_columns(standards: Sequence[Standard], noun: str) -> tuple[Column, ...]:
    return (
        Column("序号", 6),
        Column(noun, 32),
        Column("类型", 12),
        Column("状态", 14),
        Column("没有计入县域的数", 20),
        Column("决定", 24),
        *(Column(standard.short_title, 16) for standard in standards),
        Column("未达标的指标", 40),
        Column("缺数据的指标", 30),
        Column("报告", 40),
        Column("错误和提醒", 60),
        Column("数据文件", 24),
    )


class ToldSchool(NamedTuple):
    """What the lists tell of a school, as it is kept until they are written: cells take ten times
    as much.

    `left_out` says why it is in no sum, `verdicts` has a cell for each standard; `unmet` and
    `lacking` name indicators. `decided` is what was decided about its file.
    """

    head: Head
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    type: str
    verdicts: tuple[SheetCell, ...]
    unmet: str
    lacking: str
    decided: tuple[str, ...] = ()


def tell_school(
    entry: Entry, standards: Sequence[Standard], names: IndicatorNames, left_out: tuple[str, ...]
) -> ToldSchool:
    """What the lists tell of the school of that entry, whose problems are all that is said of it.

    `names` are those of the standards' indicators; `left_out` as in `ToldSchool`.
    """
    listed = list_results(entry.record) if entry.listed is None else entry.listed
    unmet, lacking = (
        intern("、".join(_named(results, names))) for results in (listed.unmet, listed.lacking)
    )
    verdicts = tuple(_verdict_cell(listed, standard) for standard in standards)
    return ToldSchool(entry.head, entry.problems, left_out, listed.type, verdicts, unmet, lacking)


def outcome_row(number: int, school: ToldSchool) -> tuple[SheetCell, ...]:
    """A school's row of 清单: status, verdicts, what it does not meet, and why it failed."""
    head, left_out = school.head, school.left_out
    return (
        SheetCell(number),
        SheetCell(head.name or "（没有读出名称）"),
        SheetCell(school.type),
        SheetCell(head.status.label, mark=_STATUS_MARKS.get(head.status, Mark.NONE)),
        SheetCell("、".join(left_out), mark=Mark.BAD if left_out else Mark.NONE),
        SheetCell("、".join(school.decided)),
        *school.verdicts,
        SheetCell(school.unmet),
        SheetCell(school.lacking),
        SheetCell("\n".join((head.report, *head.made_documents))),
        SheetCell(_told(school.problems)),
        SheetCell(head.file),
    )


def count_left_out(admission: Admission, schools: int) -> tuple[str, ...]:
    """The note below 清单: how many of the files are in the sums, and why the others are not."""
    counts = count_reasons(admission)
    if not counts:
        return ()
    left_out = sum(counts.values())
    told = "、".join(f"{reason} {count}" for reason, count in counts.items())
    counted = f"共 {schools} 份，计入县域的数 {schools - left_out} 份"
    return (f"{counted}，没有计入 {left_out} 份：{told}。",)


def list_taken(admission: Admission) -> tuple[str, ...]:
    """The note below 清单 that names who is in the sums by a decision."""
    named = [f"{each.name}（{each.told}）" for each in admission.taken]
    return (f"照决定计入 {len(named)} 份：{'、'.join(named)}。",) if named else ()


_ROSTER_COLUMNS = (
    Column("序号", 6),
    Column("学校", 32),
    Column("学校代码", 16),
    Column("类型", 12),
    Column("情况", 12),
    Column("数据文件", 40),
    Column("没有计入的原因", 30),
)
_RETURNED_MARKS = {
    Returned.COUNTED: Mark.GOOD,
    Returned.FAULTY: Mark.BAD,
    Returned.MISSING: Mark.BAD,
    Returned.UNEXPECTED: Mark.DOUBTFUL,
}


def roster_sheets(rows: Sequence[RosterRow]) -> tuple[Sheet, ...]:
    """The sheet 名单: what has come of each school of the list; none without a list."""
    if not rows:
        return ()
    counts = "、".join(f"{word} {count}" for word, count in count_returned(rows).items())
    cells = tuple(_roster_row(number, row) for number, row in enumerate(rows, 1))
    return (Sheet("名单", _ROSTER_COLUMNS, cells, (f"{counts}。",), "学校名单核对表", 2),)


def _roster_row(number: int, row: RosterRow) -> tuple[SheetCell, ...]:
    return (
        SheetCell(number),
        SheetCell(row.name),
        SheetCell(row.code),
        SheetCell(row.type),
        SheetCell(str(row.returned), mark=_RETURNED_MARKS[row.returned]),
        SheetCell("\n".join(row.files)),
        SheetCell("、".join(row.reasons)),
    )


_SENT_COLUMNS = (
    Column("序号", 6),
    Column("文件", 48),
    Column("怎么处理的", 26),
    Column("说明", 44),
    Column("怎么办", 48),
)


def sent_sheets(files: Sequence[SentFile], folder: Path, noun: str = "学校") -> tuple[Sheet, ...]:
    """The sheet 其他文件: what has become of each file that was sent and is no school's data."""
    others = [each for each in files if each.fate is not Fate.SCHOOL]
    if not others:
        return ()
    rows = tuple(_sent_row(number, each, folder) for number, each in enumerate(others, 1))
    notes = (f"各{noun[-1]}的数据文件见“清单”一张。",)
    return (Sheet("其他文件", _SENT_COLUMNS, rows, notes, "收到的其他文件", 2),)


def sent_name(file: SentFile, folder: Path) -> str:
    """The file as seen from the folder of the run."""
    path = file.path
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


def _sent_row(number: int, file: SentFile, folder: Path) -> tuple[SheetCell, ...]:
    problem = file.problem
    mark = _SEVERITY_MARKS[problem.severity] if problem else Mark.NONE
    return (
        SheetCell(number),
        SheetCell(sent_name(file, folder)),
        SheetCell(str(file.fate), mark=mark),
        SheetCell(problem.message if problem else ""),
        SheetCell(problem.hint if problem else ""),
    )


_PROBLEM_COLUMNS = (
    Column("数据文件", 24),
    Column("行", 6),
    Column("列", 6),
    Column("单元格", 18),
    Column("项目", 28),
    Column("级别", 8),
    Column("问题", 60),
    Column("怎么改", 48),
)

_SEVERITY_MARKS = {
    Severity.ERROR: Mark.BAD,
    Severity.WARNING: Mark.DOUBTFUL,
    Severity.LOCAL: Mark.NONE,
    Severity.ACCEPTED: Mark.NONE,
}


def problem_sheet(rows: Iterable[tuple[SheetCell, ...]], noun: str = "学校") -> Sheet:
    """The sheet 错误清单 of such rows; `noun` is what the schools are called."""
    return Sheet("错误清单", (Column(noun, 32), *_PROBLEM_COLUMNS), rows)


def problem_rows(school: ToldSchool) -> Iterator[tuple[SheetCell, ...]]:
    """The rows of 错误清单 for what is wrong with the school; what weighs most stands first."""
    name = school.head.name or school.head.file
    ranked = sorted(school.problems, key=lambda problem: problem.severity.rank)
    return (problem_row(name, problem) for problem in ranked)


def problem_row(school: str, problem: Problem) -> tuple[SheetCell, ...]:
    """A problem's row of 错误清单: its place, what is wrong and how to mend it."""
    place = problem.location
    return (
        SheetCell(school),
        SheetCell(place.file),
        SheetCell(place.line or None),
        SheetCell(place.column or None),
        SheetCell(place.cell),
        SheetCell(place.entry),
        SheetCell(problem.severity.label, mark=_SEVERITY_MARKS[problem.severity]),
        SheetCell(problem.message),
        SheetCell(problem.hint),
    )


# One object for all schools.
_NOT_JUDGED, _NOT_COUNTED = SheetCell(""), SheetCell("不列入")
_VERDICTS = {each: SheetCell(each.label, mark=_MARKS.get(each, Mark.NONE)) for each in Verdict}


def _verdict_cell(listed: ListedOutcome, standard: Standard) -> SheetCell:
    found = listed.find_verdict(standard.id)
    if not found:
        return _NOT_JUDGED
    (verdict,) = found
    return _NOT_COUNTED if verdict is None else _VERDICTS[verdict]


IndicatorNames = Mapping[tuple[str, str], str]
"""The names of indicators, by their standard: two standards may have a 保障7."""


def name_indicators(standards: Iterable[Standard]) -> IndicatorNames:
    """The names of the standards' indicators."""
    return {
        (standard.id, indicator.id): indicator.name
        for standard in standards
        for indicator in standard.indicators
    }


def _named(results: Iterable[ListedResult], names: IndicatorNames) -> Iterable[str]:
    """The names of the indicators, with the stage in a school of several, each once."""
    return dict.fromkeys(
        names.get((each.standard, each.indicator), each.indicator)
        + (f"（{each.stage}）" if each.stage else "")
        for each in results
    )


def _told(problems: Sequence[Problem]) -> str:
    """The errors in words, the rest by number: all of them stand in 错误清单."""
    counts = Counter(problem.severity for problem in problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    lines = [
        f"{problem.message}；{problem.hint}" if problem.hint else problem.message
        for problem in errors[:3]
    ]
    rest = counts.total() - len(lines)
    kinds = "、".join(f" {counts[each]} 处{each.label}" for each in Severity if counts[each])
    said = f"另有 {rest} 处" if errors else f"有{kinds}"
    return "\n".join([*lines, *([f"{said}，见错误清单"] if rest else [])])
