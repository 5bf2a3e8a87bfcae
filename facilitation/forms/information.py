from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.actions.information import SHOWN
from facilitation.information import names_too_few
from facilitation.model_map import choices
from facilitation.models import BudgetLine, InformationFormat, InformationItem, Topic
from facilitation.models.information import VERSIONED
from facilitation.states.information import FormatKind, InformationKind
from groups.files.sorts import Sort
from groups.forms.days import DayField
from groups.forms.uploads import CheckedFileField, FormWithFiles
from groups.models import Consent, Membership
from groups.permissions import Permission
from groups.states import ConsentKind

MOST_LINES = 30
LATEST_SHOWN = 20  # topics to choose from
LINE = ("name", "total", "committed", "movable", "decides")
EVIDENCE = ("asked_who", "asked_many", "asked_when", "asked_how", "missing")


class ConsentField(forms.ModelChoiceField[Consent]):
    def label_from_instance(self, obj: Consent) -> str:
        return f"{obj.get_kind_display()}: {Truncator(obj.about).chars(80)}"


def web_address(label: Any) -> forms.URLField:
    return forms.URLField(
        label=label,
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[URLValidator(["http", "https"])],
    )


class InformationForm(FormWithFiles, forms.ModelForm[InformationItem]):
    """An item to share or to change, with the fields that its kind asks for."""

    link = web_address(gettext_lazy("Link to the source"))
    source_on = DayField(label=gettext_lazy("The date of the source"))
    file = CheckedFileField(
        label=gettext_lazy("The document itself"), required=False, sorts=(Sort.PDF, Sort.TEXT, Sort.PICTURE)
    )
    consent = ConsentField(
        queryset=Consent.objects.none(),
        label=gettext_lazy("A story, a quote or a photograph of somebody who agreed"),
        help_text=gettext_lazy(
            "It is shown from the list of what people let us show. When they take it back, it goes."
        ),
        required=False,
        to_field_name="public_id",
        empty_label=gettext_lazy("None"),
    )
    topics = forms.ModelMultipleChoiceField(
        queryset=Topic.objects.none(),
        label=gettext_lazy("Topics it is about"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Parts of the operating model it is about"),
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(label=gettext_lazy("Why it changes, in one line"), required=False, max_length=200)

    def __init__(self, *args: Any, by: Membership, kind: str = InformationKind.POLICY, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = InformationKind(kind)
        self.instance.kind = self.kind
        recent = by.group.topics.order_by("-created_at")[:LATEST_SHOWN]
        shown = Topic.objects.filter(pk__in=[topic.pk for topic in recent]).order_by("-created_at")
        cast("forms.ModelMultipleChoiceField[Topic]", self.fields["topics"]).queryset = shown
        self._offer_consents(by)
        for name in self._not_asked(by):
            self.fields.pop(name, None)
        self._require()

    def _offer_consents(self, by: Membership) -> None:
        kinds = (ConsentKind.STORY,) if self.kind == InformationKind.STORY else SHOWN
        standing = Consent.objects.in_group(by.group).standing().filter(kind__in=kinds)
        cast("ConsentField", self.fields["consent"]).queryset = standing.order_by("-given_at")

    def _not_asked(self, by: Membership) -> set[str]:
        """Fields of other kinds; those of a new item alone; and consents, which few may read."""
        gone = set() if self.kind == InformationKind.EVIDENCE else set(EVIDENCE)
        if self.kind != InformationKind.BUDGET:
            gone.add("whole")
        if self.kind == InformationKind.STORY:
            gone.add("source")
        gone |= {"file", "consent"} if self.instance.pk else {"why"}
        if not by.may(Permission.KEEP_CONSENTS):  # others need not read what somebody may never want shared
            gone.add("consent")
        if not by.group.topics.exists():
            gone.add("topics")
        return gone

    def _require(self) -> None:
        needed = {"source", "asked_who", "asked_many", "asked_how", "missing"}
        if self.kind == InformationKind.VIDEO:
            needed |= {"link", "words"}
            self.fields["link"].label = _("Link to the video")
            self.fields["words"].label = _("All that is said and shown in it, in words")
        if self.kind == InformationKind.STORY:
            needed.add("consent")
            self.fields["source_on"].label = _("When it was told")
        if self.kind == InformationKind.EVIDENCE:
            self.fields["words"].label = _("What they said")
        for name in needed & set(self.fields):
            self.fields[name].required = True

    def clean_asked_many(self) -> str:
        said: str = self.cleaned_data["asked_many"]
        if names_too_few(said):
            raise ValidationError(
                _(
                    "So few people could be known by it. Write it in words, such as “a few carers”, or leave them out."
                )
            )
        return said

    def words_by_name(self) -> dict[str, object]:
        """What the form says of the words of an item, by the names in VERSIONED."""
        return {name: self.cleaned_data[name] for name in VERSIONED if name in self.cleaned_data}

    class Meta:
        model = InformationItem
        fields = (
            "title",
            "summary",
            "read_first",
            "content_note",
            "asked_who",
            "asked_many",
            "asked_when",
            "asked_how",
            "words",
            "missing",
            "whole",
            "source",
            "source_on",
            "link",
            "lang",
            "consent",
        )
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5, "data-keep": ""}),
            "words": forms.Textarea(attrs={"rows": 14, "data-keep": ""}),
        }
        help_texts = {
            "content_note": gettext_lazy("A word beforehand, if it may be hard for some to read."),
            "summary": gettext_lazy("What it says and why it matters, as you would tell a neighbour."),
            "read_first": gettext_lazy("If people have one minute. Such as “Page 2, the table”."),
            "words": gettext_lazy(
                "Up to 20,000 letters. A line that begins with # is a heading, with - a list."
            ),
            "source": gettext_lazy("Who wrote it, such as “Northshire Board, finance team”."),
            "asked_many": gettext_lazy("In words or as a range, such as “about 40”. Never fewer than five."),
            "whole": gettext_lazy("As the paper says it. We check it against the lines of the sheet."),
        }


