from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin with the desk as its one site, so that every model registers where the desk is."""

    default_site = "articles.desk.site.Desk"

    def ready(self):
        super().ready()
        # Each registers its models, which are there only now.
        from articles.desk import (  # noqa: F401, PLC0415
            accounts,
            credits,
            imports,
            known_names,
            pictures,
            policies,
            reports,
            stories,
            stylebook,
            topics,
        )
        from articles.desk.front import pages  # noqa: F401, PLC0415
