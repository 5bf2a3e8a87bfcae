from django.apps import AppConfig


class FacilitationConfig(AppConfig):
    name = "facilitation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from facilitation import consents, kinds, packs_to_make, parting, searchable  # noqa: F401, PLC0415 - register what this app does once models exist
