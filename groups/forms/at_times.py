from django import forms


def needed_at_times(field: forms.Field) -> None:
    """Its help says when it is needed, so its label does not say that it can be left out."""
    field.at_times_needed = True  # type: ignore[attr-defined]  # read by django/forms/field_optional.html alone
