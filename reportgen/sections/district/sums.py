"""What all schools of a district have together, as far as all of them gave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.facts import FactDictionary
from reportgen.model.figure_source import together_code
from reportgen.model.sourced_figure import sourced_figure
from reportgen.model.stages import Stage
from reportgen.model.standard import join_dictionaries
from reportgen.sections.district.material import DistrictMaterial


def teaching_types(material: DistrictMaterial, stage: Stage) -> Mapping[str, int]:
    """How many schools of each type teach the stage."""
    return material.registers.teaching(stage, material.summary.types)


def present_stages(material: DistrictMaterial) -> list[Stage]:
    """The stages that the district's schools teach and its standards judge, in order."""
    taught = [stage for stage in material.registers.stages if teaching_types(material, stage)]
    standards = [each.standard for each in material.summary.standards]
    return [
        stage
        for stage in taught
        if not standards or any(stage in each.stages for each in standards)
    ]


def whole_totals(material: DistrictMaterial, stages: Sequence[Stage]) -> dict[str, Decimal]:
    """Facts of the whole district that are known for all its schools.

    A fact of people is known if it is known for every stage that is asked for it.
    """
    sums = material.summary.sums
    whole = {
        name: sourced_figure(each.total, together_code(name))
        for (name, stage), each in sums.items()
        if stage is None and not each.missing
    }
    return whole | dict(_added_up(material, stages))


def _added_up(material: DistrictMaterial, stages: Sequence[Stage]) -> Iterator[tuple[str, Decimal]]:
    sums, dictionary = material.summary.sums, dictionary_of_schools(material)
    for name in dict.fromkeys(name for name, stage in sums if stage is not None):
        fact = dictionary.find(name)
        asked = [stage for stage in stages if fact is None or fact.is_for(stage)]
        parts = [sums.get((name, stage)) for stage in asked]
        known = [part.total for part in parts if part is not None and not part.missing]
        if len(known) == len(asked):
            yield name, sourced_figure(sum(known, Decimal(0)), together_code(name))


def stage_total(material: DistrictMaterial, name: str, stage: Stage) -> Decimal | None:
    """What the schools have of the fact for that stage; None where not all of them gave it."""
    found = material.summary.sums.get((name, stage))
    if found is None or found.missing:
        return None
    return sourced_figure(found.total, together_code(name, stage))


def dictionary_of_schools(material: DistrictMaterial) -> FactDictionary:
    """The facts that its schools are asked for, those of their standards with them."""
    standards = [each.standard for each in material.summary.standards]
    return join_dictionaries(material.registers.dictionary, standards)
