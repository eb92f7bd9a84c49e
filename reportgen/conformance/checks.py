"""The table of checks, and a document held against a profile: a docx's bytes → findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reportgen.conformance import blank_checks as blank
from reportgen.conformance import character_checks as characters
from reportgen.conformance import frame_checks as frame
from reportgen.conformance import head_checks as head
from reportgen.conformance import imprint_checks as imprint
from reportgen.conformance import order_checks as order
from reportgen.conformance import page_checks as page
from reportgen.conformance import tight_checks as tight
from reportgen.conformance import type_checks as type_
from reportgen.conformance.finding import LayoutFinding, Mismatch, group_mismatches
from reportgen.conformance.manuscript import Manuscript, ParagraphRole
from reportgen.conformance.opening import open_manuscript
from reportgen.conformance.roles import recognise
from reportgen.model.layout_profile import LayoutProfile, Requirement

Check = Callable[[Manuscript, Requirement], Iterable[Mismatch]]

_LEVELS = {1: "一级标题", 2: "二级标题", 3: "三级标题", 4: "四级标题"}
_HEADINGS: Mapping[str, Check] = {
    f"{name}{kind}": make(type_.headings_picker(level))
    for level, name in _LEVELS.items()
    for kind, make in (
        ("字体", type_.font_check),
        ("字号", type_.size_check),
        ("加粗", type_.weight_check),
    )
}

CHECKS: Mapping[str, Check] = {
    "标题": frame.presence_check(ParagraphRole.TITLE),
    "正文": frame.check_text_presence,
    "结构层次": frame.text_presence_check(ParagraphRole.HEADING),
    "成文日期": frame.text_presence_check(ParagraphRole.DATE),
    "纸张": page.check_paper,
    "天头": page.check_top,
    "订口": page.check_binding,
    "版心": page.check_text_area,
    "横排页版心": page.check_turned_text_area,
    "行距": page.check_line_pitch,
    "每页行数": page.check_lines,
    "每行字数": page.check_characters,
    "标题字体": type_.font_check(type_.pick_title),
    "标题字号": type_.size_check(type_.pick_title),
    "标题居中": type_.check_title_place,
    "标题断行": type_.check_title_lines,
    "标题下空行": frame.check_blank_below_title,
    "发文字号": head.check_document_number,
    "发文字号位置": head.check_number_place,
    "发文机关署名": head.check_issuer,
    "发文字号居中": head.check_number_centred,
    "发文机关标志": head.check_issuer_mark,
    "版头次序": head.check_head_order,
    "版头分隔线": head.check_head_line,
    "份号": head.check_copy_number,
    "密级字体": type_.font_check(head.pick_secrecy),
    "签发人字体": type_.font_check(head.pick_signers),
    "主送机关位置": frame.check_addressee_place,
    "主送机关冒号": frame.check_addressee_colon,
    **_HEADINGS,
    "正文字体": type_.font_check(type_.pick_body),
    "正文字号": type_.size_check(type_.pick_body),
    "引号字体": type_.check_quotation_marks,
    "文字颜色": type_.check_colour,
    "文字底纹": type_.check_shade,
    "表内文字颜色": type_.check_cell_colour,
    "字体缺字": characters.check_lacking_signs,
    "图片行距": tight.check_tight_pictures,
    "文字行距": tight.check_tight_text,
    "表格行高": tight.check_tight_rows,
    "空行": blank.check_blank_lines,
    "首行缩进": type_.check_indent,
    "回行顶格": type_.check_wrapped,
    "空格缩进": type_.check_typed_blanks,
    "汉字序号标点": order.stop_check(1),
    "数字序号标点": order.stop_check(3),
    "括号序号标点": order.stop_check(2, 4),
    "序号括号": order.check_brackets,
    "序次语标点": order.check_ordinals,
    "标题序号": order.sequence_check(1, 2),
    "条目序号": order.sequence_check(3, 4),
    "序号层次": order.check_nesting,
    "标题末尾标点": order.check_heading_end,
    "附件说明写法": frame.check_attachment_head,
    "附件说明序号": frame.check_attachment_numbers,
    "附件说明标点": frame.check_attachment_end,
    "附件说明缩进": frame.check_attachment_indent,
    "附件说明空行": frame.check_attachment_blank,
    "署名位置": frame.check_signature_place,
    "成文日期写法": frame.check_date_form,
    "成文日期位置": frame.check_date_place,
    "附件另页": frame.check_annex_page,
    "附件编号字体": type_.font_check(type_.pick_annex_number),
    "附件编号字号": type_.size_check(type_.pick_annex_number),
    "附件编号位置": frame.check_annex_place,
    "附件标题位置": frame.check_annex_title,
    "版记次序": imprint.check_imprint_order,
    "版记分隔线": imprint.check_imprint_lines,
    "抄送写法": imprint.check_copies,
    "印发日期写法": imprint.check_printing,
    "版记字体": imprint.check_imprint_font,
    "版记字号": imprint.check_imprint_size,
    "版记空字": imprint.check_imprint_place,
    "页码": page.check_page_number,
    "首页页码": page.check_first_page,
    "页码写法": page.check_page_number_form,
    "页码字体": page.check_page_number_font,
    "页码字号": page.check_page_number_size,
    "页码位置": page.check_page_number_place,
    "页码空字": page.check_page_number_indent,
    "页码距离": page.check_page_number_distance,
    "横排页页码": page.check_turned_page_number,
}
"""The check of each requirement; a new one is a function, a line here and an entry in 国标.yaml."""


def check_layout(data: bytes, file: str, profile: LayoutProfile) -> tuple[LayoutFinding, ...]:
    """What departs from the profile in a docx, what weighs most first.

    Errors: UnreadableFileError for what is no docx, is encrypted, damaged, beyond all bounds, or a
    template.
    """
    return check_manuscript(recognise(open_manuscript(data, file)), profile)


def check_manuscript(manuscript: Manuscript, profile: LayoutProfile) -> tuple[LayoutFinding, ...]:
    """What departs from the profile in a document that has been read."""
    findings: list[LayoutFinding] = []
    for name, check in CHECKS.items():
        requirement = profile.requirements[name]
        if requirement.active:
            findings += group_mismatches(requirement, check(manuscript, requirement))
    return tuple(sorted(findings, key=lambda finding: finding.severity.rank))
