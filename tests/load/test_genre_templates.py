"""Templates of a genre's own: which file of which folder is taken, and what lies there in vain."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.template_folder import (
    find_file,
    load_templates,
    load_word_template,
)
from reportgen.load.template_folder_checks import check_folders
from reportgen.pipeline import Workshop
from reportgen.problems import UnreadableFileError

PHRASE, OF_GENRE = "短语/引言.j2", "体裁/校园安全/短语/引言.j2"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A bureau's folder, and one in the place of the bundled one."""
    own, bundled = tmp_path / "本县", tmp_path / "自带"
    for folder in (own, bundled):
        folder.mkdir()
    return own, bundled


def write(folder: Path, name: str, text: str = "甲。\n") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("present", "taken"),
    [
        (("本县/" + OF_GENRE, "本县/" + PHRASE, "自带/" + OF_GENRE, "自带/" + PHRASE), 0),
        (("本县/" + PHRASE, "自带/" + OF_GENRE, "自带/" + PHRASE), 0),
        (("自带/" + OF_GENRE, "自带/" + PHRASE), 0),
        (("自带/" + PHRASE,), 0),
    ],
    ids=["genre of the bureau", "bureau", "genre", "bundled"],
)
def test_the_own_folder_goes_first_and_in_each_the_genre(
    folders: tuple[Path, Path], present: tuple[str, ...], taken: int
) -> None:
    for number, name in enumerate(present):
        write(folders[0].parent, name, f"{number}。\n")
    found = find_file(folders, "校园安全", PHRASE)
    assert found.relative_to(folders[0].parent).as_posix() == present[taken]


def test_a_copy_that_nobody_changed_says_nothing_of_the_genre(folders: tuple[Path, Path]) -> None:
    own, bundled = folders
    write(own, PHRASE, "通用。\n")
    write(bundled, PHRASE, "通用。\n")
    assert find_file(folders, "校园安全", PHRASE) == own / PHRASE
    write(bundled, OF_GENRE, "安全。\n")
    assert find_file(folders, "校园安全", PHRASE) == bundled / OF_GENRE
    write(own, PHRASE, "本县。\n")
    assert find_file(folders, "校园安全", PHRASE) == own / PHRASE


def test_other_genres_are_not_looked_at(folders: tuple[Path, Path]) -> None:
    write(folders[1], PHRASE)
    write(folders[0], OF_GENRE)
    assert find_file(folders, "优质均衡", PHRASE) == folders[1] / PHRASE
    assert find_file(folders, "", PHRASE) == folders[1] / PHRASE


def test_phrases_outlines_and_word_templates_are_found_alike(folders: tuple[Path, Path]) -> None:
    own, bundled = folders
    for name in ("提纲.yaml", "学校自查报告.docx", "学校自评表.docx", "短语/成绩.j2"):
        write(bundled, name, "提纲: [基本情况]\n")
    for name in ("提纲.yaml", "学校自查报告.docx", "学校自评表.docx", "短语/成绩.j2"):
        write(own, f"体裁/校园安全/{name}", "提纲: [今后措施]\n")
    files = load_templates(folders, "校园安全")
    assert [entry.key for entry in files.outline] == ["今后措施"]
    assert files.word == b"\xe6\x8f\x90" + files.word[3:] and "今后措施" in files.word.decode()
    assert files.phrases == {"成绩": "提纲: [今后措施]\n"}
    assert Path(files.phrase_files["成绩"]) == own / "体裁/校园安全/短语/成绩.j2"
    form = load_word_template(folders, "学校自评表", "校园安全")
    assert Path(form.file) == own / "体裁/校园安全/学校自评表.docx"
    assert Path(load_word_template(folders, "学校自评表").file) == bundled / "学校自评表.docx"


def test_a_phrase_of_the_genre_alone_is_known_to_it_alone(folders: tuple[Path, Path]) -> None:
    for name in ("提纲.yaml", "学校自查报告.docx"):
        write(folders[1], name, "提纲: [基本情况]\n")
    write(folders[1], OF_GENRE)
    assert set(load_templates(folders, "校园安全").phrases) == {"引言"}
    assert load_templates(folders).phrases == {}


def test_templates_of_the_genre_are_among_those_that_are_named(folders: tuple[Path, Path]) -> None:
    write(folders[0], "体裁/校园安全/隐患台账.docx")
    with pytest.raises(UnreadableFileError, match="是不是“隐患台账”？"):
        load_word_template(folders, "隐患台帐", "校园安全")


def in_vain(folders: tuple[Path, Path]) -> list[str]:
    write(folders[1], PHRASE)
    found = check_folders(folders, ("校园安全", "优质均衡"))
    return [str(problem).removeprefix(f"{folders[0]}/体裁") for problem in found]


def test_a_sound_folder_of_genres_has_nothing_in_vain(folders: tuple[Path, Path]) -> None:
    write(folders[0], "体裁/校园安全.yaml")
    write(folders[0], OF_GENRE)
    assert in_vain(folders) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "体裁/校园安全/短语/引沿.j2",
            "/校园安全/短语/引沿.j2：没有叫“引沿”的短语，这个文件没有用上；"
            "是不是“引言”？文件名改对了才会用上",
        ),
        ("体裁/校园安全/引言.j2", "/校园安全/引言.j2：短语放在这里不会用上；请移到“短语”文件夹里"),
        (
            "体裁/校园安金/短语/引言.j2",
            "/校园安金：没有叫“校园安金”的体裁，这个文件夹没有用上；"
            "是不是“校园安全”？文件夹名要和体裁的标识相同",
        ),
        (
            "体裁/校园安全.yml",
            "/校园安全.yml：体裁的文件名要以 .yaml 结尾，这个文件没有用上；"
            "请改名为“校园安全.yaml”，或移到体裁的文件夹里",
        ),
        (
            "体裁",
            "：这是文件，要是文件夹；请改掉它的名称，另建一个叫这个名称的文件夹，把体裁的文件放进去",
        ),
    ],
)
def test_what_lies_among_the_genres_in_vain_is_told(
    folders: tuple[Path, Path], name: str, told: str
) -> None:
    write(folders[0], name)
    assert in_vain(folders) == [told]


def test_genres_without_templates_of_their_own_share_what_is_compiled(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    general = workshop.find_word_template()
    assert workshop.find_word_template(genre="优质均衡") is general
    own = tmp_path / "体裁" / "优质均衡" / "学校自查报告.docx"
    own.parent.mkdir(parents=True)
    own.write_bytes(workshop.find_word_file().data + b"")
    assert Workshop(tmp_path).find_word_template(genre="优质均衡").name == str(own)
