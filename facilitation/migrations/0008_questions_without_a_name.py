from typing import Any

from django.db import migrations, models


def forget_when_it_was_asked(apps: Any, _editor: Any) -> None:
    """Messages about questions without a name told when each was asked. The clock tells anew of those that wait."""
    unnamed = apps.get_model("facilitation", "NotUnderstood").objects.filter(is_anonymous=True)
    told = apps.get_model("groups", "Notification").objects.filter(kind="not_understood")
    told.filter(subject__in=[str(key) for key in unnamed.values_list("pk", flat=True)]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("facilitation", "0007_first_outcomes"),
        ("groups", "0003_meeting"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="notunderstood",
            name="answered_question_has_its_answer",
        ),
        migrations.AddField(
            model_name="notunderstood",
            name="is_sealed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="notunderstood",
            name="receipt",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="notunderstood",
            name="taken_back_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="notunderstood",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting for an answer"),
                    ("answered", "Answered"),
                    ("taken_back", "Taken back"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="notunderstood",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="answered_question_has_its_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="notunderstood",
            constraint=models.UniqueConstraint(
                condition=models.Q(("receipt", ""), _negated=True),
                fields=("receipt",),
                name="one_question_per_receipt",
            ),
        ),
        migrations.RunPython(forget_when_it_was_asked, migrations.RunPython.noop, elidable=True),
    ]
