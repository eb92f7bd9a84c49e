"""Paragraphs as Word may write them, each with the text that a reader sees: made up by hypothesis."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from reportgen.ooxml.namespaces import COMPATIBILITY, WORD

DECLARED = f'xmlns:w="{WORD}" xmlns:mc="{COMPATIBILITY}" xmlns:x="urn:other"'


class Written(NamedTuple):
    """Markup, the text that is seen of it, and those of the paragraphs within it, in order."""

    xml: str
    text: str = ""
    inner: tuple[str, ...] = ()


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def mark(kind: str) -> str:
    return r(f'<w:fldChar w:fldCharType="{kind}"/>')


def together(parts: list[Written]) -> Written:
    return Written(
        "".join(each.xml for each in parts),
        "".join(each.text for each in parts),
        tuple(text for each in parts for text in each.inner),
    )


def wrapped(before: str, content: Written, after: str) -> Written:
    return content._replace(xml=f"{before}{content.xml}{after}")


def unseen(before: str, content: Written, after: str) -> Written:
    return wrapped(before, content, after)._replace(text="")


def paragraph(content: Written, properties: str = "") -> Written:
    """A paragraph, whose own text comes before those within it."""
    xml = f"<w:p {DECLARED}><w:pPr>{properties}</w:pPr>{content.xml}</w:p>"
    return Written(xml, content.text, content.inner)


WORDS = st.text("甲乙丙 　ab1、.{}%&<", max_size=6)
SIGNS = st.sampled_from(
    [
        Written("<w:tab/>", "\t"),
        Written("<w:br/>", "\n"),
        Written('<w:br w:type="textWrapping"/>', "\n"),
        Written("<w:cr/>", "\n"),
        Written("<w:noBreakHyphen/>", "-"),
    ]
)
NO_TEXT = st.sampled_from(
    [
        Written('<w:br w:type="page"/>'),
        Written('<w:br w:type="column"/>'),
        Written('<w:sym w:font="Wingdings" w:char="F0FE"/>'),
        Written("<w:softHyphen/>"),
        Written("<w:instrText>PAGE</w:instrText>"),
        Written("<w:delText>删</w:delText>"),
        Written("<!-- 注 -->"),
        Written('<w:footnoteReference w:id="1"/>'),
        Written(f"<x:unknown>{t('别')}</x:unknown>"),
        Written(
            "<mc:AlternateContent><mc:Choice><x:symEx/></mc:Choice>"
            f"<mc:Fallback>{t('替')}</mc:Fallback></mc:AlternateContent>"
        ),
    ]
)
PLAIN = WORDS.map(lambda text: Written(t(text), text))
COMMENTED = st.tuples(WORDS, WORDS).map(
    lambda two: Written(f"<w:t>{escape(two[0])}<!-- 注 -->{escape(two[1])}</w:t>", "".join(two))
)
SIMPLE_RUNS = st.lists(st.one_of(PLAIN, SIGNS), max_size=4).map(
    lambda parts: wrapped("<w:r><w:rPr><w:b/></w:rPr>", together(parts), "</w:r>")
)


def _box(content: Written) -> Written:
    """A text box as Word writes it: for itself, and once more for programs that cannot."""
    boxed = f"<w:txbxContent>{paragraph(content).xml}</w:txbxContent>"
    choice = f"<w:drawing><x:box>{boxed}</x:box></w:drawing>"
    xml = (
        f"<mc:AlternateContent><mc:Choice>{choice}</mc:Choice>"
        f"<mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    return Written(xml, "", (content.text, *content.inner) * 2)


def _ruby(content: Written) -> Written:
    guide = f"<w:rt>{r(t('pinyin'))}</w:rt>"
    return wrapped(f"<w:ruby><w:rubyPr/>{guide}<w:rubyBase>", content, "</w:rubyBase></w:ruby>")


def _field(parts: tuple[Written, Written]) -> Written:
    within, result = parts
    instruction = r("<w:instrText> REF _1 </w:instrText>")
    begin = unseen(f"{mark('begin')}{instruction}", within, mark("separate"))
    return together([begin, wrapped("", result, mark("end"))])


def _unfinished(content: Written) -> Written:
    """A field whose result was never reckoned."""
    return unseen(mark("begin"), content, mark("end"))


def _choice(content: Written) -> Written:
    fallback = f"<mc:Fallback>{r(t('替'))}</mc:Fallback></mc:AlternateContent>"
    return wrapped("<mc:AlternateContent><mc:Choice>", content, f"</mc:Choice>{fallback}")


def _inline(inside: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    """What may hold runs, round these; a box and a ruby in a run of their own."""
    holders = st.sampled_from(
        [
            ("<w:hyperlink>", "</w:hyperlink>"),
            ("<w:ins>", "</w:ins>"),
            ("<w:moveTo>", "</w:moveTo>"),
            ("<w:smartTag><w:smartTagPr/>", "</w:smartTag>"),
            (
                f"<w:sdt><w:sdtPr><w:rPr/>{t('提示')}</w:sdtPr><w:sdtContent>",
                "</w:sdtContent></w:sdt>",
            ),
            ('<w:fldSimple w:instr=" REF _1 ">', "</w:fldSimple>"),
        ]
    )
    removed = st.sampled_from(["del", "moveFrom"])
    return st.one_of(
        st.tuples(holders, inside).map(lambda two: wrapped(two[0][0], two[1], two[0][1])),
        st.tuples(removed, inside).map(
            lambda two: unseen(f"<w:{two[0]}>", two[1], f"</w:{two[0]}>")
        ),
        inside.map(lambda content: wrapped("<w:r>", _box(content), "</w:r>")),
        inside.map(lambda content: wrapped("<w:r>", _ruby(content), "</w:r>")),
        inside.map(_choice),
        inside.map(_unfinished),
        st.tuples(inside, inside).map(_field),
        st.lists(inside, max_size=3).map(together),
    )


_RUNS = st.lists(st.one_of(PLAIN, COMMENTED, SIGNS, NO_TEXT), max_size=4).map(
    lambda parts: wrapped("<w:r>", together(parts), "</w:r>")
)
_STRAY = st.sampled_from([Written(""), Written(mark("end")), Written(mark("separate"))])
_CONTENT = st.tuples(_STRAY, st.recursive(_RUNS, _inline, max_leaves=6)).map(
    lambda parts: together(list(parts))
)
PARAGRAPHS = _CONTENT.map(
    lambda content: paragraph(content, '<w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs>')
)
SIMPLE_PARAGRAPHS = st.lists(
    st.one_of(
        SIMPLE_RUNS,
        SIMPLE_RUNS.map(lambda run: wrapped("<w:hyperlink>", run, "</w:hyperlink>")),
    ),
    max_size=4,
).map(lambda runs: paragraph(together(runs)))
