"""Who looked through a link for outsiders stands for ninety days by the database's own clock, and may go after that.

It is a log, with network addresses of people, and no part of what was said, signed or published. ``put_up`` of
``0002_append_only.py`` would let none of it go: this is done after that, and before that of ``0010_generation.py``.
"""

from django.db import migrations

DROP = {
    "sqlite": "DROP TRIGGER articles_shareview_no_delete",
    "postgresql": "DROP TRIGGER articles_shareview_no_delete ON articles_shareview",
}
CREATE = {
    "sqlite": "CREATE TRIGGER articles_shareview_no_delete BEFORE DELETE ON articles_shareview {when} "
    "BEGIN SELECT RAISE(ABORT, 'articles_shareview: rows are append-only'); END",
    "postgresql": "CREATE TRIGGER articles_shareview_no_delete BEFORE DELETE ON articles_shareview FOR EACH ROW "
    "{when} EXECUTE FUNCTION articles_refuse()",
}
YOUNG = {
    "sqlite": "WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-90 days')",
    "postgresql": "WHEN (OLD.at > now() - interval '90 days')",
}


def put_up(apps, schema_editor):
    _put(schema_editor, YOUNG[schema_editor.connection.vendor])


def take_down(apps, schema_editor):
    _put(schema_editor, "")


def _put(schema_editor, when):
    vendor = schema_editor.connection.vendor
    schema_editor.execute(DROP[vendor])
    schema_editor.execute(CREATE[vendor].format(when=when), params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_narrow_doors")]
    operations = [migrations.RunPython(put_up, take_down)]
