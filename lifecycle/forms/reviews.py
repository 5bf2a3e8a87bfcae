"""Opening a review, answering it, and putting together what people wrote."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group
from lifecycle.actions.review_answers import Answers, Draft, from_draft
from lifecycle.instruments import HIGHEST, LOWEST, Instrument, Statement
from lifecycle.models import OwnQuestion, Review, ReviewAnswer, WordsTheme
from lifecycle.questions import asked_in
from lifecycle.states import NoPoint, SignedAs

OPEN_DAYS = 21
LONGEST_DAYS = 90
NEW_QUESTIONS = ("new_1", "new_2")
LONGEST_WORDS = 2000


class ReviewOpenForm(forms.Form):
    """What to ask of one instrument, what of the group's own, and until when."""

    asked = forms.MultipleChoiceField(
        label=_("Ask these"),
        help_text=_("Take away what does not fit your group. Fewer lines are easier to answer."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.ModelMultipleChoiceField(
        queryset=OwnQuestion.objects.none(),
        label=_("Your own questions, asked before"),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_1 = forms.CharField(
        label=_("A new line of your own"),
        help_text=_(
            "Something people can find true or not, such as “Papers come in time to read them.” Ask about the"
            " group, never about one person."
        ),
        max_length=200,
        required=False,
    )
    new_2 = forms.CharField(label=_("Another line of your own"), max_length=200, required=False)
    closes_on = forms.DateField(
        label=_("Last day to answer"),
        help_text=_("Three weeks is usual. The review closes by itself after this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, group: Group, instrument: Instrument, **kwargs: Any) -> None:
        self.today = timezone.localdate(timezone=group.tz)
        self.instrument = instrument
        ids = [one.id for one in instrument.statements]
        kwargs["initial"] = {"closes_on": self.today + timedelta(days=OPEN_DAYS), "asked": ids}
        super().__init__(*args, **kwargs)
        lines = [(one.id, one.name) for one in instrument.statements]
        cast("forms.MultipleChoiceField", self.fields["asked"]).choices = lines
        standing = OwnQuestion.objects.filter(group=group, retired_on=None)
        cast("forms.ModelMultipleChoiceField[OwnQuestion]", self.fields["own"]).queryset = standing
        if not ids:
            del self.fields["asked"]
        if not standing.exists():
            del self.fields["own"]

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if not self.today < day <= self.today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day from tomorrow up to three months from now."))
        return day

    def said(self) -> dict[str, Any]:
        """For `open_review`."""
        asked = self.cleaned_data.get("asked", [])
        return {
            "instrument": self.instrument,
            "left_out": [one.id for one in self.instrument.statements if one.id not in asked],
            "own": list(self.cleaned_data.get("own", [])),
            "new": [self.cleaned_data[name] for name in NEW_QUESTIONS],
            "closes_on": self.cleaned_data["closes_on"],
        }


class IdeaForm(forms.Form):
    """One statement, alone on its page."""

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statement = statement
        self.fields["point"] = point_field(statement)

    def said(self) -> Draft:
        """What to add to the draft; nothing where they go on without a word."""
        return {self.statement.id: _said(point)} if (point := self.cleaned_data["point"]) else {}

    def words_said(self) -> None:
        """Words have a page of their own."""


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("What should change?"),
        help_text=_(
            "The group will read this as you write it, mixed with everyone's words. Leave out names, teams and"
            " dates, so that nobody can guess it is you."
        ),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-keep": True}),
    )

    def said(self) -> Draft:
        return {}

    def words_said(self) -> str | None:
        words: str = self.cleaned_data["words"]
        return words


class ReviewForm(WordsForm):
    """All that a review asks on one page, then a free word."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = asked_in(review)
        self.fields |= {statement.id: point_field(statement) for statement in self.statements}
        self.order_fields([*(statement.id for statement in self.statements), "words"])
        if not review.asks_for_words:
            del self.fields["words"]

    def clean(self) -> dict[str, Any]:
        if not self.errors and self.answers().are_empty:
            raise forms.ValidationError(
                _("Nothing is answered yet. Answer at least one, or come back later.")
            )
        return self.cleaned_data

    def answers(self) -> Answers:
        """What was said; what was skipped is left out."""
        given = {one.id: self.cleaned_data.get(one.id) for one in self.statements}
        said = {key: _said(point) for key, point in given.items() if point}
        return from_draft(said, self.cleaned_data.get("words", ""))


class PaperForm(ReviewForm):
    """The same by the code of a printed form, on a device that others may use for theirs: it keeps no word unsent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "words" in self.fields:
            self.fields["words"].widget = NotKept(attrs={"rows": 5})


class OpenAnswerForm(ReviewForm):
    """The same in the open, for somebody whose side is too small to hide in."""

    signed = forms.ChoiceField(
        label=_("How should the group see who says this?"), choices=SignedAs, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["signed"])


class ForSomeoneForm(ReviewForm):
    """As somebody said it by phone, by letter or in person."""

    agreed = forms.BooleanField(
        label=_("They asked me to write this down, know that I see it, and heard it read back"),
        error_messages={"required": _("Read it back to them, then tick this.")},
    )


class ThemeForm(forms.Form):
    name = forms.CharField(label=_("A name for words that say something alike"), max_length=80)


class GroupWordsForm(forms.Form):
    """Which theme each person's words stand under. Only what was changed here is changed."""

    def __init__(self, *args: Any, review: Review, said: Iterable[ReviewAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {str(theme.public_id): theme for theme in review.themes.all()}
        choices = [("", _("On its own")), *((key, theme.name) for key, theme in self.themes.items())]
        for answer in said:
            self.fields[str(answer.pk)] = ToldAbove(
                label=answer.words,
                choices=choices,
                initial=str(answer.theme.public_id) if answer.theme else "",
                required=False,
                show_hidden_initial=True,
            )

    def chosen(self) -> dict[UUID, WordsTheme | None]:
        return {UUID(name): self.themes.get(self.cleaned_data[name]) for name in self.changed_data}


class NotKept(forms.Textarea):
    """A box whose words stay on the page alone: all others are kept in the tab until they are sent."""

    template_name = "django/forms/widgets/textarea_not_kept.html"


class ToldAbove(forms.ChoiceField):
    """One of many that may all be left out: the page says so once."""

    told_above = True


def point_field(statement: Statement) -> forms.ChoiceField:
    return ToldAbove(
        label=statement.question,
        help_text=str(statement.help),
        choices=_choices(statement),
        required=False,
        widget=forms.RadioSelect(attrs={"class": "points" if statement.highest == HIGHEST else ""}),
    )


def _said(point: str) -> int | str:
    return point if point in NoPoint else int(point)


def _choices(statement: Statement) -> list[tuple[str, str]]:
    """Each point, both ends in words, and two ways to give none. Choosing nothing is a third."""
    ends = {LOWEST: statement.start, statement.highest: statement.end}
    scale = range(LOWEST, statement.highest + 1)
    points = [(str(n), f"{n}: {ends[n]}" if n in ends else str(n)) for n in scale]
    return [*points, *((one.value, str(one.label)) for one in NoPoint)]
