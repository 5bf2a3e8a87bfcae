from django import forms

from facilitation.models import Session
from groups.templatetags.words import when


class SessionField(forms.ModelChoiceField[Session]):
    """A session by its title and its time, as those of a series share a title. Load `group` with its rows."""

    def label_from_instance(self, obj: Session) -> str:
        return f"{obj.title}, {when(obj, obj.group.tz)}"
