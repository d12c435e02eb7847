"""Who may say what lines are, make rules of it, and tick a run's sample: those who import, and editors."""

from importlib import import_module

from django.db import migrations

groups = import_module("articles.migrations.0003_groups")

VIEW = ["view_linerule", "view_tick"]
READ = ["change_importedfile", "add_linerule", "change_linerule", "add_tick"]
GROUPS = {
    "Writers": VIEW,
    "Proofreaders": [*VIEW, "add_tick"],
    "Editors": [*VIEW, *READ],
    "Importers": [*VIEW, *READ],
    "Reviewers": VIEW,
}


def give(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True
    groups.create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
    config.models_module = None
    for name, permissions in given(apps).items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions)


def take(apps, schema_editor):
    for name, permissions in given(apps).items():
        if group := apps.get_model("auth", "Group").objects.filter(name=name).first():
            group.permissions.remove(*permissions)


def given(apps):
    held = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="articles")
    by_codename = {permission.codename: permission for permission in held}
    return {name: [by_codename[codename] for codename in names] for name, names in GROUPS.items()}


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_sketches")]
    operations = [migrations.RunPython(give, take)]
