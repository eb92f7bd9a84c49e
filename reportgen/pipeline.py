"""The way through for one school: load → assess → sections → render."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path

from reportgen.assess.assessment import assess_school
from reportgen.assess.blankness import BLANK, check_blankness, without_lacks
from reportgen.assess.consistency import check_assessment, check_figures
from reportgen.assess.fact_sheet import FactSheet
from reportgen.assess.narrative import check_narrative
from reportgen.assess.outcome import school_outcome
from reportgen.assess.provenance import trace_figures
from reportgen.assess.staff import check_staff, check_staff_total
from reportgen.load.genre_choice import NO_CHOICE, DistrictChoice
from reportgen.load.inside import Grounds
from reportgen.load.library import Library, load_library
from reportgen.load.school_file import LoadedSchool, load_school
from reportgen.load.source import Source, SourceReader
from reportgen.load.template_folder import (
    GENRES,
    PHRASES,
    DistrictTemplateFiles,
    TemplateFiles,
    WordFile,
    find_file,
    load_district_templates,
    load_templates,
    load_word_template,
    read_patched,
)
from reportgen.load.template_folder_checks import check_folders
from reportgen.load.text_file import read_bytes
from reportgen.load.undecided import without_consequences
from reportgen.model.assessment import Assessment
from reportgen.model.check_settings import AS_THEY_ARE, CheckSettings, settle_findings
from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.facts import FactDictionary
from reportgen.model.genre import Genre
from reportgen.model.opening import Opening
from reportgen.model.report import Report
from reportgen.model.school import School
from reportgen.model.stages import school_word
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.problems import Problem, by_place, is_stopped
from reportgen.render.patched_file import patch_found
from reportgen.render.template import CompiledTemplate, compile_patched
from reportgen.resources import data_folder, templates_folder
from reportgen.sections.attachments.attach import enclose
from reportgen.sections.attachments.citations import check_citations
from reportgen.sections.builder import Material
from reportgen.sections.genre_names import GENRE_NAME, genre_names
from reportgen.sections.outline import check_outline, filling_outline
from reportgen.sections.own_word import own_word
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.sections.phrasing.phrases import Phrases
from reportgen.sections.report import OPTIONAL_NAMES, build_report
from reportgen.steps import Steps, finish
from reportgen.table_of_contents.switches import file_asks_for_contents
from reportgen.text_checks.checks import check_printed_by_turns
from reportgen.text_checks.known_figures import school_figures


@lru_cache(maxsize=32)
def _compile(found: WordFile, allow_external: bool) -> CompiledTemplate:
    """Genres that have no template of their own share one, and so do runs of one process."""
    patched = patch_found(found.data, found.file, read_patched(data_folder(), found.file))
    return compile_patched(patched, found.file, FILTERS, allow_external=allow_external)


class Workshop:
    """What all schools of a run share; each part is made when first needed and never changes.

    `office` lays documents out for the pages in their table of contents; without it they are left
    to Word. `allow_external`: templates may reach beyond their files. `checks` is what a bureau
    says of the checks of texts. `opening` is that of data files whose lines nobody sees.
    """

    def __init__(
        self,
        *templates: Path,
        office: Office | None = None,
        grounds: Sequence[Path] = (),
        allow_external: bool = False,
        checks: CheckSettings = AS_THEY_ARE,
        opening: Opening | None = None,
    ) -> None:
        """`templates` are folders that are looked in, in this order, before the bundled one.

        Data may name what lies in their own folder; those below one of `grounds`, all in that.
        """
        self.office, self.allow_external, self.checks = office, allow_external, checks
        self._grounds, self._opening = Grounds(tuple(grounds)), opening
        self._folders = (*templates, templates_folder())
        self._phrases: dict[tuple[frozenset[str], str, str], Phrases] = {}
        self._genre_facts: dict[str, frozenset[str]] = {}
        self._templates: dict[str, TemplateFiles] = {}
        self._district_templates: dict[str, DistrictTemplateFiles] = {}
        self._found: dict[tuple[str, str], CompiledTemplate] = {}

    @cached_property
    def library(self) -> Library:
        """Facts, types of school, standards and genres."""
        own = tuple(folder / GENRES for folder in self._folders[:-1])
        return load_library(data_folder(), own, self._grounds)

    @cached_property
    def reader(self) -> SourceReader:
        """What reads the schools' files."""
        return SourceReader(self.library, self._opening)

    @cached_property
    def genre_folders(self) -> frozenset[str]:
        """The folders that genres may have in a folder of templates."""
        return frozenset(genre.folder for genre in self.library.genres.by_id.values())

    @cached_property
    def folder_problems(self) -> tuple[Problem, ...]:
        """What lies in the folders of templates in vain."""
        return tuple(check_folders(self._folders, self.genre_folders))

    def templates_for(self, genre: str = "") -> TemplateFiles:
        """Phrases, outline and the Word template's bytes for reports of the genre with that folder;
        the general ones for none.
        """
        if genre not in self._templates:
            self._templates[genre] = load_templates(self._folders, genre)
        return self._templates[genre]

    def district_templates_for(self, genre: str = "") -> DistrictTemplateFiles:
        """The district's outline and the bytes of its Word template, likewise."""
        if genre not in self._district_templates:
            self._district_templates[genre] = load_district_templates(self._folders, genre)
        return self._district_templates[genre]

    def phrases_for(self, dictionary: FactDictionary, genre: Genre) -> Phrases:
        """The phrases, compiled once for all schools of a genre that know the same facts."""
        facts = OPTIONAL_NAMES.union(dictionary.facts, self._facts_of_genre(genre))
        key = (facts, genre.id, genre.terms.short)
        if key not in self._phrases:
            self._phrases[key] = self._make_phrases(facts, genre)
        return self._phrases[key]

    def _facts_of_genre(self, genre: Genre) -> frozenset[str]:
        """The facts that phrases of the genre's own may name by whichever standard a school is
        judged: those of every bundled standard. None for a genre without such phrases.
        """
        if genre.id not in self._genre_facts:
            own = (folder / GENRES / genre.folder / PHRASES for folder in self._folders)
            has_own = any(each.is_dir() for each in own)
            self._genre_facts[genre.id] = self.library.known_names() if has_own else frozenset()
        return self._genre_facts[genre.id]

    def _make_phrases(self, facts: frozenset[str], genre: Genre) -> Phrases:
        files = self.templates_for(genre.folder)
        common = {GENRE_NAME: genre_names(genre)}
        return Phrases(files.phrases, facts, files.phrase_files, common)

    def find_word_file(self, name: str = "", genre: str = "") -> WordFile:
        """The bytes of that template and where they were read; the report's for no name.

        Errors: UnreadableFileError where there is none.
        """
        if name:
            return load_word_template(self._folders, name, genre)
        files = self.templates_for(genre)
        return WordFile(files.word, files.word_file)

    def find_word_template(self, name: str = "", genre: str = "") -> CompiledTemplate:
        """The compiled Word template of that name, or of the file that `name` is the path of; the
        report's for none.

        Errors: UnreadableFileError where there is none, TemplateError for a faulty one.
        """
        key = (name, genre)
        if key not in self._found:
            self._found[key] = _compile(self.find_word_file(name, genre), self.allow_external)
        return self._found[key]

    def district_template_for(self, genre: str = "") -> CompiledTemplate:
        """The compiled Word template of a district's report."""
        files = self.district_templates_for(genre)
        return _compile(WordFile(files.word, files.word_file), self.allow_external)

    @cached_property
    def installed_fonts(self) -> frozenset[str]:
        """The names of this machine's typefaces, which decide whether pages are Word's."""
        from reportgen.office.fonts import installed_fonts

        return installed_fonts()

    @property
    def pages_mark(self) -> str:
        """What the pages of a table of contents depend on, beside the document."""
        if self.office is None:
            return "no pages"
        return f"pages {' '.join(sorted(self.installed_fonts))}"

    @cached_property
    def asks_for_contents(self) -> bool:
        """Whether the report of a school, of any genre, has a table of contents, asked without
        compiling its template.
        """
        general = self.find_word_file()
        own = {find_file(self._folders, each, SCHOOL_REPORT.file) for each in self.genre_folders}
        others = (read_bytes(path) for path in own if str(path) != general.file)
        return any(map(file_asks_for_contents, (general.data, *others)))


