"""The readers by name: which sound files the inputs are made from, how, and who reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from fuzz import (
    builders,
    commands,
    of_bytes,
    of_cells,
    of_packages,
    of_records,
    of_tags,
    of_text,
    of_trees,
    other_samples,
    readers,
    samples,
)
from reportgen.batch.batch import MANIFEST

Mutator = Callable[[bytes, Random], bytes]
_RAW_SHARE = 0.12


class Target(NamedTuple):
    """A reader: the name that its input has, the samples, and what is done to them.

    `mutators` leave the format as it is, so that several may follow each other, unless there are
    to be `few`; `raw` do not.
    """

    file: str
    samples: Callable[[], Sequence[bytes]]
    read: readers.Reader
    mutators: Sequence[Mutator]
    raw: Sequence[Mutator] = ()
    few: bool = False

    def make(self, dice: Random) -> bytes:
        """An input."""
        data = dice.choice(self.samples())
        if self.raw and dice.random() < _RAW_SHARE:
            return dice.choice(self.raw)(data, dice)
        for _ in range(1 if self.few else dice.choice((1, 1, 1, 2, 3))):
            data = dice.choice(self.mutators)(data, dice)
        return data


_in = of_packages.in_parts
_CELLS = _in(of_cells.change_xlsx_cells, r"worksheets/[^/]*\.xml$")
_XLSX = (_CELLS, _CELLS, _CELLS, *of_packages.MUTATORS)
_ODS = (_in(of_cells.change_ods_cells, r"content\.xml$"), *of_packages.MUTATORS)
_TAGS = _in(of_tags.mutate_word_text, r"word/(document|header\d*)\.xml$")
_ZIP = of_packages.RAW_MUTATORS
_CSV = (*[of_cells.change_csv] * 6, *of_text.MUTATORS)
_PHRASE = (*[of_tags.mutate_phrase] * 6, *of_text.MUTATORS)
_RETURNS = (*[_in(of_trees.mutate_yaml, r"\.yaml$")] * 3, *of_packages.MUTATORS[-2:])
_XLS = (of_records.mutate_xls,)
_PICTURE = of_bytes.MUTATORS


def _markdown(text: bytes, dice: Random) -> bytes:
    """A school with that text, changed."""
    for _ in range(dice.choice((1, 2, 3))):
        text = dice.choice(of_text.MUTATORS)(text, dice)
    return samples.as_narrative(text)


def _manifest(data: bytes, dice: Random) -> bytes:
    """Mostly sealed again, as who means to deceive does."""
    changed = of_trees.mutate_json_lines(data, dice)
    return other_samples.sealed_again(changed) if dice.random() < 0.7 else changed


def _seed(name: str) -> Callable[[], Sequence[bytes]]:
    return lambda: (samples.seed(name),)


def _phrase(name: str) -> Target:
    return Target(f"{name}.j2", lambda: samples.phrase(name), builders.build_by_phrase, _PHRASE)


def _yaml(file: str, of: Callable[[], Sequence[bytes]], read: readers.Reader) -> Target:
    return Target(file, of, read, (of_trees.mutate_yaml,))


def _xlsx(file: str, of: Callable[[], Sequence[bytes]], read: readers.Reader) -> Target:
    return Target(file, of, read, _XLSX, _ZIP)


def _word(of: Callable[[], Sequence[bytes]], read: readers.Reader, *mutators: Mutator) -> Target:
    return Target("模板.docx", of, read, (*mutators, *of_packages.MUTATORS), _ZIP)


TARGETS = MappingProxyType(
    {
        "school": _yaml("学校.yaml", samples.schools, builders.build),
        "edited": _yaml("学校.yaml", samples.schools, readers.edit_value),
        "narrative": Target(
            "学校.yaml", samples.narratives, builders.build, (_markdown,), few=True
        ),
        "form": _xlsx("采集表.xlsx", samples.forms, builders.build),
        "wide": _xlsx("汇总表.xlsx", samples.wide_forms, builders.build),
        "xlsx": _xlsx("汇总表.xlsx", samples.tables, builders.build_table),
        "xls": Target("汇总表.xls", samples.xls_tables, builders.build_table, _XLS, few=True),
        "ods": Target("汇总表.ods", samples.ods_tables, builders.build_table, _ODS, _ZIP),
        "csv": Target("汇总表.csv", _seed("汇总表.csv"), builders.build_table, _CSV),
        "mapping": _yaml("映射.yaml", _seed("映射.yaml"), builders.build_with_mapping),
        "district": _yaml("区县.yaml", samples.districts, builders.build_district),
        "roster": _xlsx("名单.xlsx", samples.rosters, readers.read_roster),
        "archive": Target("交来.zip", samples.returns, readers.check_archive, _RETURNS, _ZIP),
        "template": _word(samples.templates, builders.build_by_template),
        "tags": Target("模板.docx", samples.templates, builders.build_by_sound_template, (_TAGS,)),
        "template_check": _word(samples.templates, readers.check_templates, *[_TAGS] * 8),
        "phrase": _phrase("基本情况"),
        "phrase_of_problems": _phrase("问题"),
        "outline": _yaml("提纲.yaml", samples.outlines, builders.build_by_folder),
        "genre": _yaml("甲.yaml", samples.genres, builders.build_by_genre),
        "standard": _yaml("标准.yaml", samples.standards, builders.build_by_standard),
        "picture": Target("图.png", samples.pictures, builders.build_with_picture, _PICTURE),
        "document": _word(samples.reports, readers.check_layout),
        "layout": _yaml("版式.yaml", _seed("版式.yaml"), readers.read_layout),
        "decisions": _yaml("收表决定.yaml", _seed("收表决定.yaml"), readers.read_decisions),
        "put_aside": Target("交来的", other_samples.sent, readers.peek_returned, of_bytes.MUTATORS),
        "settings": _yaml("reportgen.yaml", _seed("reportgen.yaml"), readers.read_settings),
        "manifest": Target(MANIFEST, other_samples.manifests, readers.read_manifest, (_manifest,)),
        "returned": _xlsx("采集表.xlsx", samples.forms, readers.send_back),
        "words": _yaml("用词.yaml", _seed("用词.yaml"), builders.build_by_words),
        "district_outline": _yaml(
            "县域提纲.yaml", samples.district_outlines, builders.build_district_by_folder
        ),
        "district_template": Target(
            *("县域自查报告.docx", samples.district_templates, builders.build_district_by_folder),
            *((*[_TAGS] * 4, *of_packages.MUTATORS), _ZIP),
        ),
        "genre_template": Target(
            *("学校自查报告.docx", samples.templates, builders.build_by_genre_template),
            *((*[_TAGS] * 4, *of_packages.MUTATORS), _ZIP),
        ),
        "preview": _word(samples.templates, builders.preview, *[_TAGS] * 4),
        "roster_text": Target("名单.csv", _seed("名单.csv"), readers.read_roster, _CSV),
        "user_settings": _yaml("设置.yaml", _seed("设置.yaml"), readers.read_user_settings),
        "journal": Target("记录.jsonl", other_samples.journals, readers.read_journal, (_manifest,)),
        "sent": Target("交来的", other_samples.sent, readers.check_sent, of_bytes.MUTATORS),
        "written": Target(
            *("报告.docx", other_samples.written, readers.deliver_over),
            *(of_bytes.MUTATORS, of_packages.MUTATORS),
        ),
        "font": Target("字体.ttf", other_samples.fonts, readers.read_font, of_bytes.MUTATORS),
        "pdf": Target("报告.pdf", other_samples.pdfs, readers.read_pages, of_bytes.MUTATORS),
        "return_command": _xlsx("采集表.xlsx", samples.forms, commands.command_return),
        "convert_command": _yaml("学校.yaml", samples.schools, commands.command_convert),
        "convert_table": _xlsx("汇总表.xlsx", samples.past, commands.command_convert),
        "batch_command": _yaml("学校.yaml", samples.schools, commands.command_batch),
        "batch_table": _xlsx("汇总表.xlsx", samples.past, commands.command_batch),
        "last_year": _yaml("学校.yaml", samples.schools, commands.command_form),
        "last_year_table": _xlsx("汇总表.xlsx", samples.past, commands.command_form),
        "form_of_list": _xlsx("名单.xlsx", samples.rosters, commands.command_form_of_list),
        "explain": _yaml("学校.yaml", samples.schools, commands.command_explain),
        "explain_district": _yaml("区县.yaml", samples.districts, commands.command_explain),
        "check_document": _word(samples.reports, commands.command_check_document),
        "check_against": _yaml("学校.yaml", samples.schools, commands.command_check_against),
        "annotate": _word(samples.templates, commands.command_annotate, *[_TAGS] * 4),
        "memory": Target(MANIFEST, other_samples.manifests, commands.command_memory, (_manifest,)),
    }
)
"""By name, which is that of the folder of their regressions too."""
