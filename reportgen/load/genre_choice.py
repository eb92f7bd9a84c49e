"""What a report says of its genre, held against the genres that there are and its standards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.genre import Genres
from reportgen.model.opening import Opening
from reportgen.model.opening_advice import advise_field
from reportgen.model.school import ReportSettings
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Advice, Change, Location, Problem, Remedy, error, warning
from reportgen.words.nearest import suggest

_KEY = "体裁"


class DistrictChoice(NamedTuple):
    """What a district chooses for its schools: standards beside those that their files name, and
    the genre of a report that names none, where its standards leave a choice.
    """

    standards: tuple[str, ...] = ()
    genre: str = ""


NO_CHOICE = DistrictChoice()
"""What holds for a school that is looked at without its district."""


def check_genre(
    settings: ReportSettings,
    standards: Sequence[Standard],
    genres: Genres,
    opening: Opening | None = None,
) -> Iterator[Problem]:
    """A genre named but not known, or standards of several genres if none is named.

    `opening` is how the school's workbook takes what it has no cell for.
    """
    if settings.genre:
        if genres.find(settings.genre) is None:
            message = f"没有“{settings.genre}”这个体裁"
            known = suggest(settings.genre, genres.by_id)
            yield error("unknown_genre", message, settings.genre_location, known)
        return
    named = genres_of(standards, genres)
    if len(named) > 1:
        message = f"几个标准的体裁不同（{'、'.join(named)}），报告按“{named[0]}”写标题和引言"
        place, hint = _where_to_say(settings, named[0], opening)
        yield warning("several_genres", message, place, hint)


def _where_to_say(
    settings: ReportSettings, genre: str, opening: Opening | None
) -> tuple[Location, Advice]:
    """The place of the genre where it is left blank, else how it is added."""
    place = settings.genre_location
    if opening is not None and opening.is_page:
        return place._replace(path=f"报告.{_KEY}"), advise_field(opening, "报告", _KEY, genre)
    if place.path.endswith(_KEY):
        return place, f"请在{'“报告体裁”里' if place.cell else '它的冒号后面'}写明，例如“{genre}”"
    if opening is not None:
        return settings.location, advise_field(opening, "报告", _KEY, genre)
    words = f"请写明报告的体裁，例如“{_KEY}: {genre}”"
    return settings.location, Remedy(Change.ADD, (_KEY,), words)


def shared_genre(settings: ReportSettings, standards: Sequence[Standard], genres: Genres) -> str:
    """The district's choice for its schools; empty if it chooses none.

    It is the genre that its file names, or the one that it takes if its standards are of several.
    """
    named = genres_of(standards, genres)
    return settings.genre or (named[0] if len(named) > 1 else "")


def settle_genre(
    settings: ReportSettings, usual: str, standards: Sequence[Standard], genres: Genres
) -> ReportSettings:
    """The settings of a school that names no genre, with its district's choice `usual`.

    The choice holds if the school's standards name no genre, or several with the choice among
    them. Standards of one genre need no choice: 幼儿园 and 小学 may share a district.
    """
    named = genres_of(standards, genres)
    if settings.genre or len(named) == 1 or (named and usual not in named):
        return settings
    return settings._replace(genre=usual)


def genres_of(standards: Sequence[Standard], genres: Genres) -> tuple[str, ...]:
    """The genres that those standards name, in their order, each once."""
    found = (genres.find(standard.genre) for standard in standards)
    return tuple(dict.fromkeys(genre.id for genre in found if genre is not None))
