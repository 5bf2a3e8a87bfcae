import uuid
from typing import Self

from django.db import models

from facilitation.models.sessions import Session
from groups.models import Group, Membership


class RoundTurnQuerySet(models.QuerySet["RoundTurn"]):
    def to_come(self, session: Session) -> Self:
        """Whose turn it is first, then who follows."""
        return self.filter(session=session).order_by("place", "pk")


class RoundTurn(models.Model):
    """Someone's turn that is still to come while the room goes round.

    The row is deleted as soon as they have spoken or passed, so nothing tells the two apart. `place` is by chance.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="turns")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()

    objects = RoundTurnQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "member"], name="one_turn_per_person_and_round"),
            models.UniqueConstraint(fields=["session", "place"], name="one_turn_at_a_place"),
        )

    def __str__(self) -> str:
        return f"turn {self.public_id}"
