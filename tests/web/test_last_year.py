"""What a school wrote last year stands beside its fields, to be taken over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from tests.web.conftest import HOST, TOKEN

_FILE = {"file": "学校.yaml"}
_OLD = "去年.yaml"


def _write_last(path: Path, name: str = "示例区实验小学（样例）") -> Path:
    path.write_text(
        f"学校: {{名称: {name}, 类型: 小学}}\n"
        "报告: {年度: 2023, 标准: [河南省办学基本标准]}\n"
        "数据: {图书册数: 17000, 校训: 求真}\n"
        "成绩:\n  - {名称: 甲奖, 级别: 省级}\n"
        "特色: |\n  一段旧文字。\n",
        encoding="utf-8",
    )
    return path


def _client(folder: Path, last: Path | None) -> TestClient:
    app = make_app(Desk(folder, last), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}")
    client.get("/", params={"token": TOKEN})
    return client


def test_figures_and_texts_of_a_file_in_the_folder_stand_beside_the_fields(
    client: TestClient, folder: Path
) -> None:
    _write_last(folder / _OLD)
    page = client.get("/school", params={**_FILE, "last": _OLD}).text
    assert "上年 17000" in page
    assert 'data-text="求真"' in page
    assert "上年写的 1 项" in page
    assert "甲奖；省级" in page
    assert "旁边列了2023年的：去年.yaml" in page


def test_without_a_choice_the_files_to_choose_from_are_offered(
    client: TestClient, folder: Path
) -> None:
    _write_last(folder / _OLD)
    page = client.get("/school", params=_FILE).text
    assert "&amp;last=%E5%8E%BB%E5%B9%B4.yaml" in page
    assert "上年写的" not in page


@pytest.mark.parametrize("is_folder", [True, False])
def test_the_program_is_given_last_year_s_file_or_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, is_folder: bool
) -> None:
    elsewhere = tmp_path_factory.mktemp("2023")
    path = _write_last(elsewhere / _OLD)
    shutil.copy(_write_last(elsewhere / "别校.yaml", "别的小学"), elsewhere / "坏.yaml")
    (elsewhere / "坏.yaml").write_text("学校: {名称\n", encoding="utf-8")
    client = _client(folder, elsewhere if is_folder else path)
    assert "上年 17000" in client.get("/school", params=_FILE).text


def test_of_a_folder_only_the_school_s_own_file_counts(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("2023")
    _write_last(elsewhere / "别校.yaml", "别的小学")
    assert "上年 17000" not in _client(folder, elsewhere).get("/school", params=_FILE).text


@pytest.mark.parametrize("name", ["../去年.yaml", "无.yaml", "/etc/passwd"])
def test_no_other_file_is_read(client: TestClient, name: str) -> None:
    assert client.get("/school", params={**_FILE, "last": name}).status_code == 422
