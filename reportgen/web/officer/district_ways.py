"""What all pages of a district have: whose they are, and the ways from one to the others."""

from __future__ import annotations

from reportgen.batch.survey import Survey
from reportgen.web.officer.district_request import DistrictDesk

DISTRICT_WAYS = (
    ("/district", "各校一览"),
    ("/district/figures", "差异系数和各项指标"),
    ("/district/returned", "收表"),
    ("/district/decisions", "要决定的"),
    ("/district/back", "退回和催交"),
    ("/district/run", "做报告"),
    ("/files", "文件和模板"),
)
"""The addresses of a district's pages, with their names."""


def district_title(desk: DistrictDesk, survey: Survey) -> str:
    """What the district is called; where nothing says that, its folder's name."""
    return survey.batch.owner or desk.folder.name


def district_frame(desk: DistrictDesk, survey: Survey, here: str) -> dict[str, object]:
    """The values that the page at that address shows as the others do."""
    return {"title": district_title(desk, survey), "ways": DISTRICT_WAYS, "here": here}
