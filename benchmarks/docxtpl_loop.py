"""What we are measured against: documents by docxtpl, as its manual shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

Filters = Mapping[str, Callable[..., object]]
NO_FILTERS: Filters = MappingProxyType({})


def render_docxtpl(
    template: bytes, context: Mapping[str, object], filters: Filters = NO_FILTERS
) -> bytes:
    """One document by docxtpl, with an environment like ours."""
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.filters.update(filters)
    document = DocxTemplate(BytesIO(template))
    document.render(context, jinja_env=environment, autoescape=True)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
