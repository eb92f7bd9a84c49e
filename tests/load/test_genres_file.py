"""Genres as files: what one says, what it leaves out, and what a bureau's own folder changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.genres_file import load_genres
from reportgen.load.library import load_library
from reportgen.model.document_kinds import OTHER_KINDS
from reportgen.model.genre import NEUTRAL, Genres
from reportgen.problems import ReportgenError
from reportgen.resources import data_folder

BUNDLED = data_folder() / "genres"
SAFETY = """\
标识: 防溺水
同义: [安全]
学校: {标题: 防溺水自查报告, 对象: 防溺水工作}
"""


def own(folder: Path, **texts: str) -> Genres:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_genres(BUNDLED, (folder,))


def faults(folder: Path, **texts: str) -> list[str]:
    with pytest.raises(ReportgenError) as caught:
        own(folder, **texts)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_every_bundled_standard_names_a_genre_of_its_own() -> None:
    library = load_library(data_folder())
    for standard in library.all_standards():
        genre = library.genres.find(standard.genre)
        assert genre is not None and genre.id != NEUTRAL, standard.id


def test_the_neutral_genre_speaks_of_no_subject() -> None:
    neutral = load_genres(BUNDLED).neutral
    words = [*neutral.school, *neutral.district, *neutral.terms, *neutral.forms]
    words += [text for table in neutral.tables.values() for text in table]
    words += neutral.documents.values()
    assert set(neutral.documents) == {kind.name for kind in OTHER_KINDS}
    assert all(words) and not any("教育" in word or "均衡" in word for word in words)


def test_a_genre_takes_the_words_that_it_leaves_out_from_the_neutral_one(tmp_path: Path) -> None:
    genres = own(tmp_path, 防溺水=SAFETY)
    genre = genres.find("安全")
    assert genre is not None and genre.id == genre.folder == "防溺水"
    assert genre.school == ("防溺水自查报告", "防溺水工作")
    assert (genre.district, genre.tables) == (genres.neutral.district, genres.neutral.tables)


def test_a_genre_of_a_bundled_name_changes_what_it_says_and_keeps_the_rest(tmp_path: Path) -> None:
    before = load_genres(BUNDLED).find("优质均衡")
    after = own(tmp_path, 本县="标识: 优质均衡\n学校: {标题: 优质均衡创建自查报告}\n").find(
        "优质均衡"
    )
    assert before is not None and after is not None
    assert after.school == ("优质均衡创建自查报告", before.school.subject)
    assert (after.terms, after.aliases, after.folder) == (before.terms, before.aliases, "优质均衡")


def test_a_folder_goes_before_those_after_it(tmp_path: Path) -> None:
    folders = []
    for name in ("本县", "市里"):
        own(tmp_path / name, 安全=SAFETY.replace("防溺水工作", f"{name}的防溺水工作"))
        folders.append(tmp_path / name)
    found = load_genres(BUNDLED, folders).find("防溺水")
    assert found is not None and found.school.subject == "本县的防溺水工作"


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert load_genres(BUNDLED, (tmp_path / "没有",)) == load_genres(BUNDLED)


def test_an_unknown_key_is_told_with_its_place(tmp_path: Path) -> None:
    text = "标识: 防溺水\n学校: {标提: 防溺水自查报告}\n"
    assert faults(tmp_path, 安全=text) == ["安全.yaml:2:10 学校.标提：不认识“标提”；是不是“标题”？"]


def test_a_genre_without_a_name_is_refused(tmp_path: Path) -> None:
    told = "安全.yaml:1:1：体裁缺少“标识”；请写上标识，例如“标识: 安全”"
    assert faults(tmp_path, 安全="同义: [安全]\n") == [told]


def test_two_genres_of_one_name_in_a_folder_are_refused(tmp_path: Path) -> None:
    told = "乙.yaml:1:1：体裁“防溺水”在这个文件夹里写了两次；请只留一个，或改一个标识"
    assert faults(tmp_path, 乙=SAFETY, 丙=SAFETY) in ([told], [told.replace("乙", "丙")])


def test_what_nothing_can_stand_for_must_be_said(tmp_path: Path) -> None:
    (tmp_path / "通用.yaml").write_text("标识: 通用\n学校: {标题: 报告}\n", encoding="utf-8")
    with pytest.raises(ReportgenError) as caught:
        load_genres(tmp_path)
    said = [problem.message for problem in caught.value.problems]
    assert "体裁缺少“对象”" in said and "体裁缺少“标题”" in said


def test_a_genre_says_which_documents_it_has_and_how_they_are_titled(tmp_path: Path) -> None:
    genres = own(tmp_path, 安全=SAFETY + "文书: {学校自评表: 校园安全自查表, 整改台账: 无}\n")
    genre = genres.find("防溺水")
    usual = dict(genres.neutral.documents)
    assert usual.pop("整改台账")
    assert genre is not None and genre.documents == usual | {"学校自评表": "校园安全自查表"}


def test_a_document_that_is_none_is_told(tmp_path: Path) -> None:
    told = "安全.yaml:4:11 文书.自评表：不认识“自评表”；是不是“学校自评表”？"
    assert faults(tmp_path, 安全=SAFETY + "文书: {自评表: 自查表}\n") == [told]


def test_only_a_genre_that_names_the_heads_of_a_checklist_has_one(tmp_path: Path) -> None:
    heads = "清单表头: {指标: 检查内容, 实际值: 自查结果, 标准值: 要求}\n"
    genres = own(tmp_path, 安全=SAFETY + heads, 卫生="标识: 卫生\n")
    hygiene, safety = genres.find("卫生"), genres.find("安全")
    assert hygiene is not None and hygiene.checklist is None
    assert safety is not None and safety.checklist == ("检查内容", "自查结果", "要求")


def test_a_head_that_a_checklist_leaves_out_is_told(tmp_path: Path) -> None:
    told = faults(tmp_path, 安全=SAFETY + "清单表头: {指标: 检查内容, 实际值: 自查结果}\n")
    assert told == ["安全.yaml:4:7 清单表头：体裁缺少“标准值”；请写上“标准值: …”"]
