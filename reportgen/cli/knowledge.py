"""`reportgen standards`, `facts` and `schema`: what there is to choose from and to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from reportgen.cli.as_json import fact_json, standard_json
from reportgen.cli.idle_options import tell_idle
from reportgen.cli.options import force_option, json_option
from reportgen.cli.terminal import print_json, print_table, tell_written
from reportgen.deliver import deliver_file
from reportgen.load.library import Library
from reportgen.load.schema import make_schema, schema_text
from reportgen.model.default_display import NOT_SET, yes_no
from reportgen.model.facts import Fact
from reportgen.model.needed_figures import needed_rows
from reportgen.model.standard import Standard, join_dictionaries
from reportgen.pipeline import Workshop
from reportgen.problems import Location, UnreadableFileError
from reportgen.words.nearest import suggest


@click.command()
@json_option
def standards_command(as_json: bool) -> None:
    """列出可用的标准。"""
    known = Workshop().library.all_standards()
    if as_json:
        print_json([standard_json(standard) for standard in known])
        return
    print_table(
        ("标识", "名称", "文号", "体裁", "学段", "指标数", "已核实"),
        [_standard_row(each) for each in known],
    )


def _standard_row(standard: Standard) -> tuple[str, ...]:
    count, verified = str(len(standard.indicators)), yes_no(standard.verified)
    stages = "、".join(standard.stages)
    number, genre = standard.number or NOT_SET, standard.genre or NOT_SET
    return (standard.id, standard.title, number, genre, stages, count, verified)


@click.command()
@click.option(
    "--type", "type_name", metavar="类型", help="只列这类学校填的；不写列出全部，注明哪些学段填。"
)
@click.option(
    "--standard",
    "standard_name",
    metavar="标准",
    help="只列这个标准用到的，连同它自己的数据；写标识、名称或标准文件。",
)
@json_option
def facts_command(type_name: str | None, standard_name: str | None, as_json: bool) -> None:
    """列出数据文件里可以填写的数据。"""
    library = Workshop().library
    facts = _facts_of(standard_name, library) if standard_name else library.dictionary.facts
    known = _asked(facts.values(), type_name, library)
    if as_json:
        print_json([fact_json(fact) for fact in known])
        return
    header = ("名称", "单位", "类型", "学段", "适用学段", "公式（填了须一致）")
    print_table(header, [_fact_row(each) for each in known])


def _fact_row(fact: Fact) -> tuple[str, ...]:
    stages = "、".join(fact.stages) or "全部"
    formula = fact.formula.text if fact.formula else ""
    return (fact.name, fact.unit or NOT_SET, str(fact.kind), str(fact.scope), stages, formula)


def _facts_of(name: str, library: Library) -> Mapping[str, Fact]:
    """The facts that the standard declares or is judged by, in the dictionary's order."""
    standard = library.find_standard(name, Path())
    if standard is None:
        raise UnreadableFileError(library.explain_unknown(name, Location("--standard")))
    dictionary = join_dictionaries(library.dictionary, [standard])
    types = library.school_types.values()
    rows = (row for each in types for row in needed_rows([standard], dictionary, each))
    wanted = {row.fact.name for row in rows}
    return {name: fact for name, fact in dictionary.facts.items() if name in wanted}


def _asked(facts: Iterable[Fact], type_name: str | None, library: Library) -> list[Fact]:
    """Those that schools of that type are asked for; all of them where none is named."""
    if type_name is None:
        return list(facts)
    school_type = library.school_types.get(type_name)
    if school_type is None:
        hint = suggest(type_name, library.school_types)
        raise click.UsageError(f"不认识学校类型“{type_name}”，{hint}")
    return [fact for fact in facts if fact.is_asked(school_type)]


@click.command()
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="写入这个文件；不写则直接显示。",
)
@force_option
@click.pass_context
def schema_command(context: click.Context, output: Path | None, force: bool) -> None:
    """输出数据文件的 JSON Schema（draft-07），供编辑器提示和检查。"""
    library = Workshop().library
    document = make_schema(library)
    tell_idle("--force", force and output is None, "它用于 -o 写的文件")
    if output is None:
        print_json(document)
    else:
        delivered = deliver_file(output, schema_text(library).encode("utf-8"), force)
        context.exit(tell_written(delivered))
