"""A batch as one document for --json; figures are exact strings."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.batch.pdfs import PdfOutcome
from reportgen.batch.summary import SchoolOutcome, Summary
from reportgen.cli.as_json import exact_json, sent_json
from reportgen.cli.terminal import problems_json
from reportgen.model.admission import RosterRow
from reportgen.model.district import IndicatorVariation, StageSummary, StandardSummary


def batch_json(summary: Summary, seconds: float) -> dict[str, object]:
    """`{"schools", "district", "roster", "sent", "problems", "files", "seconds"}` of a run."""
    standards = summary.district.standards if summary.district else ()
    return {
        "schools": [_school(each) for each in summary.schools],
        "district": {"standards": [_standard_summary(each) for each in standards]},
        "roster": [_roster_row(each) for each in summary.roster],
        "sent": sent_json(summary.sent),
        "problems": problems_json(summary.problems),
        "files": [str(path) for path in summary.files],
        "seconds": round(seconds, 3),
    }


def _school(school: SchoolOutcome) -> dict[str, object]:
    return {
        "name": school.name,
        "file": school.file,
        "status": str(school.status),
        "report": school.report or None,
        "documents": [document.file for document in school.documents],
        "left_out": list(school.left_out),
        "problems": problems_json(school.problems),
    }


def _roster_row(row: RosterRow) -> dict[str, object]:
    return {
        "name": row.name,
        "code": row.code,
        "type": row.type,
        "returned": str(row.returned),
        "files": list(row.files),
        "left_out": list(row.reasons),
    }


def pdfs_json(pdfs: Sequence[PdfOutcome]) -> list[dict[str, object]]:
    """Each report's PDF, null with the problem that says why if it was not made."""
    return [
        {
            "report": str(each.document),
            "pdf": str(each.pdf) if each.pdf else None,
            "kept": each.kept,
            "problems": problems_json([each.problem] if each.problem else []),
        }
        for each in pdfs
    ]


def _standard_summary(summary: StandardSummary) -> dict[str, object]:
    return {
        "id": summary.standard.id,
        "title": summary.standard.title,
        "schools_met": summary.schools_met,
        "schools_total": summary.schools_total,
        "stages": [_stage_summary(stage) for stage in summary.stages],
    }


def _stage_summary(stage: StageSummary) -> dict[str, object]:
    return {
        "stage": str(stage.stage),
        "schools": len(stage.counted),
        "indicators": [_variation(each) for each in stage.indicators],
        "cv_composite": exact_json(stage.composite),
        "limit": exact_json(stage.limit),
        "verdict": str(stage.verdict),
        "schools_met": stage.met,
        "schools_total": len(stage.counted),
    }


def _variation(indicator: IndicatorVariation) -> dict[str, object]:
    found = indicator.variation
    return {
        "id": indicator.indicator,
        "name": indicator.name,
        "mean": exact_json(found.mean) if found else None,
        "cv": exact_json(found.coefficient) if found else None,
        "limit": exact_json(indicator.limit),
        "verdict": str(indicator.verdict),
        "missing": list(indicator.missing),
    }
