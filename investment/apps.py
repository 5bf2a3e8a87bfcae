from django.apps import AppConfig


class InvestmentConfig(AppConfig):
    name = "investment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from investment import kinds  # noqa: F401, PLC0415 - registers this app's message kinds once models exist
