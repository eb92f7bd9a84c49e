"""The command `reportgen`: parse, call, print, exit code; nothing else."""

from __future__ import annotations

import re
from typing import Any

import click

from reportgen import __version__
from reportgen.cli.chinese import speak_chinese
from reportgen.cli.commands import ReportgenGroup
from reportgen.cli.terminal import make_streams_safe
from reportgen.late_regex import compile_by

# Before any command makes its own words.
speak_chinese()


@click.group(
    cls=ReportgenGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
)
@click.version_option(
    __version__, prog_name="reportgen", message="%(prog)s 版本 %(version)s", help="显示版本号。"
)
@click.option("--debug", is_flag=True, help="出错时显示程序内部的详细信息。")
def cli(debug: bool) -> None:
    """把学校的数据做成自查报告（Word 文档）。

    第一次使用：reportgen init 我的学校，改好里面的 学校.yaml，再运行 reportgen build
    我的学校/学校.yaml
    """


def main() -> None:
    """Run the command line."""
    make_streams_safe()
    compile_by(_compile_first)
    cli()


def _compile_first(source: str | bytes, flags: int) -> re.Pattern[Any]:
    """The first expression of a command; from then on all that is compiled is kept. Errors:
    re.error.
    """
    # Whoever asks for help alone waits for none of it.
    from reportgen.kept_code.use import use_kept_code

    return use_kept_code()(source, flags)
