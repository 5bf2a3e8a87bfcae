"""What a file is, is read from the file itself; pictures and names lose what nobody meant to send."""

from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from groups.files.checking import Checked, check
from groups.files.names import safe_name
from groups.files.sorts import EVERY_SORT, MB, NotTaken, Sort
from tests.groups import a_file


def looked_at(content: bytes, name: str = "thing.bin", sorts: Any = EVERY_SORT) -> Checked:
    return check(ContentFile(content, name), sorts)


class TestWhatItIs:
    @pytest.mark.parametrize("kind", a_file.SOUNDS)
    def test_every_sound_a_phone_records_is_known(self, kind: str):
        assert looked_at(a_file.SOUNDS[kind], "photo.png").kind == kind

    @pytest.mark.parametrize("form", a_file.PICTURES)
    def test_every_picture_is_known_and_made_one_that_all_can_open(self, form: str):
        assert looked_at(a_file.picture(form), "thing.html").kind == a_file.PICTURES[form]

    def test_sound_behind_a_tag_is_known(self):
        assert looked_at(a_file.mp3(b"TIT2" + b"\0" * 300)).kind == "audio/mpeg"

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"Hello, Bronwen", "Hello, Bronwen"),
            ("\ufeffDiolch yn fawr, ŵy".encode(), "Diolch yn fawr, ŵy"),
            ("£75 – café".encode("cp1252"), "£75 – café"),
            ("a,b".encode("utf-16"), "a,b"),
        ],
    )
    def test_text_is_kept_so_that_all_can_read_it(self, content: bytes, words: str):
        assert looked_at(content, "x.csv").content.decode() == words
        assert (looked_at(content, "x.csv").kind, looked_at(content, "x").kind) == ("text/csv", "text/plain")

    @pytest.mark.parametrize(
        ("content", "what_to_do"),
        [
            (b"", "This file is empty"),
            (a_file.HTML, "Save it as a PDF"),
            (b"\n\n  " + a_file.SVG, "Save it as a PDF"),
            (b"hello " * 2000 + b"< ScRipt>alert(1)", "Save it as a PDF"),
            (a_file.HTML.decode().encode("utf-16"), "Save it as a PDF"),
            (b"<?php system($_GET['x']);", "Save it as a PDF"),
            (a_file.heic(), "Send it as a JPEG"),
            (a_file.mp4(b"vide", b"isom"), "cannot take films"),
            (a_file.webm(b"A_OPUS...V_VP9"), "cannot take films"),
            (a_file.zipped(), "Save it as a PDF"),
            (a_file.zipped("bomb", 50 * MB), "We do not take zip files"),
            (b"MZ\x90\x00" + b"\0" * 100, "We cannot tell what this file is"),
            (b"\0", "We cannot tell what this file is"),
            (b"PK\x05\x06" + b"\0" * 18 + a_file.PDF, "We cannot tell what this file is"),
            (a_file.HTML + a_file.PDF, "Save it as a PDF"),
            (a_file.PDF[:30], "The end of this PDF is missing"),
            (a_file.PDF + a_file.HTML * 100, "The end of this PDF is missing"),
        ],
    )
    def test_what_we_do_not_take_says_what_to_do(self, content: bytes, what_to_do: str):
        with pytest.raises(NotTaken, match=what_to_do):
            looked_at(content, "holiday.jpg")

    def test_a_sort_that_is_not_wanted_here_is_told_what_is(self):
        with pytest.raises(NotTaken, match="A picture can be JPEG"):
            looked_at(a_file.PDF, sorts=[Sort.PICTURE])

    @pytest.mark.parametrize(
        ("content", "limit"),
        [
            (a_file.PDF[:-6] + b" " * 21 * MB + b"%%EOF", "20 MB"),
            (a_file.picture() + b"\0" * 11 * MB, "10 MB"),
            (a_file.picture() + b"\0" * 21 * MB, "10 MB"),
            (b"word " * MB, "2 MB"),
        ],
    )
    def test_what_is_too_large_says_how_large_it_may_be(self, content: bytes, limit: str):
        with pytest.raises(NotTaken, match=f"too large. It can be up to {limit}"):
            looked_at(content)

    @given(content=st.binary(max_size=400))
    @example(content=b"\xff\xd8\xff")
    @example(content=b"ID3\x04\0\0\x7f\x7f\x7f\x7f")
    @example(content=b"\xff\xfe")
    def test_no_bytes_break_it(self, content: bytes):
        for start in (
            b"",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a",
            b"RIFF\0\0\0\0WEBP",
            b"\xff\xfb\x90\0",
        ):
            with suppress(NotTaken):  # refused or kept whole, and nothing else
                assert looked_at(start + content).content

    @given(cut=st.integers(0, 700), at=st.integers(0, 700), put=st.binary(max_size=8))
    def test_no_broken_picture_breaks_it(self, cut: int, at: int, put: bytes):
        whole = a_file.photograph()
        broken = whole[:at] + put + whole[at + len(put) : max(at, len(whole) - cut)]
        with suppress(NotTaken):  # refused or kept whole, and nothing else
            assert looked_at(broken).content


