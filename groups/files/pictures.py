"""Pictures are written anew: upright, of a sensible size, without what a camera hides in them (where, when, whose)."""

from io import BytesIO

import structlog
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from groups.files.sorts import JPEG, PNG, FileType, NotTaken

log = structlog.get_logger(__name__)

LONGEST_SIDE = 3000  # pixels: handwriting on a page stays easy to read
# More would take too much memory to open. Only a JPEG can be opened at a smaller size.
MOST_PIXELS = {"JPEG": 64_000_000, "MPO": 64_000_000}
MOST_PIXELS_OTHERWISE = 25_000_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")


def written_anew(content: bytes) -> tuple[bytes, FileType]:
    """The same picture in a file of ours, and its type. Raises NotTaken if it cannot be opened."""
    try:
        return _rewrite(content)
    except NotTaken:
        raise
    except (
        Exception
    ) as error:  # whatever a hostile file makes the decoder say, it is a picture we cannot open
        log.info("picture not opened", error=type(error).__name__)
        raise NotTaken(_("We cannot open this picture. It may be broken. Try another one.")) from error


def _rewrite(content: bytes) -> tuple[bytes, FileType]:
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS.get(opened.format or "", MOST_PIXELS_OTHERWISE):
            raise NotTaken(_("This picture has too many dots for us to open. Send a smaller one."))
        drawn = opened.format in {"PNG", "GIF"}  # lines stay sharp in PNG; photographs are smaller in JPEG
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened)
        return (_as_png(upright), PNG) if drawn else (_as_jpeg(upright), JPEG)


def _as_png(picture: Image.Image) -> bytes:
    clear = "A" in picture.getbands() or "transparency" in picture.info
    return _saved(picture.convert("RGBA" if clear else "RGB"), "PNG")


def _as_jpeg(picture: Image.Image) -> bytes:
    if "A" in picture.getbands() or "transparency" in picture.info:
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    return _saved(picture.convert("RGB"), "JPEG", quality=85, optimize=True)


def _saved(picture: Image.Image, form: str, **how: object) -> bytes:
    """From its bare dots, so that nothing it carried along is written."""
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    out = BytesIO()
    bare.save(out, form, **how)
    return out.getvalue()
