"""Who says they come to a session, and who is in its room."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import Session
from facilitation.states import ComingAnswer
from groups.models import Group, Membership


class Coming(models.Model):
    """What one person said about coming to one session."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="coming")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=10, choices=ComingAnswer)
    note = models.CharField(_("anything we should get ready for you"), max_length=500, blank=True)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "member"], name="one_reply_per_person_and_session"),
        )

    def __str__(self) -> str:
        return f"{self.answer} to session {self.session_id}"


class Presence(models.Model):
    """A mark that someone is in the room. Deleted when the session is sealed; only totals stay."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="presences")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "member"], name="one_presence_per_person_and_session"),
        )

    def __str__(self) -> str:
        return f"presence {self.pk}"
