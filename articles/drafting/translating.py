"""Of which story another is the translation: an act of the desk, kept in a revision, and published with it.

All versions of a story name one original, which names none; of each language there is one. So every version knows all
others by the original.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from articles import ledger, notices, workflow
from articles.drafting.making import create
from articles.drafting.state import of_story, with_changes
from articles.drafting.writing import Next, write
from articles.languages import english_name
from articles.models import Stage, Story, TranslationFlag
from articles.rules import Move, Refused, check, fresh, lock, version_in

SLUGLINE = 60
"""Characters of what a story is called that its translation is called by."""


@transaction.atomic
def translate(story: Story, *, of: Story, by: Any, now: datetime) -> Story:
    """Say that ``story`` is the translation of another: of the original, where ``of`` is a translation itself.

    Writes a revision, and the stage follows as after a save. What readers see follows when it is published.
    """
    original = of.translation_of_id or of.pk
    lock({story.pk, of.pk, original})
    story = fresh(story)
    check(Move.TRANSLATE, story, by, now)
    of.refresh_from_db(fields=["translation_of"])
    if (of.translation_of_id or of.pk) != original:
        raise Refused("What the other story translates was changed meanwhile. Nothing was done: look again.")
    if original == story.pk:
        raise Refused("It cannot be the translation of itself, nor of its own translation.")
    if others := story.translations.count():
        said = "Another story is" if others == 1 else f"{others} other stories are"
        raise Refused(
            f"{said} said to be its translation. Take that back first: an original translates nothing."
        )
    _check_language(original, story.language, besides=story)
    return _said(Move.TRANSLATE, story, original, by=by, now=now)


def is_translatable(story: Story) -> bool:
    """Whether there is something of which a translation can be begun."""
    return bool(story.headline) and story.stage != Stage.SPIKED


@transaction.atomic
def begin_translation(story: Story, *, language: str, by: Any, now: datetime) -> Story:
    """Make a draft in ``language`` that is said to be the translation of a story: with its pictures and their credits,
    topics, writers, source and kind, under a slugline that says which it is, and without a word of its text.
    """
    if not is_translatable(story):
        raise Refused("A spiked story, or one without a headline, is not translated.")
    text, details = of_story(story)
    changes = {name: details[name] for name in ("topics", "pictures", "writers", "source_id", "genre")}
    changes |= {
        "language": language,
        "slugline": f"{str(story)[:SLUGLINE]} ({english_name(language)})",
        "byline": text.byline,
        "source_credit": text.source,
        "captions": [("", credit) for _, credit in text.captions],
    }
    return translate(create(changes, by=by, now=now), of=story, by=by, now=now)


@transaction.atomic
def untranslate(story: Story, *, by: Any, now: datetime) -> Story:
    """Take back what ``translate`` said. What the versions had to follow of each other is settled by it."""
    story = fresh(story)
    check(Move.UNTRANSLATE, story, by, now)
    between = Q(story=story) | Q(edition__story=story)
    who = {"settled_at": now, "settled_by": by, "settled_by_name": ledger.name_of(by)}
    TranslationFlag.objects.filter(between, settled_at=None).update(**who)
    notices.settle(story, kind="translation", now=now)
    return _said(Move.UNTRANSLATE, story, None, by=by, now=now)


def fresh_among_versions(story: Story) -> Story:
    """As ``fresh``, where its language may change: its original is locked before it, as by all who decide which version
    has which language, so that nobody else gives another the same meanwhile.
    """
    lock({story.pk, story.translation_of_id or story.pk})
    held = fresh(story)
    if held.translation_of_id not in (None, story.translation_of_id):
        raise Refused("What it translates was changed meanwhile. Nothing was done: look again.")
    return held


def check_alone(story: Story, language: str) -> None:
    """Refuse a language for ``story`` that another version of it has."""
    _check_language(story.translation_of_id or story.pk, language, besides=story)


def other_in(story: Story, language: str) -> Story | None:
    """The other version of ``story`` that has a language, if there is one."""
    return _version(story.translation_of_id or story.pk, language, besides=story)


def _version(original: int, language: str, *, besides: Story) -> Story | None:
    versions = Story.objects.versions(original).exclude(pk=besides.pk).defer("body").order_by("pk")
    return version_in(versions, language)


def _check_language(original: int, language: str, *, besides: Story) -> None:
    if other := _version(original, language, besides=besides):
        raise Refused(
            f"Story {other.pk} is the version of it in this language ({other.language}) already. Give one of the two "
            "another language, or say that it translates nothing."
        )


def _said(move: Move, story: Story, original: int | None, *, by: Any, now: datetime) -> Story:
    before = list(story.revisions.order_by("number"))
    held, of = of_story(story), original or story.translation_of_id
    note = f"Translation of story {of}" if original else f"No translation of story {of}"
    wanted = with_changes(held, {"translation_of_id": original})
    write([Next(story, held, wanted, before, note, by)], now=now)
    workflow.take_up(story)
    workflow.restage(story, may_rise=False)
    facts: dict[str, Any] = {"revision": story.revision_number, "digest": story.digest, "stage": story.stage}
    changed = ["translation_of_id"]
    ledger.record(move.value, by=by, at=now, story=story, of=of, changed=changed, **facts)
    return story
