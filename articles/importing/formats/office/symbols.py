"""Signs that Word documents name by their place in a font of symbols.

sign("Symbol", "F061") -> "α"       "\\ufffd" where nobody knows what the font shows there
"""

from collections.abc import Mapping

_PRIVATE = range(0xF000, 0xF100)
"""Where such places are numbered (ECMA-376, 17.3.3.30). Other numbers are those of Unicode."""

_LETTERS = dict(zip(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
    strict=True,
))  # fmt: skip
_SYMBOL = {chr(code): chr(code) for code in b" !#%&()+,./0123456789:;<=>?[]_{|}"} | {
    "\"": "∀", "$": "∃", "'": "∋", "*": "∗", "-": "−", "@": "≅", "\\": "∴", "^": "⊥", "~": "∼", "\xa0": "€",
    "\xa2": "′", "\xa3": "≤", "\xa5": "∞", "\xac": "←", "\xad": "↑", "\xae": "→", "\xaf": "↓", "\xb0": "°",
    "\xb1": "±", "\xb2": "″", "\xb3": "≥", "\xb4": "×", "\xb5": "∝", "\xb6": "∂", "\xb7": "•", "\xb8": "÷",
    "\xb9": "≠", "\xba": "≡", "\xbb": "≈", "\xbc": "…", "\xd2": "®", "\xd3": "©", "\xd4": "™", "\xd6": "√",
    "\xe2": "®", "\xe3": "©", "\xe4": "™", "\xe5": "∑", "\xf2": "∫",
}  # fmt: skip
_WINGDINGS = {
    "J": "☺", "L": "☹", "l": "●", "n": "■", "o": "□", "q": "❑", "u": "◆", "v": "❖", "\x9f": "•", "\xa7": "▪",
    "\xa8": "◻", "\xd8": "➢", "\xdf": "←", "\xe0": "→", "\xe1": "↑", "\xe2": "↓", "\xfb": "✗", "\xfc": "✓",
    "\xfd": "☒", "\xfe": "☑",
}  # fmt: skip
_FONTS: Mapping[str, Mapping[str, str]] = {
    "symbol": _SYMBOL | {chr(code): letter for code, letter in _LETTERS.items()},
    "wingdings": _WINGDINGS,
}


def sign(font: str, code: str) -> str:
    """The sign at a place, which is given in hexadecimal digits, of the font of that name."""
    try:
        number = int(code, 16)
        if number not in _PRIVATE:
            return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)
    except (ValueError, OverflowError):
        return "\ufffd"
    return _FONTS.get(font.casefold(), {}).get(chr(number - _PRIVATE.start), "\ufffd")
