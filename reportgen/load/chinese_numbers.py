"""Chinese numerals → a number, for hints only: a figure is never taken from one."""

from __future__ import annotations

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "廿": 2,
}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10_000, "亿": 100_000_000}


def find_number(text: str) -> int | None:
    """The number that a text of Chinese numerals says (一万八 → 18000), or None."""
    if not text or any(sign not in _DIGITS | _SMALL_UNITS | _LARGE_UNITS for sign in text):
        return None
    total, section, digit, last_unit = 0, 0, 0, 1
    for sign in text:
        if sign in _DIGITS:
            digit = digit * 10 + _DIGITS[sign] if digit else _DIGITS[sign]
            last_unit = 1 if sign in "零〇" else last_unit
        elif sign in _SMALL_UNITS:
            section += (digit or 1) * _SMALL_UNITS[sign]
            digit, last_unit = 0, _SMALL_UNITS[sign]
        else:
            total += (section + digit) * _LARGE_UNITS[sign]
            section, digit, last_unit = 0, 0, _LARGE_UNITS[sign]
    # 一万八 and 两百五 leave out the unit that follows.
    return total + section + digit * (last_unit // 10 if last_unit > 10 and digit < 10 else 1)
