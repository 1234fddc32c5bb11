"""The elements of an Akoma Ntoso document: their names, their ids, and the text that they may hold.

`eId` follows the naming convention of Akoma Ntoso ("para_2__point_a") and is unique in the whole file. Characters that
XML 1.0 forbids become U+FFFD.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from ..akn import AKN, AKN4UN, OURS, OWN, A

XSI = "http://www.w3.org/2001/XMLSchema-instance"
NO_DATE = "0001-01-01"
"""What the UN writes where a date is required and unknown."""
# Everything XML 1.0 forbids in a document, surrogates left over from broken text included.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MIXED = frozenset(
    f"{A}{name}"
    for name in ("p", "num", "subheading", "crossHeading", "listIntroduction", "listWrapUp", "organization")
)


class Elements:
    """Makes the elements of one document; `taken` holds every eId given so far."""

    def __init__(self, etree: Any) -> None:
        self.etree = etree
        self.taken: dict[str, int] = {}

    def element(self, parent: Any | None, name: str, text: str | None = None, /, **attributes: str | None) -> Any:
        """An AKN element; attributes that are None are left out, `class_` is `class`."""
        tag = f"{A}{name}"
        if parent is None:
            namespaces = {None: AKN, "xsi": XSI, "akn4un": AKN4UN, "unres": OWN}
            element = self.etree.Element(tag, nsmap=namespaces)
        else:
            element = self.etree.SubElement(parent, tag)
        for key, value in attributes.items():
            if value is not None:
                element.set(key.rstrip("_"), clean(value))
        if text:
            element.text = clean(text)
        return element

    def own(self, element: Any, **attributes: str | None) -> None:
        """Attributes in our own namespace."""
        for key, value in attributes.items():
            if value is not None:
                element.set(f"{OURS}{key}", clean(value))

    def append(self, element: Any, text: str) -> None:
        """Add text behind what the element holds; a line break becomes `eol`."""
        for index, line in enumerate(clean(text).split("\n")):
            if index:
                self.element(element, "eol")
            if not line:
                continue
            if len(element):
                element[-1].tail = (element[-1].tail or "") + line
            else:
                element.text = (element.text or "") + line

    def unique(self, parent: str, name: str, number: str = "") -> str:
        """A new eId below `parent`; where it is taken, with "-2", "-3", … behind it."""
        wanted = "__".join(each for each in (parent, f"{name}_{number}" if number else name) if each)
        found = wanted
        while found in self.taken:
            self.taken[wanted] += 1
            found = f"{wanted}-{self.taken[wanted]}"
        self.taken[found] = 1
        return found


def slug(label: str) -> str:
    """What an eId can hold of a label."""
    return re.sub(r"[^\w.-]+", "", label) or "1"


def clean(text: str) -> str:
    """The text with what XML forbids replaced."""
    return _FORBIDDEN.sub("\ufffd", text)


def iso(date: datetime.date | None) -> str:
    """The date as an attribute has it, the UN's placeholder for none."""
    return date.isoformat() if date is not None else NO_DATE


def indent(element: Any, margin: str) -> None:
    """Indent what holds elements only; mixed content stays on one line, so that no white space is added to text."""
    if element.tag in _MIXED or not len(element):
        return
    element.text = f"{margin}  "
    for child in element:
        indent(child, f"{margin}  ")
        child.tail = f"{margin}  "
    element[-1].tail = margin
