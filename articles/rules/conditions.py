"""The conditions of moves: each gives the reason why not, or an empty string."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from articles.models import SILENT, Kind, Stage
from articles.rules.case import Case, version_in
from articles.text.blocks import ELSEWHERE, blocks
from articles.text.calendars import spoken

Condition = Callable[[Case, Any], str]

FROM_FILES = ("related", "pictures", "writers", "source_id", "proofreader_id", "proofreader_credit")
"""What a release shows beside the text and must have from the file. Topics and a missing date an editor may give."""

FLASH_WORDS = 120
"""What one breath of news takes: more than that is a story."""


def needs_words(case: Case, user: Any) -> str:
    if not case.story.headline:
        return "The story has no headline."
    return "" if case.story.body else "The story has no text."


def needs_own_headline(case: Case, user: Any) -> str:
    if case.story.headline_is_provisional:
        return "The headline is provisional: the importer proposed it. Replace or confirm it first."
    return ""


def needs_alt_text(case: Case, user: Any) -> str:
    if case.has_silent_pictures:
        return "A picture in it has no alternative text. Open it under Pictures, and say there what it shows."
    return ""


def needs_credit(case: Case, user: Any) -> str:
    if case.story.is_credited:
        return ""
    return "The story has neither a byline nor a source."


def is_a_flash(case: Case, user: Any) -> str:
    story = case.story
    if story.correction:
        return "It carries the sentence of a correction, which needs a second reader: it is no flash."
    kinds = [block.kind for block in blocks(case.story.body)]
    more = any(getattr(story, name) for name in ("standfirst", *ELSEWHERE))
    if kinds != ["p"] or more or story.picture_rows.exists():
        return "A flash is a headline and one paragraph. Of more, let somebody else read it."
    if story.words > FLASH_WORDS:
        return f"A flash has {FLASH_WORDS} words at most, and this has {story.words:,}. Let somebody else read it."
    return ""


def is_new_to_readers(case: Case, user: Any) -> str:
    shown = case.shown
    if shown and case.is_live and shown.revised == case.story.revision_number and not _owes_a_refresh(case):
        return "Readers see exactly this version already."
    return ""


def _owes_a_refresh(case: Case) -> bool:
    """Whether readers still see as developing what has been passed since."""
    return bool(case.shown and case.shown.is_flash and case.approval.is_passed())


def copy_has_a_date(case: Case, user: Any) -> str:
    # What is written here takes the moment of its publication; imported copy is older than that.
    if case.story.published_at is None and case.is_imported:
        return "It came from a file that gives no date. Give it one first."
    return ""


def date_is_not_ahead(case: Case, user: Any) -> str:
    at = case.story.published_at
    return "Its date lies in the future." if at and at > case.now else ""


def is_live(case: Case, user: Any) -> str:
    return "" if case.is_live else "Readers do not see this story now."


def is_live_or_named(case: Case, user: Any) -> str:
    """A tombstone still says which story it was, until it gives way to one that says nothing."""
    named = case.shown and case.shown.withdrawal_reason not in SILENT
    return "" if named else "Readers do not see this story now."


def is_not_silenced(case: Case, user: Any) -> str:
    silenced = case.shown and case.shown.withdrawal_reason in SILENT
    return "It was withdrawn without a word to readers: no outsider may see it." if silenced else ""


def is_not_live(case: Case, user: Any) -> str:
    return "Readers see this story: withdraw it first." if case.is_live else ""


def is_no_full_story(case: Case, user: Any) -> str:
    if case.is_live and case.shown and not case.shown.is_flash:
        return "Readers see a full story already. Fix it, or let somebody else read the new text."
    return ""


def corrects_something(case: Case, user: Any) -> str:
    if case.story.correction and not case.is_live:
        return "It carries the sentence of a correction, and readers do not see the story. Empty that first."
    return ""


def is_scheduled(case: Case, user: Any) -> str:
    return "" if case.scheduled else "Nothing of it is scheduled."


def is_not_scheduled(case: Case, user: Any) -> str:
    return "It is scheduled: call it back first." if case.scheduled else ""


def was_never_published(case: Case, user: Any) -> str:
    return "It has been published already." if case.editions else ""


def is_not_held(case: Case, user: Any) -> str:
    if not case.holds:
        return ""
    hold = case.holds[0]
    return f"It is on hold ({hold.get_kind_display().lower()}) by {hold.placed_by_name}: {hold.reason}"


def is_held(case: Case, user: Any) -> str:
    return "" if case.holds else "It is not on hold."


def is_not_under_embargo(case: Case, user: Any) -> str:
    until = case.story.embargo_until
    if until is None or until <= case.now:
        return ""
    story, there = case.story, until.astimezone(ZoneInfo(case.story.embargo_zone))
    at = f"{spoken(there)} {there:%H:%M} ({story.embargo_zone})"
    return f"It is under embargo until {at}, set by {story.embargo_by_name}."


def has_an_embargo(case: Case, user: Any) -> str:
    return "" if case.story.embargo_until else "It has no embargo."


def is_as_its_file_has_it(case: Case, user: Any) -> str:
    """As its files have it: what was taken from one of them since is nobody's own work, what was typed is.

    A file that changed later does not cleanse a text of the words that somebody put in before.
    """
    of_files: list[Any] = []
    is_of_files = case.is_imported
    for row in case.approval.revisions:
        is_of_files = any(_shows_the_same(row, other) for other in of_files) or (
            is_of_files and (row.from_file_id is not None or (row.created_at, row.author_id) in case.taken)
        )
        if is_of_files:
            of_files.append(row)
    if is_of_files:
        return ""
    return "It is not as its file has it, or came from none: it goes through proofreading."


def _shows_the_same(one: Any, other: Any) -> bool:
    return one.digest == other.digest and all(
        one.details.get(name) == other.details.get(name) for name in FROM_FILES
    )


def is_an_untouched_import(case: Case, user: Any) -> str:
    """Nobody else's work: a draft as it was imported, but for what the same person confirmed or was taken back."""
    theirs = {row.pk for row in case.approval.revisions if row.author_id not in (None, user.pk)}
    if case.is_imported and case.story.stage == Stage.DRAFT and (not theirs or theirs <= case.taken_back):
        return ""
    return "People have worked on it since it was imported."


