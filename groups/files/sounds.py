"""Telling the sounds that phones and browsers record, by their bytes."""

import re
from collections.abc import Callable

from groups.files.sorts import AAC, M4A, MP3, OGG, WAV, WEBM, FileType

MP3_BITRATES = (  # kilobits a second, of MPEG 1 and of MPEG 2 and 2.5, layer 3
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
OGG_SOUNDS = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
FRAMES = 3  # so many in a row are no accident


def sound_of(content: bytes) -> FileType | None:
    """The type of a sound, or None. A film with sound is none."""
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE" and b"fmt " in content[:4096]:
        return WAV
    if content[:4] == b"OggS" and any(start in content[:512] for start in OGG_SOUNDS):
        return None if b"\x80theora" in content[:4096] else OGG
    if content[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in content[:64]:
        return WEBM if re.search(rb"A_(OPUS|VORBIS)", content) and not is_film(content) else None
    if content[4:8] == b"ftyp":
        return M4A if re.search(rb"hdlr.{8}soun", content, re.DOTALL) and not is_film(content) else None
    return _framed(content)


def is_film(content: bytes) -> bool:
    if content[4:8] == b"ftyp":
        return re.search(rb"hdlr.{8}vide", content, re.DOTALL) is not None
    return content[:4] == b"\x1a\x45\xdf\xa3" and re.search(rb"V_(VP8|VP9|AV1|MPEG)", content) is not None


def _framed(content: bytes) -> FileType | None:
    """MP3 and AAC begin with frames, each of which says where the next one begins."""
    start = _after_tag(content)
    if _runs(content, start, _mp3_length):
        return MP3
    return AAC if _runs(content, start, _aac_length) else None


def _after_tag(content: bytes) -> int:
    """Where the sound begins behind an ID3 tag and its padding."""
    if content[:3] != b"ID3" or len(content) < 10:
        return 0
    size = 0
    for seven_bits in content[6:10]:
        size = size << 7 | seven_bits & 0x7F
    start = 10 + size
    padding = content[start : start + 4096]
    return start + len(padding) - len(padding.lstrip(b"\0"))


def _runs(content: bytes, start: int, length_of: Callable[[bytes], int]) -> bool:
    for _ in range(FRAMES):
        length = length_of(content[start : start + 6])
        if not length:
            return False
        start += length
    return start <= len(content) + 4  # the last frame may be cut short


def _mp3_length(header: bytes) -> int:
    """The length of an MPEG layer 3 frame in bytes; 0 if this is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate, bits = header[1] >> 3 & 3, header[2] >> 2 & 3, header[2] >> 4
    if version == 1 or rate == 3 or bits in {0, 15}:
        return 0
    newest = version == 3
    bitrate = MP3_BITRATES[0 if newest else 1][bits] * 1000
    return (144 if newest else 72) * bitrate // MP3_RATES[version][rate] + (header[2] >> 1 & 1)


def _aac_length(header: bytes) -> int:
    """The length of an ADTS frame in bytes; 0 if this is none."""
    if len(header) < 6 or header[0] != 0xFF or header[1] & 0xF6 != 0xF0:
        return 0
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    return length if length > 7 else 0
