"""`reportgen doctor`: what is here, what is missing, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from reportgen.cli.options import json_option, office_option
from reportgen.cli.terminal import EXIT_PROBLEMS, print_json, say
from reportgen.diagnosis import HealthLevel, MachineFinding, examine_machine, is_lacking


@click.command()
@office_option
@json_option
@click.pass_context
def doctor_command(context: click.Context, office: Path | None, as_json: bool) -> None:
    """检查本机：版本、LibreOffice、字体、编码、写入权限和设置，缺什么、怎么办。"""
    findings = examine_machine(Path(), office)
    lacking = is_lacking(findings)
    if as_json:
        checks = [{**each._asdict(), "level": str(each.level)} for each in findings]
        print_json({"checks": checks, "ok": not lacking})
    else:
        _print(findings)
    context.exit(EXIT_PROBLEMS if lacking else 0)


def _print(findings: Sequence[MachineFinding]) -> None:
    for each in findings:
        say(f"[{each.level.label}] {each.name}：{each.found}")
        if each.advice:
            say(f"       → {each.advice}")
    lacks = sum(each.level is HealthLevel.LACK for each in findings)
    notes = sum(each.level is HealthLevel.NOTE for each in findings)
    counts = (("错误", lacks), ("提醒", notes))
    told = "，".join(f"{word} {count} 处" for word, count in counts if count)
    if lacks:
        say(f"[失败] {told}，请先处理错误。")
    else:
        say(f"[成功] 可以使用{f'（{told}）' if told else ''}。")
