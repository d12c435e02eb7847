"""What the desk's groups may do beyond 0003, and a fifth group: those who only comment."""

from importlib import import_module

from django.db import migrations

groups = import_module("articles.migrations.0003_groups")

VIEW = ["view_hold", "view_mark", "view_sharelink", "view_readerreport", "view_debt"]
PROOFREAD = [*VIEW, "comment_story", "hold_story", "share_story"]
EDIT = [*PROOFREAD, "flash_story", "lift_hold", "assign_story", "answer_report", "add_readerreport"]
GROUPS = {
    "Writers": [*VIEW, "comment_story"],
    "Proofreaders": PROOFREAD,
    "Editors": EDIT,
    "Importers": VIEW,
    "Reviewers": [*groups.VIEW, *VIEW, "comment_story"],
}


def give(apps, schema_editor, roles=GROUPS):
    config = apps.get_app_config("articles")
    config.models_module = True
    groups.create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
    config.models_module = None
    for name, permissions in given(apps, roles).items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions)


def take(apps, schema_editor, roles=GROUPS):
    for name, permissions in given(apps, roles).items():
        if group := apps.get_model("auth", "Group").objects.filter(name=name).first():
            group.permissions.remove(*permissions)


def take_all(apps, schema_editor):
    take(apps, schema_editor)
    apps.get_model("auth", "Group").objects.filter(name="Reviewers").delete()


def given(apps, roles):
    held = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="articles")
    by_codename = {permission.codename: permission for permission in held}
    return {name: [by_codename[codename] for codename in names] for name, names in roles.items()}


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_desk_guards")]
    operations = [migrations.RunPython(give, take_all)]
