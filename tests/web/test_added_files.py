"""Pictures and attachments that are added on the page lie beside the data file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportgen.resources import data_folder

_PICTURE = (data_folder() / "schools" / "图片" / "园区平面示意图.png").read_bytes()


def _add(client: TestClient, kind: str, name: str, data: bytes = _PICTURE) -> Any:
    asked = {"file": "学校.yaml", "kind": kind, "name": name}
    return client.post("/school/file", params=asked, content=data)


def test_a_picture_is_put_into_a_folder_of_pictures(client: TestClient, folder: Path) -> None:
    assert _add(client, "pictures", "大课间.PNG").json() == {"file": "图片/大课间.png"}
    assert (folder / "图片" / "大课间.png").read_bytes() == _PICTURE


def test_another_of_the_same_name_stands_beside_it(client: TestClient, folder: Path) -> None:
    assert _add(client, "files", "图.pdf", b"one").json() == {"file": "图.pdf"}
    assert _add(client, "files", "图.pdf", b"two").json() == {"file": "图_2.pdf"}
    assert _add(client, "files", "图.pdf", b"one").json() == {"file": "图.pdf"}
    assert (folder / "附件" / "图.pdf").read_bytes() == b"one"


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        ("pictures", "表.png", b"PK\x03\x04"),
        ("pictures", "", _PICTURE),
        ("pictures", "../a.png", _PICTURE),
        ("", "a.png", _PICTURE),
        ("files", "a.exe", b"MZ"),
        ("files", "无后缀", b"x"),
        ("files", "空.pdf", b""),
    ],
)
def test_nothing_else_is_added(
    client: TestClient, folder: Path, kind: str, name: str, data: bytes
) -> None:
    assert _add(client, kind, name, data).status_code == 422
    assert [each.name for each in folder.iterdir() if each.name != ".reportgen"] == ["学校.yaml"]


def test_a_folder_that_leads_elsewhere_takes_nothing(
    client: TestClient, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / "图片").symlink_to(elsewhere)
    assert _add(client, "pictures", "a.png").status_code == 503
    assert list(elsewhere.iterdir()) == []
