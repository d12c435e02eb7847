"""The manifest that came along with dropped copy, kept beside it."""

from django.core.management.base import CommandError
from django.db import migrations, models


def refuse_manifests(apps, schema_editor):
    """Without their column they would be archives of copy, which they are not; and so they would stay."""
    kept = apps.get_model("articles", "Upload").objects.filter(is_manifest=True)
    if runs := list(kept.order_by("run").values_list("run", flat=True)):
        named = ", ".join(map(str, runs[:10])) + (", …" if len(runs) > 10 else "")
        raise CommandError(
            f"Manifests of dropped copy: {len(runs)}, which what was before this migration would take for copy, of "
            f"the runs {named}. This migration stands, and so do they. On the page of each of these runs, go on with "
            "it to its end, or discard what was dropped; then give the same command again."
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0028_dates_given_to_many"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="upload",
            name="upload_name_once_a_run",
        ),
        migrations.AddField(
            model_name="upload",
            name="is_manifest",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="upload",
            name="files",
            field=models.PositiveIntegerField(default=0, help_text="That it holds."),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(
                fields=("run", "name", "is_manifest"), name="upload_name_once_a_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_manifest", True)), fields=("run",), name="upload_one_manifest_a_run"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse_manifests),
    ]
