"""Files: told by their content, kept in private, handed out only by a page that asked who may see them."""

import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import RequestFactory

from groups.actions.uploads import keep_upload, remove_upload
from groups.files.serving import serve
from groups.files.sorts import LARGEST, NotTaken, Sort
from groups.files.tidying import remove_orphans
from groups.forms.uploads import CheckedFileField
from groups.models import Membership, Upload
from groups.states import UploadState
from groups.transitions import Refused
from tests.groups import a_file


def kept(member: Membership, content: bytes = a_file.PDF, name: str = "letter.pdf") -> Upload:
    return keep_upload(ContentFile(content, name), group=member.group, by=member)


def on_disk(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.django_db
class TestKeeping:
    def test_it_lies_under_a_name_nobody_can_guess_for_us_alone(self, member, settings):
        upload = kept(member, name="Ade's letter.pdf")
        [path] = on_disk(settings)
        assert (upload.state, upload.name, upload.size) == (
            UploadState.READY,
            "Ade-s-letter.pdf",
            len(a_file.PDF),
        )
        assert path.name == str(upload.public_id)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_a_name_that_could_tell_something_is_replaced(self, member):
        secret = ContentFile(a_file.wav(), "my diagnosis.wav")
        upload = keep_upload(secret, group=member.group, by=member, kinds=[Sort.SOUND], named="voice note")
        assert upload.name == "voice-note.wav"

    def test_what_we_do_not_take_leaves_nothing(self, member, settings):
        with pytest.raises(NotTaken):
            kept(member, a_file.HTML)
        assert (Upload.objects.count(), on_disk(settings)) == (0, [])

    @pytest.mark.django_db(transaction=True)
    def test_what_is_rolled_back_leaves_no_file(self, member, settings):
        def all_or_nothing() -> None:
            stays = kept(member)
            with suppress(ZeroDivisionError), transaction.atomic():  # what it was kept with fails
                kept(member)
                raise ZeroDivisionError
            assert [path.name for path in on_disk(settings)] == [str(stays.public_id)]
            raise RuntimeError

        with pytest.raises(RuntimeError):
            transaction.atomic(all_or_nothing)()
        assert on_disk(settings) == []

    @pytest.mark.django_db(transaction=True)
    def test_what_is_saved_keeps_its_file_and_what_is_removed_loses_it(self, member, settings):
        upload = kept(member)
        assert len(on_disk(settings)) == 1
        with suppress(RuntimeError), transaction.atomic():  # what it was removed with fails
            remove_upload(upload)
            raise RuntimeError
        assert len(on_disk(settings)) == 1, "the row is still there, and so is its file"
        remove_upload(Upload.objects.get())
        assert (on_disk(settings), Upload.objects.count()) == ([], 0)

    @pytest.mark.django_db(transaction=True)
    def test_a_file_of_nobody_goes_in_the_night_and_no_other(self, member, settings, tmp_path):
        settings.FILE_UPLOAD_TEMP_DIR = tmp_path
        upload = kept(member)
        folder = Path(settings.MEDIA_ROOT) / "uploads"
        lost, young, unsent = folder / "lost", folder / "young", tmp_path / "half"
        for path in (lost, young, unsent):
            path.write_bytes(b"x")
        long_ago = time.time() - 2 * 24 * 3600
        for path in (lost, unsent, folder / str(upload.public_id)):
            os.utime(path, (long_ago, long_ago))
        assert remove_orphans() == 2
        assert {path.name for path in on_disk(settings)} == {"young", str(upload.public_id)}
        assert not unsent.exists()


@pytest.mark.django_db
class TestServing:
    @pytest.mark.parametrize(
        ("content", "kind", "how"),
        [
            (a_file.PDF, "application/pdf", "attachment"),
            (b"a,b", "text/plain; charset=utf-8", "attachment"),
            (a_file.wav(), "audio/wav", "inline"),
            (a_file.picture(), "image/jpeg", "inline"),
        ],
    )
    def test_a_browser_is_told_what_it_is_and_to_run_nothing(self, content, kind, how, member):
        answer = serve(RequestFactory().get("/"), kept(member, content, "note"))
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Disposition"].startswith(f'{how}; filename="note.')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert len(b"".join(answer)) > 2
        answer.close()

    @pytest.mark.parametrize(
        ("asked", "status", "given_range"),
        [
            ("bytes=0-3", 206, "bytes 0-3/{size}"),
            ("bytes=4-", 206, "bytes 4-{last}/{size}"),
            ("bytes=4-99999", 206, "bytes 4-{last}/{size}"),
            ("bytes=99999-", 416, "bytes */{size}"),
            ("bytes=5-2", 416, "bytes */{size}"),
            ("bytes=-5", 200, None),
            ("bytes=0-1,3-4", 200, None),
            ("nonsense\x00", 200, None),
        ],
    )
    def test_a_phone_may_ask_for_a_part_of_a_sound(self, asked, status, given_range, member):
        upload = kept(member, a_file.wav(), "note.wav")
        answer = serve(RequestFactory().get("/", headers={"range": asked}), upload)
        size = len(a_file.wav())
        assert answer.status_code == status
        expected = given_range and given_range.format(size=size, last=size - 1)
        assert answer.headers.get("Content-Range") == expected
        body = b"".join(answer)
        if status == 206:
            first, last = (int(edge) for edge in expected.split("/")[0].removeprefix("bytes ").split("-"))
            assert body == a_file.wav()[first : last + 1]
        answer.close()

    @pytest.mark.parametrize("state", [UploadState.WAITING, UploadState.REFUSED])
    def test_what_waits_or_was_refused_is_never_handed_out(self, state, member):
        upload = kept(member)
        upload.state = state
        with pytest.raises(Refused, match=r"being checked for viruses|not safe to open"):
            serve(RequestFactory().get("/"), upload)

    def test_a_file_that_a_restore_forgot_breaks_no_page(self, member, settings):
        upload = kept(member)
        on_disk(settings)[0].unlink()
        with pytest.raises(Refused, match="send it again"):
            serve(RequestFactory().get("/"), upload)


def test_a_field_says_its_limits_beside_it():
    field = CheckedFileField(sorts=[Sort.PICTURE, Sort.PDF])
    assert field.help_text == (
        "A picture can be JPEG, PNG, GIF or WebP, up to 10 MB. A document can be PDF, up to 20 MB."
    )
    assert field.widget.attrs["accept"] == "image/jpeg,image/png,image/gif,image/webp,application/pdf"
    assert set(LARGEST) == set(Sort)
