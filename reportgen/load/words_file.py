"""`data/words/*.yaml`, and a bureau's own → the words that texts are checked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path

from reportgen.late_regex import late_regex
from reportgen.load.fields import (
    parse_decimal,
    parse_flag,
    parse_texts,
    read_tree,
    read_word,
    refuse_problems,
)
from reportgen.load.kept_files import find_read_files
from reportgen.load.kept_words import AS_WORDS
from reportgen.load.template_folder import WORDS
from reportgen.load.yaml_tree import Item
from reportgen.model.wordings import (
    KnownDocument,
    SlipTables,
    Wording,
    Wordings,
    WrongUnits,
)
from reportgen.regular_files import is_regular
from reportgen.words.lost_signs import lost_by_pairs
from reportgen.words.near_words import firsts_of_slips
from reportgen.words.sentence_pattern import read_pattern
from reportgen.words.word_starts import START, words_by_start

_WORDS, _DOCUMENTS, _TITLES, _UNITS = "词语", "文件", "篇名", "不用的单位"
_SENTENCES, _SLIPS, _LOST = "句式", "错字", "漏字"
_NAMES, _NOT_IN, _INSTEAD, _LACKING, _LEAST = "名称", "不用", "应用", "缺单位", "至少"
_TABLES = {
    _SLIPS: "slips",
    "生僻字": "rare",
    "常用词": "common",
    "叠字后": "after_doubled",
    "叠字前": "before_doubled",
    "叠词后": "after_repeated",
    "叠词前": "before_repeated",
    "量词不合": "misfits",
    "数后错字": "after_numbers",
    "同音字": "sounds",
    "近字": "near",
    "词旁": "beside",
    "混词": "mixed",
    "搭配": "together",
    "也连": "also_together",
    _LOST: "lost",
}
_LISTS = {
    "场所": "rooms",
    "待填": "unfilled",
    "法律": "laws",
    "文件题目": "subjects",
    "数前": "counted",
    "合计": "totals",
    "小计": "subtotals",
    "不相加": "not_added",
    "别的篇名": "other_titles",
    "叠词": "repeatable",
    "姓": "surnames",
    "职务": "posts",
    "短语": "phrases",
    "成语": "idioms",
}
WORDS_KEYS = (_WORDS, _SENTENCES, _DOCUMENTS, _TITLES, _UNITS, *_TABLES, *_LISTS)
_CONTEXTS = {
    "前面是": "behind",
    "后面是": "before",
    "前面不是": "not_behind",
    "后面不是": "not_before",
}
_RIGHT, _REASON, _SINCE = "应为", "说明", "自"
_NUMBER = late_regex(r"([\u4e00-\u9fff]+)〔(\d{4})〕(\d{1,4})号")


def load_words(paths: Iterable[Path]) -> Wordings:
    """The words of those files; of a word that several have, the last file's.

    Errors: ReportgenError names everything wrong in a file.
    """
    gathered = _Gathered()
    for path in paths:
        root = read_tree(path)
        gathered.add(root.known_entries(WORDS_KEYS))
        refuse_problems(root)
    return gathered.wordings()


class _Gathered:
    """What the files have that were read so far."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[Wording, ...]] = {}
        self._sentences: dict[str, tuple[Wording, ...]] = {}
        self._documents: dict[str, KnownDocument] = {}
        self._titles: dict[str, None] = {}
        self._units: dict[WrongUnits, None] = {}
        self._tables: dict[str, dict[str, str]] = {name: {} for name in _TABLES.values()}
        self._lists: dict[str, dict[str, None]] = {name: {} for name in _LISTS.values()}

    def add(self, blocks: Mapping[str, Item]) -> None:
        """Take what one more file has, which has the last word."""
        documents = _parse_documents(blocks.get(_DOCUMENTS))
        self._words |= _parse_words(blocks.get(_WORDS))
        self._sentences |= _parse_sentences(blocks.get(_SENTENCES))
        self._documents |= {each.title: each for each in documents}
        self._titles |= dict.fromkeys(_parse_titles(blocks.get(_TITLES)))
        self._units |= dict.fromkeys(_parse_units(blocks.get(_UNITS)))
        for key, name in _TABLES.items():
            _join(self._tables[name], blocks.get(key))
        for key, name in _LISTS.items():
            self._lists[name] |= dict.fromkeys(parse_texts(blocks.get(key)))

    def wordings(self) -> Wordings:
        """All of it, less what a file takes away."""
        allowed = {word for word, told in self._words.items() if not told}
        _take_away(self._tables[_TABLES[_SLIPS]], allowed)
        sentences = (each for several in self._sentences.values() for each in several)
        by_words = {word: each for word, each in self._words.items() if each}
        return Wordings(
            by_words,
            tuple(self._documents.values()),
            tuple(sentences),
            self._slip_tables(by_words),
            titles=tuple(dict.fromkeys((*self._documents, *self._titles))),
            wrong_units=tuple(self._units),
            allowed=tuple(sorted(allowed)),
            **{name: tuple(each) for name, each in self._lists.items()},
        )

    def _slip_tables(self, words: Iterable[str]) -> SlipTables:
        tables = dict(self._tables)
        lost, near = tables.pop(_TABLES[_LOST]), tables["near"]
        slips = " ".join(tables[_TABLES[_SLIPS]].values()).split()
        return SlipTables(
            **tables,
            starts=words_by_start((*words, *(each for each in slips if len(each) > START))),
            firsts=firsts_of_slips(near, (each for each in slips if len(each) == START)),
            lost_by_pairs=lost_by_pairs(lost),
        )


