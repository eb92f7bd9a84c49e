"""Templates and phrases that would take all memory or time when they are read or filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

from benchmarks.bomb_files import document, paragraph

LOOP = "{% for a in range(99999) %}"
WIDE = '"＿" * 9999'
NEST = "{% set ns = namespace(x=[1]) %}{% for a in range(60) %}{% set ns.x = "
DOUBLE = "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}"

TAGS: Mapping[str, str] = {
    "a mark repeated": '{{ "＿" * 3000000000 }}',
    "a power": "{{ 10 ** 10 ** 9 }}",
    "a number multiplied by itself": NEST + "ns.x[0] * ns.x %}{% endfor %}",
    "a wide figure": "{{ '%1000000000d' % 5 }}",
    "a wide text": '{{ "{:>{}}".format("a", "1000000000") }}',
    "a number without end": "{{ 1e400 }}",
    "a number of a hundred thousand digits": f"{{{{ {'9' * 100_000} }}}}",
    "replaced by longer again": f"{{{{ ({WIDE})|replace('', {WIDE}) }}}}",
    "wrapped with a long mark": f"{{{{ ({WIDE})|wordwrap(1, true, {WIDE}) }}}}",
    "joined with a long mark": f"{{{{ range(99999)|join({WIDE}) }}}}",
    "loops in loops": f"{LOOP}{LOOP}{LOOP}{'{% endfor %}' * 3}",
    "a filter in a loop": f"{LOOP}{{% set x = range(99999)|sort %}}{{% endfor %}}",
    "a list that holds itself sixty times": NEST + "[ns.x, ns.x] %}{% endfor %}{{ ns.x|string }}",
    "a list doubled": NEST + "ns.x + ns.x %}{% endfor %}",
    "a list that grows as it is gone through": (
        "{% set x = [1] %}{% for a in x %}{{ x.append(1) }}{% endfor %}"
    ),
    "a macro that calls itself": DOUBLE + "{{ a(60) }}",
    "a text doubled": "{% set x = 'a' %}" + "{% set x = x ~ x %}" * 60,
    "a text printed in a loop": f"{LOOP}{{{{ {WIDE} }}}}{{% endfor %}}",
    "paragraphs in a loop": f"{LOOP}字{{% endfor %}}",
    "blocks, 1,600 deep": "{% if 1 %}" * 1_600 + "{% endif %}" * 1_600,
    "brackets, 5,000 deep": f"{{{{ {'(' * 5_000}1{')' * 5_000} }}}}",
    "a sum of 50 thousand": f"{{{{ {'1 + ' * 50_000}1 }}}}",
    "conditions, 3,000": "{% if 0 %}" + "{% elif 0 %}" * 3_000 + "{% endif %}",
    "a name of a million signs": f"{{{{ {'名' * 1_000_000} }}}}",
    "a text never ended": f'{{{{ "{"a" * 1_000_000} }}}}',
    "braces": "{" * 9_000,
    "the file itself": '{% include "坏.docx" %}',
}


def _in_document(tags: str) -> bytes:
    return document(paragraph(escape(tags, quote=False)))


TEMPLATES: Mapping[str, Callable[[], bytes]] = {
    **{name: partial(_in_document, tags) for name, tags in TAGS.items()},
    "tags, 10,000": lambda: document(paragraph("{{ 学校.名称 }}" * 10_000)),
    "tags, 4,500": lambda: document(paragraph("{{ 学校.名称 }}") * 4_500),
}
PHRASES: Mapping[str, Callable[[], bytes]] = {
    **{name: tags.encode for name, tags in TAGS.items()},
    "a text of 2 million signs": lambda: ("字" * 900_000 + "。").encode(),
    "lines, 300 thousand": lambda: "字。\n".encode() * 300_000,
    "lines, as many as are read": lambda: "字，\n".encode() * 5_000,
    "lines, 100 thousand, made by a loop": lambda: (
        b"{% for a in range(9999) %}{% for b in range(10) %}\n{% endfor %}{% endfor %}"
    ),
    "paragraphs, 2,500": lambda: "字。\n\n".encode() * 2_500,
    "tags, 10 thousand": lambda: "{{ 年度 }}".encode() * 10_000,
    "tags, 4,500": lambda: "{{ 年度 }}\n".encode() * 4_500,
    "tags that are not ended, 9,000": lambda: b"{%" * 9_000,
    "macros, one calling another": lambda: "".join(
        f"{{% macro a{n}() %}}{{{{ a{n - 1}() }}}}{{{{ a{n - 1}() }}}}{{% endmacro %}}"
        for n in range(1, 5_000)
    ).encode(),
}
