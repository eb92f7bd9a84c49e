"""`data/genres/*.yaml`, and the genres of a bureau's own → Genres."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.load.fields import parse_texts, read_tree, read_word, refuse_problems
from reportgen.load.inside import files_inside
from reportgen.load.yaml_tree import Item
from reportgen.model.document_kinds import OTHER_KINDS
from reportgen.model.genre import (
    NEUTRAL,
    ChecklistHeads,
    FormTitles,
    Genre,
    Genres,
    ReportWords,
    TableName,
    Terms,
)
from reportgen.model.standard import DistrictTable
from reportgen.problems import Problem, by_place

GENRE_KEYS = (
    *("标识", "同义", "说明", "来源", "文件夹"),
    *("学校", "区县", "词语", "采集表", "附表", "文书", "清单表头"),
)
_OTHER_KINDS = tuple(kind.name for kind in OTHER_KINDS)
_TERMS = ("学校", "简称", "校际差异", "达标", "未达标", "达标情况")
_CHECKLIST = ("指标", "实际值", "标准值")
# What stands for the title of a document that the genre does not have.
_NONE = "无"
_Tables = Mapping[DistrictTable, TableName]
# What the neutral genre leans on: each of its words must be given.
_BLANK = Genre(
    id="",
    aliases=(),
    folder="",
    school=ReportWords("", ""),
    district=ReportWords("", ""),
    terms=Terms(*[""] * len(_TERMS)),
    forms=FormTitles("", ""),
    tables=dict.fromkeys(DistrictTable, TableName("", "")),
    documents=dict.fromkeys(_OTHER_KINDS, ""),
)


def load_genres(bundled: Path, own: Sequence[Path] = ()) -> Genres:
    """The genres of those folders: each of `own` goes before those after it, and before `bundled`.

    What a genre leaves out is as in the genre of the same name that it stands for, else as in the
    neutral one. Errors: ReportgenError names everything wrong in a file.
    """
    return with_genres(Genres(_load_folder(bundled, {})), own)


def with_genres(known: Genres, own: Sequence[Path]) -> Genres:
    """Those that are known, and before them the genres of the folders `own`, likewise. Errors: as
    of `load_genres`.
    """
    found = dict(known.by_id)
    for folder in reversed(own):
        found |= _load_folder(folder, found)
    return Genres(found)


def _load_folder(folder: Path, known: Mapping[str, Genre]) -> Mapping[str, Genre]:
    """The genres of that folder by id. The neutral one is read first: all others lean on it."""
    read: dict[str, Genre] = {}
    found = files_inside(folder.parent, tuple(folder.glob("*.yaml")))
    paths = sorted(found, key=lambda path: (path.stem != NEUTRAL, path.name))
    for path in paths:
        root = read_tree(path)
        genre = parse_genre(root, {**known, **read})
        if genre.id in read:
            hint = "请只留一个，或改一个标识"
            root.report("duplicate_key", f"体裁“{genre.id}”在这个文件夹里写了两次", hint)
        refuse_problems(root)
        read[genre.id] = genre
    return read


def check_genre_file(path: Path, known: Genres) -> tuple[Problem, ...]:
    """What is wrong with the genre in that file.

    Errors: UnreadableFileError if the file cannot be read.
    """
    root = read_tree(path)
    parse_genre(root, known.by_id)
    return by_place(root.reading.problems)


def parse_genre(root: Item, known: Mapping[str, Genre]) -> Genre:
    """The genre written there; problems are noted in its file.

    `known` are those that it may stand for or lean on.
    """
    fields = root.known_entries(GENRE_KEYS)
    name = _parse_name(fields.get("标识"), root)
    replaced = known.get(name)
    base = replaced or known.get(NEUTRAL, _BLANK)
    aliases, folder = (replaced.aliases, replaced.folder) if replaced else ((), name)
    return Genre(
        id=name,
        aliases=parse_texts(fields.get("同义")) or aliases,
        folder=_parse_folder(fields.get("文件夹")) or folder,
        school=_report_words(fields.get("学校"), root, base.school),
        district=_report_words(fields.get("区县"), root, base.district),
        terms=_terms(fields.get("词语"), root, base.terms),
        forms=_form_titles(fields.get("采集表"), root, base.forms),
        tables=_tables(fields.get("附表"), root, base.tables),
        documents=_documents(fields.get("文书"), root, base.documents),
        checklist=_checklist(fields.get("清单表头"), root, base.checklist),
    )


def _parse_name(item: Item | None, root: Item) -> str:
    name = read_word(item)
    if not name:
        hint = f"请写上标识，例如“标识: {Path(root.reading.file).stem}”"
        root.report("missing_key", "体裁缺少“标识”", hint)
    return name


def _parse_folder(item: Item | None) -> str:
    if item is not None and not _is_plain(item.text()):
        item.report("bad_value", "文件夹写一个名称，不写路径", "放在模板文件夹的“体裁”里")
    return read_word(item)


def _is_plain(name: str) -> bool:
    return name == Path(name).name and "\\" not in name


def _report_words(item: Item | None, root: Item, base: ReportWords) -> ReportWords:
    return ReportWords(*_words(item, ("标题", "对象"), root, base))


def _terms(item: Item | None, root: Item, base: Terms) -> Terms:
    return Terms(*_words(item, _TERMS, root, base))


def _form_titles(item: Item | None, root: Item, base: FormTitles) -> FormTitles:
    return FormTitles(*_words(item, ("单校表", "汇总表"), root, base))


def _tables(item: Item | None, root: Item, base: _Tables) -> _Tables:
    fields = item.known_entries(tuple(DistrictTable)) if item else {}
    return {
        table: TableName(*_words(fields.get(table), ("标题", "表名"), root, usual))
        for table, usual in base.items()
    }


def _checklist(item: Item | None, root: Item, base: ChecklistHeads | None) -> ChecklistHeads | None:
    """The heads of its checklist; a genre without them has none."""
    usual = base or ("",) * len(_CHECKLIST)
    return base if item is None else ChecklistHeads(*_words(item, _CHECKLIST, root, usual))


def _documents(item: Item | None, root: Item, base: Mapping[str, str]) -> Mapping[str, str]:
    """The documents beside the reports with their titles, without those that it does not have."""
    usual = tuple(base.get(name, _NONE) for name in _OTHER_KINDS)
    titles = zip(_OTHER_KINDS, _words(item, _OTHER_KINDS, root, usual), strict=True)
    return {name: title for name, title in titles if title != _NONE}


def _words(
    item: Item | None, keys: Sequence[str], root: Item, base: tuple[str, ...]
) -> Iterator[str]:
    """The words under those keys; one that is not given is that of `base`, else noted."""
    fields = item.known_entries(keys) if item else {}
    for key, usual in zip(keys, base, strict=True):
        word = read_word(fields.get(key)) or usual
        if not word:
            (item or root).report("missing_key", f"体裁缺少“{key}”", f"请写上“{key}: …”")
        yield word
