"""Sessions as the desk keeps them: Django's, in a table of ours that says whose each is and where it was begun.

Each ends when nobody came for a while, and some days after it was begun whoever comes. The table holds a digest of what
the browser has, so that nobody gets in by a backup of it. All nodes read the same table: what is ended is over at once.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.utils import timezone

from articles.models import DeskSession

BEGUN = "begun"
"""The key in a session of what was told when somebody logged in: ``since``, ``address``, ``browser``."""
STALE = timedelta(minutes=5)
"""A session that was in use is written down as such no more often."""


class SessionStore(InDatabase):
    row: DeskSession | None = None
    """As it was read, where it was."""

    @classmethod
    def get_model_class(cls) -> Any:
        return DeskSession

    def _get_session_from_db(self) -> Any:
        if self.session_key:
            found = DeskSession.objects.filter(session_key=kept_as(self.session_key))
            self.row = found.filter(expire_date__gt=timezone.now()).first()
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key: str) -> bool:
        return super().exists(kept_as(session_key))

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            DeskSession.objects.filter(session_key=kept_as(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        now, begun = timezone.now(), data.get(BEGUN, {})
        since = datetime.fromisoformat(begun["since"]) if begun else now
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return DeskSession(
            session_key=kept_as(key),
            session_data=self.encode(data),
            expire_date=min(self.get_expiry_date(), ends_at(since, seen_at=now)),
            user_id=data.get("_auth_user_id"),
            address=begun.get("address", ""),
            browser=begun.get("browser", ""),
            since=since,
            seen_at=now,
        )

    def see(self, *, now: datetime) -> None:
        """Write down that somebody was here, and let the session last from now on."""
        row = self.row
        if row and row.seen_at < now - STALE:
            DeskSession.objects.filter(pk=row.pk).update(
                seen_at=now, expire_date=ends_at(row.since, seen_at=now)
            )


def ends_at(since: datetime, *, seen_at: datetime) -> datetime:
    """When a session ends that was begun at ``since``, if nobody comes after ``seen_at``."""
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return min(seen_at + idle, since + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def kept_as(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]
