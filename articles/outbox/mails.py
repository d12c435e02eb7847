"""Notices as mails, and links to set a password by."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.urls import reverse

from articles.access import resets
from articles.models import Effect, Notice

SUBJECT = 90


def send(effect: Effect, *, now: datetime) -> bool:
    """Mail a notice that was not read yet to who can still be told, or links to set a password by. Raises what mail
    servers do.
    """
    if "reset" in effect.payload:
        mails = [_mail_of_link(user, link, effect) for user, link in resets.links(effect, now=now)]
        for mail in mails:
            mail.send()
        return bool(mails)
    notice = Notice.objects.select_related("to", "story").filter(effects=effect).first()
    if notice is None or notice.read_at or not notice.to.is_active or not notice.to.email:
        return False
    mail_of(notice).send()
    return True


def mail_of(notice: Notice) -> EmailMessage:
    """A notice as a plain mail: what it says, where that leads, and why one gets it."""
    subject = " ".join(notice.sentence.split())
    if len(subject) > SUBJECT:
        subject = subject[:SUBJECT].rsplit(" ", 1)[0].rstrip(" .,;:–") + "…"
    lines = [notice.sentence, ""]
    if notice.story:
        lines += [f"Story {notice.story_id}: {notice.story}"]
    lines += [
        settings.SITE_URL + reverse("admin:articles_notice", args=[notice.pk]),
        "",
        "-- ",
        f"You get this because {notice.to.get_username()} has an account on the desk of {settings.SITE_NAME}, with "
        "this address. What you have read there first is not mailed.",
    ]
    return _mail(subject, lines, to=notice.to.email, key=f"{notice.to_id}/{notice.key}")


def _mail_of_link(user: User, link: str, effect: Effect) -> EmailMessage:
    lines = [
        f"Somebody, perhaps you, asked for a new password for {user.get_username()} on the desk of "
        f"{settings.SITE_NAME}. It is set here, within an hour, once:",
        "",
        settings.SITE_URL + link,
        "",
        "If it was not you, do nothing: nobody gets in by having asked.",
    ]
    return _mail("A new password", lines, to=user.email, key=f"{user.pk}/{effect.key}")


def _mail(subject: str, lines: list[str], *, to: str, key: str) -> EmailMessage:
    host = settings.SITE_URL.partition("://")[2].partition(":")[0] or "localhost"
    unique = hashlib.sha256(key.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{unique}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(f"[{settings.SITE_NAME}] {subject}", "\n".join(lines), to=[to], headers=headers)
