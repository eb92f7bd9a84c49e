"""`reportgen explain`: where a figure comes from, and by which rule it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from reportgen.cli.idle_options import tell_idle, tell_idle_reading
from reportgen.cli.options import (
    choose_standards,
    find_project,
    force_option,
    json_option,
    mapping_option,
    open_workshop,
    school_option,
    standard_option,
)
from reportgen.cli.origin_json import result_json, traced_json
from reportgen.cli.terminal import (
    print_json,
    print_problems,
    print_table,
    problems_json,
    say,
    tell_written,
)
from reportgen.deliver import deliver_file
from reportgen.late_regex import late_regex
from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.source import Source
from reportgen.model.facts import Scope
from reportgen.model.form_labels import WHOLE_SCHOOL
from reportgen.model.provenance import Origin, Provenance, Traced, TracedResult
from reportgen.model.school import School
from reportgen.pipeline import Workshop, examine_school, gather_school_material
from reportgen.problems import Location, Problem, ReportgenError, UnreadableFileError, error
from reportgen.sections.attachments.sources import source_sheet
from reportgen.sections.builder import Material
from reportgen.sections.origins import Origins, result_text, rule_of
from reportgen.words.nearest import suggest

# Of a part of a name that stands in more names, the names are listed.
_MOST = 8
_INDENT = "  "
_PARTED = late_regex("[/／]")
Figure = TracedResult | Traced


@click.command()
@click.argument("file", metavar="数据文件", type=click.Path(path_type=Path))
@click.argument("names", metavar="名称...", nargs=-1)
@click.option("--stage", metavar="学段", help="只看这个学段；也可以写成 名称/学段。")
@standard_option
@school_option
@mapping_option
@click.option(
    "-o",
    "--output",
    metavar="工作簿",
    type=click.Path(path_type=Path),
    help="把全部指标和数据的来源写成一张表（.xlsx），同附件“数据来源表”。",
)
@force_option
@json_option
@click.pass_context
def explain_command(
    context: click.Context,
    file: Path,
    names: tuple[str, ...],
    stage: str | None,
    standards: tuple[str, ...],
    school: str | None,
    mapping: Path | None,
    output: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """一个数是怎么来的：算式、分子、分母、填在哪里，按哪个标准判断。名称写指标或数据的名称，
    或其中几个字，可以写几个；不写列出全部名称。
    """
    tell_idle_reading((file,), mapping, school)
    source = Source(file, school or "", mapping)
    material = _read(source, standards)
    tell_idle("--force", force and output is None, "它用于 -o 写的文件")
    if output is not None:
        tell_idle("名称", bool(names), "-o 写的是全部指标和数据")
        context.exit(_write(material, output, force))
    figures = _Figures(material, material.trace())
    found, unknown = _find_all(figures, names, stage or "")
    if as_json:
        print_json(_all_json(found, figures, unknown))
    elif not names:
        _list(found, figures.origins)
    else:
        _print_all(found, figures.origins)
        print_problems(unknown)
    context.exit(UnreadableFileError.exit_code if unknown else 0)


def _write(material: Material, output: Path, force: bool) -> int:
    """Write the table of sources; returns the exit code. Errors: ReportgenError for no figures."""
    from reportgen.ooxml.plain_workbook import write_workbook

    sheet = source_sheet(material)
    if sheet is None:
        place = Location(material.school.name)
        raise ReportgenError(error("no_figures", "没有填数据，没有可写的", place))
    return tell_written(deliver_file(output, write_workbook((sheet,)), force))


def _read(source: Source, standards: tuple[str, ...]) -> Material:
    """What the file's figures come to. Errors: ReportgenError for a file that says too little."""
    project = find_project(source.path)
    workshop, names = open_workshop(project, None), choose_standards(project, standards)
    if source.path.name.casefold() == DISTRICT_FILE:
        return _read_district(source.path, names, workshop)
    examined = examine_school(source, workshop, names)
    _tell_errors(examined.problems, source.path)
    if examined.school is None or examined.assessment is None:
        raise ReportgenError(*examined.problems)
    return gather_school_material(
        examined.school, examined.assessment, examined.dictionary, workshop
    )


def _read_district(path: Path, names: Sequence[str], workshop: Workshop) -> Material:
    """What a county's own figures come to, whatever its schools say."""
    from reportgen.batch.own_file import load_own_file
    from reportgen.district_pipeline import gather_own_material
    from reportgen.load.district_file import DistrictFiles

    files = DistrictFiles(path.parent, path, ())
    own = load_own_file(files, workshop.library, names, Location("--standard"))
    _tell_errors(own.problems, path)
    if own.district is None:
        raise ReportgenError(*own.problems)
    return gather_own_material(own.district, own.standards, workshop)


