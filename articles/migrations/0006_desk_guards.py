"""Words counted for what is there already, then the triggers again: they came down for the tables to be rebuilt."""

import re
from importlib import import_module

from django.db import migrations

guards = import_module("articles.migrations.0002_guards")

CJK = "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{CJK}]|[^\s{CJK}]*\w[^\s{CJK}]*")
BATCH = 500


def count_words(apps, schema_editor):
    for name in ("Story", "Revision"):
        model = apps.get_model("articles", name)
        rows = []
        for row in model.objects.only("body").iterator(chunk_size=BATCH):
            row.words = len(WORD.findall(re.sub(r"<[^>]*>", " ", row.body)))
            rows.append(row)
            if len(rows) == BATCH:
                model.objects.bulk_update(rows, ["words"])
                rows = []
        model.objects.bulk_update(rows, ["words"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_the_desk")]
    operations = [
        migrations.RunPython(count_words, migrations.RunPython.noop),
        migrations.RunPython(guards.put_up, guards.take_down),
    ]
