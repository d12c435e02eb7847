"""Who may say what lines are, make rules of it, and tick a run's sample: those who import, and editors."""

from functools import partial
from importlib import import_module

from django.db import migrations

desk = import_module("articles.migrations.0007_desk_roles")

VIEW = ["view_linerule", "view_tick"]
READ = ["change_importedfile", "add_linerule", "change_linerule", "add_tick"]
GROUPS = {
    "Writers": VIEW,
    "Proofreaders": [*VIEW, "add_tick"],
    "Editors": [*VIEW, *READ],
    "Importers": [*VIEW, *READ],
    "Reviewers": VIEW,
}


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_the_mail_room")]
    operations = [migrations.RunPython(partial(desk.give, roles=GROUPS), partial(desk.take, roles=GROUPS))]
