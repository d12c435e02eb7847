"""The revision that was sent to mend what a reader reported, on the report itself."""

from django.db import migrations, models


def fill(apps, schema_editor):
    report, entry = apps.get_model("articles", "ReaderReport"), apps.get_model("articles", "LedgerEntry")
    for detail in entry.objects.filter(act="answer-report").order_by("id").values_list("detail", flat=True):
        if "fix" in detail:
            report.objects.filter(pk=detail["report"]).update(fix=detail["fix"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_second_signers")]
    operations = [
        migrations.AddField(
            model_name="readerreport",
            name="fix",
            field=models.PositiveIntegerField(
                null=True, help_text="The number of the revision that was sent to mend it."
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
