from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.models import AgendaItem, InformationItem, Paper, Session
from groups.files.sorts import Sort
from groups.forms.uploads import CheckedFileField, FormWithFiles

NEWEST = 100  # items of information to choose from


class AboutItem(forms.ModelForm[Paper]):
    """Which part of the agenda a paper is for."""

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        field = cast("forms.ModelChoiceField[AgendaItem]", self.fields["agenda_item"])
        field.queryset = session.items.all()
        field.to_field_name = "public_id"
        field.empty_label = _("The whole session")
        field.label = _("What is it for?")


class SharedPaperForm(AboutItem):
    """Information that the group has already."""

    class Meta:
        model = Paper
        fields = ("information", "agenda_item")
        labels = {"information": gettext_lazy("Which information?")}

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, session=session, **kwargs)
        there = session.papers.filter(information__isnull=False).values("information")
        items = InformationItem.objects.in_group(session.group).exclude(pk__in=there).newest_first()
        field = cast("forms.ModelChoiceField[InformationItem]", self.fields["information"])
        field.queryset = InformationItem.objects.filter(
            pk__in=list(items.values_list("pk", flat=True)[:NEWEST])
        ).order_by("-shared_at", "-pk")
        field.to_field_name = "public_id"
        field.required = True


class OwnPaperForm(FormWithFiles, AboutItem):
    """A paper with words or a file of its own."""

    file = CheckedFileField(
        label=gettext_lazy("A file"), required=False, sorts=(Sort.PDF, Sort.TEXT, Sort.PICTURE)
    )

    field_order = ("title", "words", "file", "agenda_item", "content_note")

    class Meta:
        model = Paper
        fields = ("title", "words", "agenda_item", "content_note")
        widgets = {"words": forms.Textarea(attrs={"rows": 14, "data-keep": ""})}
        help_texts = {
            "words": gettext_lazy(
                "Up to 20,000 letters. A line that begins with # is a heading, with - a list. "
                "Words can be read in every format. What stands only in a file cannot."
            ),
            "content_note": gettext_lazy("A word beforehand, if it may be hard for some to read."),
        }

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, session=session, **kwargs)
        self.fields["title"].required = True

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        has_file = typed.get("file") or (self.instance.pk and self.instance.upload_id)
        if not self.errors and not typed.get("words") and not has_file:
            self.add_error("words", _("Write the paper here, or choose a file, or both."))
        return typed

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "words", "agenda_item", "content_note")}
