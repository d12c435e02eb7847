"""The desk's groups with their permissions."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

VIEW = [
    "view_story", "view_revision", "view_signoff", "view_edition", "view_source", "view_proofreader", "view_writer",
    "view_topic", "view_picture", "view_importrun", "view_importedfile", "view_doubt", "view_ledgerentry", "view_hold",
    "view_mark", "view_sharelink", "view_readerreport", "view_debt", "view_linerule", "view_tick",
]  # fmt: skip
COMMENT = ["comment_story"]
WRITE = [*COMMENT, "add_story", "change_story", "submit_story", "add_picture", "change_picture"]
PROOFREAD = [*WRITE, "sign_story", "return_story", "hold_story", "share_story", "add_tick"]
IMPORT = [
    "add_importrun", "change_importedfile", "add_linerule", "change_linerule", "add_tick",
    *(
        f"{act}_{name}"
        for name in ("source", "sourcealias", "proofreader", "proofreaderalias", "writer", "writeralias")
        for act in ("add", "change", "delete", "view")
    ),
]  # fmt: skip
EDIT = [
    *PROOFREAD, *IMPORT, "publish_story", "withdraw_story", "spike_story", "override_story", "release_archive",
    "flash_story", "lift_hold", "assign_story", "answer_report", "add_readerreport",
    # Topics are the editors' alone, as is all that stands in readers' navigation at once.
    "add_topic", "change_topic", "delete_topic", "view_arrangement", "add_arrangement", "view_policy", "add_policy",
    "change_policy",
]  # fmt: skip

GROUPS = {
    "Writers": [*VIEW, *WRITE],
    "Proofreaders": [*VIEW, *PROOFREAD],
    "Editors": [*VIEW, *EDIT],
    "Importers": [*VIEW, *IMPORT],
    "Reviewers": [*VIEW, *COMMENT],
}


def make_groups(apps, schema_editor):
    give(apps, schema_editor, GROUPS)


def give(apps, schema_editor, roles):
    """Add to groups, which are made where they are not there, by name: {group: names of permissions}."""
    # Permissions are otherwise made after the last migration, too late for this one.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="articles")
    by_codename = {permission.codename: permission for permission in permissions}
    for name, codenames in roles.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(by_codename[codename] for codename in codenames))


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0003_groups"),
        ("articles", "0007_desk_roles"),
        ("articles", "0016_import_roles"),
    ]
    dependencies = [
        ("articles", "0002_append_only"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, remove_groups)]
