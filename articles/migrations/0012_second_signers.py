"""Whether a sign-off is a proofreader's or that of a second person. The triggers come down for it, and up again."""

from importlib import import_module

from django.db import migrations, models

guards = import_module("articles.migrations.0002_guards")
redaction = import_module("articles.migrations.0008_redaction")


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_signed_in_a_month")]
    operations = [
        migrations.RunPython(guards.take_down, redaction.put_up),
        migrations.AddField(
            model_name="signoff",
            name="is_second",
            field=models.BooleanField(
                default=False,
                help_text="By a second person who is no proofreader: it passes what a proofreader wrote and signed, "
                "no more.",
            ),
        ),
        migrations.RunPython(redaction.put_up, guards.take_down),
    ]
