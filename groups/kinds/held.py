"""What people hear about what is held of them: their data, consents, access profile and files."""

from typing import Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from groups.kinds.kind import Kind
from groups.kinds.known import register
from groups.models import AccessProfile, Consent, DataRequest, Upload


def _waits(row: models.Model) -> bool:
    return cast("DataRequest", row).done_at is None


def _wants_review(row: models.Model) -> bool:
    return cast("AccessProfile", row).wants_review


def _of_an_access_profile(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=AccessProfile,
        url_name="access_profile",
        url_arg=None,
        in_group=False,
        **more,
    )


register(
    Kind(
        name="data_request",
        subject_line=_("Somebody waits for something that has a date"),
        template="groups/messages/data_request.txt",
        model=DataRequest,
        url_name="data_requests",
        url_arg=None,
        still_true=_waits,
        needs_you=True,
        minutes=10,
    ),
    Kind(
        name="consent_typed",
        subject_line=_("Something was written down for you"),
        template="groups/messages/consent_typed.txt",
        model=Consent,
        url_name="my_consents",
        url_arg=None,
        in_group=False,
    ),
    Kind(
        name="consent_taken_back",
        subject_line=_("Something is not shown any more"),
        template="groups/messages/consent_taken_back.txt",
        model=Consent,
        url_name="consent",
        url_arg="consent_id",
    ),
    _of_an_access_profile(
        "access_review",
        _("Please look again at what you told us"),
        still_true=_wants_review,
        needs_you=True,
        prompt=True,
        minutes=3,
        can_wait=True,
    ),
    _of_an_access_profile("access_typed", _("Something was written down for you")),
    Kind(
        name="upload_refused",
        subject_line=_("About a file you sent"),
        template="groups/messages/upload_refused.txt",
        model=Upload,
        url_name="group",
        url_arg=None,
    ),
)
