"""The words that readers' documents say, by which typing mistakes in a search are forgiven; and on PostgreSQL what they
are filed under in a column of its own, which is short: to ask it of a row takes no look at all the words of that row.
"""

from django.db import migrations, models

BATCH = 500

POSTGRESQL = [
    "ALTER TABLE search_edition ADD COLUMN filed tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(labels, ' '))) STORED",
    "CREATE INDEX search_edition_filed ON search_edition USING gin (filed)",
]


def put_up(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement, params=None)


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_edition DROP COLUMN filed")


def fill(apps, schema_editor):
    """From the documents that there are; what a word is, is what ``articles.search.words`` keeps."""
    documents, word = (apps.get_model("articles", name) for name in ("PublicDocument", "SearchWord"))
    last = -1
    while rows := list(documents.objects.filter(place__gt=last).order_by("place")[:BATCH]):
        last = rows[-1].place
        said = {
            one
            for row in rows
            for text in (row.head, row.lead, row.body, row.credits)
            for one in text.split(" ")
        }
        word.objects.bulk_create(
            [
                word(word=one, start=one[:2], ending=one[-2:], length=len(one))
                for one in sorted(said)
                if len(one) > 2 and one.isalpha()
            ],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0039_policies")]
    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("start", models.CharField(help_text="Its first two letters.", max_length=2)),
                ("ending", models.CharField(help_text="Its last two.", max_length=2)),
                ("length", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "search_word",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["start", "length"], name="search_word_start"),
                    models.Index(fields=["ending", "length"], name="search_word_ending"),
                ],
            },
        ),
        migrations.RunPython(put_up, take_down),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
