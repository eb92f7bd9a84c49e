"""`reportgen form new`: the forms that schools fill in."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import click

from reportgen.barrier import TRACE_LOG, Fallen, attempt, name_log
from reportgen.cli.options import choose_standards, find_project, force_option, open_workshop
from reportgen.cli.terminal import exit_code, print_problems, say, show_traces
from reportgen.deliver import Delivered, Delivery, deliver_file
from reportgen.editing.form_plans import FormTerms, plan_forms
from reportgen.editing.last_year import PastFigures, load_last_year
from reportgen.forms.blank import BlankForms
from reportgen.forms.plan import FormPlan, type_choices
from reportgen.forms.wide_form import WideSchool, write_wide_form
from reportgen.load.library import Library
from reportgen.load.school_list import SchoolList, load_school_list
from reportgen.model.admission import ListedSchool
from reportgen.model.stages import SchoolType
from reportgen.model.standard import Standard, join_dictionaries
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop
from reportgen.problems import (
    DeliveryError,
    Location,
    Problem,
    UnreadableFileError,
    error,
    warning,
)
from reportgen.trace_log import write_log
from reportgen.words.nearest import list_names, suggest
from reportgen.words.safe_names import safe_file_name, same_file, told_apart

# What stands in place of a standard where nothing is judged.
NO_STANDARD = "无"


@click.command()
@click.option(
    *("-o", "--output"),
    metavar="文件或文件夹",
    required=True,
    type=click.Path(path_type=Path),
    help="一张表写成这个文件；几所学校的写进这个文件夹，一校一个，以校名为文件名。",
)
@click.option(
    "--standard",
    "standards",
    metavar="名称",
    multiple=True,
    help=f"按这个标准设项目，可写多次；不判指标的写 {NO_STANDARD}。",
)
@click.option(
    "--school",
    "names",
    metavar="名称",
    multiple=True,
    help="学校名称，可写多次；类型用 --type 写。",
)
@click.option(
    "--schools",
    "listed",
    metavar="名单",
    type=click.Path(path_type=Path),
    help="学校名单（Excel）：有“学校名称”“学校类型”两列，可以再有“学校代码”“所在区县”“学校地址”。",
)
@click.option(
    "--type",
    "type_name",
    metavar="类型",
    help="学校类型，如 九年一贯制、完全中学；名单里没有写类型的也用它。",
)
@click.option("--wide", is_flag=True, help="做成一张汇总表，一所学校一行。")
@click.option(
    "--last",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="去年各校数据文件所在的文件夹：按学校代码或名称对上，去年的数列在旁边。",
)
@click.option(
    "--year", metavar="年度", type=click.IntRange(1900, 2099), help="报告年度，默认今年。"
)
@click.option(
    "--due", metavar="日期", default="", help="交回的日期，写进填报说明，如 2024年11月30日。"
)
@click.option("--bureau", metavar="单位", default="", help="发表的单位，写进标题和“主送单位”。")
@click.option("--genre", metavar="体裁", default="", help="报告的体裁；不写就按标准的体裁。")
@force_option
@click.pass_context
def form_new(
    context: click.Context,
    output: Path,
    standards: tuple[str, ...],
    names: tuple[str, ...],
    listed: Path | None,
    type_name: str | None,
    wide: bool,
    last: Path | None,
    year: int | None,
    due: str,
    bureau: str,
    genre: str,
    force: bool,
) -> None:
    """做出学校填写的采集表（Excel）。"""
    if wide and last:
        raise click.UsageError("--wide 和 --last 不能一起用：汇总表里不列去年的数")
    project = find_project(output)
    workshop = open_workshop(project, None)
    library = workshop.library
    shared = _Shared(
        workshop,
        _find_standards(choose_standards(project, standards), library),
        year or datetime.date.today().year,
        due,
        bureau,
        _find_genre(genre, library),
    )
    if not shared.types:
        raise click.UsageError("所选的标准不评任何一类学校")
    if wide and not shared.standards:
        raise click.UsageError("汇总表按标准设各列，要用 --standard 写明标准")
    listing = _load_listing(listed, library)
    named = (*map(ListedSchool, names), *listing.schools) or (ListedSchool(""),)
    schools = _with_types(named, type_name, shared, str(listed or "--type"))
    beside = [*_must_lie_beside(shared.standards), *_tell_alike(() if wide else schools)]
    if wide:
        made = _WrittenForms((deliver_file(output, _wide_form(schools, shared), force),))
    else:
        _check_single_forms(schools, output, shared)
        made = _make_single_forms(schools, shared, last, output, force)
    of_files = (each.problem for each in made.written if each.problem)
    told = (*listing.problems, *beside, *made.problems, *of_files)
    _print_written(made.written, output)
    print_problems(told)
    context.exit(exit_code(told))


class _WrittenForms(NamedTuple):
    """The forms where they stand, and what is said of those that are not made."""

    written: tuple[Delivered, ...]
    problems: tuple[Problem, ...] = ()
    fallen: tuple[Fallen, ...] = ()


def _load_listing(path: Path | None, library: Library) -> SchoolList:
    if path is None:
        return SchoolList(())
    return load_school_list(path, library.dictionary.vocabulary.lists)


def _check_single_forms(schools: Sequence[ListedSchool], output: Path, shared: _Shared) -> None:
    if len(schools) > 1 and output.suffix:
        hint = f"“-o {output}”请改成文件夹名；要一张汇总表，加上 --wide"
        raise click.UsageError(f"几所学校的表要写进文件夹：{hint}")
    if not any(school.type for school in schools):
        raise click.UsageError(f"请用 --type 写明学校类型：{'、'.join(shared.type_names)}")


def _must_lie_beside(standards: Sequence[Standard]) -> list[Problem]:
    """A warning for each standard of a user: a form names its file, which must lie beside it."""
    message = "表里写的是这个标准文件"
    hint = "收回的采集表要和这个文件放在同一个文件夹，否则找不到标准"
    places = [Location(each.file) for each in standards if each.file]
    return [warning("own_standard", message, place, hint) for place in places]


class _Shared(NamedTuple):
    """What all forms of a run have in common."""

    workshop: Workshop
    standards: tuple[Standard, ...]
    year: int
    due: str
    bureau: str
    genre: str = ""

    @property
    def library(self) -> Library:
        """Facts, types of school, standards and genres."""
        return self.workshop.library

    @property
    def types(self) -> Mapping[str, SchoolType]:
        """The types of school that the standards judge, by name."""
        known = self.library.school_types
        names = type_choices(known, self.standards)
        return {known[name].name: known[name] for name in names}

    @property
    def type_names(self) -> tuple[str, ...]:
        """The names of these types."""
        return tuple(self.types)

    def plan(self, school_type: SchoolType) -> FormPlan:
        """The plan of the forms for such schools, by the standards that judge them."""
        fitting = tuple(each for each in self.standards if each.judged(school_type))
        return self._plan(fitting, school_type)

    def wide_plan(self) -> FormPlan:
        """The plan of a table for schools of all types, by all standards."""
        return self._plan(self.standards, next(iter(self.types.values())))

    def _plan(self, standards: tuple[Standard, ...], school_type: SchoolType) -> FormPlan:
        dictionary = join_dictionaries(self.library.dictionary, standards)
        terms = FormTerms(self.year, self.type_names, self.due, self.bureau, self.genre)
        return plan_forms(self.workshop, standards, dictionary, school_type, terms)


def _find_standards(names: Sequence[str], library: Library) -> tuple[Standard, ...]:
    if not names:
        known = list_names(standard.id for standard in library.all_standards())
        hint = f"不判指标的写 --standard {NO_STANDARD}"
        raise click.UsageError(f"请用 --standard 写明按哪个标准设项目（{hint}）；{known}")
    if set(names) <= {NO_STANDARD, "[]"}:
        return ()
    found: dict[str, Standard] = {}
    unknown: list[Problem] = []
    for name in dict.fromkeys(names):
        standard = library.find_standard(name, Path())
        if standard is None:
            unknown.append(library.explain_unknown(name, Location("--standard")))
        else:
            found[standard.id] = standard
    if unknown:
        raise UnreadableFileError(*unknown)
    return tuple(found.values())


def _find_genre(name: str, library: Library) -> str:
    """The genre of that name; empty for none. Errors: UsageError for one that there is not."""
    if name and library.genres.find(name) is None:
        raise click.UsageError(f"没有“{name}”这种体裁：{'、'.join(library.genres.by_id)}")
    return name


def _with_types(
    schools: Sequence[ListedSchool], type_name: str | None, shared: _Shared, file: str
) -> list[ListedSchool]:
    """The schools of the list `file`, each with its type. Errors: UnreadableFileError for one whose
    type is missing, unknown or judged by no standard.
    """
    typed = [school._replace(type=_type_of(school, type_name, shared)) for school in schools]
    told = [_wrong_type(school, Location(file, cell=school.cell), shared) for school in typed]
    problems = [problem for problem in told if problem is not None]
    if problems:
        raise UnreadableFileError(*problems)
    return typed


def _type_of(school: ListedSchool, type_name: str | None, shared: _Shared) -> str:
    """Its type; a school of one stage may have that for its type."""
    stage = school.stage if school.stage in shared.library.school_types else ""
    return school.type or type_name or stage


def _wrong_type(school: ListedSchool, place: Location, shared: _Shared) -> Problem | None:
    """What is wrong with the type of that school, if anything."""
    known, names = shared.library.school_types, "、".join(shared.type_names)
    if not school.type and school.name:
        hint = f"请在名单里写上类型，或用 --type 写明：{names}"
        return error("missing_key", f"没有写“{school.name}”的学校类型", place, hint)
    if school.type and school.type not in known:
        hint = suggest(school.type, known)
        return error("unknown_choice", f"不认识学校类型“{school.type}”", place, hint)
    if school.type and known[school.type].name not in shared.types:
        message = f"所选的标准都不评{known[school.type].name}"
        return error("unfit_standard", message, place, f"它们评的是：{names}")
    return None


def _wide_form(schools: Sequence[ListedSchool], shared: _Shared) -> bytes:
    types = shared.library.school_types
    lines = [
        WideSchool(each.name, each.code, types.get(each.type)) for each in schools if each.name
    ]
    given = [types[each.type] for each in schools if each.type]
    return write_wide_form(lines, shared.wide_plan(), given or list(shared.types.values()))


def _make_single_forms(
    schools: Sequence[ListedSchool],
    shared: _Shared,
    last: Path | None,
    output: Path,
    force: bool,
) -> _WrittenForms:
    """Each school's form written, with last year's figures from the folder `last`."""
    folder = _places(schools, output)[0].parent
    past, told = load_last_year(last, schools, shared.workshop) if last else (PastFigures(), ())
    made = _write_forms(_forms(schools, shared, past, output), folder, force)
    of_log = _log((*past.fallen, *made.fallen), folder)
    return made._replace(problems=(*name_log((*told, *made.problems)), *of_log))


def _forms(
    schools: Sequence[ListedSchool], shared: _Shared, past: PastFigures, output: Path
) -> Iterator[tuple[Path, bytes | Fallen]]:
    """Each school's form, or why it was not made, and its place."""
    types = {school.type for school in schools}
    forms = {name: BlankForms(shared.plan(shared.library.school_types[name])) for name in types}
    for school, place in zip(schools, _places(schools, output), strict=True):
        make = partial(forms[school.type].make, _known(school), past.find(school))
        yield place, attempt(make, place)


