"""The addresses by which phrases are read, tried and saved: one phrase at a time, beside what it
says of schools.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cached_property

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportgen.editing.own_texts import OwnText, Refused, find_text, reset_text, save_text
from reportgen.load.template_names import TemplateNames, load_template_names
from reportgen.named_tuple import NamedTuple
from reportgen.problems import (
    Location,
    Problem,
    Severity,
    UnreadableFileError,
    error,
)
from reportgen.resources import data_folder
from reportgen.template_tools.trials import Heard
from reportgen.web.answers import render, show_page
from reportgen.web.keeper.keeper_desk import KeeperDesk
from reportgen.web.keeper.phrase_view import (
    choose_schools,
    phrase_file,
    place_faults,
    purpose,
    sayings_of,
    usable_names,
)
from reportgen.web.serving.asked import answering, understood


def phrase_routes(desk: KeeperDesk) -> list[Route]:
    """The addresses of the phrases."""
    pages = _Phrases(desk)
    return [
        Route("/phrases", pages.page),
        Route("/phrases/try", answering(_read, pages.try_text), methods=["POST"]),
        Route("/phrases/save", answering(_read, pages.save), methods=["POST"]),
        Route("/phrases/reset", answering(_read, pages.reset), methods=["POST"]),
    ]


class _Asked(NamedTuple):
    """A phrase, the text that it is to have and the one that was seen, and the data to try it."""

    name: str
    text: str
    seen: str
    data: str
    standard: str


class _Phrases:
    """The answers, each from the files as they are at that moment."""

    def __init__(self, desk: KeeperDesk) -> None:
        self._desk = desk

    @cached_property
    def _described(self) -> TemplateNames:
        return load_template_names(data_folder())

    async def page(self, request: Request) -> Response:
        """One phrase, and the list of all."""
        given = request.query_params
        asked = _Asked(
            given.get("name", ""), "", "", given.get("data", ""), given.get("standard", "")
        )
        return await run_in_threadpool(self._page, asked)

    def _page(self, asked: _Asked) -> Response:
        groups = self._described.groups
        name = asked.name or next(iter(groups.values()))[0]
        choice, data = self._desk.choice(asked.data, asked.standard), self._desk.data_names()
        chosen = self._desk.hear_any(choice)
        kept = {each: self._find(each, chosen) for names in groups.values() for each in names}
        found = self._find(name, chosen)
        return show_page(
            "phrases.html",
            optional=False,
            asked=asked._replace(name=name, data=self._desk.name_of(choice.data, data)),
            found=found,
            purposes={each: purpose(text.usual) for each, text in kept.items()},
            groups=groups,
            changed={each for each, text in kept.items() if text.is_changed},
            schools=data,
            standards=self._desk.standards(),
            is_told=purpose(found.text) == purpose(found.usual),
            path=found.own.relative_to(self._desk.folder).as_posix(),
        )

    def try_text(self, asked: _Asked) -> Mapping[str, object]:
        """What would be wrong with the text, and what it would say."""
        chosen = self._hear(asked)
        found = self._find(asked.name, chosen)
        problems = self._check(asked, found)
        schools = self._schools(asked.name, chosen)
        told = sayings_of(asked.name, asked.text, found.text, schools)
        names = usable_names(asked.name, schools, self._described, self._desk.dictionary)
        return {
            "faults": _faults(problems, asked.text),
            "errors": _errors(problems),
            "said": render("phrase_said.html", schools=list(told)),
            "names": render("phrase_names.html", names=names),
            "there": found.text,
        }

    def save(self, asked: _Asked) -> Mapping[str, object]:
        """Save the text unless it is wrong, or somebody else wrote another one meanwhile."""
        found = self._find(asked.name, self._hear(asked))
        problems = self._check(asked, found)
        if _errors(problems):
            return {"faults": _faults(problems, asked.text), "errors": _errors(problems)}
        refused = save_text(found, asked.text, asked.seen, datetime.datetime.now())
        return self._written(asked, refused)

    def reset(self, asked: _Asked) -> Mapping[str, object]:
        """Take the bureau's own phrase away."""
        found = self._find(asked.name, self._hear(asked))
        return self._written(asked, reset_text(found, asked.seen, datetime.datetime.now()))

    def _written(self, asked: _Asked, refused: Refused | None) -> Mapping[str, object]:
        if refused is not None:
            return {"conflict": refused.there}
        found = self._find(asked.name, self._hear(asked))
        return {"text": found.text, "own": found.is_own, "changed": found.is_changed}

    def _check(self, asked: _Asked, found: OwnText) -> tuple[Problem, ...]:
        return self._desk.check_phrase(found.own, asked.text)

    def _find(self, name: str, chosen: Heard) -> OwnText:
        """Errors: UnreadableFileError for a phrase that there is not."""
        if all(name not in names for names in self._described.groups.values()):
            told = error("no_phrase", "没有这个短语", Location(name), "请从左边选择")
            raise UnreadableFileError(told)
        return find_text(self._desk.all_folders, chosen.genre.folder, phrase_file(name))

    def _hear(self, asked: _Asked) -> Heard:
        return self._desk.hear(self._desk.choice(asked.data, asked.standard))

    def _schools(self, name: str, chosen: Heard) -> tuple[Heard, ...]:
        return choose_schools(name, chosen, self._desk.samples(), self._desk.all_folders)


def _errors(problems: tuple[Problem, ...]) -> int:
    return sum(each.severity is Severity.ERROR for each in problems)


def _faults(problems: tuple[Problem, ...], text: str) -> str:
    return render("phrase_faults.html", problems=place_faults(problems, text))


def _read(body: bytes) -> _Asked:
    """What is asked. Errors: UnreadableFileError for anything that is none."""
    told = error("no_phrase", "没有看懂要改什么，没有改", Location(), "请刷新页面再试")
    with understood(told):
        given = json.loads(body)
        parts = [given[each] for each in _Asked._fields]
        return _Asked(*(str.replace(each, "\r\n", "\n") for each in parts))
