"""A mail server that writes down every Message-ID, and takes its time, so that deaths find it at work."""

import os
import time
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

BEFORE, AFTER = 0.005, 0.03  # seconds: most deaths come when the message has left and nobody wrote it down


class CountingBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            time.sleep(BEFORE)
            note(message.extra_headers["Message-ID"])
            time.sleep(AFTER)
        return len(email_messages)


def note(message_id: str) -> None:
    """One short write to the end of the file is whole or not there at all, whoever else writes."""
    file = os.open(settings.MAIL_COUNT, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, f"{message_id}\n".encode())
    os.close(file)
