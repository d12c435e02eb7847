"""The same is proposed to a story once, as long as nobody decides."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q


def drop_seconds(apps, schema_editor):
    """Of those that say the same the first stays."""
    rows = apps.get_model("articles", "Proposal").objects.filter(settled_at=None)
    same = {name: OuterRef(name) for name in ("story", "field", "shown")}
    rows.filter(Exists(rows.filter(pk__lt=OuterRef("pk"), **same))).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_withdrawn_proposals")]

    operations = [
        migrations.RunPython(drop_seconds, migrations.RunPython.noop),
        migrations.AddConstraint(
            "proposal",
            models.UniqueConstraint(
                condition=Q(settled_at=None), fields=("story", "field", "shown"), name="proposal_open_once"
            ),
        ),
    ]
