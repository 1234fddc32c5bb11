"""Characters that Word and PDF keep as places in a symbol font, in Unicode.

They write them as private characters (U+F020 to U+F0FF) or plain ones, and name the font beside. Symbol's layout is
Adobe's; of the Wingdings only what is used in text is known here. What is not known stays U+FFFD, never a wrong letter.
"""

from __future__ import annotations

_SYMBOL = dict(
    enumerate(
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        0x20,
    )
) | dict(
    enumerate(
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        0xA0,
    )
)
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol(font: str, code: int) -> str:
    """The character at place `code` (with or without the private 0xF000) of a symbol font; U+FFFD if not known."""
    place = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.lower()
    if "symbol" in name:
        return _SYMBOL.get(place, "\ufffd")
    if "wingding" in name or "webding" in name:
        return _WINGDINGS.get(place, "\ufffd")
    if place == code and 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xF900:
        return chr(code)
    return "\ufffd"
