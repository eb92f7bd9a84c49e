"""A school that has no data file yet → the file that it begins with: of a few words, or of last
year's data.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from reportgen.deliver import deliver_copy, is_free
from reportgen.editing.last_year import PastSchool
from reportgen.forms.content import FIGURES_BLOCK
from reportgen.forms.yaml_text import document_text
from reportgen.model.facts import FactDictionary, FactKind
from reportgen.model.form import EXPECTED_COLUMN
from reportgen.model.staff import STAFF_BLOCK
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.problems import DeliveryError, Location, ReportgenError, error
from reportgen.words.safe_names import safe_file_name

_NO_STANDARD = ("标准", ())
_SCHOOL, _REPORT, _PLANS, _SIGNED = "学校", "报告", "今后措施", "署名"
# What holds for its year alone: figures, money, how the report was called and when it was dated.
_OF_ITS_YEAR = frozenset({STAFF_BLOCK, "投入"})
_OF_ITS_REPORT = frozenset({"标题", "日期"})
_OF_ITS_PLANS = frozenset({EXPECTED_COLUMN, "进展"})
_MOST_NAMESAKES = 100


class NewSchool(NamedTuple):
    """What is said of a school at the start; `standard` is empty where nothing is judged."""

    name: str
    type: str
    standard: str
    year: int


def new_tree(school: NewSchool) -> Mapping[str, Tree]:
    """The data of a school of which nothing else is known."""
    standards = (school.standard,) if school.standard else ()
    return {
        _SCHOOL: {"名称": school.name, "类型": school.type},
        _REPORT: {"年度": str(school.year), "标准": standards},
    }


def tree_from_last(
    school: NewSchool, last: PastSchool, dictionary: FactDictionary
) -> Mapping[str, Tree]:
    """The data of a school that has last year's: its texts are taken over, its figures are not."""
    new, old = new_tree(school), last.tree if isinstance(last.tree, Mapping) else {}
    kept = {key: value for key, value in old.items() if key not in _OF_ITS_YEAR}
    kept[FIGURES_BLOCK] = _words_of(old.get(FIGURES_BLOCK), dictionary)
    plans = old.get(_PLANS)
    if isinstance(plans, tuple):
        kept[_PLANS] = tuple(_without(each, _OF_ITS_PLANS) for each in plans)
    for block in (_SCHOOL, _REPORT):
        told = _without(old.get(block), _OF_ITS_REPORT)
        given = new[block]
        assert isinstance(given, Mapping)
        kept[block] = {**(told if isinstance(told, Mapping) else {}), **given}
    report = kept[_REPORT]
    if isinstance(report, Mapping) and report.get(_SIGNED) == last.school.name:
        # It is the school's own name, under which the report is signed in any case.
        kept[_REPORT] = _without(report, frozenset({_SIGNED}))
    return {key: value for key, value in kept.items() if value}


def _words_of(figures: Tree, dictionary: FactDictionary) -> Tree:
    """Those of the figures that are words: mottoes, histories."""
    if not isinstance(figures, Mapping):
        return None
    facts = {name: dictionary.find(name) for name in figures}
    words = {name for name, fact in facts.items() if fact and fact.kind is FactKind.TEXT}
    return {name: value for name, value in figures.items() if name in words}


def _without(tree: Tree, keys: frozenset[str]) -> Tree:
    if not isinstance(tree, Mapping):
        return tree
    return {key: value for key, value in tree.items() if key not in keys}


def write_new(folder: Path, school: NewSchool, tree: Mapping[str, Tree]) -> Path:
    """The file with that data in the folder, under the school's name; nothing is written over.

    Errors: DeliveryError where it cannot be written.
    """
    path = free_path(folder, school.name, str(school.year))
    return deliver_copy(path, document_text(tree).encode("utf-8")).path


def name_in(tree: Mapping[str, Tree]) -> str:
    """The school's name in that data; empty where it says none."""
    school = tree.get(_SCHOOL)
    known = school.get("名称") if isinstance(school, Mapping) else None
    return known if isinstance(known, str) else ""


def free_path(folder: Path, name: str, mark: str) -> Path:
    """A path in the folder that nothing has: the name, with the mark, with a number."""
    marks = ("", *([f"_{mark}"] if mark else []), *(f"_{at}" for at in range(2, _MOST_NAMESAKES)))
    for each in marks:
        path = folder / safe_file_name(name, ".yaml", each)
        if not os.path.lexists(path):
            return path
    told = error("already_there", "叫这个名称的数据文件太多了", Location(name), "请换一个名称")
    raise ReportgenError(told)


def without_empty(tree: Tree) -> Tree:
    """The tree without empty fields, such as those of a form's empty cells. No standards (标准: [])
    is a choice and stays.
    """
    if isinstance(tree, Mapping):
        kept = {key: without_empty(value) for key, value in tree.items()}
        return {key: value for key, value in kept.items() if value or (key, value) == _NO_STANDARD}
    return tuple(without_empty(each) for each in tree) if isinstance(tree, tuple) else tree


def check_pictures(embedded: Mapping[str, bytes], folder: Path, force: bool) -> None:
    """Errors: DeliveryError if another file has the name of one of the form's pictures."""
    for name, data in embedded.items():
        path = folder / name
        if not force and not is_free(path, data):
            hint = "请换一个文件夹，或加上 --force"
            message = "表里的图片要写成这个文件，但已经有了，没有改动"
            raise DeliveryError(error("already_there", message, Location(str(path)), hint))


def write_pictures(embedded: Mapping[str, bytes], folder: Path) -> None:
    """The form's pictures beside the data file, under the names that it calls them by.

    Others of these names, which `check_pictures` let pass, are put aside.
    """
    for name, data in embedded.items():
        deliver_copy(folder / name, data, force=True)
