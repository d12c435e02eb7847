from importlib import import_module

from django.contrib.admin.apps import AdminConfig

ROOMS = ("accounts", "credits", "imports", "pictures", "stories", "topics")


class DeskConfig(AdminConfig):
    """Django's admin with the desk as its one site, so that every model registers where the desk is."""

    default_site = "articles.desk.site.Desk"

    def ready(self):
        super().ready()
        for room in ROOMS:
            import_module(f"articles.desk.{room}")
