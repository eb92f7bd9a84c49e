"""A file of which nobody knows whose it is → the schools of the list that it may be of, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from pathlib import PurePath

from reportgen.assess.listed_schools import ListedSchools
from reportgen.late_regex import late_regex
from reportgen.model.admission import AdmissionTerms
from reportgen.named_tuple import NamedTuple
from reportgen.words.nearest import find_nearest
from reportgen.words.place_names import without_place
from reportgen.words.towns import town_of

# What stands beside a name in that of a file, and is no part of it, but for words.
_BESIDE = late_regex(r"[（(\[【].*?[）)\]】]|[A-Za-z0-9_\-~$.\s]+")
# In the name of a file nothing shorter is sure to be a name.
_SHORTEST = 3


class Sign(Enum):
    """What of a file speaks for a school: what that is called, and whether it is sure."""

    CODE = ("代码", True)
    FILE_NAME = ("文件名", True)
    INSIDE = ("里面的文件名", True)
    NEAR_NAME = ("名称", False)
    NEAR_FILE_NAME = ("文件名", False)


class LikelySchool(NamedTuple):
    """A school of the list, and by what of a file it may be told to be its."""

    name: str
    signs: tuple[Sign, ...]

    @property
    def is_sure(self) -> bool:
        """Whether more than something near speaks for it."""
        return any(is_sure for _, is_sure in (each.value for each in self.signs))

    @property
    def told(self) -> str:
        """What is said of it: the surest signs alone."""
        words = [word for word, is_sure in (each.value for each in self.signs) if is_sure]
        near = [word for word, _ in (each.value for each in self.signs)]
        return f"{'和'.join(words or near)}{'是' if words else '像'}“{self.name}”的"


class SaidOfFile(NamedTuple):
    """What a file says of whose it is: its own name, the names of files `inside` of it, and the
    name and code of a school, if any.
    """

    file: str
    name: str = ""
    code: str = ""
    inside: tuple[str, ...] = ()


class LikelySchools:
    """The schools of a list as files may be of them; `missing` are those that have not returned:
    of those alone a file may be whose name is only near.
    """

    def __init__(self, terms: AdmissionTerms, missing: Iterable[str]) -> None:
        self._listed, self._district = ListedSchools(terms), terms.district
        words = (each for each in terms.beside_names if len(each) >= _SHORTEST)
        self._beside = sorted(words, key=len, reverse=True)
        self._missing = {self._plain(name): name for name in missing}
        bare = [self._without_town(each.name) for each in self._listed.schools]
        counted = Counter(bare)
        pairs = zip(bare, self._listed.schools, strict=True)
        self._bare = {name: each.name for name, each in pairs if counted[name] == 1}

    def _plain(self, name: str) -> str:
        return without_place(name, self._district)

    def _without_town(self, name: str) -> str:
        """The name without the town, where what is left stands for itself."""
        rest = self._plain(name).removeprefix(town_of(name))
        return rest if len(rest) > _SHORTEST else ""

    def of(self, said: SaidOfFile) -> tuple[LikelySchool, ...]:
        """The schools that it may be of, the likeliest first."""
        found: dict[str, dict[Sign, None]] = {}
        for name, sign in self._find(said):
            found.setdefault(name, {})[sign] = None
        likely = [LikelySchool(name, tuple(signs)) for name, signs in found.items()]
        return tuple(sorted(likely, key=lambda each: (not each.is_sure, -len(each.signs))))

    def as_listed(self, name: str) -> str:
        """The name as the list has it, whether or not the district's stands before it and however
        it is spaced; the name itself where it is not on the list.
        """
        found = self._listed.named(name)
        return found[0].name if found else name

    def is_listed(self, name: str) -> bool:
        """Whether the list has a school of that name; any name is on an empty list."""
        return not self._listed.schools or bool(self._listed.named(name))

    def key_of(self, name: str) -> str:
        """What is alike for all names of one school."""
        return self._plain(name)

    def named_by(self, file: str) -> tuple[str, ...]:
        """The schools whose name the file bears."""
        return tuple(self._borne(file))

    def _find(self, said: SaidOfFile) -> Iterator[tuple[str, Sign]]:
        yield from ((each.name, Sign.CODE) for each in self._listed.coded(said.code))
        borne = self._borne(said.file)
        yield from ((name, Sign.FILE_NAME) for name in borne)
        yield from ((name, Sign.INSIDE) for each in said.inside for name in self._borne(each))
        near = self._nearest(said.name)
        if near and not self._listed.named(said.name):
            yield near, Sign.NEAR_NAME
        by_file = "" if borne else self._nearest(self._bare_file(said.file))
        if by_file:
            yield by_file, Sign.NEAR_FILE_NAME

    def _borne(self, file: str) -> Sequence[str]:
        """The schools whose name the file bears, with or without that of the town."""
        name = PurePath(file).name
        borne = [each.name for each in self._listed.borne_by(name, is_read=True)]
        if borne:
            return borne
        bare = self._bare.get(self._bare_file(name))
        return [bare] if bare else []

    def _bare_file(self, file: str) -> str:
        """The name of the file without what stands beside that of a school."""
        bare = _BESIDE.sub("", PurePath(file).stem)
        for word in self._beside:
            bare = bare.removeprefix(word).removesuffix(word)
        return bare

    def _nearest(self, name: str) -> str:
        found = find_nearest(self._plain(name), self._missing) if name else None
        return self._missing[found] if found else ""
