"""The zip package that a .docx file is: its parts by name, their relations, and the limits that keep hostile
ones out.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from ..source import UnreadableDocument

MAX_PART_BYTES = 32 * 2**20
"""No part larger than this is unpacked. The text of the longest resolutions takes under 2 MiB."""
MAX_TOTAL_BYTES = 64 * 2**20
"""What the parts that are read may come to together."""
MAX_RATIO = 250
"""How far a part over 1 MiB may be compressed. Word's own markup reaches 60; a zip bomb has 1,000."""
MAX_PARTS = 10_000
"""How many files the package may hold."""
_STRICT = (  # ISO's strict form differs in its namespaces alone
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


class Package:
    """The files inside a .docx, unpacked one at a time and within the limits."""

    def __init__(self, data: bytes, name: str) -> None:
        try:
            from lxml import etree
        except ImportError as error:
            raise UnreadableDocument(
                "missing-extra", "reading Word files needs `pip install unres[word]`", name=name, extra="word"
            ) from error
        self._etree = etree
        self._parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        self._data = data
        self.name = name
        self.damaged: list[str] = []
        self._trees: dict[bytes, Any] = {}
        self._left = MAX_TOTAL_BYTES
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._parts = {info.filename: info for info in archive.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableDocument("truncated", "the zip archive is cut off or damaged", name=name) from error
        if len(self._parts) > MAX_PARTS:
            raise UnreadableDocument("too-large", f"the archive holds more than {MAX_PARTS} files", name=name)
        self.own = self.relations("")
        """What the package itself refers to: its main part and its properties."""
        main = [target for kind, target in self.own.values() if kind == "officeDocument"]
        self.main = main[0] if main else "word/document.xml"
        if self.main not in self._parts or not self.main.endswith(".xml") or not self._is_word():
            raise UnreadableDocument("unknown-zip", "a zip archive, but no Word document", name=name)

    def _is_word(self) -> bool:
        return self.main.startswith("word/") or b"wordprocessingml" in (self.part("[Content_Types].xml") or b"")

    def part(self, path: str) -> bytes | None:
        """A part's bytes; None where there is no such part."""
        info = self._parts.get(path)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableDocument("encrypted", "the archive is encrypted", name=self.name)
        size, packed = info.file_size, info.compress_size
        self._left -= size
        if size > MAX_PART_BYTES or self._left < 0 or (size > 2**20 and size > MAX_RATIO * packed):
            raise UnreadableDocument("too-large", f"{path} unpacks to {size:,} bytes", name=self.name)
        # Unpacked here, since ZipFile.read costs as much again in wrappers, for each of fifteen small parts.
        at = info.header_offset
        at += (
            30
            + int.from_bytes(self._data[at + 26 : at + 28], "little")
            + int.from_bytes(self._data[at + 28 : at + 30], "little")
        )
        stored = self._data[at : at + packed]
        try:
            unpacked = stored if info.compress_type == 0 else zlib.decompressobj(-15).decompress(stored, size + 1)
        except zlib.error:
            unpacked = b""
        if info.compress_type not in (0, 8) or len(unpacked) != size or zlib.crc32(unpacked) != info.CRC:
            raise UnreadableDocument("truncated", f"{path} is cut off or damaged", name=self.name)
        return unpacked

    def tree(self, path: str) -> Any:
        """A part's root element; None where there is no such part."""
        data = self.part(path)
        if data is None:
            return None
        root = self._trees.get(data)  # the running heads of odd and of even pages are mostly the same
        if root is None:
            root = self._trees[data] = self.parsed(data, path)
        return root

    def optional(self, path: str, data: bytes | None = None) -> Any:
        """As `tree`, for a part that the text can be read without; None where it is damaged, which `damaged` lists."""
        try:
            return self.tree(path) if data is None else self.parsed(data, path)
        except UnreadableDocument as error:
            if error.reason != "truncated":
                raise
            self.damaged.append(path)
            return None

    def parsed(self, data: bytes, path: str) -> Any:
        """The root element of an XML part, read without entities, DTD, network or libxml2's size extension."""
        if b"//purl.oclc.org/ooxml/" in data[:4096]:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        try:
            root = self._etree.fromstring(data, self._parser)
        except (self._etree.XMLSyntaxError, ValueError) as error:
            reason = "too-large" if "xcessive depth" in str(error) else "truncated"
            raise UnreadableDocument(reason, f"{path} is no well-formed XML: {error}", name=self.name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocument(
                "truncated", f"{path} declares a document type, which Word never does", name=self.name
            )
        return root

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: id → (last word of the relation's type, path of the target inside the package)."""
        folder, file = posixpath.split(path)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target)
        return found
