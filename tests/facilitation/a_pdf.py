"""Reading a PDF of ours in tests: its letters come back through the tables that make them copyable."""

import re
import zlib

import pytest

from groups.documents import AVAILABLE

needs_pango = pytest.mark.skipif(not AVAILABLE, reason="this machine has no Pango")


def unpacked(pdf: bytes) -> bytes:
    """All of it, what was packed too."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.S)
    return pdf + b"\n".join(zlib.decompress(one) for one in streams if one.startswith(b"\x78"))


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", unpacked(pdf)))


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """Each with the sheet on which it stands, from 1."""
    objects = dict(re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", pdf, re.S)) | _packed_objects(pdf)
    [kids] = re.findall(rb"/Type /Pages.*?/Kids \[(.*?)\]", b" ".join(objects.values()), re.S)
    order = re.findall(rb"(\d+) 0 R", kids)
    found = []
    for one in objects.values():
        title = re.search(rb"/Title (\((?:\\.|[^\\)])*\)|<[0-9a-fA-F]+>)", one, re.S)
        goes = re.search(rb"/Dest \[(\d+) 0 R", one)
        if title and goes:
            found.append((_words(title[1]), order.index(goes[1]) + 1))
    return sorted(found, key=lambda pair: pair[1])


def _packed_objects(pdf: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for head, packed in re.findall(rb"<<(.*?)>>\s*stream\n(.*?)\nendstream", pdf, re.S):
        if b"/ObjStm" in head:
            inside = zlib.decompress(packed)
            number, first = int(re.search(rb"/N (\d+)", head)[1]), int(re.search(rb"/First (\d+)", head)[1])
            places = list(map(int, inside[:first].split()))[: 2 * number]
            ends = [*places[3::2], len(inside) - first]
            for key, start, end in zip(places[::2], places[1::2], ends, strict=True):
                found[str(key).encode()] = inside[first + start : first + end]
    return found


def _words(raw: bytes) -> str:
    if raw.startswith(b"<"):
        return bytes.fromhex(raw[1:-1].decode()).decode("utf-16")
    return re.sub(rb"\\(.)", rb"\1", raw[1:-1]).decode("latin-1")
