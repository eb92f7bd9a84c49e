"""A hostile page or client gets nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import HOST, TOKEN

_PAGES = ("/", "/school?file=学校.yaml", "/school/report?file=学校.yaml", "/static/page.js")


@pytest.mark.parametrize("page", _PAGES)
def test_without_the_token_nothing_is_shown(stranger: TestClient, page: str) -> None:
    answer = stranger.get(page)
    assert (answer.status_code, "示例" in answer.text) == (403, False)


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], "口令"])
def test_a_wrong_token_opens_nothing(stranger: TestClient, token: str) -> None:
    assert stranger.get("/", params={"token": token}).status_code == 403
    stranger.cookies.set("reportgen-8765", "wrong")
    assert stranger.get("/").status_code == 403


def test_the_token_leaves_the_address_and_goes_into_a_cookie(stranger: TestClient) -> None:
    answer = stranger.get("/school", params={"file": "学校.yaml", "token": TOKEN})
    assert TOKEN not in answer.headers["location"]
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]
    assert stranger.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "///evil.example/a", "/%5Cevil.example/"])
def test_the_token_leads_to_no_other_machine(stranger: TestClient, path: str) -> None:
    answer = stranger.get(f"http://{HOST}{path}", params={"token": TOKEN})
    assert answer.headers["Location"].startswith("/evil.example/")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", ""]
)
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", f"https://{HOST}", "http://127.0.0.1:1"]
)
def test_another_origin_is_refused(client: TestClient, origin: str) -> None:
    assert client.get("/", headers={"Origin": origin}).status_code == 403
    asked = {"file": "学校.yaml", "edits": []}
    assert client.post("/school/edit", json=asked, headers={"Origin": origin}).status_code == 403


def test_a_request_that_changes_something_has_to_say_where_it_is_from(client: TestClient) -> None:
    del client.headers["Origin"]
    assert client.post("/school/edit", json={"file": "学校.yaml", "edits": []}).status_code == 403


@pytest.mark.parametrize("page", [*_PAGES, "/nothing", "/school?file=无.yaml"])
def test_every_answer_forbids_scripts_and_frames(client: TestClient, page: str) -> None:
    headers = client.get(page).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy


def test_no_page_asks_for_anything_elsewhere(client: TestClient) -> None:
    for page in (*_PAGES, "/static/page.css"):
        text = client.get(page).text
        assert "http://" not in text.replace("http://www.w3.org/", "")
        assert "https://" not in text
        assert "//" not in text.replace("://", "") or page.endswith((".js", ".css"))


@pytest.mark.parametrize("length", ["300000000", "-1", "x"])
def test_too_much_is_refused_before_it_is_read(client: TestClient, length: str) -> None:
    answer = client.post("/school/edit", content=b"{}", headers={"Content-Length": length})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "name",
    [
        "../学校.yaml",
        "/etc/passwd",
        "..",
        "",
        "a/../学校.yaml",
        "学校.yaml\x00",
        ".reportgen/x.yaml",
        "x" * 5000 + ".yaml",
    ],
)
def test_files_outside_of_the_folder_are_refused(client: TestClient, name: str) -> None:
    for page in ("/school", "/school/report", "/school/download"):
        assert client.get(page, params={"file": name}).status_code == 422


def test_a_link_out_of_the_folder_is_refused(
    client: TestClient, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "外.yaml"
    outside.write_text("学校: {名称: 秘密小学}\n", encoding="utf-8")
    (folder / "链接.yaml").symlink_to(outside)
    answer = client.get("/school", params={"file": "链接.yaml"})
    assert (answer.status_code, "秘密" in answer.text) == (422, False)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"file": "x"}', b'{"file": "a", "edits": [1]}', b"[" * 100_000]
    + [
        b'{"file": "\xe5\xad\xa6\xe6\xa0\xa1.yaml", "edits": [{"address": %s, "value": "1", "seen": null}]}'
        % each
        for each in (b"[]", b"[0]", b'"x"', b"[true]", b"[{}]")
    ],
)
def test_broken_edits_are_refused_and_change_nothing(
    client: TestClient, folder: Path, body: bytes
) -> None:
    before = (folder / "学校.yaml").read_bytes()
    assert client.post("/school/edit", content=body).status_code == 422
    assert (folder / "学校.yaml").read_bytes() == before


_SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'); alert(1); ('",
    "{{ 7*7 }}",
)


@pytest.mark.parametrize("script", _SCRIPTS)
def test_scripts_in_texts_are_texts(client: TestClient, folder: Path, script: str) -> None:
    edits = [
        {"address": ["学校", "名称"], "value": script, "seen": "示例区实验小学（样例）"},
        {"address": ["引言"], "value": script, "seen": None},
    ]
    told = client.post("/school/edit", json={"file": "学校.yaml", "edits": edits}).json()
    (folder / "学校.yaml").rename(folder / "'a b.yaml")
    shown = [client.get("/").text, client.get("/school", params={"file": "'a b.yaml"}).text]
    shown.append(client.get("/school/report", params={"file": "'a b.yaml"}).json()["html"])
    shown += [told["summary"], *told["fields"].values()]
    for text in shown:
        assert "<script>alert" not in text
        assert "<img" not in text


def test_a_template_s_tags_in_a_text_are_texts(client: TestClient) -> None:
    edit = {"address": ["引言"], "value": "共{{ 7*7 }}人", "seen": None}
    client.post("/school/edit", json={"file": "学校.yaml", "edits": [edit]})
    assert "共{{ 7*7 }}人" in client.get("/school", params={"file": "学校.yaml"}).text
