"""`reportgen form`: the group; each command has a file of its own."""

from __future__ import annotations

import click

from reportgen.cli.commands import FormGroup


@click.group(cls=FormGroup, subcommand_metavar="命令 [参数]...")
def form_command() -> None:
    """学校填写的采集表。"""
