"""Links that show one text of one story to whoever holds the address, until they expire or are revoked.

An address carries the link's number and secret, signed. What does not verify is a stranger's guess: it is told of in
the log alone, so that guesses fill no table. What does is on record with every look, shown or turned away; a page that
is loaded again at once, as often as anybody likes, is the same look.
"""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction

from articles import ledger, proofing
from articles.models import Mark, Revision, ShareLink, ShareView, Stage, Story
from articles.rules import Move, Refused, check, check_right, fresh
from articles.text.blocks import digest
from articles.text.places import Place

SHORTEST = timedelta(hours=1)
USUAL = timedelta(days=3)
LONGEST = timedelta(days=30)
AN_HOUR = timedelta(hours=1)
COMMENTS_AN_HOUR = 30
"""Through one link."""
A_LOOK = timedelta(minutes=1)
LOOKS = 20
"""That go on record in the time of one, of one link, from however many addresses."""
LABEL, NAME = 120, 80

log = logging.getLogger(__name__)
_signer = Signer(salt="articles.sharing", sep=".")


class NotShared(Exception):
    """Nothing is to be seen at this address. Whoever asks learns no more than that."""


@transaction.atomic
def share(
    story: Story, *, revision: int, label: str, expires_at: datetime, by: Any, now: datetime
) -> ShareLink:
    """Make a link that shows the text of ``revision``, and no later one, until ``expires_at``."""
    story = fresh(story)
    check(Move.SHARE, story, by, now)
    held = story.revisions.filter(number=revision).first()
    if held is None or not (held.headline and held.body):
        raise Refused(f"There is no revision {revision} of this story with a headline and a text.")
    label = label.strip()[:LABEL]
    if not label:
        raise Refused("Say whom the link is for: only the desk sees it.")
    if not now + SHORTEST <= expires_at <= now + LONGEST:
        raise Refused("A link lasts for an hour at least, and for 30 days at most.")
    link = ShareLink.objects.create(
        story=story,
        revision=held,
        digest=held.digest,
        secret=secrets.token_urlsafe(32),
        label=label,
        made_by=by,
        made_by_name=ledger.name_of(by),
        made_at=now,
        expires_at=expires_at,
    )
    _log(Move.SHARE.value, link, by=by, now=now, label=label, until=expires_at.isoformat())
    return link


@transaction.atomic
def revoke(link: ShareLink, *, by: Any, now: datetime) -> ShareLink:
    """Let a link show nothing from ``now`` on. What came through it stays."""
    story = fresh(link.story)
    link = ShareLink.objects.get(pk=link.pk)
    check_right(by, "share_story", "share stories with outsiders")
    if link.revoked_at:
        raise Refused(f"{link.revoked_by_name} has revoked this link already.")
    link.story = story
    link.revoked_at, link.revoked_by, link.revoked_by_name = now, by, ledger.name_of(by)
    link.save(update_fields=["revoked_at", "revoked_by", "revoked_by_name"])
    _log("revoke-link", link, by=by, now=now)
    return link


def token(link: ShareLink) -> str:
    """What the address of a link ends in."""
    return _signer.sign(f"{link.pk}.{link.secret}")


def opened(given: str, *, now: datetime, address: str) -> ShareLink:
    """The link of an address that somebody looks at, its text with it; the look is put on record, unless it goes on.

    Raises ``NotShared`` where there is nothing to show.
    """
    link = _verified(given)
    if link is None:
        log.warning("A share link that was altered or never made was asked for from %s.", address)
        raise NotShared
    outcome = _outcome(link, now)
    if not _goes_on(link, outcome, now=now, address=address):
        _look(link, outcome, now=now, address=address)
    if outcome != ShareView.Outcome.SHOWN:
        raise NotShared
    return link


def standing(given: str, *, now: datetime, address: str) -> ShareLink:
    """The same for what belongs to a page that was looked at already, its pictures or its form: no look of its own,
    unless it is turned away.
    """
    link = _verified(given)
    if link and _outcome(link, now) == ShareView.Outcome.SHOWN:
        return link
    return opened(given, now=now, address=address)


@transaction.atomic
def comment_through(
    link: ShareLink, *, name: str, note: str, where: Place | None, now: datetime, address: str
) -> Mark:
    """Take a comment from whoever holds a link. It blocks nothing, and is no approval of anything.

    Who made the link is told, and so are the writer and the reader of the story.
    """
    # The story first, as whoever revokes a link or redacts a story locks it; then what they may have changed meanwhile.
    story = fresh(link.story)
    link = ShareLink.objects.select_related("revision", "made_by").get(pk=link.pk)
    link.story = story
    if _outcome(link, now) != ShareView.Outcome.SHOWN:
        raise NotShared
    name = " ".join(name.split())[:NAME]
    if not name:
        raise Refused("Say who you are.")
    if link.marks.filter(made_at__gt=now - AN_HOUR).count() >= COMMENTS_AN_HOUR:
        raise Refused("Many comments came through this link within the hour. Send yours a little later.")
    mark = proofing.comment_from_outside(link, name=name, note=note, where=where, now=now)
    _look(link, ShareView.Outcome.COMMENTED, now=now, address=address)
    return mark


def _verified(given: str) -> ShareLink | None:
    """The link that an address names, if it is one that ``token`` gave."""
    try:
        pk, _, secret = _signer.unsign(given).partition(".")
    except BadSignature:
        return None
    links = ShareLink.objects.select_related("story", "revision", "made_by")
    return links.filter(pk=pk, secret=secret).first()


def _outcome(link: ShareLink, now: datetime) -> ShareView.Outcome:
    """What a look comes to. To spike a story, or to withdraw it without a word, revokes its links for as long, and to
    redact it for ever.
    """
    if link.revoked_at or link.story.stage == Stage.SPIKED or not _is_intact(link.revision, link.digest):
        return ShareView.Outcome.REVOKED
    if link.story.editions.silenced(now).exists():
        return ShareView.Outcome.REVOKED
    return ShareView.Outcome.EXPIRED if link.expires_at <= now else ShareView.Outcome.SHOWN


def _is_intact(revision: Revision, promised: str) -> bool:
    """Whether the text is still the one that was shared: a court may have had it blanked."""
    return digest(revision.text()) == promised


def _goes_on(link: ShareLink, outcome: ShareView.Outcome, *, now: datetime, address: str) -> bool:
    """Whether a look is one that is on record as of just now, or one too many: else who has held a link, even one that
    is over, could write as many rows as requests.
    """
    lately = link.views.filter(at__gt=now - A_LOOK).order_by().values_list("outcome", "address")[:LOOKS]
    return len(lately) == LOOKS or (outcome, address[:45]) in lately


def _look(link: ShareLink, outcome: ShareView.Outcome, *, now: datetime, address: str) -> None:
    ShareView.objects.create(link=link, at=now, outcome=outcome, address=address[:45])


def _log(act: str, link: ShareLink, *, by: Any, now: datetime, **detail: Any) -> None:
    detail = {"link": link.pk, "revision": link.revision.number} | detail
    ledger.record(act, by=by, at=now, story=link.story, **detail)
