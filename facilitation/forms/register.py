"""Finding a decision again."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from facilitation.models import Decision


class RegisterForm(forms.Form):
    """By words, by year, and whether what the group records of how it works is shown too."""

    words = forms.CharField(label=_("Words to look for"), max_length=100, required=False)
    year = forms.IntegerField(
        label=_("Year"), min_value=1990, max_value=2200, required=False, help_text=_("Such as 2026.")
    )
    all = forms.BooleanField(
        label=_("Also show how we work"),
        help_text=_("How strong we find a stage, closing a request, and the like."),
        required=False,
    )

    def chosen(self, decided: QuerySet[Decision]) -> QuerySet[Decision]:
        """What was asked for, newest first. What was not understood is left out, and said beside its field."""
        self.full_clean()
        said = self.cleaned_data
        if not said.get("all"):
            decided = decided.filter(is_bookkeeping=False)
        if words := said.get("words"):
            in_it = Q(wording__icontains=words) | Q(outcome__icontains=words) | Q(differs__icontains=words)
            decided = decided.filter(in_it | Q(topic__title__icontains=words))
        if year := said.get("year"):
            decided = decided.filter(created_at__year=year)
        return decided.order_by("-created_at", "-pk")