def _write_forms(
    forms: Iterable[tuple[Path, bytes | Fallen]], folder: Path, force: bool
) -> _WrittenForms:
    """Write the forms; those that were filled in stay, and the new ones stand beside them."""
    delivery, fallen = Delivery(folder, force), []
    for place, form in forms:
        if isinstance(form, Fallen):
            fallen.append(form)
        else:
            delivery.add(place, form)
    ended = delivery.finish().values()
    written = tuple(each for each in ended if isinstance(each, Delivered))
    refused = [each.problems for each in ended if isinstance(each, DeliveryError)]
    told = [*(each.problems for each in fallen), *refused]
    return _WrittenForms(written, tuple(chain.from_iterable(told)), tuple(fallen))


def _log(fallen: Sequence[Fallen], folder: Path) -> tuple[Problem, ...]:
    """The traces written beside the forms; what is said of that file."""
    show_traces(fallen)
    log = write_log(folder / TRACE_LOG, fallen)
    if log.path:
        say(f"已写：{log.path}")
    return log.problems


def _print_written(written: Sequence[Delivered], output: Path) -> None:
    if not written:
        say("[失败] 没有做成采集表。", err=True)
        return
    alone = written[0] if len(written) == 1 and written[0].wanted == output else None
    told = alone.path if alone else f"{len(written)} 张采集表在 {output}"
    say(f"[成功] {told}")


