"""`reportgen template fields`: every name that a template or phrase may use, with a value."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.idle_options import tell_idle
from reportgen.cli.options import force_option, standard_option
from reportgen.cli.terminal import say, tell_written
from reportgen.deliver import deliver_file
from reportgen.making import make_document
from reportgen.model.document_kinds import WORD
from reportgen.pipeline import Workshop
from reportgen.render.as_markdown import report_as_markdown
from reportgen.template_tools.field_listing import list_fields, listing_report

_MARKDOWN = ".md"


@click.command()
@standard_option
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=click.Path(path_type=Path),
    help=f"写进这个文件：{WORD} 是可以从中复制的 Word 文档，{_MARKDOWN} 是文本；不写则显示在这里。",
)
@force_option
@click.pass_context
def template_fields(
    context: click.Context, standards: tuple[str, ...], output: Path | None, force: bool
) -> None:
    """列出模板和短语里可用的全部名称、来源和样例学校的值，附可以复制的写法。"""
    kind = output.suffix.lower() if output else _MARKDOWN
    if kind not in (WORD, _MARKDOWN):
        raise click.UsageError(f"文件名要以 {WORD} 或 {_MARKDOWN} 结尾：{output}")
    report = listing_report(list_fields(standards))
    tell_idle("--force", force and output is None, "它用于 -o 写的文件")
    if output is None:
        say(report_as_markdown(report), nl=False)
        return
    is_word = kind == WORD
    data = make_document(report, Workshop()) if is_word else report_as_markdown(report).encode()
    context.exit(tell_written(deliver_file(output, data, force)))
