"""A court's order: every word is gone from every table, and everything else stands."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from articles import drafting, press, search, styling, workflow
from articles.models import (
    Dismissal,
    Doubt,
    Edition,
    EditionPicture,
    EditionRelated,
    ImportedFile,
    Kind,
    LedgerEntry,
    Mark,
    Notice,
    Original,
    ReaderReport,
    Redaction,
    Revision,
    RevisionName,
    Scratch,
    Stage,
)
from articles.redaction import BLANK, redact
from articles.rules import Refused
from tests.factories import make_edition, make_imported_story, make_picture, make_proofread_story, make_user
from tests.test_verify_ledger import verify

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SECRET = "zanzibarmoonquartz"
NOW = timezone.now()


def said(name: str) -> str:
    return f"The {SECRET} {name}"


def make_story_that_says_it_everywhere():
    """A live story whose every column of text holds the word that must go."""
    words = (
        "headline", "list_headline", "search_headline", "social_headline", "standfirst", "dateline", "slugline",
        "desk_notes", "source_credit", "byline",
    )  # fmt: skip
    edition = make_edition(
        paragraphs=[said("body")],
        pictures=[make_picture().pk],
        captions=[(said("caption"), said("credit"))],
        related=[[said("related"), None, None]],
        now=NOW - timedelta(days=1),
        **{name: said(name) for name in words},
    )
    story, editor = edition.story, edition.made_by
    story.refresh_from_db()
    drafting.save(story, {"body": said("again")}, base=1, by=editor, now=NOW, note=said("note"))
    remarks_on(story, edition, editor)
    story.refresh_from_db()
    return story


def remarks_on(story, edition, editor):
    run = make_imported_story().files.get().run
    file = {"run": run, "collection": "c", "path": "p", "size": 1, "sha256": "a" * 64, "outcome": "updated"}
    original = Original.objects.create(sha256="a" * 64, data=said("original").encode())
    file = ImportedFile.objects.create(
        **file,
        original=original,
        story=story,
        sentence=said("file"),
        left_out=[[1, said("line"), "furniture"]],
    )
    file.promos.create(title=said("promo"), title_key=said("promo"), line=2)
    Doubt.objects.create(file=file, story=story, sentence=said("doubt"))
    name = {"by": editor, "by_name": "Ed", "at": NOW}
    RevisionName.objects.create(revision=story.latest_revision(), name=said("name"), **name)
    Scratch.objects.create(user=editor, story=story, fields=[["body", said("scratch")]], saved_at=NOW)
    Notice.objects.create(
        to=editor, key="k", kind="k", story=story, sentence=said("notice"), made_at=NOW, due_at=NOW
    )
    where = {"field": "body", "block": 0, "start": 0, "end": 9, "prefix": SECRET, "suffix": SECRET}
    about = {"story": story, "revision": edition.revision, "exact": said("exact"), **where}
    mark = Mark.objects.create(
        **about, kind="suggestion", proposed=said("proposed"), note=said("mark"), author=editor, author_name="Ed",
        made_at=NOW,
    )  # fmt: skip
    mark.replies.create(note=said("reply"), author=editor, author_name="Ed", made_at=NOW)
    Dismissal.objects.create(
        **about,
        scope="story",
        code="a-rule",
        severity="warn",
        reason=said("reason"),
        by=editor,
        by_name="Ed",
        at=NOW,
    )
    make_style_hit(story, said("hit"), by=editor)
    ReaderReport.objects.create(
        story=story, quote=said("quote"), says=said("says"), answer=said("answer"), made_at=NOW, state="declined",
        handled_by_name="Ed", handled_at=NOW,
    )  # fmt: skip


def make_style_hit(story, said, *, by):
    rule = styling.make({"name": "Use", "find": "utilise", "reason": "Plain."}, by=by, now=NOW)
    trial = styling.begin(rule, by=by, now=NOW)
    trial.hits.create(story=story, shown=1, drafted=0, examples=[{"said": said}])


def everything_stored() -> str:
    """Every value of every row of every table, bytes included."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [
                bytes(value) if isinstance(value, memoryview) else value for row in cursor for value in row
            ]
    return repr(found)


