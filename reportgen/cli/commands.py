"""The commands by name, their line of help, and how they end; each is imported when it is used."""

from __future__ import annotations

import gc
import importlib
import sys
import traceback
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from reportgen.barrier import Fallen, attempt
from reportgen.cli.terminal import (
    EXIT_INTERRUPTED,
    print_json,
    print_problems,
    problems_json,
    say,
)
from reportgen.deliver import refusal
from reportgen.late_regex import is_compiled_by_re
from reportgen.words.nearest import ask_nearest

CommandTable = Mapping[str, tuple[str, str]]
"""The module and the line of help of each command."""

COMMANDS: CommandTable = {
    "build": ("build", "做出一所学校的自查报告（Word 文档）。"),
    "batch": ("batch", "做出一个区县全部学校的报告、县域报告和各种清单。"),
    "check": (
        "inspect",
        "列出数据文件里所有不对和缺少的地方；检查 Word 文档；--return、--annotate 标出来。",
    ),
    "assess": ("assess", "只算指标，不做文档。"),
    "explain": ("explain", "一个数是怎么来的：算式、分子、分母、填在哪里，按哪个标准判断。"),
    "serve": ("serve", "在浏览器里填数据、看报告（只在本机，不联网）。"),
    "form": ("form", "学校填写的采集表（Excel）。"),
    "convert": ("convert", "在数据文件（.yaml）和采集表（.xlsx）之间转换一所学校的数据。"),
    "init": ("start", "建一个文件夹，放好带说明的样例数据、设置和可以改的模板。"),
    "template": ("template", "模板：新建、列出可用的名称、检查、预览。"),
    "doctor": ("doctor", "检查本机：版本、LibreOffice、字体、编码、写入权限，缺什么、怎么办。"),
    "standards": ("knowledge", "列出可用的标准。"),
    "facts": ("knowledge", "列出数据文件里可以填写的数据。"),
    "schema": ("knowledge", "输出数据文件的 JSON Schema（draft-07），供编辑器提示和检查。"),
}
TEMPLATE_COMMANDS: CommandTable = {
    "new": ("template_new", "按 GB/T 9704 新建一份 Word 模板，可以按本地的习惯调整。"),
    "fields": (
        "template_fields",
        "列出模板和短语里可用的全部名称、来源和样例学校的值，附可以复制的写法。",
    ),
    "check": ("template_check", "一次列出模板里所有不对的地方，在做报告之前。"),
    "preview": ("template_preview", "用样例或真实数据预览模板，保存后可以自动重做。"),
}
FORM_COMMANDS: CommandTable = {"new": ("form_new", "做出学校填写的采集表（Excel）。")}


class LazyGroup(click.Group):
    """A group of commands named by a table; a command's module is imported when it is used."""

    commands_table: CommandTable = MappingProxyType({})
    function = "{}"
    """How the function of a command is called, with its name for the braces."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a newcomer needs them."""
        return list(self.commands_table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.commands_table:
            return None
        self.prepare(cmd_name)
        module = importlib.import_module(f"reportgen.cli.{self.commands_table[cmd_name][0]}")
        command: click.Command = getattr(module, self.function.format(cmd_name))
        command.options_metavar = "[选项]"
        # What modules hold lives as long as the process: no search for garbage goes through it.
        gc.freeze()
        return command

    def prepare(self, name: str) -> None:
        """What is done before the command of that name is imported."""

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


class TemplateGroup(LazyGroup):
    """The commands for whoever keeps the templates."""

    commands_table = TEMPLATE_COMMANDS
    function = "template_{}"


class FormGroup(LazyGroup):
    """The commands for the form that schools fill in."""

    commands_table = FORM_COMMANDS
    function = "form_{}"


class ReportgenGroup(LazyGroup):
    """All commands; a failure becomes a Chinese message and an exit code.

    A bug shows its traceback with --debug.
    """

    commands_table = COMMANDS
    function = "{}_command"

    def prepare(self, name: str) -> None:
        """In a process of its own what another run has compiled and imported is at hand."""
        if is_compiled_by_re():
            return
        # Whoever asks for help alone waits for none of it.
        from reportgen.kept_code.modules import use_kept_modules
        from reportgen.kept_code.use import use_kept_code

        use_kept_code()
        use_kept_modules(name)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and end the process with the exit code that the outcome asks for."""
        ended = attempt(partial(self._main, *args, **extra), "")
        if not isinstance(ended, Fallen):
            return ended
        asked = _arguments(args, extra)
        if "--debug" in asked:
            say(ended.trace, err=True, nl=False)
        if "--json" in asked:
            print_json(_failure_json(ended))
        else:
            print_problems(ended.problems)
        sys.exit(ended.exit_code)

    def _main(self, *args: Any, **extra: Any) -> Any:
        try:
            return super().main(*args, **extra)
        except OSError as fault:
            if "--debug" in _arguments(args, extra):
                say(traceback.format_exc(), err=True, nl=False)
            # A disk that is full, a place that nobody may write, wherever it is met.
            raise refusal(Path(fault.filename or ""), fault) from fault

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an interrupt ends with 130, not with click's own exit code of 1."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("已中断。", err=True)
            ctx.exit(EXIT_INTERRUPTED)


def _failure_json(fault: Fallen) -> dict[str, object]:
    """What --json prints if a command cannot go on."""
    return {
        "school": None,
        "standards": [],
        "report": None,
        "documents": [],
        "problems": problems_json(fault.problems),
    }


def _arguments(args: tuple[Any, ...], extra: Mapping[str, Any]) -> Sequence[str]:
    given = args[0] if args else extra.get("args")
    return sys.argv[1:] if given is None else given
