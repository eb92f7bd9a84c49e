"""A file in a folder of its own → the documents that the program makes of it, as commands do."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from fuzz import samples
from fuzz.oracle import Ended
from fuzz.readers import check_for_words, raise_again, shared_checker, shared_workshop
from reportgen.assess.district import summarise_district
from reportgen.assess.record import make_record
from reportgen.district_pipeline import make_district_document
from reportgen.load.district_file import load_district
from reportgen.load.source import Source
from reportgen.load.template_folder import GENRES, PHRASES
from reportgen.making import check_template, make_finished
from reportgen.model.district import SchoolRecord
from reportgen.pipeline import Workshop, examine_school, with_table_problems
from reportgen.problems import Problem
from reportgen.resources import data_folder
from reportgen.template_tools.preview import find_sample, make_preview

_MOST_ROWS = 2


def build(file: Path) -> Ended:
    """The school's report; of a table those of its first schools."""
    return _build(file, shared_workshop())


def _build(
    file: Path, workshop: Workshop, template: str = "", mapping: Path | None = None
) -> Ended:
    told, made = list[Problem](), list[bytes]()
    for source in workshop.reader.split(Source(file, "", mapping))[:_MOST_ROWS]:
        examined = with_table_problems(examine_school(source, workshop), source, workshop)
        told += examined.problems
        if examined.report is not None and examined.can_be_built:
            finished = make_finished(examined.report, workshop, template)
            told += (*finished.problems, *check_template(examined.report, workshop, template))
            made.append(finished.document)
    return Ended(told, made, is_ours=not template)


def build_with_mapping(file: Path) -> Ended:
    """A fixed table that the mapping explains."""
    table = file.with_name("汇总表.csv")
    table.write_bytes(samples.seed("汇总表.csv"))
    return _build(table, shared_workshop(), mapping=file)


def build_table(file: Path) -> Ended:
    """A table that a fixed mapping beside it explains."""
    file.with_name("映射.yaml").write_bytes(samples.seed("映射.yaml"))
    return build(file)


def build_by_standard(file: Path) -> Ended:
    """A fixed school that is judged by the standard."""
    school = file.with_name("学校.yaml")
    said = samples.seed("学校.yaml").decode()
    school.write_text(said.replace("河南省办学基本标准", file.name), encoding="utf-8")
    return build(school)


def build_with_picture(file: Path) -> Ended:
    """A fixed school that shows the picture."""
    school = file.with_name("学校.yaml")
    said = samples.seed("学校.yaml").decode()
    text = "学校重视阅读。"
    shown = said.replace(text, f"{text}\n\n  ![图]({file.name})")
    school.write_text(shown, encoding="utf-8")
    return build(school)


def build_by_template(file: Path) -> Ended:
    """A fixed school by that Word template, which may be unsound itself."""
    return _build(_fixed_school(file), shared_workshop(), str(file))


def build_by_sound_template(file: Path) -> Ended:
    """Likewise; all that is of the template's making was sound, but for its tags."""
    return build_by_template(file)._replace(is_ours=True)


def _fixed_school(file: Path) -> Path:
    school = file.with_name("学校.yaml")
    school.write_bytes(samples.seed("学校.yaml"))
    return school


def build_by_folder(file: Path) -> Ended:
    """A fixed school by a folder of templates with that outline."""
    return _build(_fixed_school(file), Workshop(file.parent))


def build_by_genre(file: Path) -> Ended:
    """A fixed school whose folder of templates has that genre, which is checked before."""
    (file.parent / GENRES).mkdir()
    own = file.parent / GENRES / file.name
    shutil.copy(file, own)
    told = [problem for each in shared_checker().check_path(own) for problem in each.problems]
    ended = _build(_school_of_genre(file), Workshop(file.parent))
    return ended._replace(problems=(*told, *ended.problems))


def build_by_genre_template(file: Path) -> Ended:
    """A fixed school of a genre that has that Word template, in a folder of templates."""
    folder = file.parent / GENRES / "校园安全"
    folder.mkdir(parents=True)
    shutil.copy(file, folder)
    school = _school_of_genre(file)
    workshop = Workshop(file.parent)
    assert workshop.asks_for_contents in (True, False)
    return _build(school, workshop)._replace(is_ours=False)


def _school_of_genre(file: Path) -> Path:
    school = file.with_name("学校.yaml")
    said = samples.seed("学校.yaml").decode()
    school.write_text(said.replace("年度: 2024", "年度: 2024, 体裁: 校园安全"), encoding="utf-8")
    return school


def build_by_phrase(file: Path) -> Ended:
    """Likewise with that phrase, which is checked before."""
    told = [problem for each in shared_checker().check_path(file) for problem in each.problems]
    folder = file.parent / PHRASES
    folder.mkdir()
    shutil.copy(file, folder)
    ended = _build(_fixed_school(file), Workshop(file.parent))
    return ended._replace(problems=(*told, *ended.problems))


def build_by_words(file: Path) -> Ended:
    """A fixed school by a folder of templates with those words, and a document checked for them."""
    ended = build_by_folder(file)
    words = Workshop(file.parent).library.wordings
    document = file.with_name("报告.docx")
    document.write_bytes(samples.reports()[-1])
    return ended._replace(problems=(*ended.problems, *check_for_words(document, words)))


def preview(file: Path) -> Ended:
    """What `template preview` makes of the bundled samples."""
    workshop = shared_workshop()
    made = make_preview(file, find_sample(file, None, workshop), workshop)
    for each in made.fallen:
        raise_again(each.trace)
    return Ended(made.problems, (made.document,), is_ours=False)


@cache
def _records() -> tuple[SchoolRecord, ...]:
    return tuple(
        _record(path) for path in sorted((data_folder() / "districts" / "示例县").glob("0*.yaml"))
    )


def _record(path: Path) -> SchoolRecord:
    examined = examine_school(path, shared_workshop(), ("优质均衡2017",))
    assert examined.school is not None and examined.assessment is not None
    return make_record(examined.school, examined.assessment, examined.dictionary)


def build_district(file: Path) -> Ended:
    """The county's report of its own file and of fixed schools."""
    return _build_district(file, Workshop(grounds=(file.parent,)))


def build_district_by_folder(file: Path) -> Ended:
    """A fixed county's report by a folder of templates with that file."""
    own = file.with_name("区县.yaml")
    own.write_bytes(samples.seed("区县.yaml"))
    ended = _build_district(own, Workshop(file.parent, grounds=(file.parent,)))
    return ended._replace(is_ours=file.suffix != ".docx")


def _build_district(file: Path, workshop: Workshop) -> Ended:
    file.with_name("名单.csv").write_bytes(samples.seed("名单.csv"))
    loaded = load_district(file, workshop.library)
    if loaded.school is None or any(each.stops for each in loaded.problems):
        return Ended(loaded.problems)
    summary = summarise_district(_records(), loaded.standards, workshop.library.dictionary)
    made = make_district_document(loaded.school, summary, (), workshop)
    documents = (made.document,) if made.document else ()
    return Ended((*loaded.problems, *made.problems), documents)
