from typing import Any

from django.db import migrations, models


def lapse_what_closed_sessions_left(apps: Any, _editor: Any) -> None:
    """Words still "open" in a session that is over were never agreed."""
    left = apps.get_model("facilitation", "QuickAgree").objects.filter(state="open")
    left.exclude(session__state="open").update(state="lapsed")


class Migration(migrations.Migration):
    dependencies = [("facilitation", "0003_meeting")]

    operations = [
        migrations.AlterField(
            model_name="quickagree",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "Does anyone object?"),
                    ("agreed", "Nobody objected: agreed"),
                    ("objected", "Someone objects: not agreed"),
                    ("withdrawn", "Taken off again"),
                    ("lapsed", "The session closed first: not agreed"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.RunPython(lapse_what_closed_sessions_left, migrations.RunPython.noop, elidable=True),
    ]
