"""Who is in no sum of a district, as its report tells them."""

from __future__ import annotations

from reportgen.model.admission import Admission
from reportgen.sections.district.material import LeftOut


def name_absent(admission: Admission) -> tuple[LeftOut, ...]:
    """The schools that are in no sum, in their order."""
    return tuple(
        LeftOut(each.name, str(each.reason), each.reason.told) for each in admission.absent
    )