class TestPictures:
    def test_nothing_a_camera_hides_is_kept_and_it_stands_upright(self):
        found = looked_at(a_file.photograph(), "me.jpg")
        with Image.open(BytesIO(found.content)) as picture:
            assert picture.size == (40, 60)
            assert not picture.getexif()
        assert b"Secret" in a_file.photograph()
        assert b"Secret" not in found.content
        assert b"Exif" not in found.content

    @pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF"])
    def test_what_hangs_behind_a_picture_is_cut_off(self, form: str):
        assert b"script" not in looked_at(a_file.picture(form) + a_file.HTML + a_file.zipped()).content

    @pytest.mark.parametrize("size", [(50_000, 50_000), (2**31 - 1, 2**31 - 1), (25_000_001, 1)])
    def test_a_picture_that_would_fill_the_memory_is_not_opened(self, size: tuple[int, int]):
        with pytest.raises(NotTaken, match=r"too many dots|cannot open"):
            looked_at(a_file.png_that_claims(*size))

    def test_words_in_a_picture_that_unfold_without_end_are_not_read(self):
        """Refused, or opened without them: another library in the process may have told Pillow to be patient."""
        with suppress(NotTaken):  # refused or kept whole, and nothing else
            assert len(looked_at(a_file.png_with_a_long_text()).content) < 1000

    def test_a_large_photograph_is_made_one_that_a_phone_can_load(self):
        with Image.open(BytesIO(looked_at(a_file.picture(size=(4500, 3000))).content)) as picture:
            assert picture.size == (3000, 2000)

    def test_what_can_be_seen_through_stays_so_in_a_drawing_and_is_white_in_a_photograph(self):
        clear = Image.new("RGBA", (5, 5), (0, 0, 0, 0))
        for form, expected in (("PNG", (0, 0, 0, 0)), ("WEBP", (255, 255, 255, 255))):
            out = BytesIO()
            clear.save(out, form, lossless=True)
            with Image.open(BytesIO(looked_at(out.getvalue()).content)) as picture:
                assert picture.convert("RGBA").getpixel((2, 2)) == expected


class TestNames:
    @pytest.mark.parametrize(
        ("given_name", "safe"),
        [
            ("../../x.php\u202egpj", "x-phpgpj.jpg"),
            ("C:\\Users\\me\\My letter.PDF", "My-letter.jpg"),
            ("Llŷn & Môn.jpeg", "Llyn-Mon.jpg"),
            ("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie-x-1.jpg"),
            ("a\0b.jpg", "ab.jpg"),
            ('a";b=c.jpg', "a-b-c.jpg"),
            ("写真.jpg", "picture.jpg"),
            (".htaccess", "picture-htaccess.jpg|htaccess.jpg|picture.jpg"),
            ("CON.jpg", "picture-CON.jpg"),
            ("...", "picture.jpg"),
            ("x" * 300, "x" * 60 + ".jpg"),
        ],
    )
    def test_a_name_stays_readable_and_does_no_harm(self, given_name: str, safe: str):
        assert safe_name(given_name, "jpg", otherwise="picture") in safe.split("|")

    @given(given_name=st.text(max_size=300))
    def test_every_name_is_plain(self, given_name: str):
        name = safe_name(given_name, "pdf")
        stem = name.removesuffix(".pdf")
        assert 0 < len(name) <= 100
        assert set(stem) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
