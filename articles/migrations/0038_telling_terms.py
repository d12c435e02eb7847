"""The telling terms of what is published. Of what was before, `manage.py reindex` makes them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0037_pings"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term", models.BigIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="telling",
                        to="articles.publicdocument",
                    ),
                ),
            ],
            options={
                "db_table": "search_edition_telling",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("term", "document"), name="search_edition_telling_once")
                ],
            },
        ),
    ]
