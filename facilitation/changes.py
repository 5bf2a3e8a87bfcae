"""What changed between two versions of a text, word by word. Pure, and quick whatever stands in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
_SENTENCES = re.compile(r"[^.?!…\n]*[.?!…\n]+\s*|[^.?!…\n]+")
_WORDS = re.compile(r"\S+\s*|\s+")
MOST_WORDS = 400  # compared one by one; longer stretches are shown as gone and new, whole


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, that are gone, or that are new."""

    kind: str
    words: str


def compare(old: str, new: str) -> list[Piece]:
    """The pieces of both, in order: sentences first, then word by word within those that changed."""
    return _joined(_by_sentence(_SENTENCES.findall(old), _SENTENCES.findall(new)))


def before(pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.kind != NEW]


def after(pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.kind != GONE]


def _by_sentence(old: list[str], new: list[str]) -> Iterator[Piece]:
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[new_start:new_end])
        if what == "equal":
            yield Piece(SAME, gone)
        else:
            yield from _by_word(_WORDS.findall(gone), _WORDS.findall(come))


def _by_word(old: list[str], new: list[str]) -> Iterator[Piece]:
    if max(len(old), len(new)) > MOST_WORDS:
        yield from (Piece(GONE, "".join(old)), Piece(NEW, "".join(new)))
        return
    plain = [word.strip() for word in old], [word.strip() for word in new]
    for what, start, end, new_start, new_end in SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece(SAME, "".join(new[new_start:new_end]))
        else:
            yield from (Piece(GONE, "".join(old[start:end])), Piece(NEW, "".join(new[new_start:new_end])))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of one kind as one, and none that says nothing."""
    whole: list[Piece] = []
    for piece in pieces:
        if not piece.words:
            continue
        if whole and whole[-1].kind == piece.kind:
            whole[-1] = Piece(piece.kind, whole[-1].words + piece.words)
        else:
            whole.append(piece)
    return whole
