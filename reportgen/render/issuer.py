"""The 发文机关标志 of a template's red head, held against who signs the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from reportgen.late_regex import late_regex
from reportgen.model.page_layout import ISSUER_STYLE
from reportgen.problems import Location, Problem, warning
from reportgen.words.organ_names import may_be_one_organ

_TEXT = late_regex(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def find_issuers(document: str, style_ids: Mapping[str, str]) -> tuple[str, ...]:
    """What stands in the paragraphs of the style 发文机关标志, in the body's XML; those with tags
    are left out.
    """
    style = style_ids.get(ISSUER_STYLE)
    if style is None:
        return ()
    paragraph = re.compile(rf'<w:pStyle w:val="{re.escape(style)}"/>(.*?)</w:p>', re.DOTALL)
    texts = ("".join(_TEXT.findall(found)) for found in paragraph.findall(document))
    return tuple(unescape(text) for text in texts if text.strip() and "{" not in text)


def check_issuers(issuers: tuple[str, ...], signature: str, template: str) -> Iterator[Problem]:
    """A warning where the red head names others than whoever signs (GB/T 9704-2012, 7.2.4, 7.3.5).

    `template` is the file that messages give.
    """
    if issuers and not any(may_be_one_organ(each, signature) for each in issuers):
        message = f"红头是“{'、'.join(issuers)}”，署名是“{signature}”，不是同一个机关"
        hint = "请核对“署名”，或改模板里的红头；红头要随署名的，在模板里写成“{{ 报告.署名 }}文件”"
        yield warning("issuer", message, Location(template), hint)
