from typing import Any

from django.utils.translation import gettext_lazy

from facilitation.forms.contributions import ThoughtForm


class LateThoughtForm(ThoughtForm):
    """A thought sent before or after a session; it counts the same as what is said in the room."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            self.fields["name"].help_text = gettext_lazy(
                "Without your name: could someone guess it is you? Check names, family, teams and dates."
                " Until the notes are settled, whoever runs the database could work it out."
            )
