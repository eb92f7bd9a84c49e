"""reportgen.yaml → the project's settings.

The file travels with the data that lies beside it: what it names lies in its folder, and it names
no program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from reportgen.load.check_settings import ACCEPTED, LEVELS, parse_check_settings
from reportgen.load.fields import parse_texts, read_tree, read_word
from reportgen.load.inside import Asked, PlaceRefusal, inside, with_slashes
from reportgen.load.yaml_tree import Item
from reportgen.model.check_settings import AS_THEY_ARE, CheckSettings
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, ReportgenError, error, is_stopped, warning
from reportgen.regular_files import is_regular

PROJECT_FILE = "reportgen.yaml"
_TEMPLATES, _OUTPUT, _STANDARDS, _OFFICE = "模板", "输出", "标准", "办公软件"
PROJECT_KEYS = (_TEMPLATES, _OUTPUT, _STANDARDS, _OFFICE, LEVELS, ACCEPTED)
_INSTEAD = {
    _TEMPLATES: "请放进 reportgen.yaml 所在的文件夹，或在命令行用 --templates 写明",
    _OUTPUT: "请写 reportgen.yaml 所在的文件夹里面的，或在命令行用 -o 写明",
    _STANDARDS: "请放进 reportgen.yaml 所在的文件夹，或在命令行用 --standard 写明",
}
# What is made, or told, where it is needed.
_LATER = {
    _TEMPLATES: (PlaceRefusal.MISSING, PlaceRefusal.IS_FILE),
    _OUTPUT: (PlaceRefusal.MISSING, PlaceRefusal.IS_FILE),
    _STANDARDS: (PlaceRefusal.MISSING,),
}


class Project(NamedTuple):
    """Settings that hold where the command line says nothing; folders are as seen from the file.

    `templates` are looked in one after the other: variants that a bureau keeps side by side.
    `folder` is where the file lies; None without one. `refused` are the problems of settings that
    lead out of it, by key: each stops whoever needs the setting. `problems` stop nobody. `checks`
    is what it says of the checks of texts and layout.
    """

    templates: tuple[Path, ...] = ()
    output: Path | None = None
    standards: tuple[str, ...] = ()
    folder: Path | None = None
    refused: Mapping[str, Problem] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()
    checks: CheckSettings = AS_THEY_ARE

    def held(self, key: str) -> None:
        """Refuse to go on where that setting leads out of the folder. Errors: ReportgenError."""
        if key in self.refused:
            raise ReportgenError(self.refused[key])

    @property
    def chosen_templates(self) -> tuple[Path, ...]:
        """The folders of templates. Errors: ReportgenError if one was refused."""
        self.held(_TEMPLATES)
        return self.templates

    @property
    def chosen_standards(self) -> tuple[str, ...]:
        """The standards. Errors: ReportgenError if one was refused."""
        self.held(_STANDARDS)
        return self.standards

    @property
    def chosen_output(self) -> Path | None:
        """Where reports go, None if it is not said. Errors: ReportgenError if it was refused."""
        self.held(_OUTPUT)
        return self.output


def load_project(folders: Sequence[Path]) -> Project:
    """The settings in the first folder that has the file; empty settings if none has.

    Errors: ReportgenError names everything wrong in the file.
    """
    folder = next((each for each in folders if _has_settings(each)), None)
    if folder is None:
        return Project()
    root = read_tree(folder / PROJECT_FILE)
    fields = root.known_entries(PROJECT_KEYS)
    places = _Places(folder, {})
    output = places.find(_OUTPUT, fields.get(_OUTPUT))
    templates = places.find(_TEMPLATES, fields.get(_TEMPLATES))
    standards = tuple(places.standards(fields.get(_STANDARDS)))
    checks = parse_check_settings(fields.get(LEVELS), fields.get(ACCEPTED), folder)
    if is_stopped(root.reading.problems):
        raise ReportgenError(*root.reading.problems)
    return Project(
        templates=templates,
        output=output[0] if output else None,
        standards=standards,
        folder=folder,
        refused=places.refused,
        problems=(*_tell_office(fields.get(_OFFICE)), *root.reading.problems),
        checks=checks,
    )


def _has_settings(folder: Path) -> bool:
    """Whether the file is there. Errors: ReportgenError if it is a link that leads elsewhere."""
    found = inside(folder, PROJECT_FILE)
    if isinstance(found, Path) or found is PlaceRefusal.MISSING:
        # What lies in an archive settles nothing.
        return is_regular(folder / PROJECT_FILE)
    place = Location(str(folder / PROJECT_FILE))
    raise ReportgenError(error("outside", f"这个设置文件{found.message}", place, "请换成文件本身"))


class _Places(NamedTuple):
    """What a project names, as seen from its folder; `refused` gathers what leads out of it."""

    folder: Path
    refused: dict[str, Problem]

    def find(self, key: str, item: Item | None) -> tuple[Path, ...]:
        """The folders that the field names."""
        names = parse_texts(item)
        held = (each for each in names if self._holds(key, item, each))
        return tuple(self.folder / with_slashes(each) for each in held)

    def standards(self, item: Item | None) -> list[str]:
        """The names of standards, and the paths of files."""
        names = [each for each in parse_texts(item) if self._holds_standard(item, each)]
        return [self._of_file(each) for each in names]

    def _of_file(self, name: str) -> str:
        # From here on it is what the user trusts: it means the same wherever it is looked for.
        return str((self.folder / with_slashes(name)).absolute()) if _is_file_name(name) else name

    def _holds_standard(self, item: Item | None, name: str) -> bool:
        return not _is_file_name(name) or self._holds(_STANDARDS, item, name)

    def _holds(self, key: str, item: Item | None, said: str) -> bool:
        asked = Asked.FILE if key == _STANDARDS else Asked.FOLDER
        found = inside(self.folder, said, None, asked)
        if isinstance(found, Path) or found in _LATER[key]:
            return True
        place = item.location if item is not None else Location(str(self.folder / PROJECT_FILE))
        message = f"“{key}: {said}”{found.message}"
        self.refused[key] = error("outside", message, place, _INSTEAD[key])
        return False


def _is_file_name(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


def _tell_office(item: Item | None) -> tuple[Problem, ...]:
    """What is said of a program that the file names: it is not used."""
    program = read_word(item)
    if item is None or not program:
        return ()
    message = f"“{_OFFICE}: {program}”没有用：随数据来的文件不能指定程序"
    hint = "请删去这一行；是自己的 LibreOffice，用 --office 写明，或写进自己的设置，位置见 doctor"
    return (warning("office_in_project", message, item.location, hint),)
