import uuid
from typing import Self

from django.db import models
from django.utils import timezone

from groups import codes
from groups.models.groups import Group
from groups.models.memberships import Membership
from groups.states import PASS_MOVES, PassState

MOST_WRONG_CODES = 10
PURPOSE = "room pass"


class RoomPassQuerySet(models.QuerySet["RoomPass"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def standing(self) -> Self:
        """Neither taken back nor over, of someone who still belongs."""
        here = Membership.objects.present()
        return self.filter(state=PassState.ISSUED, member__in=here)

    def with_code(self, typed: str) -> "RoomPass | None":
        """The standing one whose code this is. Nothing tells a wrong code from an old or unknown one."""
        plain = codes.tidy(typed)
        some = self.standing().filter(handle=plain[: codes.HANDLE], wrong_codes__lt=MOST_WRONG_CODES)
        proved = (one for one in some if codes.same(plain, one.public_id, one.generation, purpose=PURPOSE))
        return next(proved, None)

    def with_link(self, token: str) -> "RoomPass | None":
        row = codes.row_of(token)
        one = self.standing().filter(public_id=row).first() if row else None
        right = one and codes.same_link(token, one.public_id, one.generation, purpose=PURPOSE)
        return one if right else None


class RoomPass(models.Model):
    """Admits one membership to one session without sign-in (product.md section 4). Its code is never stored.

    `room` is the public id of the session: this app knows no sessions. `handle` finds the row and is no secret.
    """

    MOVES = PASS_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    room = models.UUIDField()
    state = models.CharField(max_length=10, choices=PassState, default=PassState.ISSUED)
    handle = models.CharField(
        max_length=codes.HANDLE, default=codes.new_handle, editable=False, db_index=True
    )
    generation = models.PositiveIntegerField(default=1)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    issued_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)

    objects = RoomPassQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["member", "room"], name="one_room_pass_per_member_and_room"),
        )
        indexes = (models.Index(fields=["room"], name="room_pass_room"),)

    def __str__(self) -> str:
        return f"pass {self.public_id}"

    @property
    def code(self) -> str:
        """For a letter or a call: 3 groups of 4 signs."""
        return codes.short(self.handle, self.public_id, self.generation, purpose=PURPOSE)

    @property
    def token(self) -> str:
        return codes.link(self.public_id, self.generation, purpose=PURPOSE)
