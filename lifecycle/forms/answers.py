"""What a lead writes: an answer with its promises and files, as far as it is written."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from groups.files.checking import Checked
from groups.files.sorts import Sort
from groups.forms.at_times import needed_at_times
from groups.forms.uploads import CheckedFileField, FormWithFiles
from lifecycle.actions.answer_files import MOST_FILES
from lifecycle.actions.drafts import Reply, written
from lifecycle.actions.promises import MOST_PROMISES, Promised
from lifecycle.forms.dates import date_input, must_be_to_come
from lifecycle.models import Answer, AnswerDraft, AnswerFile
from lifecycle.states import NEEDS_A_DATE, PROMISES_SOMETHING, AnswerKind

FILES_AT_ONCE = 2
MORE_LINES = 2
LONGEST_AGO = timedelta(days=366)


class AnswerForm(FormWithFiles, forms.ModelForm[Answer]):
    """One calm form: answer, reason, what will happen, who, by when. A reason is always needed (promise 7).

    `unfinished`: to be kept for later, so nothing is asked for yet.
    """

    class Meta:
        model = Answer
        fields = ("kind", "reason", "will_do", "who", "promised_on")
        widgets = {
            "kind": forms.RadioSelect,
            "promised_on": date_input(),
            "reason": forms.Textarea(attrs={"rows": 6, "data-keep": ""}),
            "will_do": forms.Textarea(attrs={"rows": 4, "data-keep": ""}),
        }
        labels = {
            "promised_on": _("By when?"),
            "will_do": _("What will happen?"),
            "who": _("Who will do it?"),
            "reason": _("Your reason"),
        }
        help_texts = {
            "reason": _("In plain words. Everyone in the group reads it, whatever the answer is."),
            "who": _("A person or a team, such as “The letters team”."),
            "promised_on": _(
                "Needed unless your answer is no. If not now, the day you will look at it again."
            ),
        }

    def __init__(
        self,
        *args: Any,
        today: date,
        draft: AnswerDraft | None = None,
        unfinished: bool = False,
        **kwargs: Any,
    ) -> None:
        if draft:
            kwargs["initial"] = {name: getattr(draft, name) for name in self.Meta.fields}
        super().__init__(*args, **kwargs)
        self.today, self.unfinished = today, unfinished
        needed_at_times(self.fields["promised_on"])
        # Without the empty choice.
        cast("forms.ChoiceField", self.fields["kind"]).choices = AnswerKind.choices
        kept = list(draft.files.select_related("upload")) if draft else []
        self._add_files(kept)
        if unfinished:
            self.fields["kind"].required = self.fields["reason"].required = False

    def _add_files(self, kept: list[AnswerFile]) -> None:
        if kept:
            self.fields["without"] = forms.MultipleChoiceField(
                label=_("Files you have added. Tick those to take out"),
                choices=[(str(one.public_id), one.upload.name) for one in kept],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.file_names = [f"file_{n}" for n in range(1, min(FILES_AT_ONCE, MOST_FILES - len(kept)) + 1)]
        for number, name in enumerate(self.file_names, start=1):
            self.fields[name] = CheckedFileField(
                label=_t("Add a file") if number == 1 else _t("Add another file"),
                required=False,
                sorts=(Sort.PDF, Sort.TEXT, Sort.PICTURE),
            )
            if number > 1:
                self.fields[name].help_text = ""  # the same limits, said once

    @property
    def chosen(self) -> list[Checked]:
        given = [self.cleaned_data.get(name) for name in self.file_names]
        return [file for file in given if file]

    def clean_promised_on(self) -> date | None:
        day: date | None = self.cleaned_data["promised_on"]
        if day and not self.unfinished:
            must_be_to_come(day, self.today)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        date_owed = cleaned.get("kind") in NEEDS_A_DATE and not cleaned.get("promised_on")
        if date_owed and not self.unfinished and "promised_on" not in self.errors:
            self.add_error("promised_on", _("Give a date, so that the group knows when."))
        return cleaned

    def _post_clean(self) -> None:
        """The row is made by the action. An unfinished answer is none yet, so its rules are not asked of it."""
        if not self.unfinished:
            super()._post_clean()  # type: ignore[misc]  # of ModelForm, which the stubs leave out


class EnteredForm(AnswerForm):
    """An answer that came another way, with the day it came."""

    came_on = forms.DateField(
        label=_("When did it come?"),
        widget=date_input(),
    )

    field_order = ("came_on", *AnswerForm.Meta.fields)

    def __init__(self, *args: Any, draft: AnswerDraft | None = None, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        self.initial.setdefault("came_on", draft.came_on if draft else self.today)
        self.fields["reason"].help_text = _("In their words. They read it before anyone in the group does.")

    def clean_came_on(self) -> date:
        day: date = self.cleaned_data["came_on"]
        if not self.today - LONGEST_AGO <= day <= self.today:
            raise forms.ValidationError(_("Give the day it came, today or before."))
        return day


class ConfirmForm(forms.Form):
    """What the lead says of an answer that came in their name."""

    CONFIRM, CHANGE, NOT_MINE = "confirm", "change", "not_mine"

    what = forms.ChoiceField(choices=[(one, one) for one in (CONFIRM, CHANGE, NOT_MINE)])
    seen = forms.CharField(required=False, max_length=60)
    reason = forms.CharField(label=_("Why is it not yours?"), max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("what") == self.NOT_MINE and not given.get("reason"):
            self.add_error("reason", _("Say why it is not yours, so that it can be mended."))
        return given


class PromiseForm(forms.Form):
    words = forms.CharField(label=_("What else is promised?"), max_length=1000, required=False)
    who = forms.CharField(label=_("Who does this?"), max_length=160, required=False)
    due_on = forms.DateField(label=_("The day for this"), required=False, widget=date_input())

    def __init__(self, *args: Any, today: date, unfinished: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted = False  # a line kept as it was before is read like any other
        self.today, self.unfinished = today, unfinished

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and not self.unfinished:
            must_be_to_come(day, self.today)
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.unfinished:
            return given
        if given.get("words") and "due_on" in given and not given["due_on"]:
            self.add_error("due_on", _("Give the day by which this will happen."))
        if (
            not given.get("words")
            and (given.get("who") or given.get("due_on"))
            and "words" not in self.errors
        ):
            self.add_error("words", _("Say what will happen, or leave the whole line empty."))
        return given


class Promises(forms.BaseFormSet[PromiseForm]):
    """More promises, each with its day. A line left empty is no promise."""

    def promised(self) -> list[Promised]:
        filled = [form.cleaned_data for form in self.forms if any(form.cleaned_data.values())]
        return [Promised(one["words"], one["due_on"], one["who"]) for one in filled]


PromiseFormSet = forms.formset_factory(
    PromiseForm,
    formset=Promises,
    extra=MORE_LINES,
    max_num=MOST_PROMISES,
    absolute_max=MOST_PROMISES,
    validate_max=True,
)


class AnswerPage:
    """The whole form: the answer and the lines of its promises, from what was sent or from what was kept."""

    def __init__(
        self,
        data: Any,
        files: Any,
        *,
        today: date,
        draft: AnswerDraft | None,
        unfinished: bool = False,
        form_class: type[AnswerForm] = AnswerForm,
    ) -> None:
        self.form = form_class(data, files, today=today, draft=draft, unfinished=unfinished)
        kept = written(draft).promises if draft else []
        lines = data if data is None or "promises-TOTAL_FORMS" in data else _NO_LINES
        self.promises = cast(
            "Promises",
            PromiseFormSet(
                lines,
                prefix="promises",
                initial=[{"words": one.words, "who": one.who, "due_on": one.due_on} for one in kept],
                form_kwargs={"today": today, "unfinished": unfinished},
            ),
        )

    def is_valid(self) -> bool:
        whole = all([self.form.is_valid(), self.promises.is_valid()])
        if whole and not self.form.unfinished and self._promises_with_a_no():
            self.form.add_error(
                "will_do",
                _("Only a yes has lines with a day below. Say here what will happen, and empty them."),
            )
            return False
        return whole

    def _promises_with_a_no(self) -> bool:
        return bool(self.promises.promised()) and self.form.cleaned_data["kind"] not in PROMISES_SOMETHING

    @property
    def reply(self) -> Reply:
        given = self.form.cleaned_data
        return Reply(
            given.get("kind") or "",
            given.get("reason") or "",
            given.get("will_do") or "",
            given.get("who") or "",
            given.get("promised_on"),
            self.promises.promised(),
        )

    def for_action(self) -> dict[str, Any]:
        """As `answer_ask` takes it."""
        columns = {name: getattr(self.reply, name) for name in AnswerForm.Meta.fields}
        return columns | {
            "promises": self.reply.promises,
            "files": self.form.chosen,
            "without": self.without,
        }

    @property
    def without(self) -> Iterable[str]:
        return cast("list[str]", self.form.cleaned_data.get("without", []))


_NO_LINES = {"promises-TOTAL_FORMS": "0", "promises-INITIAL_FORMS": "0"}
