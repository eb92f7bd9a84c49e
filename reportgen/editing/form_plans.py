"""What the forms of a run are made from: standards and the reports that they lead to."""

from __future__ import annotations

from reportgen.forms.plan import FormPlan
from reportgen.model.facts import FactDictionary
from reportgen.model.stages import SchoolType
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop
from reportgen.sections.basic_facts import OVERVIEW_PHRASE
from reportgen.sections.outline import BUILDERS, STYLES


class FormTerms(NamedTuple):
    """What the bureau says of its forms; `genre` is that of the reports, empty: the standards'."""

    year: int
    type_names: tuple[str, ...]
    due: str = ""
    bureau: str = ""
    genre: str = ""


def plan_forms(
    workshop: Workshop,
    standards: tuple[Standard, ...],
    dictionary: FactDictionary,
    school_type: SchoolType,
    terms: FormTerms,
) -> FormPlan:
    """The plan of the forms for such schools, with what their reports tell and in what order."""
    genre = workshop.library.genres.choose(terms.genre, (each.genre for each in standards))
    return FormPlan(
        standards,
        dictionary,
        school_type,
        terms.type_names,
        terms.year,
        genre.forms,
        due=terms.due,
        bureau=terms.bureau,
        genre=terms.genre,
        told=workshop.phrases_for(dictionary, genre).facts_in(OVERVIEW_PHRASE),
        outline=workshop.templates_for(genre.folder).outline,
        parts=tuple(BUILDERS),
        styles=tuple(dict.fromkeys(style for part in BUILDERS for style in STYLES.get(part, ()))),
    )
