from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groups import consents, kinds  # noqa: F401, PLC0415 - register what this app tells once models exist
