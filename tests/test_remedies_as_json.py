"""Each command's --json has, of every problem, the edit that mends it, where one is certain."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.cli.terminal import problems_json
from reportgen.problems import Change, Location, Problem, Remedy, error
from reportgen.resources import data_folder
from tests.mending import mend

GOOD = (data_folder() / "init" / "学校.yaml").read_text(encoding="utf-8")
PLACE = Location("甲.yaml", 7, 3, "数据.图书册数")
CELL = Location("某县映射.yaml", path="列")
REMEDIES = {
    "write": Remedy(Change.WRITE, ("一类", "二类"), "写"),
    "replace": Remedy(Change.REPLACE, ("：",), "换", ":"),
    "delete": Remedy(Change.DELETE, (), "删"),
    "add": Remedy(Change.ADD, ("教师",), "加", place=CELL),
}


@pytest.mark.parametrize("act", REMEDIES)
def test_a_remedy_says_what_is_done_where(act: str) -> None:
    remedy = REMEDIES[act]
    (told,) = problems_json([error("a", "错", PLACE, remedy)])
    place = dict((remedy.place or PLACE)._asdict())
    assert told["remedy"] == {
        "act": act,
        **place,
        "texts": list(remedy.texts),
        "old": remedy.old,
    }
    assert told["hint"] == remedy.words


def test_where_nothing_is_certain_there_is_no_remedy() -> None:
    (told,) = problems_json([error("a", "错", PLACE, "请核对")])
    assert told["remedy"] is None and told["hint"] == "请核对"


def told_by(*arguments: str | Path) -> list[dict[str, Any]]:
    """The problems of a command, and those of each of its schools."""
    result = CliRunner().invoke(cli, [*map(str, arguments), "--json"])
    document = json.loads(result.stdout)
    schools: Iterable[dict[str, Any]] = document.get("schools", ())
    return [*document["problems"], *(each for school in schools for each in school["problems"])]


@pytest.mark.parametrize("command", ["check", "build", "batch", "batch again"])
def test_each_command_gives_what_mends_the_file(tmp_path: Path, command: str) -> None:
    file, out = tmp_path / "甲.yaml", tmp_path / "out"
    bad = GOOD.replace("图书册数: 13200", "图书册数: 一万三千二")
    file.write_text(bad, encoding="utf-8")
    output = () if command == "check" else ("-o", out)
    for _ in command.split():
        found = told_by(command.split()[0], file, *output)
    (told,) = (each for each in found if each["severity"] == "error")
    assert told["remedy"]["act"] == "write" and told["remedy"]["texts"] == ["13200"]
    where = Location(told["file"], told["line"], told["column"], told["path"])
    problem: Problem = error(
        told["code"], told["message"], where, Remedy(Change.WRITE, ("13200",), "")
    )
    assert mend(bad, problem) == GOOD
