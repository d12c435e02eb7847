"""What the desk opens with: the columns by stage, mine first, and beside them what waits for the person who looks."""

from datetime import timedelta

from django.db.models import F, Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Concat
from django.urls import NoReverseMatch, reverse

from articles.credits import PAIRS
from articles.desk import mark_piles, piles
from articles.desk.moves.table import ACTS
from articles.desk.near_names import KINDS
from articles.desk.piles import SHOWN, Pile
from articles.desk.story_filters import fixes_to_pass
from articles.importing.matching import proposing
from articles.importing.reviewing.doubting import queue
from articles.models import (
    Debt,
    Edition,
    Effect,
    Kind,
    Mark,
    Notice,
    Priority,
    ReaderReport,
    Scratch,
    Stage,
    Story,
    TranslationFlag,
)
from articles.rules import Move, idle_time

REMEMBERED = timedelta(days=30)
"""How long an override stays on the page."""
COLUMNS = {
    Stage.DRAFT: ("Drafts", "My drafts"),
    Stage.PROOFING: ("Proofing", "Being read"),
    Stage.PROOFREAD: ("Ready to publish", "Read"),
}
"""What the columns are called, and what a writer calls them."""
TAKES = {
    Stage.DRAFT: (Move.TAKE_WRITING, "writer", "articles.change_story"),
    Stage.PROOFING: (Move.TAKE_READING, "reader", "articles.sign_story"),
}


def overview(*, user, now):
    """The columns, the piles that hold something, and what the person was told. The same queries, however many stories.

    A writer's columns hold the writer's own; who reads or publishes sees all, their own first.
    """
    since = now - idle_time()
    sees_all = user.has_perm("articles.sign_story") or user.has_perm("articles.publish_story")
    columns = _columns(user, since, sees_all)
    others = _beside(user, now, since, sees_all)
    piles.fill([*(pile for column in columns for pile in column["piles"]), *others], user=user)
    for pile in others:
        pile.items = [_item(pile, row, user, now, since) for row in pile.items]
    return {
        "columns": [_shown(column, user, now, since) for column in columns],
        "piles": [pile for pile in others if pile.items],
        "notices": list(Notice.objects.unread(user, now)[:SHOWN]),
        "is_calm": not any(pile.items for pile in others),
        "sees_all": sees_all,
        "now": now,
    }


def _columns(user, since, sees_all):
    """For each stage the piles that make its column up: my own, and all where others' are seen."""
    columns = []
    for stage, titles in COLUMNS.items():
        rows = Story.objects.at(stage)
        mine = Pile(f"{stage}-mine", rows.mine(user, since), sort="priority")
        everything = [Pile(f"{stage}-all", rows, sort="priority")] if sees_all else []
        query = "public=ready" if stage == Stage.PROOFREAD else f"stage={stage}"
        mine_alone = "" if sees_all else "&with=me"
        address = f"{_list()}?{query}{mine_alone}&sort=priority"
        title = titles[not sees_all]
        columns.append({"stage": stage, "title": title, "address": address, "piles": [mine, *everything]})
    return columns


def _shown(column, user, now, since):
    mine, *everything = column["piles"]
    held = everything[0] if everything else mine
    own = {row["pk"] for row in mine.items}
    rows = [*mine.items, *(row for pile in everything for row in pile.items if row["pk"] not in own)]
    items = [_story(row, user, now, since) | {"is_mine": row["pk"] in own} for row in rows[:SHOWN]]
    more = held.count > len(items)
    return {**column, "items": items, "count": held.counted, "more": more}


def _beside(user, now, since, sees_all):
    """The piles beside the columns that are this person's business, in the order of their urgency."""
    late = Story.objects.late(now) if sees_all else Story.objects.late(now).mine(user, since)
    late = late.order_by("due_at", "id")
    offered = [
        ("", _unsaved(user)),
        ("", Pile("late", late, "Late", f"{_list()}?due=late&sort=due", "due_at")),
        *(("", pile) for pile in mark_piles.of(user, since, _list())),
        ("articles.sign_story", _fixes(user, now)),
        ("articles.sign_story", _debts(now)),
        ("articles.change_story", _versions(user, now, since, sees_all)),
        ("articles.publish_story", _scheduled(now)),
        ("articles.answer_report", _reports()),
        ("articles.publish_story", _overrides(now)),
        ("articles.add_importrun", _doubts()),
        ("articles.add_importrun", _proposals()),
        *((f"articles.change_{word}", _pairs(word, kind)) for word, kind in KINDS.items()),
        ("articles.publish_story", _failing()),
    ]
    return [pile for right, pile in offered if not right or user.has_perm(right)]


def _unsaved(user):
    """The story that they began and never saved, and what they typed into stories that were spiked meanwhile: nothing
    else leads to these.
    """
    rows = Q(story__stage=Stage.SPIKED)
    if user.has_perm("articles.add_story"):
        rows |= Q(story=None)
    told = {"at": F("saved_at"), "headline": KT("fields__headline"), "language": Value("")}
    return Pile("unsaved", Scratch.objects.filter(rows, user=user), "Not saved", told=told)


def _fixes(user, now):
    rows = Story.objects.at(Stage.PROOFING).filter(fixes_to_pass(now))
    title = "Fixes to pass" if user.has_perm("articles.publish_story") else "Fixes to read"
    return Pile("fixes", rows, title, f"{_list()}?public=fixes&sort=priority", "priority")


