"""Everything one audience gets in a report, as plain data in no language of its own, and the hash of it.

The recipe, for whoever wants to check a copy, stands in docs/impact-report.md; keep the two together.
"""

import json
from hashlib import sha256
from typing import Any

from lifecycle.reporting import HEADS, Reading


def content(reading: Reading) -> dict[str, Any]:
    """Its shape: docs/impact-report.schema.json. A change of shape changes every hash, so only ever add a version."""
    report = reading.report
    found = {
        "facts_version": reading.facts["version"],
        "title": report.title,
        "from": report.starts_on.isoformat(),
        "to": report.ends_on.isoformat(),
        "approved_at": report.approved_at.isoformat() if report.approved_at else None,
        "words": {key: getattr(report, key) for key, _head in HEADS},
        "quotes": reading.quoted,
        "quotes_taken_back_on": [
            one.taken_back_on.isoformat() for one in reading.quotes if one.taken_back_on
        ],
        "sessions": reading.sessions,
        "requests": [{key: value for key, value in ask.items() if key != "public"} for ask in reading.asks],
        "requests_by_state": reading.facts["outcomes"],
        "working_days_to_answer": {"middle": reading.days_to_answer, "range": reading.days_range},
        "decisions": reading.decisions,
        "promises": [
            {key: value for key, value in one.items() if key != "public"} for one in reading.promises
        ],
        "promises_by_state": reading.promises_by_state,
        "invested": [{key: value for key, value in one.items() if key != "name"} for one in reading.invested],
        "access": reading.access,
        "shifts": reading.shifts,
        "reviews": reading.reviews,
    }
    plain: dict[str, Any] = _plain_numbers(found)
    return plain


def hash_of(reading: Reading) -> str:
    """SHA-256 of the content: keys in order, no spaces, UTF-8, whole numbers without a point."""
    text = json.dumps(content(reading), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def _plain_numbers(value: Any) -> Any:
    """3.0 is 3, so that every reader of JSON writes it alike."""
    if isinstance(value, dict):
        return {key: _plain_numbers(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain_numbers(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
