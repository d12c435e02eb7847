"""What was withdrawn with its file is told from what somebody declined."""

from django.db import migrations, models
from django.db.models import F, Q

NAME = "proposal_settled_with_who"
OPEN = Q(settled_at=None, settled_by_name="", is_taken=None)


def tell(apps, schema_editor):
    rows = apps.get_model("articles", "Proposal").objects
    rows.filter(is_taken=False, file__undone_at=F("settled_at")).update(is_taken=None)


def forget(apps, schema_editor):
    rows = apps.get_model("articles", "Proposal").objects
    rows.filter(settled_at__isnull=False, is_taken=None).update(is_taken=False)


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_sketches_of_stories")]

    operations = [
        migrations.RemoveConstraint("proposal", NAME),
        migrations.RunPython(tell, forget),
        migrations.AddConstraint(
            "proposal",
            models.CheckConstraint(
                name=NAME, condition=OPEN | Q(settled_at__isnull=False) & ~Q(settled_by_name="")
            ),
        ),
    ]
