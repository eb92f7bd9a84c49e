"""办学特色: what the school is known for."""

from __future__ import annotations

from reportgen.model.report import Block, Heading
from reportgen.sections.builder import Material
from reportgen.words.ordinals import strip_ordinal


def build_features(material: Material) -> tuple[Block, ...]:
    """The section as given whole, or each feature under its title."""
    blocks: list[Block] = list(material.whole("特色"))
    for feature in material.school.features:
        if feature.title:
            blocks.append(Heading(2, strip_ordinal(feature.title)))
        blocks.extend(material.narrative(feature.content, 3))
    return tuple(blocks)
