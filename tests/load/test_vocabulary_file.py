"""The words by which names and texts are recognised, as `data/vocabulary.yaml` gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.vocabulary_file import load_vocabulary
from reportgen.model.attachments import ATTACHMENT_NAMES
from reportgen.model.vocabulary import Vocabulary
from reportgen.problems import ReportgenError
from reportgen.resources import data_folder

WORDS = """\
附件:
  整改台账: {别名: [整改清单], 用到: 问题, 县域: 是}
成绩:
  奖项: [奖]
  级别: {县区: {写作: [县, 区], 除外: [学区]}}
领导小组: {成立: [成立], 小组: [领导小组], 用途: [自查], 常用词: [学校]}
统计表: {幼儿园: {教职工: [教师, 园长]}}
"""


def load(folder: Path, text: str = WORDS) -> Vocabulary:
    path = folder / "vocabulary.yaml"
    path.write_text(text, encoding="utf-8")
    return load_vocabulary(path)


def test_the_load_wordings_have_every_attachment_that_is_made() -> None:
    kinds = load_vocabulary(data_folder() / "vocabulary.yaml").attachments.kinds
    assert tuple(kind.name for kind in kinds) == ATTACHMENT_NAMES


def test_an_attachment_has_its_other_names_and_what_it_is_made_of(tmp_path: Path) -> None:
    (kind,) = load(tmp_path).attachments.kinds
    assert kind == ("整改台账", ("整改清单",), "问题", True)


@pytest.mark.parametrize(
    ("text", "level", "shown"),
    [
        ("良庆区", "区级", True),
        ("良庆区", "县级", True),
        ("第一学区", "区级", False),
        ("良庆县第一学区", "县级", True),
        ("良庆区", "市级", False),
    ],
)
def test_a_level_is_shown_by_its_words_but_not_by_parts_of_others(
    tmp_path: Path, text: str, level: str, shown: bool
) -> None:
    assert load(tmp_path).honours.shows(text, level) == shown


@pytest.mark.parametrize(("name", "won"), [("一等奖", True), ("第三名", True), ("校园", False)])
def test_a_prize_is_known_by_its_words_and_its_place(tmp_path: Path, name: str, won: bool) -> None:
    assert bool(load(tmp_path).honours.prize.search(name)) == won


def test_a_group_is_known_by_how_it_was_set_up_and_called(tmp_path: Path) -> None:
    groups = load(tmp_path).groups
    assert groups.set_up.findall("学校成立了自查工作领导小组。") == [("了自查工作", "领导小组")]
    assert groups.for_the_report.fullmatch("自查工作") and groups.common == {"学校"}


def test_an_attachment_that_nothing_makes_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError) as refused:
        load(tmp_path, "附件:\n  整改台帐: {用到: 问题}\n")
    assert "vocabulary.yaml:2" in str(refused.value) and "整改台账" in str(refused.value)


def test_groups_of_figures_share_a_title_in_the_table_of_a_type_of_school(tmp_path: Path) -> None:
    assert load(tmp_path).table_titles == {"幼儿园": {"教师": "教职工", "园长": "教职工"}}
