"""The samples and the dictionary of facts → a document of every name that a template or phrase may
use.

The names are those of real contexts and of the values that real phrases got, so that none is
missing and none is there that is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.load.template_names import Described, Snippet, TemplateNames, load_template_names
from reportgen.model.default_display import print_value
from reportgen.model.document_kinds import Level, kinds_of
from reportgen.model.facts import Fact, FactDictionary, FactKind
from reportgen.model.picture import Picture
from reportgen.model.report import (
    Align,
    Attached,
    Block,
    Cell,
    Heading,
    Paragraph,
    Report,
    Run,
    Section,
    Table,
)
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import ReportgenError
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.render.names import LOOP, TemplateName, list_context_names
from reportgen.resources import data_folder
from reportgen.sections.genre_names import GENRE_NAME
from reportgen.sections.phrasing.phrases import Phrases
from reportgen.sections.typed.numbering import Numbering
from reportgen.template_tools.samples import Samples

SNIPPETS = "可以复制的写法"
"""The chapter of what is copied whole."""

_SAMPLE = "九年一贯制.yaml"
# What a list's entries have is told where the list stands by itself, before what holds one.
_FIRST = ("报告", "学校", "年度", "达标表", "自评表", "整改台账", "各节", "引言", "各附件")
_CHAPTER = Described("整章，带标题", "提纲")
_LONGEST = 48
_NOT_GIVEN, _ONLY_STAGED = "（样例没有填）", "（样例只有分学段的数）"

# What a named picture is listed by; it is never shown.
_EMBLEM = Picture(b"", "png", 1, 1)


class _ShownPicture:
    """Stands for a picture where the filters' examples are said."""

    def with_width(self, _: float) -> str:
        """What is told of it."""
        return "（图片）"


_SHOWN = {"图片": {"校徽": _ShownPicture()}}

Heard = Mapping[str, Mapping[str, object]]


class Listing(NamedTuple):
    """All that the document is made from: names of templates, facts with the sample's values,
    names of phrases, and the sample's report.
    """

    sample: str
    names: tuple[TemplateName, ...]
    facts: tuple[tuple[Fact, str], ...]
    phrases: Heard
    described: TemplateNames
    report: Report


def list_fields(
    standards: Sequence[str] = (), data: Path | None = None, samples: Samples | None = None
) -> Listing:
    """The names, with the values of the school in that file, else of a sample school, judged by
    these standards, else by its own; `samples` are bundled ones that were made already.

    Errors: ReportgenError for an unknown standard, or where no report can be made of the school.
    """
    samples = samples or Samples()
    workshop = samples.workshop
    if data is None and not standards:
        examined = samples.examine(_SAMPLE)
    else:
        path = data or data_folder() / "schools" / _SAMPLE
        examined = examine_school(path, workshop, standards)
    if examined.school is None or examined.report is None or not examined.can_be_built:
        raise ReportgenError(*(problem for problem in examined.problems if problem.stops))
    context = sample_context(examined, workshop)
    names = list_context_names({**{key: context[key] for key in _FIRST}, **context})
    facts = tuple(_fact_values(examined.dictionary, examined, context["数据"]))
    asked, _ = samples.phrase_values()
    known = workshop.library.known_names()
    # Told once for all phrases, among the names of Word templates.
    known |= {GENRE_NAME}
    heard = {phrase: _without(values, known) for phrase, values in _first_values(asked).items()}
    described = load_template_names(data_folder())
    return Listing(examined.school.name, names, facts, heard, described, examined.report)


def sample_context(examined: Examined, workshop: Workshop) -> Mapping[str, object]:
    """The context of the sample's report, with an attachment and a picture, so that all names
    are there.
    """
    assert examined.report is not None
    own = examined.report
    names = own.attachments or ("附表",)
    report = own._replace(
        attachments=names,
        attached=own.attached or (Attached(names[0], ()),),
        pictures={"校徽": _EMBLEM},
    )
    return build_context(report, workshop.find_word_template().style_ids, Pictures())


def _first_values(asked: Mapping[str, Sequence[Mapping[str, object]]]) -> Heard:
    """The names that each phrase was given, with the first value of each."""
    return {
        phrase: {name: value for values in reversed(given) for name, value in values.items()}
        for phrase, given in sorted(asked.items())
    }


def _without(values: Mapping[str, object], facts: frozenset[str]) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if name not in facts}


def _fact_values(
    dictionary: FactDictionary, examined: Examined, given: object
) -> Iterator[tuple[Fact, str]]:
    """Each fact with what a template prints of it; `given` are those of the sample."""
    assert examined.assessment is not None and isinstance(given, Mapping)
    staged = {name for name, stage in examined.assessment.facts if stage is not None}
    for fact in dictionary.facts.values():
        value = given.get(fact.name)
        nothing = _ONLY_STAGED if fact.name in staged else _NOT_GIVEN
        yield fact, nothing if value is None else str(print_value(value))


def listing_report(listing: Listing) -> Report:
    """The listing as a report, for any template."""
    sections = (
        ("怎样使用", _usage(listing)),
        ("单个的值和整章", _name_blocks(listing)),
        ("学校的数据", _fact_blocks(listing)),
        (SNIPPETS, _snippet_blocks(listing)),
        ("处理方法", _filter_blocks(listing)),
        ("短语里的名称", _phrase_blocks(listing)),
    )
    numbering = Numbering()
    return Report(
        title="Word 模板和短语里可用的名称",
        addressee="",
        introduction=(),
        sections=tuple(
            Section(title, title, numbering.number((Heading(1, title), *blocks)))
            for title, blocks in sections
        ),
    )


