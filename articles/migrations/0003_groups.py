"""The desk's four groups with their permissions."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

VIEW = [
    "view_story", "view_revision", "view_signoff", "view_edition", "view_source", "view_proofreader", "view_writer",
    "view_topic", "view_picture", "view_importrun", "view_importedfile", "view_doubt", "view_ledgerentry",
]  # fmt: skip
WRITE = ["add_story", "change_story", "submit_story", "add_picture", "change_picture"]
PROOFREAD = [*WRITE, "sign_story", "return_story"]
NAMES = [
    f"{act}_{name}"
    for name in ("source", "sourcealias", "proofreader", "proofreaderalias", "writer", "writeralias")
    for act in ("add", "change", "delete", "view")
]
EDIT = [
    # Topics are the editors' alone: a new name of one is in readers' navigation at once.
    *PROOFREAD, *NAMES, "add_topic", "change_topic", "delete_topic", "publish_story", "withdraw_story", "spike_story", "override_story", "release_archive",
    "add_importrun",
]  # fmt: skip

GROUPS = {
    "Writers": [*VIEW, *WRITE],
    "Proofreaders": [*VIEW, *PROOFREAD],
    "Editors": [*VIEW, *EDIT],
    "Importers": [*VIEW, "add_importrun", *NAMES],
}


def make_groups(apps, schema_editor):
    # Permissions are otherwise made after the last migration, too late for this one.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="articles")
    by_codename = {permission.codename: permission for permission in permissions}
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(by_codename[codename] for codename in codenames))


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_guards"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, remove_groups)]
