"""Which half of the newsroom a process serves: readers alone (``public``), the desk alone (``desk``), or ``all``.

The addresses of the other half are known, so that links lead there, and are not answered.
"""

from typing import Any, NoReturn

from django.urls import Resolver404, URLResolver

PUBLIC, DESK, ALL = ROLES = ("public", "desk", "all")
_FOR_THE_DESK = frozenset(
    (
        "articles.desk.apps.DeskConfig",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django_prose_editor",
        "newsroom.desk.Sessions",
        "newsroom.desk.Accounts",
        "newsroom.desk.Messages",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "articles.desk.tags",
    )
)
"""Apps, middleware and the like that a process for readers alone does not so much as load. The guard against forms of
strangers stays: it costs next to nothing, and is missed should there ever be a form."""


def own(name: str, role: str) -> str:
    """The name of a file of the data folder, for processes of this role: those for readers alone have another where
    they share the folder with those of the desk.
    """
    return f"{name}.{role}" if role == PUBLIC else name


def without_desk(named: Any) -> Any:
    """Lists of names, and settings with such lists, without those that are for the desk alone."""
    if isinstance(named, list):
        return [without_desk(one) for one in named if not _is_for_desk(one)]
    if isinstance(named, dict):
        return {name: without_desk(value) for name, value in named.items() if not _is_for_desk(value)}
    return named


def _is_for_desk(named: Any) -> bool:
    return isinstance(named, str) and named in _FOR_THE_DESK


class _Elsewhere(URLResolver):
    def resolve(self, path: str) -> NoReturn:
        raise Resolver404({"path": path, "tried": []})


def elsewhere(here: Any) -> URLResolver:
    """What ``path`` gave for an ``include``, at addresses that another process answers."""
    return _Elsewhere(here.pattern, here.urlconf_name, app_name=here.app_name, namespace=here.namespace)
