"""The schools of a list, and which of them a file is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath

from reportgen.assess.belonging import plain_code
from reportgen.model.admission import AdmissionTerms, Applicant, ListedSchool, Unread
from reportgen.words.file_names import find_borne
from reportgen.words.place_names import without_place
from reportgen.words.towns import town_of

_Schools = tuple[ListedSchool, ...]


def listed_town(school: ListedSchool) -> str:
    """The town that it lies in: what the list says, else that of its address or its name."""
    return school.town or town_of(school.address, school.name)


class ListedSchools:
    """The schools that should have returned, each once."""

    def __init__(self, terms: AdmissionTerms) -> None:
        self._district, self._beside = terms.district, terms.beside_names
        self.schools = tuple(self._once_each(terms.roster))
        self._by_code: dict[str, _Schools] = {}
        self._by_name: dict[str, _Schools] = {}
        for each in self.schools:
            key, code = self._key(each.name), plain_code(each.code)
            self._by_name[key] = (*self._by_name.get(key, ()), each)
            self._by_code[code] = (*self._by_code.get(code, ()), each)

    def _once_each(self, listed: Iterable[ListedSchool]) -> Iterator[ListedSchool]:
        seen: set[tuple[str, str]] = set()
        for each in listed:
            key = self._key(each.name), plain_code(each.code)
            if key not in seen:
                seen.add(key)
                yield each

    def _key(self, name: str) -> str:
        return without_place(name, self._district)

    def named(self, name: str) -> _Schools:
        """Those of that name, whether or not the district's stands before it."""
        return self._by_name.get(self._key(name), ())

    def coded(self, code: str) -> _Schools:
        """Those of that code; none for a code that stands for none."""
        plain = plain_code(code)
        return self._by_code.get(plain, ()) if plain else ()

    def find(self, applicant: Applicant) -> _Schools:
        """The schools that the file is of, or of one of which it is.

        By code and name where they agree, else by the name, else by the code. Where none could be
        read: by the names that stand in the file. Where all that leads to nobody: by the name that
        the file bears; only that of a file of which nothing could be read may be its folder's.
        """
        said = applicant.particulars
        if said.name:
            coded, named = self.coded(said.code), self.named(said.name)
            both = tuple(each for each in named if each in coded)
            return both or named or coded or self.borne_by(applicant.key, is_read=True)
        found = self._of_names(applicant.inside)
        return found or self.borne_by(applicant.key, is_read=bool(applicant.inside))

    def find_unread(self, file: Unread) -> _Schools:
        """The schools that what was not read names, or whose name it bears."""
        return self._of_names(file.names) or self.borne_by(file.key, is_read=bool(file.names))

    def _of_names(self, names: Sequence[str]) -> _Schools:
        found = (each for name in names for each in self.named(name))
        return tuple(dict.fromkeys(found))

    def borne_by(self, file: str, is_read: bool) -> _Schools:
        """The school whose name the file bears, or else its folder where nothing `is_read` of it;
        none where that may be several.
        """
        file = PurePath(file).name if is_read else file
        keys = self._keys
        beside = (*self._beside, self._district) if self._district else self._beside
        found = {keys[each] for each in find_borne(file, keys, beside)}
        schools = self._by_name[found.pop()] if len(found) == 1 else ()
        coded = tuple(each for each in schools if each.code and each.code in file)
        return coded or schools

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """The key of each spelling of a name."""
        return {spelt: key for key in self._by_name for spelt in self._spellings(key)}

    def _spellings(self, key: str) -> tuple[str, ...]:
        return (key, *(each.name for each in self._by_name[key]))
