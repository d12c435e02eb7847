"""Where reports came from within the last day, by which they are counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0033_translations"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportSender",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sender",
                    models.CharField(help_text="A keyed digest of the network address.", max_length=64),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sender", "at"], name="report_sender_at"),
                    models.Index(fields=["at"], name="report_sender_age"),
                ],
            },
        ),
    ]
