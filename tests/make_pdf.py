"""Write tiny PDFs by hand, for tests: pages of lines at stated places, in the standard fonts, with no dependency.

A line is text with tags for the type: `<i>italic</i>`, `<b>bold</b>`, `<sup>1</sup>`, `<gap 0.13>` (move the pen by so
many ems, as justified setting does). What is written here looks to a reader as the UN's own files do: footnotes small
and below a short rule of underscores, masthead in two columns, page numbers at the foot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

FACES = {"": "Times-Roman", "i": "Times-Italic", "b": "Times-Bold", "bi": "Times-BoldItalic"}
TYPEWRITER = {"": "Courier", "i": "Courier-Oblique", "b": "Courier-Bold", "bi": "Courier-BoldOblique"}


def fonts(faces: dict[str, str]) -> tuple[str, ...]:
    """Font objects for the standard faces of those names."""
    return tuple(
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>" for name in faces.values()
    )


FONTS = fonts(FACES)
_TAG = re.compile(r"<(/?)(i|b|sup)>|<gap (-?[\d.]+)>")


@dataclass
class Page:
    """One page; `y` counts points from the foot, as PDF does."""

    width: int = 612
    height: int = 792
    rotate: int = 0
    small: float = 0.65
    """Size of raised type, in parts of the line's."""
    content: list[str] = field(default_factory=list)

    def line(self, x: float, y: float, text: str, size: float = 10) -> Page:
        """Set one line of tagged text."""
        out = [f"BT 1 0 0 1 {x} {y} Tm"]
        style: set[str] = set()
        at = 0
        for match in [*_TAG.finditer(text), None]:
            piece = text[at : match.start() if match else len(text)]
            if piece:
                font = "F" + "".join(sorted(style & {"b", "i"}))
                raised = "sup" in style
                shown = size * self.small if raised else size
                out.append(f"/{font} {shown:.2f} Tf {size * 0.35 if raised else 0:.2f} Ts ({_escaped(piece)}) Tj")
            if match is None:
                break
            if match[3]:  # TJ moves by thousandths of an em, to the left
                font = "F" + "".join(sorted(style & {"b", "i"}))
                out.append(f"/{font} {size:.2f} Tf [{-1000 * float(match[3]):.0f}] TJ")
            elif match[1]:
                style.discard(match[2])
            else:
                style.add(match[2])
            at = match.end()
        self.content.append(" ".join(out) + " ET")
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 10, step: float = 12) -> float:
        """Set lines one below the other; gives the height of the next one."""
        for text in texts:
            self.line(x, y, text, size)
            y -= step
        return y

    def rule(self, left: float, right: float, y: float) -> Page:
        """Draw a thin horizontal stroke."""
        self.content.append(f"{left} {y} {right - left} 0.5 re f")
        return self


def _escaped(text: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", text)


def pdf(*pages: Page, trailer: str = "", objects: tuple[str, ...] = (), fonts: tuple[str, ...] = FONTS) -> bytes:
    """The pages as a file; `objects` are further objects, numbered from 3 + 2 * pages + 4 on."""
    count = len(pages)
    font_at = 3 + 2 * count
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{3 + 2 * at} 0 R' for at in range(count))}] >>",
    ]
    named = " ".join(f"/F{key} {font_at + at} 0 R" for at, key in enumerate(FACES))
    for at, page in enumerate(pages):
        stream = "\n".join(page.content)
        bodies += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate}"
            f" /Contents {4 + 2 * at} 0 R /Resources << /Font << {named} >> >> >>",
            f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream",
        ]
    return assembled([*bodies, *fonts, *objects], trailer)


def assembled(bodies: list[str], trailer: str = "") -> bytes:
    """Objects 1, 2, … as a file with its cross-reference table; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


LEFT, INDENT = 123, 147
"""Where text lines and first lines begin, in points."""


def masthead(page: Page, symbol: str = "A/RES/91/7", title: str = "Lighthouses", number: str = "91/7.") -> float:
    """A first page's masthead, adoption line, basis, title and formula; gives the height of the line below."""
    page.line(LEFT, 734, "United Nations", 14).line(482, 734, symbol, 10)
    page.rule(60, 552, 727)
    page.line(LEFT, 705, "<b>General Assembly</b>", 20).line(397, 705, "Distr.: General")
    page.line(397, 693, "3 January 2047")
    page.rule(60, 552, 582)
    page.line(60, 570, "<b>Ninety-first session</b>").line(60, 558, "Agenda item 12 (b)")
    page.line(60, 546, "<b>Oceans and seas: beacons,</b>").line(60, 534, "<b>buoys and lighthouses</b>")
    page.line(LEFT, 500, "<b>Resolution adopted by the General Assembly</b>", 14)
    page.line(LEFT, 485, "<b>on 20 December 2046</b>", 14)
    page.line(LEFT, 461, "[<i>on the report of the Second Committee</i> (A/91/459, para. 7)]")
    page.line(72, 436, f"<b>{number}</b><gap 1.2><b>{title}</b>", 12)
    page.line(INDENT, 412, "<i>The General Assembly</i>,")
    page.line(65, 44, "46-25930 (E)<gap 1.5>020147").line(65, 30, "*4625930*", 12)
    return 394


def running(page: Page, number: int, of: int, symbol: str = "A/RES/91/7", title: str = "Lighthouses") -> float:
    """A later page's running head and foot; gives the height of its first line."""
    page.line(60, 733, f"<b>{symbol}</b>", 8.5).line(400, 733, f"<b>{title}</b>", 8.5)
    page.rule(60, 552, 727)
    page.line(60, 38, f"<b>{number}/{of}</b>", 8.5).line(524, 38, "46-25930", 7)
    return 710


def notes(page: Page, y: float, *texts: str) -> None:
    """Footnotes from height `y` down, below their separator."""
    page.line(LEFT - 24, y + 14, "_" * 18, 8)
    page.lines(LEFT - 6, y, *texts, size=8.5, step=10.5)
