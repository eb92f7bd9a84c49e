"""The addresses by which an outline is read, tried and saved: its chapters beside the report that
they make.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportgen.editing.own_outline import OutlineChapter, chapters_of, write_chapters
from reportgen.editing.own_texts import OwnText, Refused, find_text, reset_text, save_text
from reportgen.load.outline import read_outline
from reportgen.load.template_folder import DISTRICT_OUTLINE, OUTLINE
from reportgen.load.template_names import load_template_names
from reportgen.model.school import OutlineEntry
from reportgen.named_tuple import NamedTuple
from reportgen.problems import (
    Location,
    Problem,
    Severity,
    error,
)
from reportgen.resources import data_folder
from reportgen.sections.outline import STYLES
from reportgen.web.answers import render, show_page
from reportgen.web.keeper.keeper_desk import Choice, KeeperDesk
from reportgen.web.serving.asked import answering, understood
from reportgen.web.shown.notes import ProblemNote, problem_note
from reportgen.web.shown.report_view import report_as_html
from reportgen.words.typed_lines import clean_typed

_LONGEST_TITLE, _MOST_CHAPTERS = 200, 100


def outline_routes(desk: KeeperDesk) -> list[Route]:
    """The addresses of the outlines."""
    pages = _Outlines(desk)
    return [
        Route("/outline", pages.page),
        Route("/outline/try", answering(_read, pages.try_chapters), methods=["POST"]),
        Route("/outline/save", answering(_read, pages.save), methods=["POST"]),
        Route("/outline/reset", answering(_read, pages.reset), methods=["POST"]),
    ]


class _Asked(NamedTuple):
    """The outline of schools or of districts (`of` is its file), the chapters that it is to have,
    the text of its file that was seen, and the data to try it with.
    """

    of: str
    data: str
    standard: str
    seen: str = ""
    chapters: tuple[OutlineChapter, ...] = ()

    @property
    def of_district(self) -> bool:
        """Whether it is that of districts."""
        return self.of == DISTRICT_OUTLINE


class _Outlines:
    """The answers, each from the files as they are at that moment."""

    def __init__(self, desk: KeeperDesk) -> None:
        self._desk = desk

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        return load_template_names(data_folder()).parts

    async def page(self, request: Request) -> Response:
        """The chapters, and what may fill others."""
        given = request.query_params
        of = DISTRICT_OUTLINE if given.get("of") == DISTRICT_OUTLINE else OUTLINE
        asked = _Asked(of, given.get("data", ""), given.get("standard", ""))
        return await run_in_threadpool(self._page, asked)

    def _page(self, asked: _Asked) -> Response:
        found, choice = self._find(asked), self._choice(asked)
        names = self._desk.district_names() if asked.of_district else self._desk.data_names()
        return show_page(
            "outline.html",
            asked=asked._replace(data=self._desk.name_of(choice.data, names)),
            files=(OUTLINE, DISTRICT_OUTLINE),
            found=found,
            told={
                "chapters": _told(found),
                "parts": self._parts,
                "styles": STYLES,
            },
            optional=False,
            schools=names,
            standards=() if asked.of_district else self._desk.standards(),
            path=found.own.relative_to(self._desk.folder).as_posix(),
        )

    def try_chapters(self, asked: _Asked) -> Mapping[str, object]:
        """What would be wrong with the chapters, and the report that they would make."""
        found = self._find(asked)
        entries, problems = self._check(asked, found)
        made = self._desk.outlined(self._choice(asked), entries)
        return {
            **_faults((*problems, *_others(made.left_out, problems)), entries),
            "report": str(report_as_html(made.report)),
            "empty": sorted(made.empty),
            "parts": made.parts,
            "has_own": made.has_own,
            "there": found.text,
            "chapters": _told(found),
        }

    def save(self, asked: _Asked) -> Mapping[str, object]:
        """Save the chapters unless they are wrong, or somebody else wrote others meanwhile."""
        found = self._find(asked)
        entries, problems = self._check(asked, found)
        told = _faults(problems, entries)
        if told["errors"]:
            return told
        text = write_chapters(found.text, asked.chapters, str(found.own))
        return self._written(asked, save_text(found, text, asked.seen, datetime.datetime.now()))

    def reset(self, asked: _Asked) -> Mapping[str, object]:
        """Take the bureau's own outline away."""
        found = self._find(asked)
        return self._written(asked, reset_text(found, asked.seen, datetime.datetime.now()))

    def _written(self, asked: _Asked, refused: Refused | None) -> Mapping[str, object]:
        found = self._find(asked)
        told = {"text": found.text, "chapters": _told(found), "changed": found.is_changed}
        return {"conflict": True, **told} if refused is not None else told

    def _check(
        self, asked: _Asked, found: OwnText
    ) -> tuple[Sequence[OutlineEntry], tuple[Problem, ...]]:
        text = write_chapters(found.text, asked.chapters, str(found.own))
        entries = read_outline(text, str(found.own))
        return entries, self._desk.check_outline(found.own, entries)

    def _find(self, asked: _Asked) -> OwnText:
        choice = self._choice(asked)
        genre = self._desk.hear_any(choice).genre.folder
        return find_text(self._desk.all_folders, genre, asked.of)

    def _choice(self, asked: _Asked) -> Choice:
        """The data; for an outline of districts a bundled one."""
        names = self._desk.district_names()
        if asked.of_district:
            return Choice(self._desk.data(asked.data if asked.data in names else names[0]))
        data = "" if asked.data in names else asked.data
        return self._desk.choice(data, asked.standard)


