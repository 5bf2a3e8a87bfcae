from django.apps import AppConfig


class FacilitationConfig(AppConfig):
    name = "facilitation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from facilitation import consents, kinds, parting  # noqa: F401, PLC0415 - register what this app does once models exist
