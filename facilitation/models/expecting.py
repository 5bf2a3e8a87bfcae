"""What people can expect of a session, so that nobody stands before a closed door."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import Session
from groups.models import Group, Membership, Upload


class WhatToExpect(models.Model):
    """Who meets people, how the entrance looks, who else is there, one tap to call in, how long to get ready."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="expect")
    meets_you = models.CharField(_("who meets people at the door"), max_length=200, blank=True)
    guests = models.TextField(_("who else is there"), max_length=500, blank=True)
    entrance = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    entrance_alt = models.CharField(_("what the photograph shows"), max_length=300, blank=True)
    map_link = models.URLField(_("link to a map"), blank=True)
    dial_number = models.CharField(_("phone number to call in"), max_length=40, blank=True)
    dial_code = models.CharField(_("code to type when it asks"), max_length=40, blank=True)
    breaks = models.CharField(_("breaks"), max_length=200, blank=True)
    prepare_minutes = models.PositiveSmallIntegerField(_("minutes to get ready"), null=True, blank=True)
    changed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(entrance__isnull=True) | ~Q(entrance_alt=""), name="entrance_is_said_in_words"
            ),
        )

    def __str__(self) -> str:
        return f"what to expect of session {self.session_id}"
