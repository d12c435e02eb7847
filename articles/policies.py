"""The only writer of policies: the pages on which the newsroom says how it works."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from articles import ledger
from articles.models import Policy, PolicyVersion
from articles.rules import Refused, check_right
from articles.text.blocks import clean

VERB = "change the policies"
FIELDS = ("title", "role", "body", "is_shown")
_FIGURE = re.compile(r"<figure[^>]*></figure>")


def add(slug: str, given: Mapping[str, Any], *, by: Any, now: datetime) -> Policy:
    """A new page at ``/about/<slug>/``, ``given`` by the names in ``FIELDS``. Logged."""
    check_right(by, "add_policy", VERB)
    with transaction.atomic():
        if Policy.objects.filter(slug=slug).exists():
            raise Refused("Another page has this address. Choose another, or change that page.")
        return _save(Policy(slug=slug, version=0), given, by=by, now=now)


def save(policy: Policy, given: Mapping[str, Any], *, base: int, by: Any, now: datetime) -> Policy:
    """Change what a page says, from ``base``, the version that the change was written on: stale ones are refused.

    What is the same already is not saved again. Readers see it at once. Logged.
    """
    check_right(by, "change_policy", VERB)
    with transaction.atomic():
        held = Policy.objects.select_for_update(no_key=True).get(pk=policy.pk)
        if held.version != base:
            last = held.versions.get(number=held.version)
            raise Refused(
                f"{last.saved_by_name} has saved this page meanwhile. Nothing was saved. What you "
                "wrote is below: open the page in another window, and put together what is to stand."
            )
        return _save(held, given, by=by, now=now)


def _save(policy: Policy, given: Mapping[str, Any], *, by: Any, now: datetime) -> Policy:
    values = {name: given[name] for name in FIELDS if name in given}
    if "body" in values:  # pictures belong to stories
        values["body"] = _FIGURE.sub("", clean(values["body"]))
    changed = sorted(name for name, value in values.items() if value != getattr(policy, name))
    if policy.version and not changed:
        return policy
    for name in changed:
        setattr(policy, name, values[name])
    _check(policy)
    policy.version, policy.changed_at = policy.version + 1, now
    try:
        with transaction.atomic():
            policy.save()
    except IntegrityError as error:  # of two who add the same page at once, the second
        raise Refused("Another page took this address, or what it is to machines, in this moment.") from error
    kept = {name: getattr(policy, name) for name in FIELDS} | {"number": policy.version}
    who = {"saved_at": now, "saved_by": by, "saved_by_name": ledger.name_of(by)}
    PolicyVersion.objects.create(policy=policy, **kept, **who)
    act = "made" if policy.version == 1 else "changed"
    detail: dict[str, Any] = {"name": policy.title, "version": policy.version, "fields": changed}
    ledger.record(act, by=by, at=now, chain=f"policy/{policy.pk}", **detail)
    return policy


def _check(policy: Policy) -> None:
    if not policy.title or not policy.body:
        raise Refused("A page needs a title and a text.")
    if not policy.role or not policy.is_shown:
        return
    other = Policy.objects.shown().filter(role=policy.role).exclude(pk=policy.pk).first()
    if other:
        raise Refused(f"“{other.title}” is that page already: only one can be “{policy.get_role_display()}”.")
