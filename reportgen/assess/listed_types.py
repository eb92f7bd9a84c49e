"""The type and the stages that the list of schools gives one, held against what its file says."""

from __future__ import annotations

from reportgen.late_regex import late_regex
from reportgen.model.admission import AdmissionTerms, Applicant, ListedSchool
from reportgen.problems import Problem, warning

OTHER_TYPE = "other_type"
"""The code of what is said where the list and a file have another type, or other stages."""

_BETWEEN = late_regex(r"[\s、，,;；/+＋和]+")


def tell_other_type(
    applicant: Applicant, listed: ListedSchool, terms: AdmissionTerms
) -> Problem | None:
    """A reminder where the list has another type than the file, or other stages.

    None where one of them does not say, or says what is no type and no stages.
    """
    own = terms.school_types.get(applicant.particulars.type)
    if own is None:
        return None
    said = terms.school_types.get(listed.type)
    if said is not None and said.name != own.name:
        return _tell(applicant, listed, f"类型是“{listed.type}”，这里写的是“{own.name}”")
    stages = _read_stages(listed.stage, terms)
    if stages and stages != set(own.stages):
        taught = "、".join(own.stages)
        return _tell(applicant, listed, f"学段是“{listed.stage}”，这里的“{own.name}”是{taught}")
    return None


def _read_stages(text: str, terms: AdmissionTerms) -> set[str]:
    """The stages of 小学、初中, or those of a type; none of a text with other words."""
    if text in terms.school_types:
        return set(terms.school_types[text].stages)
    words = set(filter(None, _BETWEEN.split(text)))
    known = {stage for each in terms.school_types.values() for stage in each.stages}
    return words if words <= known else set()


def _tell(applicant: Applicant, listed: ListedSchool, difference: str) -> Problem:
    message = f"名单（{listed.cell}）里“{listed.name}”的{difference}"
    return warning(OTHER_TYPE, message, applicant.place("类型"), "请核对，哪边写错改哪边")
