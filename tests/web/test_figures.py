"""A district's figures as charts: coefficients against their limits, schools of one indicator."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from decimal import Decimal
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.officer.chart_scale import make_scale
from reportgen.web.serving.guard import Keys
from tests.web.conftest import HOST, TOKEN

_SAMPLES = data_folder() / "districts" / "示例县"
_PAGE = "/district/figures"
_AREA = "生均体育运动场馆面积"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's folder."""
    folder = tmp_path_factory.mktemp("县")
    shutil.copytree(_SAMPLES, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def officer(district: Path) -> TestClient:
    """A client with the keys to that folder."""
    app = make_app(Desk(district), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
    client.get("/", params={"token": TOKEN})
    return client


def charts(page: str) -> Sequence[ElementTree.Element]:
    """The pictures on the page, which are read as XML."""
    return [ElementTree.fromstring(each) for each in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]


def texts(chart: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in chart.iter("text")]


def spread_of(page: str) -> ElementTree.Element:
    (found,) = (each for each in charts(page) if each.find("title[@id='spread-t']") is not None)
    return found


def test_each_coefficient_stands_as_a_bar_beside_its_limit(officer: TestClient) -> None:
    page = officer.get(_PAGE).text
    chart = next(each for each in charts(page) if (each.findtext("title") or "").startswith("小学"))
    bars = [each for each in chart.iter("rect") if (each.get("class") or "").startswith("bar")]
    limits = [each for each in chart.iter("line") if each.get("class") == "limit"]
    assert len(bars) == len(limits) == 7
    unmet = [each for each in bars if "unmet" in (each.get("class") or "")]
    assert all((each.get("fill") or "").startswith("url(#") for each in unmet)
    for bar, limit in zip(bars, limits, strict=True):
        beyond = int(bar.get("x") or 0) + int(bar.get("width") or 0) > int(limit.get("x1") or 0)
        assert beyond == (bar in unmet) or "no_data" in (bar.get("class") or "")


def test_a_chart_says_in_words_what_it_shows(officer: TestClient) -> None:
    page = officer.get(_PAGE).text
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for chart in charts(page):
        named = (chart.get("aria-labelledby") or "").split()
        assert chart.get("role") == "img" and set(named) <= set(ids)
        assert chart.findtext("title") and chart.findtext("desc")


def test_whose_data_lack_is_named_and_the_others_are_told(officer: TestClient) -> None:
    page = officer.get(_PAGE).text
    assert re.search(r"缺数据的学校[^<]*生均教学仪器设备值：[^<]*柳林乡小学", page)
    assert any("（缺1所）" in text for chart in charts(page) for text in texts(chart))


def test_every_school_of_an_indicator_is_a_point_and_a_row(officer: TestClient) -> None:
    page = officer.get(_PAGE).text
    keys = re.findall(rf'<option value="([^"]+)"[^>]*>小学：{_AREA}<', page)
    page = officer.get(_PAGE, params={"of": unescape(keys[0])}).text
    chart = spread_of(page)
    assert chart.findtext("title") == f"小学：{_AREA}"
    points = [each for each in chart.iter() if (each.get("class") or "").startswith("dot")]
    failing = [each for each in points if each.tag == "rect"]
    rows = page.partition("看各校的数")[2].partition("</table>")[0]
    assert len(points) == rows.count('<th scope="row">') > 3
    assert len(failing) == rows.count('class="unmet"') > 0
    assert any("标准值" in text for text in texts(chart))
    assert any("全县平均值" in text for text in texts(chart))


def test_an_indicator_that_is_not_there_gives_another(officer: TestClient) -> None:
    for odd in ("x", "<script>", "a/b/c"):
        answer = officer.get(_PAGE, params={"of": odd})
        assert answer.status_code == 200 and "<script>" not in answer.text
        assert spread_of(answer.text).findtext("title")


def test_nothing_is_fetched_or_run_by_a_chart(officer: TestClient) -> None:
    page = officer.get(_PAGE).text
    drawn = "".join(re.findall(r"<svg.*?</svg>", page, re.DOTALL))
    assert not re.search(r"\bon\w+=|style=|href=|http", drawn)


def test_the_heat_table_is_sorted_and_filtered(officer: TestClient) -> None:
    def counts(**asked: str) -> list[int]:
        page = officer.get(_PAGE, params=asked).text.partition('class="heat"')[2]
        table = page.partition("</tbody>")[0]
        return [int(each or 0) for each in re.findall(r'<td class="number">(\d*)</td>', table)]

    every = counts()
    assert counts(sort="open", down="1") == sorted(every, reverse=True)
    assert counts(sort="open") == sorted(every)
    assert 0 < len(counts(town="河东镇")) < len(every)
    for odd in ("999", "-1", "x", "²"):
        assert counts(sort=odd) == every


def test_the_worst_of_a_column_stands_first(officer: TestClient) -> None:
    page = officer.get(_PAGE, params={"sort": "4"}).text.partition('class="heat"')[2]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page.partition("</tbody>")[0])
    styles = [re.findall(r'<td class="(\w+)" title', row) for row in rows]
    assert "unmet" in styles[0]


@given(
    st.lists(st.decimals("-1000", "100000", places=3), min_size=1, max_size=9),
    st.booleans(),
)
def test_everything_stands_within_the_scale(values: list[Decimal], from_zero: bool) -> None:
    scale = make_scale(values, 100, 500, from_zero)
    assert all(100 <= scale.at(each) <= 600 for each in values)
    assert 2 <= len(scale.ticks) <= 9
    places = [each.x for each in scale.ticks]
    assert places == sorted(set(places)) and places[0] == 100 and places[-1] == 600