def _tell_errors(problems: Sequence[Problem], path: Path) -> None:
    """Say that not all of the file could be read, so that nobody takes a gap for the truth."""
    count = sum(problem.stops for problem in problems)
    if count:
        told = (
            f"{path.name} 有 {count} 处错误，有的数没有读入；请先运行 reportgen check {path.name}"
        )
        say(told, err=True)


class _Figures:
    """The figures of a school by the names that a person may ask for."""

    def __init__(self, material: Material, provenance: Provenance) -> None:
        self.material, self.origins = material, Origins(material)
        self.provenance = provenance

    def all(self) -> list[Figure]:
        """Each indicator and each known figure that tells something of its own."""
        facts = self.provenance.facts.values()
        return [*self.provenance.results, *(each for each in facts if self._is_apart(each))]

    def _is_apart(self, traced: Traced) -> bool:
        """Whether a stage's figure is another than the whole school's."""
        scope = self.material.dictionary.facts[traced.name].scope
        is_combined = self.material.school.type.is_combined
        return traced.stage is None or (is_combined and scope is not Scope.SCHOOL)

    def names(self) -> list[str]:
        """The names of all indicators and facts that the school can be asked for."""
        results = [each.result.indicator.name for each in self.provenance.results]
        return list(dict.fromkeys([*results, *self.material.dictionary.facts]))

    def known(self, name: str) -> tuple[str, ...]:
        """The names meant: the one written, by whichever of its names, else those that hold it, of
        figures that were given before the others.
        """
        if own := self._own_name(name):
            return (own,)
        given = dict.fromkeys(_name(each) for each in self.all())
        by_rank = (given, self.names())
        found = (tuple(each for each in known if name and name in each) for known in by_rank)
        return next(filter(None, found), ())

    def _own_name(self, name: str) -> str:
        fact = self.material.dictionary.find(name)
        ids = {each.result.indicator.id: each for each in self.provenance.results}
        if name in self.names():
            return name
        by_id = ids[name].result.indicator.name if name in ids else ""
        return by_id or (fact.name if fact else "")

    def named(self, name: str, stage: str) -> list[Figure]:
        """The indicators of that name, else the figures of that fact, in that stage; in all of them
        where none is named.
        """
        found = [each for each in self.all() if _name(each) == name]
        results: list[Figure] = [each for each in found if isinstance(each, TracedResult)]
        return self.in_stage(results or found, stage) or [self._missing(name, stage)]

    def in_stage(self, figures: Sequence[Figure], stage: str) -> list[Figure]:
        """Those of that stage, and those that the school has only as a whole."""
        if not stage or not self.material.school.type.is_combined:
            return list(figures)
        asked = "" if stage == WHOLE_SCHOOL else stage
        apart = {_name(each) for each in figures if _stage(each)}
        return [each for each in figures if _stage(each) == asked or _name(each) not in apart]

    def _missing(self, name: str, stage: str) -> Traced:
        fact = self.material.dictionary.facts.get(name)
        formula = fact.formula.text if fact and fact.formula else ""
        own = next((each for each in self.material.school.type.stages if each == stage), None)
        return Traced(name, own, None, Origin.MISSING, formula)


def _name(figure: Figure) -> str:
    return figure.result.indicator.name if isinstance(figure, TracedResult) else figure.name


def _stage(figure: Figure) -> str:
    stage = figure.result.stage if isinstance(figure, TracedResult) else figure.stage
    return str(stage or "")


def _find_all(
    figures: _Figures, names: Sequence[str], stage: str
) -> tuple[list[Figure], list[Problem]]:
    """What is asked for; all of it where nothing is named. Names that nothing has are told."""
    _refuse_stage(stage, figures.material.school)
    if not names:
        return figures.in_stage(figures.all(), stage), []
    found: list[Figure] = []
    unknown: list[Problem] = []
    for name in names:
        asked, of_stage = _parted(name, stage, figures)
        meant = figures.known(asked)
        found += [each for own in meant for each in figures.named(own, of_stage)]
        unknown += () if meant else [_unknown(asked, figures)]
    return list({id(each): each for each in found}.values()), unknown


