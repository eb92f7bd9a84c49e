"""A genre → the names by which phrases and Word templates use its words."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.genre import Genre, ReportWords

GENRE_NAME = "体裁"


def genre_names(genre: Genre) -> Mapping[str, object]:
    """The words under the keys that they have in the genre's file: 体裁.学校.对象."""
    return {
        "名称": genre.id,
        "学校": _report_names(genre.school),
        "区县": _report_names(genre.district),
        "文书": genre.documents,
        "词语": {
            "学校": genre.terms.schools,
            "简称": genre.terms.short,
            "校际差异": genre.terms.variation,
            "达标": genre.terms.met,
            "未达标": genre.terms.unmet,
            "达标情况": genre.terms.attainment,
        },
    }


def _report_names(words: ReportWords) -> Mapping[str, str]:
    return {"标题": words.title, "对象": words.subject}
