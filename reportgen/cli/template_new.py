"""`reportgen template new`: a fresh Word template by GB/T 9704, with a bureau's variations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, Unpack

import click

from reportgen.cli.options import force_option
from reportgen.cli.terminal import exit_code, print_problems, say
from reportgen.deliver import deliver_file
from reportgen.late_regex import late_regex
from reportgen.model.document_kinds import (
    DISTRICT_REPORT,
    DOCUMENT_KINDS,
    SCHOOL_REPORT,
    WORD,
    DocumentKind,
    Level,
)
from reportgen.model.page_layout import (
    FONTS,
    LINES,
    Imprint,
    Layout,
    PageNumber,
    PageNumberForm,
    RedHead,
    lines_of_page,
)
from reportgen.problems import Location, Problem, warning
from reportgen.render.template import compile_template
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.stock_templates.kinds import make_template

_KINDS = {kind.name: kind for kind in DOCUMENT_KINDS}
_FORMS = {form.name.lower(): form for form in PageNumberForm}
_TWIPS = 20
# 16 pt is the height of the body's own characters.
_PITCHES = (16.0, 60.0)
# 机关代字〔2024〕23号: the year in six-cornered brackets, no leading nought, no 第.
_NUMBER = late_regex(r"[^〔〕]+〔\d{4}〕[1-9]\d*号")


class _Chosen(TypedDict):
    """The options that vary the layout."""

    fonts: str
    line_pitch: float
    bold_headings: bool
    page_number: str
    page_number_form: str
    issuer: str | None
    number: str
    signers: tuple[str, ...]
    printer: str | None
    copies: str


@click.command()
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    metavar="种类",
    type=click.Choice(tuple(_KINDS)),
    default=SCHOOL_REPORT.name,
    callback=lambda context, option, name: _KINDS[name],
    help=f"{'、'.join(_KINDS)}。",
)
@click.option(
    "--fonts",
    metavar="字体",
    type=click.Choice(tuple(FONTS)),
    default="gb2312",
    help=(
        "gb2312：方正小标宋、仿宋_GB2312、楷体_GB2312（默认）；"
        "windows：Windows 自带的；free：可以免费使用的。"
    ),
)
@click.option(
    "--line-pitch",
    metavar="磅",
    type=click.FloatRange(*_PITCHES),
    default=28.95,
    help="正文行距，默认 28.95 磅。",
)
@click.option("--bold-headings", is_flag=True, help="二级、三级标题加粗。")
@click.option(
    "--page-number",
    metavar="位置",
    type=click.Choice([place.value for place in PageNumber]),
    default=PageNumber.OUTSIDE.value,
    help="页码：outside 单页居右、双页居左（默认）；centre 居中。",
)
@click.option(
    "--page-number-form",
    metavar="写法",
    type=click.Choice(tuple(_FORMS)),
    default=PageNumberForm.DASH.name.lower(),
    help="页码的写法：dash：— 1 —（默认）；hyphen：- 1 -；plain：1。",
)
@click.option("--red-head", "issuer", metavar="机关名称", help="加红头，例如 示例县教育局文件。")
@click.option(
    "--number", metavar="文号", default="", help="红头下的发文字号，例如 示教〔2024〕23号。"
)
@click.option(
    "--signer",
    "signers",
    metavar="姓名",
    multiple=True,
    help="红头里的签发人，上报的文件要写，可写多次；文号这时居左，与签发人同一行。",
)
@click.option(
    "--imprint",
    "printer",
    metavar="印发机关",
    help="文末加版记，例如 示例县教育局办公室；印发日期是报告的日期。",
)
@click.option(
    "--copy-to",
    "copies",
    metavar="抄送机关",
    default="",
    help="版记里的抄送机关，几个的用逗号分开。",
)
@force_option
@click.pass_context
def template_new(
    context: click.Context, file: Path, kind: DocumentKind, force: bool, **chosen: Unpack[_Chosen]
) -> None:
    """按 GB/T 9704 新建一份 Word 模板，可以按本地的习惯调整。"""
    _check_choice(chosen, kind)
    _check_place(file)
    layout = _layout(chosen)
    data = make_template(kind, layout)
    # The office's name may hold tags: faulty ones are refused before anything is written.
    compile_template(data, str(file), FILTERS)
    delivered = deliver_file(file, data, force)
    remarks = tuple(_remarks(delivered.path, layout))
    told = (*remarks, *([delivered.problem] if delivered.problem else []))
    print_problems(told)
    say(f"[成功] 已建好模板：{delivered.path}（{kind.name}）")
    say(_next_step(delivered.path, kind))
    context.exit(exit_code(told))


def _check_choice(chosen: _Chosen, kind: DocumentKind) -> None:
    if not chosen["issuer"] and (chosen["number"] or chosen["signers"]):
        raise click.UsageError("文号和签发人写在红头下面：请同时用 --red-head 写上机关名称")
    if chosen["copies"] and not chosen["printer"]:
        raise click.UsageError("抄送机关写在版记里：请同时用 --imprint 写上印发机关")
    if chosen["printer"] and kind not in (SCHOOL_REPORT, DISTRICT_REPORT):
        raise click.UsageError(f"版记用于自查报告，{kind.name}没有：请去掉 --imprint")


def _layout(chosen: _Chosen) -> Layout:
    issuer, printer = chosen["issuer"], chosen["printer"]
    return Layout(
        FONTS[chosen["fonts"]],
        round(chosen["line_pitch"] * _TWIPS),
        chosen["bold_headings"],
        PageNumber(chosen["page_number"]),
        _FORMS[chosen["page_number_form"]],
        RedHead(issuer, chosen["number"], chosen["signers"]) if issuer else None,
        Imprint(printer, chosen["copies"]) if printer else None,
    )


def _check_place(file: Path) -> None:
    if file.suffix.lower() != WORD:
        raise click.UsageError(f"文件名要以 {WORD} 结尾：{file}")


def _remarks(file: Path, layout: Layout) -> Iterator[Problem]:
    """Warnings for what differs from the standard and is no usual variation of it."""
    place = Location(str(file))
    lines = lines_of_page(layout.line_pitch)
    if lines != LINES:
        pitch = f"{layout.line_pitch / _TWIPS:g}"
        message = f"行距 {pitch} 磅，一页排 {lines} 行，标准是 {LINES} 行（GB/T 9704-2012 5.2.3）"
        hint = "本地有规定的按规定；没有的用默认的 28.95 磅"
        yield warning("line_pitch", message, place, hint)
    head = layout.red_head or RedHead("")
    number = head.number
    if number and not head.signers:
        message = "上报的文件要在红头里写上签发人，文号居左（GB/T 9704—2012，7.2.5、7.2.6）"
        yield warning("signer", message, place, "请加上 --signer 姓名；不是上报的不用改")
    if number and "{" not in number and not _NUMBER.fullmatch(number):
        message = f"发文字号“{number}”的写法不合标准"
        hint = "请写成 机关代字〔2024〕23号：年份用六角括号，序号不编虚位，不加“第”"
        yield warning("document_number", message, place, hint)


def _next_step(file: Path, kind: DocumentKind) -> str:
    if kind.level is Level.DISTRICT:
        step = f"改好后以“{kind.file}”为名放进模板文件夹"
        return f"下一步：{step}，再运行 reportgen batch … --templates 文件夹"
    return f"下一步：在 Word 或 WPS 里改好，再运行 reportgen build 学校.yaml --template {file}"
