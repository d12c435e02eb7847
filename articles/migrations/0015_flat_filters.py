"""An index by which the desk finds the stories of a year, in the place of those that nothing asks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Of columns with which another index begins, or of those alone where they are not null, which is all that is asked: each
# costs every import. See 0014.
OWN = {
    "articles_revision_story_id_4a306123": "articles_revision (story_id)",
    "articles_story_created_by_id_0521e464": "articles_story (created_by_id)",
    "articles_story_proofreader_id_584c93b8": "articles_story (proofreader_id)",
    "articles_story_reader_account_id_4d540fba": "articles_story (reader_account_id)",
    "articles_story_writer_account_id_0ac35d1b": "articles_story (writer_account_id)",
}
# Digests are not looked up by how they begin.
LIKE = {
    "articles_importedfile_original_id_c00f1e43_like": "articles_importedfile (original_id varchar_pattern_ops)",
    "articles_importedfile_sha256_a4750eff_like": "articles_importedfile (sha256 varchar_pattern_ops)",
}


def drop_own_indexes(apps, schema_editor):
    for name in (*OWN, *LIKE):
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


def make_own_indexes(apps, schema_editor):
    made = OWN | LIKE if schema_editor.connection.vendor == "postgresql" else OWN
    for name, columns in made.items():
        schema_editor.execute(f"CREATE INDEX {name} ON {columns}")


def field(to, related_name, **said):
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=to,
        **said,
    )


def account(related_name):
    return field(settings.AUTH_USER_MODEL, related_name, editable=False, null=True)


FIELDS = {
    ("revision", "story"): field("articles.story", "revisions"),
    ("story", "created_by"): account("+"),
    ("story", "proofreader"): field("articles.proofreader", "stories", blank=True, null=True),
    ("story", "reader_account"): account("stories_to_read"),
    ("story", "writer_account"): account("stories_to_write"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_growth"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["published_at", "-changed_at", "-id"], name="story_dated"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_own_indexes, make_own_indexes)],
            state_operations=[
                migrations.AlterField(model_name=model, name=name, field=field)
                for (model, name), field in FIELDS.items()
            ],
        ),
    ]
