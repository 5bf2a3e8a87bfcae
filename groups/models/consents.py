import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.people import Person
from groups.models.uploads import Upload
from groups.states import CONSENT_MOVES, ConsentKind, ConsentState, Origin


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def standing(self) -> Self:
        return self.filter(state=ConsentState.GIVEN)


class Consent(models.Model):
    """One line of the consent ledger: what for, in which wording, when, by which way, and when it was taken back."""

    MOVES = CONSENT_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(_("what it is for"), max_length=20, choices=ConsentKind)
    about = models.TextField(
        _("what exactly"), max_length=3000
    )  # the quote, the story, what the photograph shows
    credit = models.CharField(_("how it is signed"), max_length=120, blank=True)  # empty: without a name
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    wording = models.CharField(max_length=20)  # the version of the words they agreed to: groups/consents.py
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=ConsentState, default=ConsentState.GIVEN)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="given") | Q(withdrawn_at__isnull=False),
                name="withdrawn_consent_has_a_date",
            ),
        )

    def __str__(self) -> str:
        return f"consent {self.public_id}"


class ConsentUse(models.Model):
    """One place where what was consented to stands, so that taking it back reaches every one of them."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="uses")
    place = models.CharField(max_length=80)  # "facilitation.informationitem:<public id>"
    at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["consent", "place"], name="one_use_per_consent_and_place"),
        )

    def __str__(self) -> str:
        return f"use {self.pk}"
