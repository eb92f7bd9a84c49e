"""The Excel form that a school without any data begins with, to be filled in away from the page."""

from __future__ import annotations

from reportgen.editing.form_plans import FormTerms, plan_forms
from reportgen.editing.new_file import NewSchool
from reportgen.forms.blank import BlankForms
from reportgen.forms.plan import type_choices
from reportgen.model.standard import join_dictionaries
from reportgen.pipeline import Workshop
from reportgen.problems import Location, UnreadableFileError, error


def blank_form(school: NewSchool, workshop: Workshop) -> bytes:
    """The form for such a school, whose name may be empty.

    Errors: UnreadableFileError where there is no such type or standard, or they do not fit.
    """
    library = workshop.library
    kind = library.school_types.get(school.type)
    if kind is None:
        raise _refused(f"没有“{school.type}”这种学校", "请先选学校类型")
    known = (each for each in library.all_standards() if each.id == school.standard)
    standards = tuple(known)
    if school.standard and not any(each.judged(kind) for each in standards):
        raise _refused(f"这个标准不评{kind.name}", "请换一个标准，或者换一种学校类型")
    dictionary = join_dictionaries(library.dictionary, standards)
    terms = FormTerms(school.year, type_choices(library.school_types, standards))
    plan = plan_forms(workshop, standards, dictionary, kind, terms)
    return BlankForms(plan).make({"名称": school.name})


def _refused(message: str, hint: str) -> UnreadableFileError:
    return UnreadableFileError(error("no_form", message, Location(), hint))
