"""A sheet of a form as XlsxWriter writes it, with what a form needs besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from reportgen.ooxml.text_book import TextPage

_MOST_PREPARED = 20_000


class FormPage(TextPage):
    """A sheet that prepares each formula once, as formulas repeat from school to school.

    XlsxWriter makes a hundred searches in each. And a sheet whose rows grow with what is typed into
    them: their height is not said to be somebody's choice.
    """

    _prepared: ClassVar[dict[tuple[str, bool], str]] = {}

    def __init__(self) -> None:
        super().__init__()
        self._growing: set[int] = set()
        self._grows = False

    def set_growing_row(
        self, row: int, height: float, options: Mapping[str, object] | None = None
    ) -> None:
        """As `set_row`, for a row that is higher when more is typed into it."""
        self._growing.add(row)
        self.set_row(row, height, None, dict(options or {}))

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        key = (formula, expand_future_functions)
        if key not in self._prepared:
            if len(self._prepared) >= _MOST_PREPARED:
                self._prepared.clear()
            self._prepared[key] = super()._prepare_formula(formula, expand_future_functions)
        return self._prepared[key]

    def _write_row(self, row: int, *rest: Any, **named: Any) -> None:
        self._grows = row in self._growing
        super()._write_row(row, *rest, **named)

    def _xml_start_tag_unencoded(
        self, tag: str, attributes: Sequence[tuple[str, Any]] | None = None
    ) -> None:
        if self._grows and tag == "row":
            attributes = [each for each in attributes or () if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
