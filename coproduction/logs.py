"""Logs: events with plain facts, and no personal data in them."""

import re
from collections.abc import Iterator
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

EMAIL = re.compile(r"[^\s@<>\"=]+@[^\s@<>\"']+\.[^\s@<>\"']+")
PHONE = re.compile(r"(?<![\w.:-])(?:\+\d{1,3}|0)(?:[ -]?\d){9,10}(?![\d-])")
# Secrets stand in addresses after these words, up to the next slash (tests/coproduction/test_logs.py finds them all).
SECRET = re.compile(
    r"(/(?:answering/link|calendar|helping/join|join|outside|pass|reset/key|s|stop|taking-back)/)[^/\n]+"
)


def without_personal_data(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Hide email addresses, phone numbers and the secrets in addresses, wherever they stand in the line."""
    return {name: _hidden(value) if isinstance(value, str) else value for name, value in event.items()}


def _hidden(text: str) -> str:
    return PHONE.sub("[phone]", EMAIL.sub("[email]", SECRET.sub(r"\1[secret]", text)))


def _shared() -> Iterator[Processor]:
    yield structlog.contextvars.merge_contextvars
    yield structlog.stdlib.add_log_level
    yield structlog.stdlib.add_logger_name
    yield structlog.stdlib.PositionalArgumentsFormatter()
    yield structlog.processors.TimeStamper(fmt="iso", utc=True)
    yield structlog.processors.format_exc_info


def configuration(*, level: str, readable: bool) -> dict[str, Any]:
    """Django's LOGGING: one line for each event, on standard error."""
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer = structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*_shared()],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_personal_data,
                    renderer,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django mails errors to its admins by default; here they are only logged.
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Making a PDF tells of each of its steps.
            **{name: {"level": "WARNING"} for name in ("weasyprint.progress", "fontTools")},
        },
    }
