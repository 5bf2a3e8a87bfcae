from typing import Any

from django.db import migrations, models


def number_what_was_given(apps: Any, _editor: Any) -> None:
    """The newest version declared is the one asked about last; those before it were asked about before."""
    positions = apps.get_model("facilitation", "Position").objects
    for decision in apps.get_model("facilitation", "Decision").objects.filter(asking__gt=1).iterator():
        given = positions.filter(decision=decision)
        versions = set(given.values_list("topic_version_id", "topic_version__number"))
        newest_first = sorted(versions, key=lambda one: one[1] or 0, reverse=True)
        for back, (version, _number) in enumerate(newest_first):
            given.filter(topic_version=version).update(asking=max(1, decision.asking - back))


class Migration(migrations.Migration):
    dependencies = [("facilitation", "0012_information_wanted_index")]

    operations = [
        migrations.AddField("position", "asking", models.PositiveSmallIntegerField(default=1)),
        migrations.RunPython(number_what_was_given, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint("position", "one_position_per_person_and_version"),
        migrations.RemoveConstraint("position", "one_position_per_person"),
        migrations.AddConstraint(
            "position",
            models.UniqueConstraint(
                fields=("decision", "member", "asking"), name="one_position_each_time_asked"
            ),
        ),
    ]
