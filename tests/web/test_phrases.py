"""A bureau's phrases in the browser: what they say of schools, and where changed ones are kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.load.template_folder import PHRASES
from reportgen.load.template_names import load_template_names
from reportgen.resources import data_folder, templates_folder

_BUNDLED = (templates_folder() / PHRASES / "引言.j2").read_text(encoding="utf-8")
_CHANGED = _BUNDLED.replace("逐项{% endif %}进行了", "逐项{% endif %}认真进行了")


@pytest.fixture(autouse=True)
def templates(folder: Path) -> Path:
    """The folder that was opened, whose settings name one of templates."""
    (folder / "reportgen.yaml").write_text("模板: 模板\n", encoding="utf-8")
    (folder / "模板").mkdir()
    return folder / "模板"


def _ask(
    client: TestClient, what: str, text: str, seen: str = _BUNDLED, **more: str
) -> dict[str, str]:
    asked = {"name": "引言", "text": text, "seen": seen, "data": "", "standard": "", **more}
    answer = client.post(f"/phrases/{what}", json=asked)
    assert answer.status_code == 200
    told: dict[str, str] = answer.json()
    return told


def test_every_phrase_stands_in_one_chapter() -> None:
    groups = load_template_names(data_folder()).groups.values()
    named = [name for names in groups for name in names]
    assert sorted(named) == sorted(path.stem for path in (templates_folder() / PHRASES).iterdir())


def test_a_phrase_stands_with_what_it_is_for_and_its_names(client: TestClient) -> None:
    page = client.get("/phrases", params={"name": "引言"}).text
    assert "正文第一段" in page
    names = _ask(client, "try", _BUNDLED)["names"]
    assert "依据" in names
    assert "数据文件写的依据" in names


def test_it_speaks_of_schools_that_meet_fail_and_lack(client: TestClient) -> None:
    said = _ask(client, "try", _BUNDLED)["said"]
    assert "示例区实验小学（样例）" in said
    assert all(f">{outcome}<" in said for outcome in ("达标", "未达标", "缺数据"))
    assert "原来" not in said


def test_what_a_change_says_stands_beside_what_was_said(
    client: TestClient, templates: Path
) -> None:
    said = _ask(client, "try", _CHANGED)["said"]
    assert "逐项认真进行了自查" in said
    assert "原来：根据" in said
    assert not list(templates.iterdir())


def test_a_fault_is_told_at_its_place_with_a_remedy(client: TestClient) -> None:
    told = _ask(client, "try", _BUNDLED.replace("{{ 学校.名称 }}", "{{ 学校.名字 }}"))
    assert told["errors"]
    assert "第 7 行第 1 个字" in told["faults"]
    assert "“学校”里没有“名字”这项内容" in told["faults"]
    assert 'data-quote="{{ 学校.名字 }}"' in told["faults"]
    assert "有错误，做不出来" in told["said"]


def test_it_is_saved_in_the_bureau_s_folder_and_used_by_reports(
    client: TestClient, templates: Path
) -> None:
    told = _ask(client, "save", _CHANGED)
    assert told["own"]
    assert (templates / PHRASES / "引言.j2").read_text(encoding="utf-8") == _CHANGED
    assert (templates_folder() / PHRASES / "引言.j2").read_text(encoding="utf-8") == _BUNDLED
    assert "改过" in client.get("/phrases").text
    assert "原来" not in _ask(client, "try", _CHANGED, _CHANGED)["said"]


def test_a_faulty_one_is_not_saved(client: TestClient, templates: Path) -> None:
    told = _ask(client, "save", "{{ 没有 }}")
    assert told["errors"]
    assert not list(templates.iterdir())


def test_what_somebody_else_wrote_meanwhile_stays(client: TestClient, templates: Path) -> None:
    own = templates / PHRASES / "引言.j2"
    own.parent.mkdir()
    own.write_text("别人的话。\n", encoding="utf-8")
    for what in ("save", "reset"):
        assert _ask(client, what, _CHANGED) == {"conflict": "别人的话。\n"}
    assert own.read_text(encoding="utf-8") == "别人的话。\n"
    _ask(client, "save", _CHANGED, "别人的话。\n")
    assert own.read_text(encoding="utf-8") == _CHANGED


def test_it_is_set_back_to_the_program_s_and_a_version_stays(
    client: TestClient, templates: Path
) -> None:
    _ask(client, "save", _CHANGED)
    told = _ask(client, "reset", _CHANGED, _CHANGED)
    assert told["text"] == _BUNDLED
    assert not (templates / PHRASES / "引言.j2").exists()
    (kept,) = (templates / PHRASES).rglob("引言_*.j2")
    assert kept.read_text(encoding="utf-8") == _CHANGED


def test_one_of_a_genre_is_kept_in_the_genre_s_folder(client: TestClient, templates: Path) -> None:
    of_genre = templates_folder() / "体裁" / "校园安全" / PHRASES / "引言.j2"
    text = of_genre.read_text(encoding="utf-8")
    changed = text.replace("进行了", "认真进行了")
    assert text != changed
    told = _ask(client, "save", changed, text, data="样例：校园安全")
    assert told["own"]
    kept = templates / "体裁" / "校园安全" / PHRASES / "引言.j2"
    assert kept.read_text(encoding="utf-8") == changed


def test_a_phrase_of_districts_speaks_of_a_district(client: TestClient) -> None:
    text = (templates_folder() / PHRASES / "县域引言.j2").read_text(encoding="utf-8")
    assert "示例县" in _ask(client, "try", text, text, name="县域引言")["said"]


def test_another_standard_is_chosen(client: TestClient) -> None:
    told = _ask(client, "try", _BUNDLED, standard="优质均衡2017")
    assert "优质均衡" in told["said"].split("</section>")[0]


def test_links_that_lead_out_of_the_folder_are_not_followed(
    client: TestClient, templates: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("别处")
    (templates / PHRASES).symlink_to(elsewhere, target_is_directory=True)
    asked = {"name": "引言", "text": _CHANGED, "seen": _BUNDLED, "data": "", "standard": ""}
    assert client.post("/phrases/save", json=asked).status_code == 422
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize("name", ["../引言", "无", "引言.j2"])
def test_no_other_phrase_is_read_or_written(client: TestClient, name: str) -> None:
    assert client.get("/phrases", params={"name": name}).status_code == 422
    asked = {"name": name, "text": "一。", "seen": "", "data": "", "standard": ""}
    for what in ("try", "save", "reset"):
        assert client.post(f"/phrases/{what}", json=asked).status_code == 422


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"name": 1}', '{"name": "引言"}'])
def test_what_is_no_request_is_refused(client: TestClient, body: str) -> None:
    assert client.post("/phrases/save", content=body).status_code == 422


def test_data_of_which_nothing_can_be_made_leave_the_page_open(
    client: TestClient, folder: Path
) -> None:
    (folder / "坏.yaml").write_text("学校: 1\n", encoding="utf-8")
    assert client.get("/phrases", params={"data": "坏.yaml"}).status_code == 200
    asked = {"name": "引言", "text": _BUNDLED, "seen": _BUNDLED, "data": "坏.yaml", "standard": ""}
    assert client.post("/phrases/try", json=asked).status_code == 422


def test_templates_opened_by_themselves_are_seen_with_the_data_beside_them(
    folder: Path, templates: Path
) -> None:
    from reportgen.web.desk import Desk
    from reportgen.web.keeper.keeper_desk import KeeperDesk

    shutil.copytree(templates_folder() / PHRASES, templates / PHRASES)
    desk = KeeperDesk(Desk(templates))
    assert desk.folder == templates
    assert f"{folder.name}/学校.yaml" in desk.data_names()
    assert desk.data("") == folder / "学校.yaml"
