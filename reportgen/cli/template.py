"""`reportgen template`: the group; each command has a file of its own."""

from __future__ import annotations

import click

from reportgen.cli.commands import TemplateGroup


@click.group(cls=TemplateGroup, subcommand_metavar="命令 [参数]...")
def template_command() -> None:
    """模板：新建、列出可用的名称、检查、预览。"""
