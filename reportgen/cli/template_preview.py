"""`reportgen template preview`: what a template makes, once or after each saving."""

from __future__ import annotations

import time
from pathlib import Path

import click

from reportgen.barrier import TRACE_LOG, Fallen, attempt, name_log
from reportgen.cli.options import (
    allow_external_option,
    choose_office,
    choose_output,
    find_project,
    force_option,
    office_option,
    open_workshop,
    template_folders,
    templates_option,
)
from reportgen.cli.terminal import exit_code, print_problems, say, show_traces
from reportgen.load.project import Project
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.problems import Problem
from reportgen.template_tools.preview import (
    WrittenPreview,
    find_sample,
    find_templates,
    make_preview,
    write_preview,
)
from reportgen.template_tools.watching import Watched, watch
from reportgen.trace_log import write_log
from reportgen.words.safe_names import safe_file_name


@click.command()
@click.argument("file", metavar="模板", type=click.Path(path_type=Path))
@click.option(
    "--data",
    metavar="数据",
    type=click.Path(path_type=Path),
    help="用这所学校的数据文件，或这个区县的文件夹；不写则用自带的样例。",
)
@click.option(
    "-o",
    "--output",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="预览放在这个文件夹，默认 out/预览。",
)
@templates_option
@office_option
@click.option(
    "--watch",
    "watching",
    is_flag=True,
    help="模板、短语、提纲或数据保存后立即重做，按 Ctrl-C 结束。",
)
@allow_external_option
@force_option
@click.option("--poll", is_flag=True, help="定时查看有没有保存（网络共享文件夹里用）。")
@click.pass_context
def template_preview(
    context: click.Context,
    file: Path,
    data: Path | None,
    output: Path | None,
    templates: Path | None,
    office: Path | None,
    watching: bool,
    allow_external: bool,
    force: bool,
    poll: bool,
) -> None:
    """用样例或真实数据预览模板：Word 文档，装有 LibreOffice 的还有 PDF 和页面图片。"""
    project = find_project(data if data and data.is_file() else file)
    folder = choose_output(project, output, "预览")
    previewed = _Previewed(
        file=file,
        data=data,
        output=folder,
        templates=templates or find_templates(file),
        project=project,
        office=choose_office(office, needed=False),
        force=force,
        allow_external=allow_external,
    )
    problems = previewed.build()
    if watching or poll:
        say("正在等待保存，按 Ctrl-C 结束。")
        for _ in watch(previewed.watched(), poll):
            previewed.build()
    context.exit(exit_code(problems))


class _Previewed(NamedTuple):
    """A template that is previewed again and again with the same data into the same folder."""

    file: Path
    data: Path | None
    output: Path
    templates: Path | None
    project: Project
    office: Office | None
    force: bool
    allow_external: bool

    def build(self) -> tuple[Problem, ...]:
        """Make and print the preview anew; what prevents it is printed instead."""
        started = time.perf_counter()
        shown = attempt(self._write, self.file)
        if isinstance(shown, Fallen):
            return self._tell_failed(shown)
        print_problems(shown.problems)
        _tell(shown, time.perf_counter() - started)
        return shown.problems

    def _tell_failed(self, fallen: Fallen) -> tuple[Problem, ...]:
        log = write_log(self.output / TRACE_LOG, [fallen])
        show_traces([fallen])
        problems = (*name_log(fallen.problems), *log.problems)
        print_problems(problems)
        say("[失败] 没有做成预览，请改正后再保存。", err=True)
        return problems

    def _write(self) -> WrittenPreview:
        # A new workshop each time: phrases and the outline may be what was saved.
        allowed = self.allow_external
        workshop = open_workshop(self.project, self.templates, self.office, allow_external=allowed)
        made = make_preview(self.file, find_sample(self.file, self.data, workshop), workshop)
        name = safe_file_name(self.file.stem, ".docx", "_预览")
        shown = write_preview(made, self.output / name, self.office, self.force)
        show_traces(made.fallen)
        log = write_log(self.output / TRACE_LOG, made.fallen)
        return shown._replace(problems=(*name_log(shown.problems), *log.problems))

    def watched(self) -> Watched:
        """What is worth a new preview when it is saved."""
        folders = list(template_folders(self.project, self.templates))
        files = [self.file]
        if self.data is not None:
            (folders if self.data.is_dir() else files).append(self.data)
        return Watched(tuple(files), tuple(folders), (self.output,))


def _tell(shown: WrittenPreview, seconds: float) -> None:
    say(f"[成功] 预览：{shown.document}（{seconds:.1f} 秒）")
    if shown.pdf:
        say(f"        PDF：{shown.pdf}")
    if shown.pages:
        say(f"        页面图片：{len(shown.pages)} 页，在 {shown.pages[0].parent}")
