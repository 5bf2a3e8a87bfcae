from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Registers this app's kinds once models exist.
        from groups import consents, helper_kinds, kinds, place_kinds, safety_kinds  # noqa: F401, PLC0415
