"""jinja2's sandbox as phrases and Word templates have it."""

from __future__ import annotations

from decimal import Decimal

from jinja2.sandbox import SandboxedEnvironment

from reportgen.model.template_facts import TemplateFacts

_PLAIN = frozenset({str, int, float, bool, Decimal})
_DICT_NAMES = frozenset(dir(dict))


class Sandbox(SandboxedEnvironment):
    """jinja2's sandbox, with a short way for what templates ask most: a key, or a plain attribute.

    Text and numbers give no way out of the sandbox, so jinja2's questions about their owner
    change nothing for them; names with an underscore and everything else go the long way.
    """

    def getattr(self, obj: object, attribute: str) -> object:
        if type(obj) is dict or type(obj) is TemplateFacts:
            if attribute in obj and attribute not in _DICT_NAMES:
                return obj[attribute]
        elif attribute[0] != "_":
            value = getattr(obj, attribute, None)
            if type(value) in _PLAIN:
                return value
        return super().getattr(obj, attribute)
