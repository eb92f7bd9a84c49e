"""What comes along when texts are pasted does not keep them from being saved."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.editing.addresses import Address, value_at
from reportgen.editing.yaml_edit import tree_of, write_value
from reportgen.words.typed_lines import clean_typed

_FILE = "学校:\n  名称: 河口小学\n主要措施:\n  - 标题: 甲\n    内容: 乙\n"
_PLACES: tuple[Address, ...] = (("学校", "名称"), ("主要措施", 0, "内容"))
_SEEN = ("\x0b", "\xa0", "\u2028", "\u2029", "\u200b", "\ufeff", "\u2060", "\x85", "\t", "\x01")


@pytest.mark.parametrize("sign", _SEEN, ids=[f"U+{ord(each):04X}" for each in _SEEN])
@pytest.mark.parametrize("address", _PLACES)
def test_a_text_with_such_a_sign_is_written(sign: str, address: Address) -> None:
    for pasted in (f"学校{sign}有图书", f"{sign}一段{sign}\n\n二段{sign}", f"甲{sign}: 乙 #丙"):
        text = clean_typed(pasted)
        assert value_at(tree_of(write_value(_FILE, address, text), ""), address) == text
        assert [each for each in text if each not in "\n\t" and _is_control(each)] == []


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs", "Cn")


@given(st.text(max_size=40), st.sampled_from(_PLACES))
def test_whatever_is_pasted_is_written_as_it_is_read(pasted: str, address: Address) -> None:
    text = clean_typed(json.loads(json.dumps(pasted)))
    written = write_value(_FILE, address, text or None)
    assert (value_at(tree_of(written, ""), address) or "") == text
