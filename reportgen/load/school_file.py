"""A school's data file → School, the standards it names, and everything wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.load.attachments import look_for_files, parse_attachments
from reportgen.load.dittos import fill_dittos
from reportgen.load.fields import (
    MissingField,
    parse_date_item,
    parse_texts,
    parse_year_item,
    read_choice,
    read_narrative,
    read_word,
    report_missing,
)
from reportgen.load.figures import find_blanks, parse_figures
from reportgen.load.genre_choice import NO_CHOICE, DistrictChoice, check_genre, settle_genre
from reportgen.load.inside import Grounds
from reportgen.load.library import OWN_STANDARD, Library
from reportgen.load.name_advice import advise_word
from reportgen.load.narrative import (
    parse_achievements,
    parse_chapters,
    parse_evidence,
    parse_features,
    parse_illustrations,
    parse_leaders,
    parse_measures,
    parse_outlays,
    parse_plans,
    parse_shortcomings,
)
from reportgen.load.nothing import is_nothing
from reportgen.load.outline import parse_outline
from reportgen.load.pictures import PictureFiles, load_pictures
from reportgen.load.source import OpenedSource
from reportgen.load.staff import add_staff_figures, parse_staff
from reportgen.load.standard_choice import (
    find_standards,
    named_standards,
    report_no_standard,
    unfit_standards,
)
from reportgen.load.undecided import (
    undecided_facts,
    without_missing_blocks,
    without_undecided,
)
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import FactDictionary
from reportgen.model.school import (
    INTRODUCTION,
    WHOLE_SECTIONS,
    Narrative,
    PictureSource,
    ReportSettings,
    SaidYear,
    School,
)
from reportgen.model.stages import SchoolType
from reportgen.model.standard import Standard, join_dictionaries
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, by_place, warning
from reportgen.words.file_names import find_year
from reportgen.words.marks import widen_marks
from reportgen.words.no_names import names_nothing
from reportgen.words.nothing import says_nothing, unless_nothing

SCHOOL_KEYS = ("名称", "类型", "所在区县", "代码", "地址")
SETTINGS_KEYS = (
    *("年度", "标准", "主送", "署名", "日期", "标题", "依据", "附件", "提纲", "过渡条款", "体裁"),
)
TOP_KEYS = (
    *("学校", "报告", "数据", "教师结构", "领导小组", "成绩", "投入", "章节", "佐证材料"),
    *("图片", "插图", OWN_STANDARD, *WHOLE_SECTIONS),
)


class LoadedSchool(NamedTuple):
    """What a data file gave; `school` is None if too little could be read to go on.

    `dictionary` has the facts of the standards beside the bundled ones. `sources` are the files
    that it names, standards and pictures, whether they are there or not. `roster` is the list of
    schools that a district's file names.
    """

    school: School | None
    standards: tuple[Standard, ...]
    dictionary: FactDictionary
    problems: tuple[Problem, ...]
    sources: tuple[Path, ...] = ()
    roster: Path | None = None


class DataFile(NamedTuple):
    """A data file's root and blocks, its settings, and the facts that it may give."""

    root: Item
    blocks: Mapping[str, Item]
    settings: ReportSettings
    dictionary: FactDictionary


def load_school(
    source: OpenedSource,
    library: Library,
    standard_names: Sequence[str] = (),
    district: DistrictChoice = NO_CHOICE,
) -> LoadedSchool:
    """The school in that file, and everything wrong in it.

    It is judged by `standard_names`, else by those that it names and those that its `district`
    chooses.
    """
    root = source.root
    root.reading.words = library.dictionary.vocabulary.fields
    fields = root.known_entries(TOP_KEYS)
    settings = hold_standards(parse_settings(fields.get("报告"), root), library, root)
    # The schools of one table are judged by what it says for all of them.
    own = () if standard_names or source.is_row else settings.standards
    if not standard_names:
        settings = settings._replace(standards=(*district.standards, *settings.standards))
        if not settings.standards:
            report_no_standard(fields, root, library)
    standards = find_standards(fields, settings, standard_names, library, root)
    dictionary = join_dictionaries(library.dictionary, standards)
    school = _parse_school(DataFile(root, fields, settings, dictionary), library)
    if school is not None:
        school = _without_undecided(school, dictionary, root)
        school = school._replace(said_years=_other_years(source, settings.year))
        place = Location("--standard") if standard_names else settings.location
        root.reading.problems += unfit_standards(school.type, standards, own, place)
        fit = [standard for standard in standards if standard.judged(school.type)]
        school = _of_genre(school, fit, district.genre, root, library)
    loaded = finish_loading(school, standards, dictionary, OpenedFile(root, library.grounds))
    return loaded._replace(sources=(*loaded.sources, *source.files))


