"""What a report says of its genre, held against the genres that there are and its standards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.genre import Genres
from reportgen.model.school import ReportSettings
from reportgen.model.standard import Standard
from reportgen.problems import Problem, error, warning
from reportgen.words.nearest import suggest


def check_genre(
    settings: ReportSettings, standards: Sequence[Standard], genres: Genres
) -> Iterator[Problem]:
    """A genre named but not known, or standards of several genres if none is named."""
    if settings.genre:
        if genres.find(settings.genre) is None:
            message = f"没有“{settings.genre}”这个体裁"
            hint = suggest(settings.genre, genres.by_id)
            yield error("unknown_genre", message, settings.genre_location, hint)
        return
    named = genres_of(standards, genres)
    if len(named) > 1:
        message = f"几个标准的体裁不同（{'、'.join(named)}），报告按“{named[0]}”写标题和引言"
        hint = f"请写明报告的体裁，例如“体裁: {named[0]}”"
        yield warning("several_genres", message, settings.location, hint)


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