def _told(found: OwnText) -> list[Mapping[str, object]]:
    return [each._asdict() for each in chapters_of(found.text, str(found.own))]


def _others(found: Sequence[Problem], told: Sequence[Problem]) -> Iterator[Problem]:
    """What is not told already; it is of the data alone and has no chapter."""
    known = {each.message for each in told}
    yield from (each._replace(location=Location()) for each in found if each.message not in known)


def _faults(problems: Sequence[Problem], entries: Sequence[OutlineEntry]) -> dict[str, object]:
    lines = {each.location.line: at for at, each in enumerate(entries)}
    notes = [_placed(each, lines) for each in problems]
    return {
        "faults": render("outline_faults.html", problems=notes),
        "errors": sum(each.severity is Severity.ERROR for each in problems),
    }


def _placed(problem: Problem, lines: Mapping[int, int]) -> ProblemNote:
    """The problem with the number of its chapter, from 0, as the place of its words."""
    at = lines.get(problem.location.line)
    if at is None:
        return problem_note(problem)._replace(place="")
    return problem_note(problem)._replace(place=f"第 {at + 1} 章", at=at)


def _read(body: bytes) -> _Asked:
    """What is asked. Errors: UnreadableFileError for anything that is none."""
    told = error("no_outline", "没有看懂要改什么，没有改", Location(), "请刷新页面再试")
    with understood(told):
        given = json.loads(body)
        of, data, standard, seen = (given[each] for each in ("of", "data", "standard", "seen"))
        chapters = tuple(map(_read_chapter, given["chapters"]))
        if of not in (OUTLINE, DISTRICT_OUTLINE) or len(chapters) > _MOST_CHAPTERS:
            raise ValueError(of)
        if not all(isinstance(each, str) for each in (data, standard, seen)):
            raise TypeError(data)
        return _Asked(of, data, standard, seen.replace("\r\n", "\n"), chapters)


def _read_chapter(given: Mapping[str, object]) -> OutlineChapter:
    key, title, parts, style = (given[each] for each in OutlineChapter._fields)
    if not isinstance(parts, list) or not parts:
        raise TypeError(parts)
    texts = [key, title, style, *parts]
    told = [" ".join(clean_typed(each).split()) for each in texts if isinstance(each, str)]
    if len(told) != len(texts) or not all((told[0], told[1], *told[3:])):
        raise TypeError(texts)
    if any(len(each) > _LONGEST_TITLE for each in told):
        raise ValueError(texts)
    return OutlineChapter(told[0], told[1], tuple(told[3:]), told[2])