def _of_genre(
    school: School, fit: Sequence[Standard], usual: str, root: Item, library: Library
) -> School:
    """The school with the genre of its report, which is `usual` where the standards that judge it
    leave a choice; what is wrong with that, and with what the report rests on, is noted.
    """
    settings = settle_genre(school.settings, usual, fit, library.genres)
    school, reading = school._replace(settings=settings), root.reading
    reading.problems += check_genre(settings, fit, library.genres, reading.opening)
    reading.problems += _check_basis(school, fit)
    return school


def _other_years(source: OpenedSource, year: int) -> tuple[SaidYear, ...]:
    """The years that the file says besides that of its report; none where the report has none."""
    said = (*source.root.reading.said_years, *_named_year(source))
    return tuple(each for each in said if year and each.year != year)


def _named_year(source: OpenedSource) -> Iterator[SaidYear]:
    """The year that the name of a school's own file says."""
    file = source.root.reading.file
    year = None if source.is_row else find_year(Path(file).stem)
    if year:
        yield SaidYear(year, "文件名", Location(file))


def _without_undecided(school: School, dictionary: FactDictionary, root: Item) -> School:
    """The school without the figures that its file leaves open."""
    apart = school.type.stages if school.type.is_combined else ()
    undecided = undecided_facts(root.reading.problems, dictionary, apart)
    if not undecided:
        return school
    return school._replace(figures=without_undecided(school.figures, undecided))


class OpenedFile(NamedTuple):
    """A data file's root, and the grounds that say which files it may name."""

    root: Item
    grounds: Grounds


def hold_standards(settings: ReportSettings, library: Library, root: Item) -> ReportSettings:
    """The settings without the files of standards that data may not name; those are noted."""
    near, held = Path(root.reading.file).parent, []
    for name in settings.standards:
        refusal = library.refuse_file(name, near)
        if refusal is None:
            held.append(name)
        else:
            problem = library.explain_refused(name, refusal, settings.location)
            root.reading.problems.append(problem)
    return settings._replace(standards=tuple(held))


def finish_loading(
    school: School | None,
    standards: tuple[Standard, ...],
    dictionary: FactDictionary,
    opened: OpenedFile,
) -> LoadedSchool:
    """The school with the pictures that its texts name, and everything wrong in its file and with
    the files that it brings.
    """
    root, grounds = opened
    problems = list(without_missing_blocks(root.reading.problems))
    folder = Path(root.reading.file).parent
    problems += (each.problem() for each in root.reading.cut_off.values())
    sources = [Path(standard.file) for standard in standards if standard.file]
    if school is not None:
        found = load_pictures(school, PictureFiles(folder, root.reading.pictures, grounds))
        brought = look_for_files(school.settings.attachments, folder)
        school = school._replace(pictures=found.pictures, illustrations=found.illustrations)
        problems = [*problems, *found.problems, *brought.problems]
        sources += (*found.sources, *brought.sources)
    return LoadedSchool(school, standards, dictionary, by_place(problems), tuple(sources))


def parse_settings(item: Item | None, root: Item) -> ReportSettings:
    """The block 报告; a missing year is noted."""
    fields = item.known_entries(SETTINGS_KEYS) if item else {}
    year = parse_year_item(fields.get("年度"))
    if year is None and ("年度" not in fields or fields["年度"].is_empty):
        hint = "请在“报告:”下写上年度，例如“年度: 2024”"
        cell_hint = "请在“报告年度”里写上年份，例如 2024"
        field = MissingField("报告", "年度", "2024", hint, cell_hint)
        report_missing(field, fields, item or root)
    return ReportSettings(
        year=year or 0,
        standards=named_standards(fields.get("标准")),
        title=_word(fields.get("标题")),
        addressee=widen_marks(_word(fields.get("主送")).rstrip("：:")),
        signature=_word(fields.get("署名")),
        date=parse_date_item(fields.get("日期")),
        basis=tuple(text for text in parse_texts(fields.get("依据")) if not says_nothing(text)),
        attachments=parse_attachments(fields.get("附件")),
        outline=parse_outline(fields.get("提纲")),
        easements=parse_texts(fields.get("过渡条款")),
        location=fields.get("标准", item or root).location,
        genre=read_word(fields.get("体裁")),
        genre_location=fields.get("体裁", item or root).location,
    )


def _word(item: Item | None) -> str:
    """The field's text; empty if it is not given or says that there is none."""
    return unless_nothing(read_word(item))


def _check_basis(school: School, standards: Sequence[Standard]) -> Iterator[Problem]:
    """A reminder where the introduction can name no document that the report rests on."""
    settings = school.settings
    if settings.basis or INTRODUCTION in school.whole_sections or not standards:
        return
    if not any(each.documents for each in standards):
        first = standards[0]
        message = f"引言里没有“根据……”：“{first.title}”没有写文号"
        hint = "请在标准里写上“文号”或“依据”，或在“依据文件”（报告.依据）里写文件的名称"
        place = Location(first.file) if first.file else settings.location
        yield warning("no_basis", message, place, hint)


