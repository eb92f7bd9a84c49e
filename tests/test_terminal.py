"""What people wrote steers no terminal, whichever command prints it."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli import cli
from reportgen.resources import data_folder

ROOT = Path(reportgen.__file__).parent
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
HOSTILE = "\x1b]0;a\x07\x1b[31m\u202e红\x9b2J"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [str(each) for each in arguments], color=True)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_one_place_prints() -> None:
    """rich has the bar of progress, whose words are plain."""
    printing = ("click.echo", "click.secho", "print", "sys.stdout.write")
    texts = ((path, path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py"))
    suspects = ((path, text) for path, text in texts if any(each in text for each in printing))
    for path, text in suspects:
        for node in ast.walk(ast.parse(text)):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            is_printing = called in printing
            assert not is_printing or path.name == "terminal.py", (path, called)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A school whose name, file and attachments would steer."""
    monkeypatch.chdir(tmp_path)
    said = (data_folder() / "schools" / "完全小学.yaml").read_text(encoding="utf-8")
    told = json.dumps(f"实验{HOSTILE}小学", ensure_ascii=True)
    said = re.sub(r"(?m)^( *名称: ).*", lambda found: found[1] + told, said, count=1)
    path = tmp_path / "甲\x1b[31m\u202e校.yaml"
    path.write_text(said, encoding="utf-8")
    return path


COMMANDS = (
    ("build", "{}", "--no-toc-pages"),
    ("check", "{}"),
    ("check", "{}", "--return", "退回"),
    ("check", ".", "--return", "退回"),
    ("explain", "{}"),
    ("explain", "{}", "生均图书"),
    ("assess", "{}"),
    ("convert", "{}", "表.xlsx"),
    ("batch", ".", "--no-toc-pages", "-j", "1"),
)
"""Each prints something that the file says, or its name."""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda each: "_".join(each[:3:2]))
def test_no_command_prints_what_would_steer(school: Path, arguments: tuple[str, ...]) -> None:
    ended = run(*(each.replace("{}", school.name) for each in arguments))
    assert STEERING.findall(ended.output) == [] and "(U+" in ended.output


@pytest.mark.slow
def test_json_holds_what_was_said_in_signs_that_steer_nothing(school: Path) -> None:
    ended = run("check", school.name, "--json")
    assert STEERING.findall(ended.stdout) == []
    told = json.dumps(json.loads(ended.stdout))
    assert json.dumps(school.name)[1:-1] in told
