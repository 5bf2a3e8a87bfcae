"""How a group finds its own decisions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HowGood(TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
