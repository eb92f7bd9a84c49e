"""Rows of lists: added, taken away, moved, filled in; told and refused as fields are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportgen.editing.yaml_edit import tree_of

_FILE = "学校.yaml"
_HONOUR = "区级平安校园"


@pytest.fixture
def honours(folder: Path) -> list[object]:
    """What the file says of 成绩, put there for this test."""
    path = folder / _FILE
    lines = path.read_text(encoding="utf-8").split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("成绩:"))
    end = next(at for at in range(start + 1, len(lines)) if lines[at][:1] not in (" ", "-", "#"))
    lines[start:end] = [
        "成绩:",
        "  - 甲奖 # 证书在校长室",
        "  - {名称: 乙奖, 级别: 市级}",
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return ["甲奖", {"名称": "乙奖", "级别": "市级"}]


def _save(
    client: TestClient,
    address: list[str],
    seen: object,
    rows: Sequence[tuple[int | None, list[str]]],
) -> dict[str, Any]:
    given = [{"origin": origin, "cells": cells} for origin, cells in rows]
    asked = {
        "file": _FILE,
        "lists": [{"address": address, "seen": json.dumps(seen), "rows": given}],
    }
    answer = client.post("/school/edit", json=asked)
    assert answer.status_code == 200
    told = answer.json()
    assert isinstance(told, dict)
    return told


def _tree(folder: Path, key: str) -> object:
    tree = tree_of((folder / _FILE).read_text(encoding="utf-8"), "")
    assert isinstance(tree, dict)
    return tree.get(key)


def test_the_page_has_each_list_with_a_row_for_a_new_entry(client: TestClient) -> None:
    page = client.get("/school", params={"file": _FILE}).text
    assert 'data-path="佐证材料" data-address' in page
    assert page.count("<template>") == page.count("添加一项</button>") > 8


def test_rows_are_added_moved_and_taken_away(
    client: TestClient, folder: Path, honours: list[object]
) -> None:
    rows = [(1, ["乙奖", "市级", "", ""]), (None, ["丙奖", "", "区教育局", "2024"])]
    told = _save(client, ["成绩"], honours, rows)
    assert _tree(folder, "成绩") == (
        {"名称": "乙奖", "级别": "市级"},
        {"名称": "丙奖", "颁发单位": "区教育局", "年份": "2024"},
    )
    (listed,) = told["lists"]
    assert (listed["places"], listed["other"]) == ([0, 1], False)
    assert listed["paths"][1][0] == "成绩[2].名称"


def test_a_text_alone_becomes_an_entry_with_more_than_its_name(
    client: TestClient, folder: Path, honours: list[object]
) -> None:
    rows = [(0, ["甲奖", "区级", "", ""]), (1, ["乙奖", "市级", "", ""]), (None, ["", "", "", ""])]
    told = _save(client, ["成绩"], honours, rows)
    assert _tree(folder, "成绩")[0] == {"名称": "甲奖", "级别": "区级"}  # type: ignore[index]
    assert told["lists"][0]["places"] == [0, 1, None]


def test_a_list_that_is_not_there_is_begun(client: TestClient, folder: Path) -> None:
    rows = [(None, ["校园足球", "", "一段"])]
    _save(client, ["章节"], None, rows)
    assert _tree(folder, "章节") == {"校园足球": "一段"}
    _save(client, ["章节"], {"校园足球": "一段"}, [(0, ["足球特色", "特色", "一段"])])
    assert _tree(folder, "章节") == {"足球特色": {"之后": "特色", "内容": "一段"}}


def test_a_row_without_its_name_waits_and_all_else_is_saved(
    client: TestClient, folder: Path
) -> None:
    lists = [
        {"address": ["章节"], "seen": "null", "rows": [{"origin": None, "cells": ["", "", "一"]}]}
    ]
    edit = {"address": ["引言"], "value": "某路1号", "seen": None}
    answer = client.post("/school/edit", json={"file": _FILE, "edits": [edit], "lists": lists})
    assert "还没有写“标题”" in answer.json()["lists"][0]["fault"]
    assert "某路1号" in (folder / _FILE).read_text(encoding="utf-8")


def test_rows_that_another_changed_meanwhile_wait_for_a_choice(
    client: TestClient, folder: Path, honours: list[object]
) -> None:
    path = folder / _FILE
    path.write_text(path.read_text(encoding="utf-8").replace("乙奖", "丁奖"), encoding="utf-8")
    told = _save(client, ["成绩"], honours, [(0, ["甲奖", "", "", ""])])
    assert [each["path"] for each in told["conflicts"]] == ["成绩"]
    assert "丁奖" in path.read_text(encoding="utf-8")


def test_a_cell_changed_elsewhere_stays_beside_one_changed_here(
    client: TestClient, folder: Path, honours: list[object]
) -> None:
    path = folder / _FILE
    path.write_text(path.read_text(encoding="utf-8").replace("乙奖", "丁奖"), encoding="utf-8")
    rows = [(0, ["甲奖", "", "", ""]), (1, ["乙奖", "省级", "", ""])]
    told = _save(client, ["成绩"], honours, rows)
    assert told["conflicts"] == []
    assert told["lists"][0]["other"]
    assert _tree(folder, "成绩") == ("甲奖", {"名称": "丁奖", "级别": "省级"})


def test_a_fault_of_a_row_stands_beside_its_cell(client: TestClient, honours: list[object]) -> None:
    rows = [(0, ["甲奖", "", "", ""]), (1, ["乙奖", "市级", "", "某年"])]
    assert "problem" in _save(client, ["成绩"], honours, rows)["fields"]["成绩[2].年份"]


def test_one_list_is_given_anew_as_it_stands_in_the_file(
    client: TestClient, honours: list[object]
) -> None:
    text = client.get("/school/list", params={"file": _FILE, "list": "成绩"}).text
    assert "乙奖</textarea>" in text
    assert "<html" not in text
    assert client.get("/school/list", params={"file": _FILE, "list": "学校"}).status_code == 422


def test_the_order_of_named_entries_is_the_file_s_on_the_page(
    client: TestClient, folder: Path
) -> None:
    path = folder / _FILE
    path.write_text(path.read_text(encoding="utf-8") + "章节: {乙: 一, 甲: 二}\n", encoding="utf-8")
    text = client.get("/school/list", params={"file": _FILE, "list": "章节"}).text
    assert text.index("乙") < text.index("甲")


@pytest.mark.parametrize(
    "change",
    [
        {"address": ["学校"]},
        {"rows": [{"origin": 7, "cells": ["", "", "", ""]}]},
        {"rows": [{"origin": -1, "cells": ["", "", "", ""]}]},
        {"rows": [{"origin": True, "cells": ["", "", "", ""]}]},
        {"rows": [{"origin": None, "cells": ["甲"]}]},
        {"rows": [{"origin": None, "cells": [1, 2, 3, 4]}]},
        {"rows": "x"},
        {"seen": 1},
        {"seen": "[" * 60 + "]" * 60},
        {"seen": "{"},
        {"rows": [{"origin": None, "cells": ["", "", "", ""], "was": {"seen": "[]", "origin": 0}}]},
    ],
)
def test_what_is_no_list_is_refused(
    client: TestClient, folder: Path, change: dict[str, object]
) -> None:
    before = (folder / _FILE).read_bytes()
    asked = {"address": ["成绩"], "seen": "null", "rows": [], **change}
    answer = client.post("/school/edit", json={"file": _FILE, "lists": [asked]})
    assert answer.status_code == 422
    assert (folder / _FILE).read_bytes() == before


def test_a_row_that_comes_back_has_again_what_it_does_not_show(
    client: TestClient, folder: Path
) -> None:
    path, entry = folder / _FILE, {"名称": "甲奖", "备注": "证书在校长室"}
    _save(client, ["成绩"], _tree_as_json(folder), [(None, ["", "", "", ""])])
    path.write_text(
        path.read_text(encoding="utf-8") + "成绩: [{名称: 甲奖, 备注: 证书在校长室}]\n", "utf-8"
    )
    _save(client, ["成绩"], [entry], [])
    was = {"seen": json.dumps([entry]), "origin": 0}
    row = {"origin": None, "cells": ["甲奖", "市级", "", ""], "was": was}
    asked = {"address": ["成绩"], "seen": "null", "rows": [row]}
    assert client.post("/school/edit", json={"file": _FILE, "lists": [asked]}).is_success
    assert _tree(folder, "成绩") == ({**entry, "级别": "市级"},)


def _tree_as_json(folder: Path) -> object:
    return json.loads(json.dumps(_tree(folder, "成绩")))


def test_teachers_are_counted_in_lines_that_are_offered(client: TestClient, folder: Path) -> None:
    address = ["教师结构", "学历职称"]
    page = client.get("/school/list", params={"file": _FILE, "list": ".".join(address)}).text
    assert "data-offered" in page
    assert 'value="本科"' in page
    seen = json.loads(json.dumps(_tree(folder, "教师结构")))
    known = seen["学历职称"] if seen else []
    count = len(known)
    cells = ["", "博士", "", "", "", "2", "", "", ""]
    kept = [(at, _cells(each)) for at, each in enumerate(known)]
    rows = [*kept, (None, cells), (None, ["", "研究生", *[""] * 7])]
    told = _save(client, address, known or None, rows)
    assert told["lists"][0]["places"] == [*range(count), count, None]
    staff = _tree(folder, "教师结构")
    assert isinstance(staff, dict)
    assert staff["学历职称"][-1] == {"学历": "博士", "中级": "2"}


def _cells(entry: dict[str, str]) -> list[str]:
    columns = "学段 学历 正高级 副高级 高级 中级 初级 未定职级 合计"
    return [entry.get(column, "") for column in columns.split()]


def test_the_usual_outline_is_offered_and_written_as_soon_as_it_is_changed(
    client: TestClient, folder: Path
) -> None:
    report = _tree(folder, "报告")
    assert isinstance(report, dict)
    _save(client, ["报告", "提纲"], json.loads(json.dumps(report["提纲"])), [])
    page = client.get("/school/list", params={"file": _FILE, "list": "报告.提纲"}).text
    assert page.count("data-offered") > 5
    rows: list[tuple[int | None, list[str]]] = [
        (None, ["基本情况", "", ""]),
        (None, ["主要措施\n特色", "措施和特色", ""]),
        (None, ["取得成绩", "", "表格"]),
    ]
    _save(client, ["报告", "提纲"], None, rows)
    report = _tree(folder, "报告")
    assert isinstance(report, dict)
    assert report["提纲"] == (
        "基本情况",
        {"章节": "主要措施", "标题": "措施和特色", "组成": ("主要措施", "特色")},
        {"章节": "取得成绩", "写法": "表格"},
    )


def test_columns_have_what_the_form_offers_in_them(client: TestClient) -> None:
    page = client.get("/school", params={"file": _FILE}).text
    for begin in ('<datalist id="d-成绩-级别">', '<datalist id="d-存在问题-指标">'):
        assert f"{begin}<option" in page
    assert "<option>已投入</option>" in page
    assert 'aria-label="评估标准：选一个添上"' in page
