"""The benchmarks are run by hand: what they import must be there, each line be measured at a tiny
size, and what they tell of a machine be what it was.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.inputs import Inputs, change
from benchmarks.lines import ASKED_ONLY, GROUPS, TINY, Bench
from benchmarks.machine import shares
from benchmarks.measuring import ROOT, Measure, Side, Spent, Taken, gather, noise, shown
from benchmarks.promises import PROMISES, judge
from benchmarks.tables import compared, lines_of, promise_line
from reportgen.cli import cli

BENCHMARKS = sorted((Path(__file__).parent.parent / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_a_benchmark_can_be_loaded(path: Path) -> None:
    assert importlib.import_module(f"benchmarks.{path.stem}").__doc__


class Here(Side):
    """A side whose commands and tasks are done in this process, which is quicker."""

    def task(self, name: str, *arguments: object) -> dict[str, float]:
        module, _, function = name.partition(".")
        task = getattr(importlib.import_module(f"benchmarks.task_{module}"), function)
        found: dict[str, float] = task(*map(str, arguments))
        return found

    def python(self, *arguments: object) -> Spent:
        _, program, *rest = map(str, arguments)
        if program != "reportgen":
            return Spent(1.0, 1.0, 1.0, "", 0.0, 0.0)
        ended = CliRunner().invoke(cli, rest)
        return Spent(1.0, 1.0, 1.0, ended.output, 0.0, 0.0)


# What the officer's page does is the command's, which a test must not become.
@pytest.mark.parametrize("name", [each for each in GROUPS if each not in (*ASKED_ONLY, "officer")])
def test_each_line_is_measured(name: str, tmp_path: Path) -> None:
    (taken,) = gather(
        partial(GROUPS[name], Bench(Inputs(tmp_path), TINY)), [Here(ROOT, tmp_path / "side")]
    )
    assert taken.columns and all(min(each) >= 0 for each in taken.columns.values())
    assert len(list(lines_of(taken))) == len(taken.columns)
    promised = {line for each in PROMISES for line in each.lines}
    known = [each for each in judge(taken.columns) if promise_line(each)]
    assert bool(known) == bool(promised & taken.columns.keys())


def test_a_task_is_done_by_the_tree_that_is_named(tmp_path: Path) -> None:
    side = Side(ROOT, tmp_path / "side")
    assert side.task("render.first_document", "conditions", 10)["ours"] > 0
    side.tree = tmp_path
    with pytest.raises(RuntimeError, match="measured would be"):
        side.task("render.first_document", "conditions", 10)


def test_a_large_process_is_not_measured_in_place_of_what_it_starts(tmp_path: Path) -> None:
    held = bytearray(b"a") * 60_000_000
    spent = Side(ROOT, tmp_path / "side").python("-S", "-c", "print(1)")
    assert held and spent.megabytes < 50
    assert spent.printed == "1\n" and spent.clock > 0


def test_sides_are_taken_in_turns(tmp_path: Path) -> None:
    taken = []

    def lines(side: Side) -> Iterator[Measure]:
        for line in "xy":
            taken.append(side.tree.name)
            yield Measure(line, 1.0)

    for name in "ab":
        (tmp_path / name).mkdir()
    sides = [Side(tmp_path / name, tmp_path / f"{name}'s") for name in "ab"]
    assert [each.columns for each in gather(lines, sides)] == [{"x": [1.0], "y": [1.0]}] * 2
    assert taken == ["a", "b", "a", "b"]


def test_noise_is_how_far_the_same_code_differs_from_itself() -> None:
    assert noise([1.0, 1.0, 1.0]) == 0
    assert noise([1.0, 1.1, 1.0, 1.1]) == pytest.approx(0.1)
    assert noise([1.0], [2.0]) is None


def test_a_core_that_others_take_is_not_idle() -> None:
    # Two cores for ten seconds, of which five were idle, and we took nine.
    assert shares((0.0, 0.0), (20.0, 5.0), 9.0) == pytest.approx((0.25, 0.3))


def test_a_promise_of_the_clock_is_not_judged_where_others_take_the_machine() -> None:
    line = "a district, all documents"
    columns = {f"{line}: the clock": [9.0], f"{line}: others meanwhile": [60.0]}
    (busy,) = judge(columns)
    (quiet,) = judge(columns | {f"{line}: others meanwhile": [1.0]})
    (reached,) = judge(columns | {f"{line}: the clock": [2.0]})
    assert busy.verdict == "not judged: others took 60 % of the machine" and not busy.is_missed
    assert quiet.is_missed and quiet.verdict == "missed"
    assert reached.verdict == "reached"


def test_what_is_nearer_to_a_bound_than_the_noise_is_told_so() -> None:
    (kept,) = judge({"a keystroke": [0.049, 0.056, 0.051]})
    assert kept.verdict == "missed, nearer than the noise"


def test_a_table_tells_before_after_and_their_ratio() -> None:
    before, after = (Taken({"a school": [value, value]}, {"a school": "s"}) for value in (2.0, 1.0))
    assert list(compared(before, after)) == ["| a school | 2.00 s | 1.00 s | 0.50 | ± 0% |"]


def test_values_are_told_as_people_read_them() -> None:
    told = [shown(0.0123, "s"), shown(2.5, "s"), shown(301.4, "MB"), shown(1.5, "x")]
    assert told == ["12.3 ms", "2.50 s", "301 MB", "1.50 x"]


def test_a_school_is_changed_once_whoever_asks(tmp_path: Path) -> None:
    folder = Inputs(tmp_path).district(2)
    before = (folder / "00001.yaml").read_text("utf-8")
    change(folder, 0)
    changed = (folder / "00001.yaml").read_text("utf-8")
    change(folder, 0)
    assert before != changed == (folder / "00001.yaml").read_text("utf-8")
