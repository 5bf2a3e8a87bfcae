"""With a virus scanner, a file waits until it was looked at, whatever the scanner does meanwhile."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from facilitation.models import InformationItem
from groups.actions.uploads import keep_upload
from groups.files.clamav import NoVerdict, virus_in
from groups.models import Activity, Delivery, Job, Membership, Upload
from groups.states import JobState, UploadState
from groups.tasks import run_job, sweep_jobs, sweep_uploads
from tests.facilitation.informing import SOURCED
from tests.groups import a_file, scanner
from tests.groups.test_uploads import on_disk

NOBODY = "127.0.0.1:1"  # nothing listens here


def sent(member: Membership, content: bytes = a_file.PDF) -> Upload:
    return keep_upload(ContentFile(content, "letter.pdf"), group=member.group, by=member)


def state_of(upload: Upload) -> str:
    upload.refresh_from_db()
    return upload.state


class TestTheConversation:
    def ask(self, answer: scanner.Answer, content: bytes = a_file.PDF, patience: float = 5) -> str:
        with scanner.scanner(answer) as address:
            return virus_in(BytesIO(content), address, patience=patience)

    def test_a_clean_file_and_one_with_a_virus(self):
        assert self.ask(scanner.honest, a_file.PDF * 5000) == ""
        assert self.ask(scanner.honest, a_file.PDF * 5000 + a_file.EICAR) == "Win.Test.EICAR_HDB-1"
        assert self.ask(scanner.in_pieces) == ""

    @pytest.mark.parametrize(
        "answer",
        [
            scanner.saying(b""),
            scanner.saying(b"OK\0"),
            scanner.saying(b"stream: OK, I think\0"),
            scanner.saying(b"stream: Could not read ERROR\0"),
            scanner.saying(b"\xff" * 10_000),
            scanner.saying(b"HTTP/1.1 200 OK\r\n\r\nstream: OK\0"),
            scanner.hanging_up,
            scanner.full,
        ],
    )
    def test_anything_else_is_no_verdict(self, answer: scanner.Answer):
        with pytest.raises(NoVerdict):
            self.ask(answer, a_file.PDF * 50_000)

    def test_it_waits_only_so_long(self):
        began = timezone.now()
        with pytest.raises(NoVerdict):
            self.ask(scanner.silent, patience=0.3)
        assert timezone.now() - began < timedelta(seconds=3)

    @pytest.mark.parametrize("address", [NOBODY, "unix:/nowhere/clamd", "no address", "127.0.0.1:port"])
    def test_nobody_there_is_no_verdict(self, address: str):
        with pytest.raises(NoVerdict):
            virus_in(BytesIO(b"x"), address, patience=2)


@pytest.mark.django_db
class TestAFileThatWaits:
    def test_it_is_ready_once_it_was_found_clean(self, member, settings):
        with scanner.scanner(scanner.honest) as settings.CLAMAV:
            upload = sent(member)
            assert state_of(upload) == UploadState.WAITING
            run_job()
        assert state_of(upload) == UploadState.READY
        assert Activity.objects.filter(verb="upload.ready", person=None).count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_with_a_virus_it_is_deleted_and_the_sender_is_told_kindly(self, member, settings):
        with scanner.scanner(scanner.honest) as settings.CLAMAV:
            upload = sent(member, a_file.PDF[:-6] + a_file.EICAR + b"%%EOF")
            run_job()
        assert (state_of(upload), upload.file.name, on_disk(settings)) == (UploadState.REFUSED, "", [])
        told = Delivery.objects.filter(person=member.person, notification__kind="upload_refused")
        assert told.count() > 0

    def test_while_the_scanner_is_away_it_waits_and_then_goes_on(self, member, settings):
        settings.CLAMAV = NOBODY
        upload = sent(member)
        for _attempt in range(4):
            Job.objects.update(lease_until=None)
            sweep_jobs()
        assert Job.objects.get().state == JobState.FAILED
        assert state_of(upload) == UploadState.WAITING
        Upload.objects.update(created_at=timezone.now() - timedelta(hours=1))
        with scanner.scanner(scanner.honest) as settings.CLAMAV:
            sweep_uploads()
            run_job()
        assert state_of(upload) == UploadState.READY
        assert Job.objects.count() == 1, "jobs do not pile up"

    def test_a_lost_job_is_found_and_one_in_hand_is_left_alone(self, member, settings):
        with scanner.scanner(scanner.honest) as settings.CLAMAV:
            lost, in_hand = sent(member), sent(member)
            Upload.objects.update(created_at=timezone.now() - timedelta(hours=1))
            Job.objects.filter(subject=str(lost.public_id)).delete()
            sweep_uploads()
        assert Job.objects.filter(subject=str(lost.public_id)).count() == 1
        assert Job.objects.filter(subject=str(in_hand.public_id)).count() == 1

    def test_when_the_scanner_is_taken_away_what_waited_is_ready(self, member, settings):
        settings.CLAMAV = NOBODY
        upload = sent(member)
        settings.CLAMAV = ""
        run_job()
        assert state_of(upload) == UploadState.READY

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table of one page whole")
    def test_the_sweep_uses_its_index(self, member):
        assert "upload_waiting" in Upload.objects.waiting().explain()


@pytest.mark.django_db
class TestOnPages:
    """A document beside a piece of information: the simplest use."""

    TYPED = {"title": "The budget", "summary": "What we can spend."} | SOURCED

    def share(
        self, client: Any, lead: Membership, content: bytes, name: str = "budget.pdf", **typed: str
    ) -> Any:
        file = ContentFile(content, name)
        url = reverse("information_new", args=[lead.group.public_id])
        return client.post(url, {**self.TYPED, **typed, "file": file}, follow=True)

    def file_url(self, lead: Membership) -> str:
        item = InformationItem.objects.get()
        return reverse("information_file", args=[lead.group.public_id, item.public_id])

    def test_everyone_in_the_group_can_open_it_and_nobody_else(self, lead, member, stranger, sign_in):
        page = self.share(sign_in(lead), lead, a_file.PDF)
        url = self.file_url(lead)
        assert f'href="{url}"' in page.text
        assert b"".join(sign_in(member).get(url)) == a_file.PDF
        assert sign_in(stranger).get(url).status_code == 404

    def test_while_it_is_checked_the_page_says_so_and_gives_nothing(self, lead, member, sign_in, settings):
        settings.CLAMAV = NOBODY
        page = self.share(sign_in(lead), lead, a_file.PDF)
        words = "This file is being checked for viruses. It will be here in a few minutes. You can go on."
        assert words in page.text
        refused = sign_in(member).get(self.file_url(lead))
        assert (refused.status_code, words in refused.text) == (409, True)
        assert b"%PDF" not in refused.content

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "This file is empty"),
            (a_file.HTML, "Save it as a PDF and send that"),
            (a_file.zipped(), "We do not take zip files"),
            (a_file.PDF[:-6] + b" " * 21 * 1024 * 1024 + b"%%EOF", "It can be up to 20 MB"),
            (a_file.wav(), "A document can be PDF"),
        ],
    )
    def test_what_we_do_not_take_is_said_beside_the_field_and_nothing_is_kept(
        self, content, says, lead, sign_in, settings
    ):
        page = self.share(sign_in(lead), lead, content)
        assert page.status_code == 200
        assert says in page.text.split('id="id_file_error"')[1].split("</div>")[0]
        assert 'value="The budget"' in page.text
        assert (Upload.objects.count(), on_disk(settings)) == (0, [])
        assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == []

    def test_when_another_field_is_wrong_the_form_asks_for_the_file_again(self, lead, sign_in):
        page = self.share(sign_in(lead), lead, a_file.PDF, title="")
        assert "Choose this file once more" in page.text
        assert "What we can spend." in page.text
        assert Upload.objects.count() == 0
