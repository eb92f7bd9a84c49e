"""A task in steps can be taken one by one, or all at once."""

from __future__ import annotations

from reportgen.steps import Steps, advance, finish


def counting(taken: list[int], end: str) -> Steps[str]:
    taken.append(1)
    yield
    taken.append(2)
    yield
    taken.append(3)
    return end


def test_each_step_is_taken_when_it_is_asked_for() -> None:
    taken = list[int]()
    steps = counting(taken, "完")
    assert advance(steps) is None
    assert taken == [1]
    assert advance(steps) is None
    assert advance(steps) == "完"
    assert taken == [1, 2, 3]


def test_all_steps_come_to_what_the_last_one_gives() -> None:
    taken = list[int]()
    assert finish(counting(taken, "")) == ""
    assert taken == [1, 2, 3]
