"""What a school's settings mean."""

from __future__ import annotations

import datetime

from reportgen.model.school import day_of_judging


def test_limits_with_dates_are_those_of_the_report_s_day_or_of_the_end_of_its_year() -> None:
    day = datetime.date(2024, 11, 20)
    assert day_of_judging(2024, day) == day
    assert day_of_judging(2024) == datetime.date(2024, 12, 31)
    assert day_of_judging(0) == datetime.date(1, 12, 31)
