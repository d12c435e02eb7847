"""Rules of the style book for tests."""

import itertools

from django.utils import timezone

from articles import styling
from articles.models import StyleRule
from tests.factories import make_user

_ticks = itertools.count()


def make_rule(*, by=None, **given) -> StyleRule:
    """A rule that is being tried, unless ``given`` says otherwise."""
    taken = StyleRule.objects.filter(name__startswith="Plain words").count()
    name = f"Plain words {taken + 1}" if taken else "Plain words"
    words = {"name": name, "find": "utilise -> use", "reason": "We write plainly."} | given
    return styling.make(words, by=by or make_user(role="editor"), now=timezone.now())


def try_out(rule: StyleRule, *, by=None, pieces=0) -> StyleRule:
    """Tried over all stories; or so many pieces of it, one batch each."""
    by, clock = by or make_user(role="editor"), lambda: next(_ticks)
    trial = styling.begin(rule, by=by, now=timezone.now())
    done = 0
    while not trial.done_at and (not pieces or done < pieces):
        trial = styling.go_on(trial, by=by, now=timezone.now(), clock=clock, piece=0)
        done += 1
    rule.refresh_from_db()
    return rule


def make_live_rule(*, by=None, **given) -> StyleRule:
    by = by or make_user(role="editor")
    rule = try_out(make_rule(by=by, **given), by=by)
    return styling.go_live(rule, base=rule.version, by=by, now=timezone.now())
