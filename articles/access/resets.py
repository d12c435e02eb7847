"""New passwords by mail, for who forgot theirs. To ask takes the same time and the same rows whether there is such an
account: who it is, is looked up where the outbox is emptied.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from articles.access import tries
from articles.models import Effect

PREFIX = "reset/"
_FORGOTTEN = timedelta(days=1)
_MOST = 5
"""Accounts that share an address and are mailed at once."""


@transaction.atomic
def ask(name: str, *, where: tries.Where, now: datetime) -> None:
    """Let a link be mailed to whose user name or address it is. Raises TooManyTries where that was asked for often."""
    tries.admit("mail", name.casefold(), where, now=now)
    tries.forget(Effect.objects.filter(key__startswith=PREFIX, made_at__lt=now - _FORGOTTEN))
    Effect.objects.create(
        key=PREFIX + get_random_string(32),
        kind=Effect.Kind.MAIL,
        payload={"reset": name},
        made_at=now,
        due_at=now,
    )


def links(effect: Effect, *, now: datetime) -> list[tuple[User, str]]:
    """Whom to mail, and the address where each sets a password: good once, for as long as the settings say from now.

    Nobody where who asked has waited so long that they will have asked again, or got in.
    """
    if effect.made_at < now - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT):
        return []
    name = effect.payload["reset"]
    known = User.objects.filter(Q(username=name) | Q(email__iexact=name), is_active=True, is_staff=True)
    whom = [user for user in known.exclude(email="").order_by("pk")[:_MOST] if user.has_usable_password()]
    return [(user, _link(user)) for user in whom]


def _link(user: User) -> str:
    number = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("admin:articles_reset_link", args=[number, default_token_generator.make_token(user)])