@lru_cache(maxsize=4)
def load_wordings(folder: Path, own: tuple[Path, ...] = ()) -> Wordings:
    """The words of all files in the folder, and above them those of folders of templates, of which
    the first has the last word.

    Errors: as of `load_words`.
    """
    others = [each / WORDS for each in reversed(own)]
    files = (*sorted(folder.glob("*.yaml")), *filter(is_regular, others))
    return find_read_files(files, partial(load_words, files), AS_WORDS)


def _parse_words(block: Item | None) -> Mapping[str, tuple[Wording, ...]]:
    entries = block.entries() if block else {}
    return {word: tuple(_parse_word(word, item)) for word, item in entries.items()}


def _parse_word(word: str, item: Item) -> Iterator[Wording]:
    """One wording for a text, one for each entry of a list; none for 否, which takes it away."""
    if item.is_list:
        for each in item.items():
            yield from _parse_word(word, each)
    elif item.is_mapping:
        fields = item.known_entries((_RIGHT, _REASON, _SINCE, *_CONTEXTS))
        contexts = {name: parse_texts(fields.get(key)) for key, name in _CONTEXTS.items()}
        right, reason = parse_texts(fields.get(_RIGHT)), read_word(fields.get(_REASON))
        since = int(parse_decimal(fields.get(_SINCE)) or 0)
        yield Wording(word, right, reason, since=since, **contexts)
    elif (right_word := read_word(item)) != "否":
        yield Wording(word, (right_word,))


def _parse_units(block: Item | None) -> Iterator[WrongUnits]:
    for item in block.items() if block else ():
        fields = item.known_entries((_NAMES, _NOT_IN, _INSTEAD, _LACKING, _LEAST))
        names, units = parse_texts(fields.get(_NAMES)), parse_texts(fields.get(_NOT_IN))
        right, lacking = read_word(fields.get(_INSTEAD)), fields.get(_LACKING)
        least = parse_decimal(fields.get(_LEAST)) or Decimal(0)
        yield WrongUnits(names, units, right, parse_flag(lacking, default=False), least)


def _parse_titles(block: Item | None) -> Iterator[str]:
    """Those of each source."""
    for item in (block.entries() if block else {}).values():
        yield from parse_texts(item)


def _join(known: dict[str, str], block: Item | None) -> None:
    """Add what a file has of each to what others have."""
    for right, told in _rows(block):
        known[right] = f"{known[right]} {told}" if right in known else told


def _rows(block: Item | None) -> Iterator[tuple[str, str]]:
    """The rows of a table; one that is written as text has a line for each, for it is long."""
    if block is None:
        return
    if block.is_mapping:
        yield from ((right, read_word(item)) for right, item in block.entries().items())
        return
    for line in block.text().splitlines():
        right, colon, told = line.partition(":")
        if not colon:
            block.report("bad_value", f"“{line}”要写成“正词: 错词 错词”的样子")
        yield right.strip(), told.strip()


def _take_away(slips: dict[str, str], allowed: Set[str]) -> None:
    """Leave out the slips that a file allows."""
    for right, wrong in slips.items() if allowed else ():
        told = wrong.split()
        if not allowed.isdisjoint(told):
            slips[right] = " ".join(each for each in told if each not in allowed)


def _parse_sentences(block: Item | None) -> Mapping[str, tuple[Wording, ...]]:
    """The patterns with what is wrong in them; none for 否, which takes a pattern away."""
    entries = block.entries() if block else {}
    for pattern, item in entries.items():
        if read_pattern(pattern) is None:
            item.report("bad_value", "句式的括号要成对、不套着写，间隔（…、……、～）不多于三处")
    return {pattern: tuple(_parse_sentence(pattern, item)) for pattern, item in entries.items()}


def _parse_sentence(pattern: str, item: Item) -> Iterator[Wording]:
    if item.is_mapping:
        yield from _parse_word(pattern, item)
    elif (reason := read_word(item)) != "否":
        yield Wording(pattern, reason=reason)


def _parse_documents(block: Item | None) -> Iterator[KnownDocument]:
    for title, item in (block.entries() if block else {}).items():
        found = _NUMBER.fullmatch(read_word(item))
        if found is None:
            item.report("bad_value", "发文字号写成“国发〔2012〕48号”的样子")
            continue
        yield KnownDocument(title, found[1], int(found[2]), int(found[3]))
