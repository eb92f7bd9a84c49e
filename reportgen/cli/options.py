"""Options that several commands share, and the project's settings file."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.terminal import print_problems
from reportgen.load.inside import leads_inside
from reportgen.load.project import Project, load_project
from reportgen.load.user_settings import load_user_office
from reportgen.office.libreoffice import Office, find_office, office_variable
from reportgen.pipeline import Workshop
from reportgen.problems import Location, ReportgenError, error

# Where the context keeps what was said of a project.
_TOLD = "reportgen.told"

school_file = click.argument("file", metavar="数据文件", type=click.Path(path_type=Path))
standard_option = click.option(
    "--standard",
    "standards",
    metavar="名称",
    multiple=True,
    help="按这个标准判断，可写多次；不写则按数据文件里的“报告.标准”。",
)
templates_option = click.option(
    "--templates",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="先在这个文件夹里找模板、短语和提纲，找不到的用自带的。",
)
pdf_option = click.option(
    "--pdf", "with_pdf", is_flag=True, help="同时做成 PDF（用 LibreOffice）。"
)
office_option = click.option(
    "--office",
    metavar="位置",
    type=click.Path(path_type=Path),
    help="LibreOffice 在哪里（soffice 程序或安装的文件夹）；不写则自己找。",
)
toc_pages_option = click.option(
    "--no-toc-pages",
    is_flag=True,
    help="Word 报告的目录里不排页码，留给 Word 更新，省几秒钟；PDF 的目录照样有页码。",
)
school_option = click.option(
    "--school", metavar="名称", help="只看这所学校，用于一张表里有几所学校时。"
)
mapping_option = click.option(
    "--mapping",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="说明这张表各列是什么的映射文件，用于别处来的表；不写则自动挑选。",
)
force_option = click.option(
    "--force",
    is_flag=True,
    help=(
        "有人改过的文件也换成新的，原来的另存为 ….bak（如 报告.bak.docx）；"
        "不写则不动它，新的写在旁边。"
    ),
)
roster_option = click.option(
    "--roster",
    metavar="名单",
    type=click.Path(path_type=Path),
    help="应交的学校名单（Excel，同 form new --schools）：谁没有交，谁不在名单里。",
)
newest_option = click.option(
    "--newest", is_flag=True, help="同一所学校有几份数据的，取最新的一份；不写则一份也不计入。"
)
return_option = click.option(
    "--return",
    "return_to",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="把有错误的工作簿各写一份到这个文件夹：格子涂色、加批注，最前面一张错误清单，可以发回学校。",
)
allow_external_option = click.option(
    "--allow-external",
    is_flag=True,
    help=(
        "模板里有链接到外面的图片、会取外面内容的域、嵌入的对象或宏的也照用，只提醒"
        "（模板来源可靠时才写）；不写则不用这样的模板。"
    ),
)
json_option = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")


def find_project(file: Path) -> Project:
    """The settings in reportgen.yaml beside the data file or in the current folder. What is said of
    them is printed once, however many files a command is about.
    """
    project = load_project((file.parent, Path()))
    told = click.get_current_context().meta.setdefault(_TOLD, set())
    print_problems(each for each in project.problems if each not in told)
    told.update(project.problems)
    return project


def open_workshop(
    project: Project,
    templates: Path | None,
    office: Office | None = None,
    *,
    allow_external: bool = False,
) -> Workshop:
    """The workshop with the templates of the option, else of the project, else the bundled ones."""
    folders = template_folders(project, templates)
    grounds = project_grounds(project)
    return Workshop(
        *folders,
        office=office,
        grounds=grounds,
        allow_external=allow_external,
        checks=project.checks,
    )


def project_grounds(project: Project) -> tuple[Path, ...]:
    """The folder whose files the data in it may name: that of reportgen.yaml, if there is one."""
    return (project.folder,) if project.folder is not None else ()


def template_folders(project: Project, templates: Path | None) -> tuple[Path, ...]:
    """The folders to look in before the bundled one: the option's, else the project's.

    Errors: ReportgenError if the project's lead out of its folder.
    """
    return (templates,) if templates else project.chosen_templates


def choose_standards(project: Project, named: tuple[str, ...]) -> tuple[str, ...]:
    """The standards of the option, else of the project. Errors: as `template_folders`."""
    return named or project.chosen_standards


def choose_output(project: Project, named: Path | None, below: str = "") -> Path:
    """The folder of the option, else `below` in that of the project, else in `out`.

    Errors: ReportgenError if one that no option named leads out of the project's folder, or out of
    the current one, by a link.
    """
    if named is not None:
        return named
    output = project.chosen_output
    root = Path() if output is None else project.folder or Path()
    folder = (output or Path("out")) / below
    if leads_inside(root, folder):
        return folder
    message, hint = "是指到文件夹外面的链接，没有往里写", "请删去这个链接，或用 -o 写明放在哪里"
    raise ReportgenError(error("outside", message, Location(str(folder)), hint))


def choose_office(named: Path | None, needed: bool) -> Office | None:
    """The LibreOffice of the option, else of the environment, of the user's own settings, or of
    this machine.

    Errors: ReportgenError if it is `needed` and there is none, or none where it was named.
    """
    told = named or office_variable() or load_user_office()
    found = find_office(told)
    if found is not None or not (needed or named or (told and not office_variable())):
        return found
    from reportgen.pdf import get_office

    return get_office(found, told)
