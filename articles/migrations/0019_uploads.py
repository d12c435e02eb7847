"""What is dropped in the desk and waits for its run, and who is at work on a run."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0017_sketches"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="busy_until",
            field=models.DateTimeField(
                help_text="Until then somebody works on it, and nobody else does.", null=True
            ),
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="Of the archive; empty for loose files.", max_length=255
                    ),
                ),
                ("file", models.FileField(max_length=200, upload_to="uploads")),
                ("files", models.PositiveIntegerField(help_text="That it holds.")),
                (
                    "done",
                    models.PositiveIntegerField(
                        default=0, help_text="The first so many of them are through."
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="articles.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "name"), name="upload_name_once_a_run"),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("files"))), name="upload_done_of_its_files"
                    ),
                ],
            },
        ),
    ]
