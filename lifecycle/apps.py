from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "lifecycle"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groups import arriving  # noqa: PLC0415 - as below
        from lifecycle.actions.handing import take_over  # noqa: PLC0415 - as below
        from lifecycle.instruments.brought import brought_instruments  # noqa: PLC0415 - as below

        arriving.register(take_over)
        brought_instruments()  # a questionnaire that cannot be read stops the start
        from lifecycle import became, consents, copies, helping, kinds, on_the_map, parting, searchable  # noqa: F401, PLC0415 - register what this app tells once models exist