def test_no_trace_of_the_words_is_left_in_any_table():
    story = make_story_that_says_it_everywhere()
    assert everything_stored().count(SECRET) > 40
    redact(story, reason="Order 12 of 2026", by=make_user(superuser=True), now=NOW)
    assert SECRET not in everything_stored()


def test_digests_names_times_and_the_ledger_stand():
    story = make_story_that_says_it_everywhere()
    before = list(story.revisions.values_list("digest", "author_name", "created_at", "surviving"))
    signed = list(story.signoffs.values_list("digest", "signer_name", "signed_at"))
    shown = list(story.editions.values_list("digest", "made_by_name", "live_from"))
    redact(story, reason="Order 12 of 2026", by=make_user(superuser=True, username="root"), now=NOW)
    assert list(story.revisions.values_list("digest", "author_name", "created_at", "surviving")) == before
    assert list(story.signoffs.values_list("digest", "signer_name", "signed_at")) == signed
    assert list(story.editions.values_list("digest", "made_by_name", "live_from"))[: len(shown)] == shown
    last = story.ledger.order_by("number").last()
    assert (last.act, last.by_name, last.detail["reason"]) == ("redact", "root", "Order 12 of 2026")


def test_the_ledger_proves_itself_still_and_says_what_is_redacted():
    story = make_story_that_says_it_everywhere()
    redact(story, reason="Order", by=make_user(superuser=True), now=NOW)
    status, (line,) = verify()
    assert (status, "(2 of them redacted:" in line, line.endswith("no fault.")) == (0, True, True)


def test_readers_lose_it_at_once_and_are_told_no_headline():
    story = make_story_that_says_it_everywhere()
    redact(story, reason="Order", by=make_user(superuser=True), now=NOW)
    last = Edition.objects.current(NOW).get(story=story)
    assert (last.kind, last.withdrawal_reason) == (Kind.WITHDRAWAL, "legal")
    response = Client().get(last.get_absolute_url())
    assert response.status_code == 410
    assert BLANK not in response.content.decode()


def test_a_tombstone_with_a_headline_gives_way_to_one_without():
    edition = make_edition(now=NOW - timedelta(days=1))
    press.withdraw(edition.story, reason="error", by=edition.made_by, now=NOW - timedelta(hours=1))
    redact(edition.story, reason="Order", by=make_user(superuser=True), now=NOW)
    assert Edition.objects.current(NOW).get(story=edition.story).withdrawal_reason == "legal"
    assert verify()[0] == 0


def test_search_finds_it_no_more():
    story = make_story_that_says_it_everywhere()
    assert search.stories(SECRET).exists()
    redact(story, reason="Order", by=make_user(superuser=True), now=NOW)
    assert not search.stories(SECRET).exists()


def test_a_redacted_story_is_spiked_and_stays_there():
    story, root = make_proofread_story(), make_user(superuser=True)
    redact(story, reason="Order", by=root, now=NOW)
    story.refresh_from_db()
    assert (story.stage, story.headline, story.body) == (Stage.SPIKED, BLANK, "")
    with pytest.raises(Refused, match="redacted by order of a court"):
        workflow.unspike(story, revision=story.revision_number, by=root, now=NOW)


@pytest.mark.parametrize("role", ["writer", "proofreader", "editor"])
def test_nobody_else_may_redact(role):
    story = make_proofread_story()
    with pytest.raises(Refused, match="does not have the right to redact"):
        redact(story, reason="Order", by=make_user(role=role), now=NOW)
    assert not Redaction.objects.exists()


def test_the_right_to_redact_is_enough():
    story, clerk = make_edition(now=NOW - timedelta(days=1)).story, make_user(role="reviewer")
    clerk.user_permissions.add(Permission.objects.get(codename="add_redaction"))
    redact(story, reason="Order", by=clerk, now=NOW)
    story.refresh_from_db()
    assert (story.stage, story.editions.live(NOW).exists()) == (Stage.SPIKED, False)
    assert list(story.ledger.filter(by=clerk.pk).values_list("act", flat=True)) == ["spike", "redact"]
    assert verify()[0] == 0


