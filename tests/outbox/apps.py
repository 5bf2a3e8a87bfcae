from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "tests.outbox"
    label = "test_outbox"

    def ready(self) -> None:
        from groups.kinds import register  # noqa: PLC0415  # once models exist
        from tests.kinds import NEWS  # noqa: PLC0415  # once models exist

        register(NEWS)