class LineForm(forms.ModelForm[BudgetLine]):
    class Meta:
        model = BudgetLine
        fields = LINE


class Sheet(forms.BaseFormSet[LineForm]):
    """The lines of a budget sheet. A line left empty is no line."""

    def add_fields(self, form: LineForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Take this line out")

    def lines(self) -> list[BudgetLine]:
        """What somebody filled in and did not take out, in its order, not saved."""
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return [BudgetLine(**{name: form.cleaned_data[name] for name in LINE}) for form in kept]


LineFormSet = forms.formset_factory(
    LineForm,
    formset=Sheet,
    extra=4,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + 4,
    validate_max=True,
    can_delete=True,
)


class FormatForm(FormWithFiles, forms.ModelForm[InformationFormat]):
    """A file, a link, or the day on which it will be here."""

    file = CheckedFileField(
        label=gettext_lazy("The file"),
        required=False,
        sorts=(Sort.PDF, Sort.TEXT, Sort.PICTURE, Sort.SOUND),
    )
    link = web_address(gettext_lazy("Or a link, such as to a video"))
    expected_on = DayField(
        label=gettext_lazy("Or when it will be here, if it is still to come"), required=False
    )

    class Meta:
        model = InformationFormat
        fields = ("kind", "link", "expected_on")

    field_order = ("kind", "file", "link", "expected_on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("kind") == FormatKind.BSL and given.get("file"):
            self.add_error("file", _("A video is given by a link. Put its address below."))
        if not (self.errors or given.get("file") or given.get("link") or given.get("expected_on")):
            self.add_error("file", _("Choose a file, write a link, or say when it will be here."))
        return given


class TagForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Parts of the operating model it is about"),
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
    )
