"""A field for a file, and forms that have one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.files.checking import Checked, check
from groups.files.sorts import EVERY_SORT, SAID, NotTaken, Sort, accepted


def _limits(sorts: Iterable[Sort]) -> str:
    return " ".join(str(SAID[sort]) for sort in sorts)


limits = lazy(_limits, str)  # in the reader's language


class CheckedFileField(forms.FileField):
    """One file of these sorts, looked at when the form is. Its value is Checked, or None: give it to keep_upload."""

    default_error_messages = {
        "required": gettext_lazy("Choose a file."),
        "empty": gettext_lazy("This file is empty. Choose another one."),
    }

    def __init__(self, *, sorts: Iterable[Sort] = EVERY_SORT, help_text: str = "", **kwargs: Any) -> None:
        self.sorts = tuple(sorts)
        widget = forms.FileInput(attrs={"accept": accepted(self.sorts)})
        super().__init__(widget=widget, **kwargs)
        self.help_text = help_text or limits(self.sorts)

    def clean(self, data: Any, initial: Any = None) -> Checked | None:
        file: File[bytes] | None = super().clean(data, initial)
        if not file:
            return None
        try:
            return check(file, self.sorts)
        except NotTaken as not_taken:
            raise forms.ValidationError(str(not_taken), code="not_taken") from not_taken


class FormWithFiles(forms.BaseForm):
    """Beside a form with files: when it comes back, no browser gives the file again, so the form asks for it."""

    def full_clean(self) -> None:
        super().full_clean()
        if not self.errors:
            return
        for name, field in self.fields.items():
            if isinstance(field, CheckedFileField) and self.cleaned_data.get(name):
                self.add_error(
                    name, _("Choose this file once more. Everything else you typed is still here.")
                )
