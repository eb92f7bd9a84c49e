"""What is printed and with which exit code: problems, tables in Chinese width, errors without a
traceback.
"""

from __future__ import annotations

import importlib
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import click

from reportgen.problems import Problem, ReportgenError, Severity
from reportgen.words.nearest import ask_nearest

EXIT_PROBLEMS = 1
EXIT_INTERRUPTED = 130
_MOST_PRINTED = 300


# The module and the line of help of each command: a module is imported when its command is used.
COMMANDS = {
    "build": ("build", "做出一所学校的自查报告（Word 文档）。"),
    "batch": ("batch", "做出一个区县全部学校的报告、县域报告和各种清单。"),
    "check": (
        "inspect",
        "列出数据文件里所有不对和缺少的地方；检查 Word 文档的版式；--return 在工作簿里标出来。",
    ),
    "assess": ("inspect", "只算指标，不做文档。"),
    "form": ("form", "学校填写的采集表（Excel）。"),
    "convert": ("convert", "在数据文件（.yaml）和采集表（.xlsx）之间转换一所学校的数据。"),
    "init": ("start", "建一个文件夹，放好带说明的样例数据、设置和可以改的模板。"),
    "template": ("template", "模板：新建、列出可用的名称、检查、预览。"),
    "doctor": ("doctor", "检查本机：版本、LibreOffice、字体、编码、写入权限，缺什么、怎么办。"),
    "standards": ("knowledge", "列出可用的标准。"),
    "facts": ("knowledge", "列出数据文件里可以填写的数据。"),
    "schema": ("knowledge", "输出数据文件的 JSON Schema（draft-07），供编辑器提示和检查。"),
}
TEMPLATE_COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("template_new", "按 GB/T 9704 新建一份 Word 模板，可以按本地的习惯调整。"),
    "fields": (
        "template_fields",
        "列出模板和短语里可用的全部名称、来源和样例学校的值，附可以复制的写法。",
    ),
    "check": ("template_check", "一次列出模板里所有不对的地方，在做报告之前。"),
    "preview": ("template_preview", "用样例或真实数据预览模板，保存后可以自动重做。"),
}
FORM_COMMANDS = {
    "new": ("form_new", "做出学校填写的采集表（Excel）。"),
}


CommandTable = Mapping[str, tuple[str, str]]


class LateGroup(click.Group):
    """A group of commands named by a table; a command's module is imported when it is used."""

    commands_table: CommandTable = MappingProxyType({})
    prefix = ""
    """What stands before a command's name in its function's name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a newcomer needs them."""
        return list(self.commands_table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.commands_table:
            return None
        module = importlib.import_module(f"reportgen.cli.{self.commands_table[cmd_name][0]}")
        command: click.Command = getattr(module, f"{self.prefix}{cmd_name}".replace("-", "_"))
        command.options_metavar = "[选项]"
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with; an unknown one ends with the nearest known name."""
        known = args[0] in self.commands_table
        if not known and (hint := ask_nearest(args[0], self.commands_table)):
            ctx.fail(f"没有“{args[0]}”这个命令；{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("命令"):
            formatter.write_dl([(name, text) for name, (_, text) in self.commands_table.items()])


class TemplateGroup(LateGroup):
    """The commands for whoever keeps the templates; the function of `new` is `template_new`."""

    commands_table = TEMPLATE_COMMANDS
    prefix = "template_"


class FormGroup(LateGroup):
    """The commands for the form that schools fill in; the function of `new` is `form_new`."""

    commands_table = FORM_COMMANDS
    prefix = "form_"


class ReportgenGroup(LateGroup):
    """Turns what cannot go on into a Chinese message and an exit code; a bug keeps its traceback
    for --debug.
    """

    commands_table = COMMANDS

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and end the process with the exit code that the outcome asks for."""
        try:
            return super().main(*args, **extra)
        except ReportgenError as fault:
            if "--json" in _arguments(args, extra):
                nothing: dict[str, object] = {
                    "school": None,
                    "standards": [],
                    "report": None,
                    "documents": [],
                }
                print_json({**nothing, "problems": problems_json(fault.problems)})
            else:
                print_problems(fault.problems)
            sys.exit(fault.exit_code)
        except Exception as fault:
            if "--debug" in _arguments(args, extra):
                raise
            click.echo(
                f"程序内部出错（{type(fault).__name__}：{fault}）。请加 --debug 再运行一次，把显示的内容发给维护者。",
                err=True,
            )
            sys.exit(EXIT_PROBLEMS)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an interrupt, of which click itself makes exit code 1, ends with 130."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("已中断。", err=True)
            ctx.exit(EXIT_INTERRUPTED)


def _arguments(args: tuple[Any, ...], extra: Mapping[str, Any]) -> Sequence[str]:
    given = args[0] if args else extra.get("args")
    return sys.argv[1:] if given is None else given


def make_streams_safe() -> None:
    """A console that cannot show a rare character shows `?` instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def print_problems(problems: Iterable[Problem]) -> None:
    """Every problem on its own line, on stderr; of very many the first, and how many more there
    are.
    """
    told = list(problems)
    for problem in told[:_MOST_PRINTED]:
        click.echo(f"[{problem.severity.label}] {problem}", err=True)
    if len(told) > _MOST_PRINTED:
        click.echo(
            f"……还有 {len(told) - _MOST_PRINTED} 处没有列出，改正后请再检查；--json 列出全部。",
            err=True,
        )


def problems_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Each problem with its place; a line of 0 stands for the whole file."""
    return [
        {
            "severity": str(problem.severity),
            "code": problem.code,
            "message": problem.message,
            "file": problem.location.file,
            "line": problem.location.line,
            "column": problem.location.column,
            "cell": problem.location.cell,
            "path": problem.location.path,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def summarise(problems: Sequence[Problem]) -> str:
    """How many there are of each severity: `错误 2 处，提醒 1 处`; empty for none."""
    counts = {
        severity: sum(each.severity is severity for each in problems) for severity in Severity
    }
    return "，".join(f"{severity.label} {count} 处" for severity, count in counts.items() if count)


def exit_code(problems: Iterable[Problem], strict: bool = False) -> int:
    """1 if there is an error (with `strict` also for a warning), else 0; what is local never
    counts.
    """
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return EXIT_PROBLEMS if any(each.severity in counted for each in problems) else 0


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table whose columns line up where a Chinese character takes two cells."""
    lines = [list(header), *(list(row) for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(header))]
    for line in lines:
        cells = [
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
