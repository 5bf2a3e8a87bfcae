from dataclasses import replace

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "tests.outbox"
    label = "test_outbox"

    def ready(self) -> None:
        from groups.jobs import job  # noqa: PLC0415  # once models exist
        from groups.kinds import register  # noqa: PLC0415  # once models exist
        from tests.kinds import NEWS  # noqa: PLC0415  # once models exist
        from tests.outbox.work import slow_work  # noqa: PLC0415  # once models exist

        register(NEWS, replace(NEWS, name="slow_news", can_wait=True))
        job("slow work")(slow_work)