def _parse_school(file: DataFile, library: Library) -> School | None:
    block = file.blocks.get("学校")
    identity, place = block.known_entries(SCHOOL_KEYS) if block else {}, block or file.root
    name = read_word(identity.get("名称"))
    school_type = _find_type(identity, place, library)
    if not name:
        hint, cell_hint = "请在“学校:”下写上名称", "请在“学校名称”里写上全称"
        report_missing(MissingField("学校", "名称", "", hint, cell_hint), identity, place)
    elif names_nothing(name):
        message = f"学校名称写的是“{name}”，不是学校的名称"
        identity["名称"].report("no_name", message, "请写上学校的全称")
    if not name or school_type is None:
        return None
    district, code, address = (_word(identity.get(key)) for key in ("所在区县", "代码", "地址"))
    school = parse_contents(file, name, school_type, place)
    previews = tuple(file.root.reading.previews)
    return school._replace(district=district, code=code, address=address, previews=previews)


def parse_contents(file: DataFile, name: str, school_type: SchoolType, place: Item) -> School:
    """The figures and texts of a file under that name; `place` is where it is named."""
    blocks, dictionary = fill_dittos(file.blocks), file.dictionary
    figures = parse_figures(blocks.get("数据"), dictionary, school_type)
    staff = parse_staff(blocks.get("教师结构"), dictionary.staff, school_type)
    return School(
        name=name,
        type=school_type,
        settings=file.settings,
        file=file.root.reading.file,
        figures=add_staff_figures(figures, staff, dictionary, school_type),
        achievements=parse_achievements(blocks.get("成绩")),
        measures=parse_measures(_unless_whole(blocks, "主要措施")),
        shortcomings=parse_shortcomings(_unless_whole(blocks, "存在问题")),
        plans=parse_plans(_unless_whole(blocks, "今后措施"), dictionary, school_type),
        outlays=parse_outlays(blocks.get("投入")),
        chapters=parse_chapters(blocks.get("章节")),
        leaders=parse_leaders(blocks.get("领导小组")),
        features=parse_features(_unless_whole(blocks, "特色")),
        evidence=parse_evidence(blocks.get("佐证材料")),
        staff=staff,
        whole_sections=_whole_sections(blocks),
        picture_names=_parse_picture_names(blocks.get("图片")),
        illustrations=parse_illustrations(blocks.get("插图")),
        places=_places(blocks),
        location=place.location,
        data_location=_key_location(blocks.get("数据", place)),
        blanks=find_blanks(file.root, dictionary),
        next_cells=file.root.reading.next_cells,
        opening=file.root.reading.opening,
    )


def _places(blocks: Mapping[str, Item]) -> Mapping[str, Location]:
    """The places of the single fields of the blocks that say whom and what the file is about."""
    named = (blocks[key] for key in ("学校", "区县", "报告") if key in blocks)
    fields = (block.entries() for block in named if block.is_mapping)
    return {key: item.location for each in fields for key, item in each.items()}


def _key_location(item: Item) -> Location:
    """The line of a block's key: a block begins on the line after it."""
    place = item.location
    if place.cell:
        return place
    is_below_key = item.is_mapping and place.column > 1
    return Location(place.file, max(place.line - is_below_key, 1), 1, item.path)


def _find_type(identity: Mapping[str, Item], place: Item, library: Library) -> SchoolType | None:
    item = identity.get("类型")
    word = read_choice(item)
    if not word:
        choices = f"请从这些里选：{'、'.join(library.school_types)}"
        hint = f"请在“学校:”下写上类型，{choices}"
        field = MissingField("学校", "类型", "", hint, choices, f"；{choices}")
        report_missing(field, identity, place)
        return None
    school_type = library.school_types.get(word)
    if school_type is None:
        advice = advise_word(word, library.school_types)
        (item or place).report("unknown_choice", f"不认识学校类型“{word}”", advice)
    return school_type


def _parse_picture_names(item: Item | None) -> Mapping[str, PictureSource]:
    """The names for templates and the files that they stand for; one without a file is noted."""
    found = {}
    for name, entry in (item.entries() if item else {}).items():
        if source := entry.text():
            found[name] = PictureSource(source, entry.location)
        else:
            hint = f"请写成 {name}: 校徽.png，文件放在数据文件旁边"
            entry.report("missing_key", f"“{name}”没有写是哪个文件", hint)
    return found


def _unless_whole(fields: Mapping[str, Item], key: str) -> Item | None:
    item = fields.get(key)
    return None if item is not None and item.is_text else item


def _whole_sections(fields: Mapping[str, Item]) -> Mapping[str, Narrative]:
    given = {key: fields[key] for key in WHOLE_SECTIONS if key in fields and fields[key].is_text}
    return {key: read_narrative(item) for key, item in given.items() if not _is_blank(item)}


def _is_blank(item: Item) -> bool:
    return item.is_empty or is_nothing(item)