def _usage(listing: Listing) -> Iterator[Block]:
    kinds = "、".join(kind.name for kind in kinds_of(Level.SCHOOL))
    for text in (
        f"下面的名称都可以写进 Word 模板，右边是样例学校“{listing.sample}”的值。"
        f"名称写在两对花括号里，例如 "
        f"{{{{ 学校.名称 }}}}；学校的全部模板（{kinds}和自己的模板）可用的名称相同。",
        "花括号、百分号、竖线、点号都用半角。从这里复制时，把左边一格里的文字整个复制过去。",
        "没有填写的数据会使报告做不出来，并指出位置；要让它印成别的，写成 "
        f'{{{{ 数据.{_example(listing, FactKind.YEAR)}|默认("____") }}}}。'
        "别的项没有写时是空的，可用 {% if 报告.日期 %} 判断。",
    ):
        yield Paragraph((Run(text),))


def _example(listing: Listing, kind: FactKind) -> str:
    """The name of a fact of that kind, to write an example with."""
    return next((fact.name for fact, _ in listing.facts if fact.kind is kind), "名称")


def _name_blocks(listing: Listing) -> Iterator[Block]:
    rows = [
        (_tag(name), *_meaning(name, listing.described), _short(name.value))
        for name in _told(listing)
    ]
    yield _table(("写法", "说明", "来源", "样例的值"), rows, (0.3, 0.3, 0.2, 0.2))


def _told(listing: Listing) -> list[TemplateName]:
    """The names without the chapters of the sample's own, which all have the names of a 节."""
    return [each for each in listing.names if not each.is_whole or "." not in each.path]


def _tag(name: TemplateName) -> str:
    owner, _, member = name.path.rpartition(f"{LOOP}.")
    if name.is_list:
        path = f"{_item(owner)}{member.removesuffix(LOOP)}"
        return f"for {_item(name.path.removesuffix(LOOP)).removesuffix('.')} in {path}"
    if name.is_whole:
        return f"{{{{p {name.path} }}}}"
    return f"{{{{ {_item(owner)}{member} }}}}"


def _item(owner: str) -> str:
    """What one entry of a list is called in the snippets: 行. of a table's row, 节., 段., 附件."""
    names = {"各节": "节", "各附件": "附件", "各段": "段", "附件": "项"}
    last = owner.rpartition(".")[2]
    return f"{names.get(last, '行')}." if owner else ""


def _meaning(name: TemplateName, described: TemplateNames) -> Described:
    return described.names.get(name.path, _CHAPTER) if name.is_whole else described.names[name.path]


def _fact_blocks(listing: Listing) -> Iterator[Block]:
    rows = [
        (
            f"{{{{ 数据.{fact.name} }}}}",
            fact.definition or fact.name,
            fact.unit,
            fact.source,
            _short(value),
        )
        for fact, value in listing.facts
    ]
    yield _table(("写法", "定义", "单位", "来源", "样例的值"), rows, (0.31, 0.27, 0.08, 0.17, 0.17))


def _snippet_blocks(listing: Listing) -> Iterator[Block]:
    for name, snippet in listing.described.snippets.items():
        yield Heading(2, name)
        if snippet.columns is None:
            yield from (Paragraph((Run(text),)) for text in snippet.paragraphs)
        else:
            yield snippet_table(snippet)


def snippet_table(snippet: Snippet) -> Table:
    """The table to copy: heads, then the row between the two tags of its loop."""
    heads, *rows = snippet.rows
    return Table(
        heads,
        tuple(tuple(map(Cell, row)) for row in rows),
        (1 / len(heads),) * len(heads),
        (Align.LEFT,) * len(heads),
    )


def _filter_blocks(listing: Listing) -> Iterator[Block]:
    examples = {
        name: f"{{{{ {each.source} }}}}" for name, each in listing.described.filters.items()
    }
    said = Phrases(examples, frozenset())
    rows = [
        (
            f"{{{{ {each.source} }}}}",
            each.text,
            "".join(said.paragraphs(name, _SHOWN)).removesuffix("。"),
        )
        for name, each in listing.described.filters.items()
    ]
    yield _table(("写法", "说明", "印出"), rows, (0.42, 0.33, 0.25))


def _phrase_blocks(listing: Listing) -> Iterator[Block]:
    for text in (
        "短语可以用下面的名称；基本情况、引言等短语还可以直接用数据的名称，例如 "
        f"{{{{ {_example(listing, FactKind.COUNT)} }}}}。",
        "每个短语都可以用体裁的词，名称和 Word 模板的相同，例如 {{ 体裁.学校.对象 }}。",
    ):
        yield Paragraph((Run(text),))
    for phrase, values in listing.phrases.items():
        yield Heading(2, phrase)
        rows = [
            (f"{{{{ {name} }}}}", listing.described.phrases[name].text, _short(_value(value)))
            for name, value in values.items()
        ]
        yield _table(("写法", "说明", "样例的值"), rows, (0.27, 0.43, 0.3))


def _value(value: object) -> str:
    """What it prints; of what has parts, nothing."""
    return "" if isinstance(value, (Mapping, list)) else str(print_value(value))


def _short(text: str) -> str:
    plain = text.replace("\n", " ")
    return f"{plain[:_LONGEST]}……" if len(plain) > _LONGEST else plain


def _table(
    header: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[float, ...]
) -> Table:
    return Table(
        header, tuple(tuple(map(Cell, row)) for row in rows), widths, (Align.LEFT,) * len(header)
    )
