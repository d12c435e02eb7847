"""Stories as scripts read them, and what they do with them: by the functions and rules of the desk's own buttons."""

from django.http import Http404
from django.utils import timezone

from articles import press, workflow
from articles.api.shapes import write
from articles.desk.scripts.telling import DONE, IN_LIST, WHOLE, with_standing
from articles.models import Edition, Story, StoryTopic
from articles.pages import STORIES, page_of_moments
from articles.rules import Case, Move, verdict

ACTS = (Move.SUBMIT, Move.PUBLISH, Move.SCHEDULE, Move.WITHDRAW)


def listed(asked):
    """Working copies, those that changed last first, in pages found by key."""
    given, rows = asked.given, Story.objects.all()
    if "stage" in given:
        rows = rows.filter(stage=given["stage"])
    if "since" in given:
        rows = rows.filter(changed_at__gte=given["since"])
    if "section" in given:
        first = StoryTopic.objects.filter(topic__slug=given["section"], position=0)
        rows = rows.filter(pk__in=first.values("story"))
    place = {name: given.get(name, "") for name in ("before", "after")}
    size = given.get("limit", STORIES)
    found = page_of_moments(with_standing(rows, asked.now), field="changed_at", **place, size=size)
    query = {name: asked.request.GET[name] for name in given if name not in place}
    return {
        "next": asked.here.url("stories", **query, before=found.older) if found.older else None,
        "previous": asked.here.url("stories", **query, after=found.newer) if found.newer else None,
        "results": [write(IN_LIST, row, asked.here) for row in found.rows],
    }


def shown(asked, number):
    """All of one story, and what may be done with it."""
    row = with_standing(Story.objects.filter(pk=number), asked.now).defer(None).first()
    if row is None:
        raise Http404
    row.case = Case(row, asked.now)
    row.verdicts = [verdict(move, row.case, asked.account) for move in ACTS]
    return write(WHOLE, row, asked.here)


def hand_in(asked, number):
    workflow.submit(_story(number), **asked.given, by=asked.account, now=asked.now)
    return _done(asked, number)


def publish(asked, number):
    """At once or, where ``at`` is given, at a time."""
    given = dict(asked.given)
    last = given.pop("last_edition")
    made = press.publish(_story(number), **given, last=last, by=asked.account, now=asked.now)
    return _done(asked, number, made)


def withdraw(asked, number):
    return _done(
        asked, number, press.withdraw(_story(number), **asked.given, by=asked.account, now=asked.now)
    )


def _story(number):
    story = Story.objects.filter(pk=number).first()
    if story is None:
        raise Http404
    return story


def _done(asked, number, made: Edition | None = None):
    """Where a story stands after an act: it may have begun a moment after it was asked for."""
    row = with_standing(Story.objects.filter(pk=number), timezone.now()).get()
    row.made = made.number if made else None
    return write(DONE, row, asked.here)