def _debts(now):
    """What readers see as developing; ``said`` is who has read it since."""
    told = {"at": F("opened_at"), "headline": F("edition__headline"), "who": F("edition__made_by_name")}
    told |= {"said": F("settled_by_name")}
    rows = Debt.objects.developing(now).order_by("opened_at", "id")
    return Pile("debts", rows, "Developing", f"{_list()}?public=developing", told=told)


def _versions(user, now, since, sees_all):
    """Stories of which another version was corrected, updated or withdrawn since."""
    rows = TranslationFlag.objects.open(now)
    if not sees_all:
        rows = rows.filter(story__in=Story.objects.mine(user, since).order_by().values("pk"))
    told = {"at": F("edition__live_from"), "said": F("edition__kind"), "who": F("edition__made_by_name")}
    return Pile("versions", rows.order_by("edition__live_from", "id"), "Versions to follow", told=told)


def _scheduled(now):
    told = {"at": F("live_from"), "headline": F("headline"), "said": F("kind")}
    rows = Edition.objects.scheduled(now).order_by("live_from", "id")
    return Pile("scheduled", rows, "Scheduled", f"{_list()}?public=scheduled", told=told)


def _overrides(now):
    told = {
        "at": F("made_at"),
        "headline": F("headline"),
        "said": F("override_reason"),
        "who": F("made_by_name"),
    }
    rows = Edition.objects.filter(~Q(override_reason=""), made_at__gt=now - REMEMBERED).order_by("-made_at")
    return Pile("overrides", rows, "Published unread", f"{_list()}?public=overridden", "-at", told)


def _reports():
    told = {"at": F("made_at"), "said": F("says"), "who": F("name")}
    rows = ReaderReport.objects.open().order_by("made_at", "id")
    return Pile("reports", rows, "Readers report", _address("articles_readerreport_changelist"), told=told)


def _doubts():
    told = {"at": F("file__run__started_at"), "said": F("sentence")}
    address = f"{_address('articles_doubt_queue')}?code="
    return Pile("doubts", queue(), "Open doubts", address, "pk", told, is_queue=True)


def _proposals():
    told = {"at": F("file__run__started_at"), "said": F("shown")}
    address = f"{_address('articles_proposal_changelist')}?field="
    return Pile("proposals", proposing.queue(), "Proposals from copies", address, "pk", told, is_queue=True)


def _pairs(word, kind):
    """Names that may be one. They are of no story: ``story`` only fills its place."""
    told = {"at": F("made_at"), "story": F("first"), "said": F("why"), "language": Value("")}
    told |= {"headline": Concat("first__name", Value(" · "), "second__name")}
    address = f"{_address('articles_names')}?kind={word}"
    rows, title = PAIRS[kind].objects.open(), f"{word.capitalize()}s to merge"
    return Pile(f"names-{word}", rows, title, address, "pk", told, is_queue=True)


def _failing():
    told = {"at": F("due_at"), "said": F("error"), "headline": F("key")}
    rows = Effect.objects.failing().order_by("-due_at", "-id")
    return Pile("failing", rows, "Could not be sent", _address("articles_failures"), "-at", told)


def _item(pile, row, user, now, since):
    if pile.rows.model is Story:
        story = _story(row, user, now, since)
        is_to_pass = pile.key == "fixes" and user.has_perm("articles.publish_story")
        return story | {"address": _address("articles_story_pass", row["pk"])} if is_to_pass else story
    if pile.key == "unsaved" and not row["story"]:
        return row | {"address": f"{_address('articles_story_add')}?typed=back"}
    said = Kind(row["said"]).label if pile.key in ("scheduled", "versions") else row["said"]
    if pile.is_queue:
        return row | {"address": f"{pile.address}&after={row['pk'] - 1}"}
    if pile.rows.model is Mark:
        address = f"{_address('articles_story_read', row['story'])}#comment-{row['pk']}"
        return row | {"address": address}
    places = {"reports": ("articles_readerreport_change", row["pk"])}
    name, pk = places.get(pile.key, ("articles_story_change", row["story"]))
    return row | {"said": said, "address": _address(name, pk) if pk else ""}


def _story(row, user, now, since):
    """A row of a column: its links, who has it, and what must catch the eye, in words."""
    writer = row["writer"] if row["writer_active_at"] and row["writer_active_at"] > since else ""
    reader = row["reader"] if row["reader_active_at"] and row["reader_active_at"] > since else ""
    marks = [
        ("urgent", Priority(row["priority"]).label, row["priority"] < Priority.NORMAL),
        ("returned", "Returned", row["is_returned"]),
        ("held", "On hold", row["is_held"]),
        ("embargo", "Embargo", bool(row["embargo_until"] and row["embargo_until"] > now)),
        ("provisional", "Provisional headline", row["headline_is_provisional"]),
    ]
    reads = row["stage"] == Stage.PROOFING and user.has_perm("articles.sign_story")
    return row | {
        "address": _address(f"articles_story_{'proof' if reads else 'change'}", row["pk"]),
        "marks": [(name, words) for name, words, holds in marks if holds],
        "writer": writer,
        "reader": reader,
        "is_late": bool(row["due_at"] and row["due_at"] < now),
        "take": _take(row, {"writer": writer, "reader": reader}, user),
    }


def _take(row, holders, user):
    """The button that takes the story: for who may, while nobody else has it."""
    move, place, right = TAKES.get(row["stage"], (None, "", ""))
    if move not in ACTS or holders[place] or not user.has_perm(right):
        return None
    return {
        "label": move.label,
        "address": reverse("admin:articles_story_move", args=[row["pk"], move.value]),
    }


def _list():
    return reverse("admin:articles_story_changelist")


def _address(name, *args):
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return ""
