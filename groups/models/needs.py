import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.people import Person
from groups.states import NeedKind, Origin


class AccessProfileQuerySet(models.QuerySet["AccessProfile"]):
    def wanting_review(self) -> Self:
        """Twelve months after the person last looked, or at once after a "not met". Read a day ahead: it may be
        tomorrow where the person is."""
        return self.filter(review_on__lte=timezone.localdate() + timedelta(days=1))


class AccessProfile(models.Model):
    """What one person needs to take part, in the six verbs of the Accessible Information Standard (DAPB1605):

    identify, record, flag, share, meet, review. It belongs to the person, whatever groups they are in.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="access_profile")
    checked_on = models.DateField(null=True, blank=True)  # when the person last said that it is right
    review_on = models.DateField(null=True, blank=True)  # 12 months later, or at once after a "not met"

    objects = AccessProfileQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["review_on"], name="access_profile_review"),)

    def __str__(self) -> str:
        return f"access profile {self.pk}"

    @property
    def wants_review(self) -> bool:
        """Its day has come where the person is."""
        return bool(self.review_on and self.review_on <= timezone.localdate(timezone=self.person.tz))


class AccessNeedQuerySet(models.QuerySet["AccessNeed"]):
    def shared_with(self, group: Group) -> Self:
        """Of everyone in this group who lets those who arrange its sessions see it."""
        shares = AccessShare.objects.standing().filter(group=group)
        return self.filter(person__in=shares.values("person"))


class AccessNeed(models.Model):
    """A need, never a diagnosis."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="access_needs")
    kind = models.CharField(_("kind"), max_length=20, choices=NeedKind)
    words = models.CharField(_("what works for me"), max_length=500, blank=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = AccessNeedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "kind"], condition=~Q(kind="other"), name="one_need_of_a_kind_per_person"
            ),
        )

    def __str__(self) -> str:
        return f"need {self.public_id}"


class AccessShareQuerySet(models.QuerySet["AccessShare"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class AccessShare(models.Model):
    """A person lets those who arrange one group's sessions see their needs: a consent for each group."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="access_shares")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = AccessShareQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "group"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_share_per_person_and_group",
            ),
        )

    def __str__(self) -> str:
        return f"share {self.pk}"


class Look(models.Model):
    """Someone looked at what is private to another person. The person can read all of these about themselves."""

    class What(models.TextChoices):
        ACCESS = "access", _("what you need to take part")
        REACH = "reach", _("your phone number or address")
        INTEREST = "interest", _("what you wrote when you asked to join")
        CARE_TIE = "care_tie", _("who is involved in your care")
        UPLOAD = "upload", _("a file you sent")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="looks")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=["person", "-at"], name="look_person_at"),)

    def __str__(self) -> str:
        return f"look {self.pk}"
