from typing import Any

from facilitation.forms.contributions import ThoughtForm


class HelpedThoughtForm(ThoughtForm):
    """A thought that a helper types: by name, always."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("name", None)
