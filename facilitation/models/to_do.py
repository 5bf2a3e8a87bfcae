import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import AgendaItem, Session
from facilitation.states.to_do import MOST_REMINDERS, REMIND_EVERY_DAYS, TO_DO_MOVES, ToDoState
from groups.models import Group, Membership
from groups.states import GroupState, Origin

STANDING = (ToDoState.ASKED, ToDoState.FREE, ToDoState.OPEN)


class ToDoQuerySet(models.QuerySet["ToDo"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def of_session(self, session: Session) -> Self:
        return self.filter(session=session).by_day()

    def standing(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(state__in=STANDING)

    def ended(self) -> Self:
        return self.exclude(state__in=STANDING).order_by("-ended_on", "-pk")

    def by_day(self) -> Self:
        """By their day, and what has ended last. Never by person."""
        last = Case(When(state__in=STANDING, then=0), default=1)
        return self.order_by(last, "due_on", "pk").with_people()

    def with_people(self) -> Self:
        return self.select_related("group", "owner__person", "typed_by", "session", "item")

    def wanting_prompt(self) -> Self:
        """Agreed to, and their day has come, up to four weeks ago. Read a day ahead, for all zones."""
        tomorrow = timezone.localdate() + timedelta(days=1)
        longest = timedelta(days=REMIND_EVERY_DAYS * (MOST_REMINDERS + 1))
        due = self.filter(state=ToDoState.OPEN, due_on__lte=tomorrow, due_on__gt=tomorrow - longest)
        return due.filter(group__state=GroupState.RUNNING)


class ToDo(models.Model):
    """What somebody agreed to do, by a day. Its owner said yes to it, or it has none."""

    MOVES = TO_DO_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="to_dos"
    )
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(_("what is to be done"), max_length=300)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("by when"))
    state = models.CharField(max_length=10, choices=ToDoState, default=ToDoState.ASKED)
    # The last thing said about it: what came of it, why it takes longer, or why it does not go ahead.
    said = models.CharField(max_length=500, blank=True)
    # Of the owner's last word: how it came, and who typed it, where that was not the owner.
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, blank=True)

    objects = ToDoQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=["asked", "open"]) | Q(owner__isnull=False),
                name="somebody_is_asked_or_said_yes",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "dropped"]) | Q(ended_on__isnull=False),
                name="a_to_do_ends_on_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["due_on"], name="to_do_due", condition=Q(state="open")),
            models.Index(fields=["group", "due_on"], name="to_do_group_due"),
        )

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    @property
    def is_past(self) -> bool:
        """Still to do, and its day is over. Said as a date, never counted."""
        return self.stands and self.due_on < timezone.localdate(timezone=self.group.tz)

    @property
    def how_it_came(self) -> str:
        """ "Said on the phone, typed by Evan." Load `typed_by` with it."""
        if self.origin == Origin.APP:
            return ""
        how = self.get_origin_display()
        if self.typed_by is None:
            return _t("%(how)s.") % {"how": how}
        return _t("%(how)s, typed by %(who)s.") % {"how": how, "who": self.typed_by.name}
