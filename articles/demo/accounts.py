"""One account for each role of the desk, with a random password that is told once."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group, User

GROUPS = {
    "writer": "Writers", "proofreader": "Proofreaders", "editor": "Editors", "importer": "Importers",
    "reviewer": "Reviewers",
}  # fmt: skip


@dataclass(frozen=True)
class Account:
    """An account of the sample newsroom. ``password`` is empty where the account was there before."""

    user: User
    role: str
    password: str


def taken() -> list[str]:
    """The names of ours that belong to somebody else: to an account which cannot act in the role's group."""
    return [
        role
        for role, group in GROUPS.items()
        if User.objects.filter(username=role).exists()
        and not User.objects.filter(username=role, groups__name=group, is_active=True).exists()
    ]


def ensure_accounts() -> dict[str, Account]:
    """The account of each role, made where it is missing. One that is there keeps its password."""
    return {role: _ensure(role, group) for role, group in GROUPS.items()}


def _ensure(role: str, group: str) -> Account:
    held = User.objects.filter(username=role).first()
    if held:
        return Account(held, role, "")
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(
        role, password=password, is_staff=True, first_name="Demo", last_name=role.title()
    )
    user.groups.add(Group.objects.get(name=group))
    return Account(user, role, password)
