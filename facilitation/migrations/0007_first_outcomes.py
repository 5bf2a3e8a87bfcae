from typing import Any

from django.db import migrations


def keep_what_stands(apps: Any, _editor: Any) -> None:
    """What a decision says of its outcome now becomes the first version of it."""
    outcomes = apps.get_model("facilitation", "Outcome").objects
    written = apps.get_model("facilitation", "Decision").objects.exclude(outcome="")
    for decision in written.filter(outcomes=None).iterator():
        outcomes.create(
            group_id=decision.group_id,
            decision=decision,
            number=1,
            outcome=decision.outcome,
            outcome_by=decision.outcome_by,
            differs=decision.differs,
            is_as_asked=decision.is_as_asked,
            on=decision.outcome_on or decision.decided_on or decision.created_at.date(),
        )


class Migration(migrations.Migration):
    dependencies = [("facilitation", "0006_words_taken_back_and_outcomes")]

    operations = [migrations.RunPython(keep_what_stands, migrations.RunPython.noop, elidable=True)]
