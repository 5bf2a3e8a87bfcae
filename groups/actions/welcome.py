"""Going through the Welcome at one's own pace. It is one's own business, so nothing is recorded."""

from django.db import transaction

from groups.models import Membership


@transaction.atomic
def say_of_step(name: str, how: str, *, by: Membership) -> Membership:
    """Done, or not now; the last word counts."""
    member = Membership.objects.select_for_update(of=("self",)).get(pk=by.pk)
    others = [said for said in member.welcomed if said.rpartition(" ")[0] != name]
    member.welcomed = [*others, f"{name} {how}"]
    member.save(update_fields=["welcomed"])
    by.welcomed = member.welcomed
    return member


@transaction.atomic
def say_strength(*, strength: str, wish: str, by: Membership) -> None:
    """What one is good at and would like to learn, for the group to see."""
    Membership.objects.filter(pk=by.pk).update(strength=strength, wish=wish)