def _places(schools: Sequence[ListedSchool], output: Path) -> list[Path]:
    """Where the forms go: one into the named file, several into the folder by their names."""
    if len(schools) == 1 and output.suffix:
        return [output]
    return [output / name for name in _file_names(schools)]


def _file_names(schools: Sequence[ListedSchool]) -> list[str]:
    """Each school's own; the code, or else the place in the list, tells apart two of one name."""
    names = [_file_name(school) for school in schools]
    counted = Counter(map(same_file, names))
    marked = [
        _file_name(school, f"（{school.code or number}）") if counted[same_file(name)] > 1 else name
        for number, (school, name) in enumerate(zip(schools, names, strict=True), 1)
    ]
    return list(told_apart(marked))


def _file_name(school: ListedSchool, mark: str = "") -> str:
    return safe_file_name(school.name or "采集表", ".xlsx", mark)


def _tell_alike(schools: Sequence[ListedSchool]) -> tuple[Problem, ...]:
    """A reminder of schools whose names differ, but not as names of files."""
    alike: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for school in schools:
        alike[same_file(_file_name(school))][school.name] = None
    found = [names for names in alike.values() if len(names) > 1]
    hint = "请核对校名：有没有不能用在文件名里的符号、看不见的字符"
    return tuple(
        warning(
            "alike_names",
            f"{'、'.join(f'“{name}”' for name in names)}的表会是一个文件名，已用学校代码或序号分开",
            Location("--schools"),
            hint,
        )
        for names in found
    )


def _known(school: ListedSchool) -> Mapping[str, str]:
    """What is known of the school before it has said anything."""
    return {
        "名称": school.name,
        "所在区县": school.district,
        "代码": school.code,
        "地址": school.address,
    }
