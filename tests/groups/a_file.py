"""Small real files of every sort, made here, and some that pretend."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(form: str = "JPEG", size: tuple[int, int] = (6, 4), **more: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **more)
    return out.getvalue()


def photograph() -> bytes:
    """Taken sideways, with the place and the camera written into it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 57.0, 1.5)
    return picture(size=(60, 40), exif=exif, comment=b"SecretComment")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!L", len(body)) + kind + body + struct.pack("!L", zlib.crc32(kind + body))


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that unfold to a picture of any size."""
    header = struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


def png_with_a_long_text() -> bytes:
    """Words in a picture that unfold to eighty megabytes."""
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 80_000_000, 9))
    whole = picture("PNG")
    return whole[:33] + bomb + whole[33:]


def zipped(name: str = "word/document.xml", size: int = 100) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, b"\0" * size)
    return out.getvalue()


def wav() -> bytes:
    body = (
        b"fmt "
        + struct.pack("<LHHLLHH", 16, 1, 1, 8000, 8000, 1, 8)
        + b"data"
        + struct.pack("<L", 8)
        + b"\x80" * 8
    )
    return b"RIFF" + struct.pack("<L", 4 + len(body)) + b"WAVE" + body


def mp3(tag: bytes = b"") -> bytes:
    """Four frames of 128 kbit/s at 44.1 kHz, each 417 bytes, behind an ID3 tag."""
    size = bytes(len(tag) >> shift & 0x7F for shift in (21, 14, 7, 0))
    front = b"ID3\x04\0\0" + size + tag if tag else b""
    return front + (b"\xff\xfb\x90\x00" + b"\0" * 413) * 4


def aac() -> bytes:
    return b"\xff\xf1\x50\x80\x02\x1f\xfc".ljust(16, b"\0") * 4


def ogg() -> bytes:
    return b"OggS\0\x02" + b"\0" * 20 + b"\x01\x13OpusHead" + b"\0" * 40


def webm(codec: bytes = b"A_OPUS") -> bytes:
    return b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 20 + b"\x86" + codec + b"\0" * 40


def mp4(handler: bytes = b"soun", brand: bytes = b"M4A ") -> bytes:
    return (
        b"\0\0\0\x14ftyp"
        + brand
        + b"\0\0\0\0mp42"
        + b"\0\0\0\x20moov"
        + b"\0\0\0\x21hdlr"
        + b"\0" * 8
        + handler
    )


def heic() -> bytes:
    return mp4(b"pict", b"heic")


SOUNDS = {
    "audio/wav": wav(),
    "audio/mpeg": mp3(),
    "audio/aac": aac(),
    "audio/ogg": ogg(),
    "audio/webm": webm(),
    "audio/mp4": mp4(),
}
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/png", "WEBP": "image/jpeg"}
