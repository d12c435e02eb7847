import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_old_views")]

    operations = [
        migrations.AddField(
            model_name="secondfactor",
            name="has_app",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Otherwise nobody has the key, and passkeys stand for it alone.",
            ),
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="As its owner calls it.", max_length=60)),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256, in hex, of its identifier.", max_length=64, unique=True
                    ),
                ),
                (
                    "credential",
                    models.BinaryField(help_text="Its identifier and public key (6.5.1 of the standard)."),
                ),
                (
                    "counter",
                    models.BigIntegerField(
                        help_text="How often it has signed, if it counts: 0 otherwise. What a copy signed shows by it."
                    ),
                ),
                (
                    "answered",
                    models.CharField(
                        blank=True,
                        help_text="SHA-256, in hex, of what it signed last: that is taken once.",
                        max_length=64,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "factor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passkeys",
                        to="articles.secondfactor",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="passkey_has_a_name"
                    )
                ],
            },
        ),
    ]