def _parted(name: str, stage: str, figures: _Figures) -> tuple[str, str]:
    """The name and the stage of 生均图书册数/小学. Errors: UnreadableFileError for no stage of the
    school.
    """
    before, *behind = _PARTED.split(name.strip(), maxsplit=1)
    if not behind or figures.known(name.strip()):
        return name.strip(), stage
    _refuse_stage(behind[0].strip(), figures.material.school)
    return before.strip(), behind[0].strip()


def _refuse_stage(stage: str, school: School) -> None:
    known = (*map(str, school.type.stages), WHOLE_SCHOOL)
    if stage and stage not in known:
        message = f"没有“{stage}”这个学段"
        told = error("unknown_stage", message, Location(school.name), suggest(stage, known))
        raise UnreadableFileError(told)


def _unknown(name: str, figures: _Figures) -> Problem:
    hint = suggest(name, figures.names()) + "；不写名称，列出全部名称"
    place = Location(figures.material.school.name)
    return error("unknown_figure", f"没有“{name}”这个指标或数据", place, hint)


def _list(found: Sequence[Figure], origins: Origins) -> None:
    """All names with what they come to."""
    rows = [_row(each, origins) for each in found]
    print_table(("名称", "学段", "数值", "怎么来的"), rows)


def _row(figure: Figure, origins: Origins) -> tuple[str, ...]:
    name, stage = _name(figure), _stage(figure) or WHOLE_SCHOOL
    if isinstance(figure, TracedResult):
        value, verdict = result_text(figure.result), figure.result.verdict.label
        return name, stage, value, f"指标，{verdict}"
    return name, stage, origins.figure(figure), str(figure.way)


def _print_all(found: Sequence[Figure], origins: Origins) -> None:
    if len({_name(each) for each in found}) > _MOST:
        say("符合的名称很多，请写全名称：")
        _list(found, origins)
        return
    for figure in found:
        say("\n".join(_told(figure, origins)) + "\n")


def _told(figure: Figure, origins: Origins) -> Iterator[str]:
    if isinstance(figure, TracedResult):
        return _result_lines(figure, origins)
    return _fact_lines(figure, origins)


def _result_lines(traced: TracedResult, origins: Origins) -> Iterator[str]:
    result = traced.result
    yield f"{origins.result_name(result)} {result_text(result)}，{result.verdict.label}"
    yield from _lines(rule_of(traced))
    yield f"{_INDENT}算式：{origins.result_working(traced)}"
    for word, part in (("分子", traced.numerator), ("分母", traced.denominator)):
        if part is not None:
            yield from _tree(part, origins, _INDENT, word if traced.denominator else "数据")
    if result.missing:
        yield f"{_INDENT}缺少：{'、'.join(result.missing)}"


def _lines(told: Iterator[tuple[str, str]]) -> Iterator[str]:
    return (f"{_INDENT}{word}：{text}" for word, text in told if text)


def _fact_lines(traced: Traced, origins: Origins) -> Iterator[str]:
    fact = origins.material.dictionary.facts[traced.name]
    yield f"{origins.name(traced)} {origins.figure(traced)}"
    yield from _lines(iter((("定义", fact.definition), ("来源", fact.source))))
    yield from _tree(traced, origins, _INDENT, "数据")


def _tree(traced: Traced, origins: Origins, indent: str, word: str = "") -> Iterator[str]:
    """The figure with its place, and below it what it was worked out of."""
    name = origins.name(traced) or origins.formula(traced.formula)
    before = f"{word}：" if word else ""
    yield f"{indent}{before}{name} {origins.figure(traced)}{_origin(traced, origins)}"
    for part in traced.parts:
        yield from _tree(part, origins, indent + _INDENT)


def _origin(traced: Traced, origins: Origins) -> str:
    """Where the figure was written, or how it was worked out."""
    worked, place = origins.working(traced), str(traced.location or "")
    if traced.way in (Origin.SPLIT, Origin.GIVEN, Origin.KNOWN):
        told = [worked, place]
    else:
        told = [f"{traced.way}：{worked}" if worked else traced.way, place]
    return "".join(f"  {each}" for each in told if each)


def _all_json(
    found: Sequence[Figure], figures: _Figures, unknown: Sequence[Problem]
) -> dict[str, object]:
    school, origins = figures.material.school, figures.origins
    told = [
        result_json(each, origins)
        if isinstance(each, TracedResult)
        else {"kind": "fact", **traced_json(each, origins)}
        for each in found
    ]
    return {"school": school.name, "figures": told, "problems": problems_json(unknown)}