def test_a_reason_is_needed_and_once_is_enough():
    story, root = make_proofread_story(), make_user(superuser=True)
    with pytest.raises(Refused, match="stays on record"):
        redact(story, reason="  ", by=root, now=NOW)
    redact(story, reason="Order", by=root, now=NOW)
    with pytest.raises(Refused, match="redacted already"):
        redact(story, reason="Order", by=root, now=NOW)


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


BLANKED = dict.fromkeys(
    ("standfirst", "byline", "dateline", "source_credit", "body", "correction", "note"), ""
)
BLANKED |= {"headline": BLANK, "caption_list": []}


def test_without_an_order_the_database_blanks_nothing():
    story = make_proofread_story()
    details = story.latest_revision().details | {"slugline": "", "desk_notes": "", "related": []}
    assert refused(lambda: Revision.objects.filter(story=story).update(**BLANKED, details=details))


@pytest.mark.parametrize(
    "also",
    [
        {"digest": "v1:" + "0" * 64}, {"author_name": "Nobody"}, {"words": 1}, {"headline": "Other"}, {"surviving": {}},
        {"body": "<p>Other.</p>"}, {"note": "Other"}, {"caption_list": [["Other", ""]]}, {"details": {}},
    ],
    ids=lambda also: next(iter(also)),
)  # fmt: skip
def test_with_an_order_the_database_lets_words_be_blanked_and_nothing_else(also):
    story, root = make_proofread_story(), make_user(superuser=True)
    Redaction.objects.create(story=story, reason="Order", by=root, by_name="root", at=NOW)
    revisions = Revision.objects.filter(story=story)
    details = story.latest_revision().details | {"slugline": "", "desk_notes": "", "related": []}
    assert refused(lambda: revisions.update(**{**BLANKED, "details": details, **also}))
    assert refused(lambda: revisions.update(headline=BLANK))
    assert revisions.update(**BLANKED, details=details) == 1


def test_an_order_on_one_story_opens_no_other():
    story, other = (
        make_proofread_story(),
        make_edition(related=[["Ferry", None, None]], pictures=[make_picture().pk]),
    )
    redact(story, reason="Order", by=make_user(superuser=True), now=NOW)
    assert refused(lambda: Edition.objects.filter(pk=other.pk).update(headline=BLANK))
    assert refused(lambda: EditionRelated.objects.update(title=BLANK, title_key=""))
    assert refused(lambda: EditionPicture.objects.update(caption="", credit=""))


def test_what_the_order_blanked_is_not_written_anew():
    story = make_story_that_says_it_everywhere()
    redact(story, reason="Order", by=make_user(superuser=True), now=NOW)
    assert refused(lambda: story.editions.update(headline="Forged"))
    assert refused(lambda: story.editions.update(superseded_at=NOW, made_by_name="Nobody"))
    assert refused(lambda: EditionRelated.objects.update(title="Forged"))
    assert refused(lambda: LedgerEntry.objects.update(act="nothing"))
    assert refused(lambda: Redaction.objects.all().delete())


def command(story, *arguments, by):
    call_command("redact", str(story.pk), *arguments, by=by.username, reason="Order", stdout=StringIO())


def test_the_command_asks_for_the_number_first(monkeypatch):
    story, root = make_proofread_story(), make_user(superuser=True)
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    with pytest.raises(CommandError, match="Nothing was done"):
        command(story, by=root)
    monkeypatch.setattr("builtins.input", lambda _: f" {story.pk} ")
    command(story, by=root)
    assert Redaction.objects.get().story_id == story.pk


def test_the_command_tells_refusals_and_asks_nothing_before():
    story = make_proofread_story()
    with pytest.raises(CommandError, match="does not have the right") as refusal:
        command(story, by=make_user(role="editor"))
    assert refusal.value.returncode == 1
    with pytest.raises(CommandError, match="no story 99999"):
        call_command("redact", "99999", by="x", reason="Order", yes=True)
    assert not Redaction.objects.exists()
