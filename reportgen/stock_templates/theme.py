"""A layout → `theme1.xml`: the colours and typefaces that Word's menus offer.

Nothing in the template takes a theme's typeface: every style names its own.
"""

from __future__ import annotations

from reportgen.model.page_layout import Layout
from reportgen.ooxml.markup import escape
from reportgen.ooxml.namespaces import DRAWING
from reportgen.stock_templates.styles import PROLOGUE

# Word's own, so that charts and shapes a bureau adds look as they do elsewhere.
_COLOURS = {
    "dk1": '<a:sysClr val="windowText" lastClr="000000"/>',
    "lt1": '<a:sysClr val="window" lastClr="FFFFFF"/>',
    **{
        name: f'<a:srgbClr val="{colour}"/>'
        for name, colour in {
            **{"dk2": "44546A", "lt2": "E7E6E6", "accent1": "5B9BD5", "accent2": "ED7D31"},
            **{"accent3": "A5A5A5", "accent4": "FFC000", "accent5": "4472C4"},
            **{"accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72"},
        }.items()
    },
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
# The schema asks for three of each.
_FORMATS = "".join(
    f"<a:{name}>{3 * style}</a:{name}>"
    for name, style in (
        ("fillStyleLst", _FILL),
        ("lnStyleLst", _LINE),
        ("effectStyleLst", _EFFECT),
        ("bgFillStyleLst", _FILL),
    )
)


def theme_part(layout: Layout) -> str:
    """The whole `theme1.xml` in this layout."""
    colours = "".join(f"<a:{name}>{colour}</a:{name}>" for name, colour in _COLOURS.items())
    fonts = _fonts(layout, "major", layout.fonts.hei) + _fonts(layout, "minor", layout.fonts.body)
    return (
        f'{PROLOGUE}<a:theme xmlns:a="{DRAWING}" name="公文"><a:themeElements>'
        f'<a:clrScheme name="Office">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="公文">{_FORMATS}</a:fmtScheme></a:themeElements></a:theme>'
    )


def _fonts(layout: Layout, kind: str, chinese: str) -> str:
    faces = (
        f'<a:latin typeface="{escape(layout.fonts.latin)}"/><a:ea typeface="{escape(chinese)}"/>'
    )
    return f'<a:{kind}Font>{faces}<a:cs typeface=""/></a:{kind}Font>'