class Examined(NamedTuple):
    """A school, its assessment, its report and everything that is wrong; all None where the file
    says too little.

    `dictionary` are the facts it was asked, `sources` the files it was made from besides its own.
    """

    school: School | None
    assessment: Assessment | None
    report: Report | None
    problems: tuple[Problem, ...]
    dictionary: FactDictionary
    sources: tuple[Path, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether its file came back as it was sent."""
        return any(problem.code == BLANK for problem in self.problems)

    @property
    def can_be_built(self) -> bool:
        """Whether a report can be made of it."""
        return self.report is not None and not is_stopped(self.problems)


def examine_school(
    source: Path | Source,
    workshop: Workshop,
    standards: Sequence[str] = (),
    district: DistrictChoice = NO_CHOICE,
) -> Examined:
    """The school in that file, read, checked and assessed; nothing is written.

    It is judged by `standards`, else by those that it names and those that its `district` chooses.

    Errors: UnreadableFileError for a file that is none, TemplateError for a faulty phrase.
    """
    return finish(examining(source, workshop, standards, district))


def examining(
    source: Path | Source,
    workshop: Workshop,
    standards: Sequence[str] = (),
    district: DistrictChoice = NO_CHOICE,
) -> Steps[Examined]:
    """As `examine_school`, step by step, for whoever examines several."""
    opened = workshop.reader.read(source)
    yield
    loaded = load_school(opened, workshop.library, standards, district)
    school, dictionary = loaded.school, loaded.dictionary
    if school is None:
        return Examined(None, None, None, loaded.problems, dictionary, loaded.sources)
    yield
    sheet = FactSheet(school, dictionary)
    assessment = assess_school(school, loaded.standards, dictionary, sheet)
    yield
    material = gather_school_material(school, assessment, dictionary, workshop)
    templates = workshop.templates_for(material.genre.folder)
    filled = yield from filling_outline(material, templates.outline)
    enclosed = enclose(material)
    sections = [section for _, section in filled if section]
    report = build_report(material, sections, enclosed.attached)
    yield
    of_data = yield from _checking_data(sheet, assessment, dictionary, workshop)
    found = (
        *of_data,
        *check_outline(material, filled),
        *enclosed.problems,
        *check_citations(material, report),
        *templates.problems,
        *workshop.folder_problems,
    )
    share = workshop.library.blank_share
    blank = check_blankness(school, assessment, dictionary, loaded.problems, share)
    problems = _join_problems(loaded, found, blank)
    return Examined(school, assessment, report, problems, dictionary, loaded.sources)


def _join_problems(
    loaded: LoadedSchool, found: Iterable[Problem], blank: Problem | None
) -> tuple[Problem, ...]:
    """What loading noted and what was found later, by place, without what only follows from
    something else. That a file is `blank` is told instead of what it lacks.
    """
    problems = (*loaded.problems, *without_consequences(found, loaded.problems, loaded.dictionary))
    return by_place((*without_lacks(problems), blank) if blank else problems)


def _checking_data(
    sheet: FactSheet, assessment: Assessment, dictionary: FactDictionary, workshop: Workshop
) -> Steps[tuple[Problem, ...]]:
    """What is wrong with the school's figures, with what its texts say of them and how."""
    school, of_texts = sheet.school, list[Problem]()
    found = (
        *check_figures(school, dictionary, sheet),
        *check_staff(sheet),
        *check_staff_total(sheet),
        *check_assessment(school, assessment, dictionary),
        *check_narrative(school, school_outcome(assessment)),
    )
    known = school_figures(school.name, assessment, dictionary)
    for told in check_printed_by_turns(school, known, workshop.library.wordings):
        of_texts += told
        yield
    return (*found, *settle_findings(of_texts, workshop.checks))


def with_table_problems(examined: Examined, source: Source, workshop: Workshop) -> Examined:
    """The school with the problems of its table too, which do not stop its report."""
    told = workshop.reader.table_problems(source)
    return examined._replace(problems=by_place((*examined.problems, *told))) if told else examined


def gather_school_material(
    school: School, assessment: Assessment, dictionary: FactDictionary, workshop: Workshop
) -> Material:
    """What the sections of the school's report are made from."""
    standards = (each.standard for each in assessment.standards)
    genre = workshop.library.choose_genre(school, standards)
    usual = school_word(dictionary.stages, school.type.stages) or genre.terms.short
    genre = genre.calling(own_word(school, usual))
    phrases = workshop.phrases_for(dictionary, genre)
    trace = partial(trace_figures, school, assessment, dictionary)
    return Material(school, assessment, phrases, dictionary, genre, trace=trace)