def needs_date(case: Case, user: Any) -> str:
    return "" if case.story.published_at else "It has no date."


def has_no_open_doubts(case: Case, user: Any) -> str:
    doubts = case.open_doubts
    return f"It has {doubts} open doubt{'s' if doubts > 1 else ''}." if doubts else ""


def is_free_to_write(case: Case, user: Any) -> str:
    return _is_free(case.writer, user, "writing")


def nobody_else_writes(case: Case, user: Any) -> str:
    """Words that somebody is typing are not saved yet: what would go out is not what they mean."""
    return "" if case.writer == user else _is_free(case.writer, user, "writing")


def is_free_to_read(case: Case, user: Any) -> str:
    return _is_free(case.reader, user, "reading")


def _is_free(holder: Any, user: Any, for_what: str) -> str:
    if holder is None:
        return ""
    if holder == user:
        return f"You have it for {for_what} already."
    return f"{holder.get_full_name() or holder.get_username()} has it for {for_what}."


def is_with_me(case: Case, user: Any) -> str:
    return "" if user in (case.writer, case.reader) else "You have not taken it."


def is_worth_merging(case: Case, user: Any) -> str:
    if case.story.stage == Stage.SPIKED and not case.is_live:
        return "It is spiked, and readers do not see it."
    if case.shown and case.shown.kind == Kind.WITHDRAWAL and case.shown.leads_to_id:
        return "It is merged into another story already."
    return ""


def is_not_redacted(case: Case, user: Any) -> str:
    return "It is redacted by order of a court: what it said is gone for good." if case.is_redacted else ""


def is_alone_in_its_language(case: Case, user: Any) -> str:
    """What is put aside holds no place among the versions of a story: another may have taken it."""
    other = version_in(case.versions, case.story.language)
    if other is None:
        return ""
    return (
        f"Story {other.pk} is the version of it in this language ({other.language}) meanwhile. Give that one another "
        "language, say that it translates nothing, or spike it first."
    )


def translates_nothing(case: Case, user: Any) -> str:
    return (
        "It is said to be a translation already: take that back first."
        if case.story.translation_of_id
        else ""
    )


def is_a_translation(case: Case, user: Any) -> str:
    return "" if case.story.translation_of_id else "It is not said to be the translation of another story."


def has_to_follow(case: Case, user: Any) -> str:
    return "" if case.flags else "Nothing was published of a version in another language since."
