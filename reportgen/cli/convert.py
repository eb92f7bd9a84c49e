"""`reportgen convert`: a school's data between a YAML file and the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from reportgen.cli.idle_options import tell_idle_reading
from reportgen.cli.options import (
    find_project,
    force_option,
    mapping_option,
    open_workshop,
    school_option,
)
from reportgen.cli.terminal import exit_code, print_problems, say, summarise
from reportgen.deliver import deliver_file
from reportgen.editing.form_plans import FormTerms, plan_forms
from reportgen.editing.new_file import check_pictures, without_empty, write_pictures
from reportgen.forms.plan import type_choices
from reportgen.forms.read_figures import with_read_figures
from reportgen.forms.school_form import write_school_form
from reportgen.forms.yaml_text import document_text
from reportgen.load.plain_tree import plain_tree
from reportgen.load.school_file import LoadedSchool, load_school
from reportgen.load.source import YAML_SUFFIXES, Source
from reportgen.model.tree import Tree
from reportgen.ooxml.cell_texts import LONGEST_TEXT, is_cut
from reportgen.pipeline import Workshop
from reportgen.problems import DeliveryError, Location, Problem, ReportgenError, error

_FORM_SUFFIX = ".xlsx"


@click.command()
@click.argument("source", metavar="从", type=click.Path(path_type=Path))
@click.argument("target", metavar="到", type=click.Path(path_type=Path))
@school_option
@mapping_option
@force_option
@click.pass_context
def convert_command(
    context: click.Context,
    source: Path,
    target: Path,
    school: str | None,
    mapping: Path | None,
    force: bool,
) -> None:
    """在数据文件（.yaml）和采集表（.xlsx）之间转换一所学校的数据。

    原来怎么写的还怎么写（41.5亩 还是 41.5亩）；# 后面的说明、上年数和单元格的格式不带过去。
    """
    _check_target(source, target)
    tell_idle_reading((source,), mapping, school)
    workshop = open_workshop(find_project(source), None)
    opened = workshop.reader.read(Source(source, school or "", mapping))
    loaded = load_school(opened, workshop.library)
    tree = without_empty(plain_tree(opened.root))
    if not isinstance(tree, Mapping):
        raise ReportgenError(*loaded.problems)
    cut: Sequence[Problem] = ()
    if target.suffix == _FORM_SUFFIX:
        delivered = deliver_file(target, _form(tree, loaded, workshop), force)
        cut = [_cut_told(source, *each) for each in _texts(tree) if is_cut(each[1])]
    else:
        embedded = opened.root.reading.pictures
        check_pictures(embedded, target.parent, force)
        delivered = deliver_file(target, document_text(tree).encode("utf-8"), force)
        write_pictures(embedded, target.parent)
    problems = (*loaded.problems, *cut, *([delivered.problem] if delivered.problem else []))
    print_problems(problems)
    told = summarise(loaded.problems)
    found = f"（原来的数据里有{told}，照样写进去了）" if told else ""
    say(f"[成功] {delivered.path}{found}")
    context.exit(exit_code(problems))


def _check_target(source: Path, target: Path) -> None:
    if target.suffix not in (*YAML_SUFFIXES, _FORM_SUFFIX):
        raise click.UsageError(f"“{target}”要以 .yaml 或 .xlsx 结尾：前者是数据文件，后者是采集表")
    if target.exists() and target.resolve() == source.resolve():
        message, place = "就是原来的文件，没有改动", Location(str(target))
        raise DeliveryError(error("own_place", message, place, "请换一个名称"))


def _texts(tree: Tree, block: str = "") -> Iterator[tuple[str, str]]:
    """The texts of the tree, each with the block of the file that it stands in."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _texts(value, block or key)
    elif isinstance(tree, tuple):
        for each in tree:
            yield from _texts(each, block)
    elif tree:
        yield block, tree


def _cut_told(source: Path, block: str, text: str) -> Problem:
    message = f"一段有 {len(text)} 个字，Excel 的格子只放得下 {LONGEST_TEXT} 个，后面的没有写进表里"
    hint = "请在数据文件里分成几段，或者不用采集表，就交数据文件"
    return error("cut_text", message, Location(str(source), path=block), hint)


def _form(tree: Mapping[str, Tree], loaded: LoadedSchool, workshop: Workshop) -> bytes:
    """The form for the standards that the data name.

    Errors: ReportgenError if the school's type is not known.
    """
    if loaded.school is None:
        raise ReportgenError(*loaded.problems)
    school = loaded.school
    names = type_choices(workshop.library.school_types, loaded.standards)
    settings = school.settings
    terms = FormTerms(settings.year, names, genre=settings.genre)
    plan = plan_forms(workshop, loaded.standards, loaded.dictionary, school.type, terms)
    told = with_read_figures(tree, school, loaded.dictionary)
    return write_school_form(told, plan, pictures=school.pictures)
