"""The desk's first page: columns by stage, mine first, and what waits for the person who looks."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import ledger, notices, press, proofing, windows
from articles.drafting import scratch
from articles.models import Debt, Doubt, Effect, Hold, Mark, ReaderReport, Stage, Story
from tests.desk.acts import make, make_fixed_story, make_flash_that_is_out, make_submitted_story
from tests.desk.desk import address, client_of
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_source,
    make_story,
    make_user,
)
from tests.proofing.marks import ask, suggest

pytestmark = pytest.mark.django_db


def overview(client):
    return client.get(reverse("admin:index")).context["overview"]


def columns(client):
    return {
        column["title"]: [story["headline"] for story in column["items"]]
        for column in overview(client)["columns"]
    }


def piles(client):
    return {pile.key: [item["headline"] for item in pile.items] for pile in overview(client)["piles"]}


def change(story, **facts):
    """What ``workflow`` keeps beside a story, put there as it would be."""
    Story.objects.filter(pk=story.pk).update(**facts)


def test_a_story_stands_in_the_column_of_its_stage():
    make_story(headline="Begun"), make_proofread_story(headline="Read"), make_edition(headline="Out")
    assert columns(client_of()) == {"Drafts": ["Begun"], "Proofing": [], "Ready to publish": ["Read"]}


def test_mine_come_first_then_the_urgent_then_those_that_stand_longest():
    editor, now = make_user(role="editor"), timezone.now()
    for hours, headline in enumerate(["Newest", "Older", "Oldest"]):
        make_story(headline=headline, now=now - timedelta(hours=hours))
    change(make_story(headline="Urgent"), priority=1)
    change(make_story(headline="Taken"), writer_account=editor, writer_active_at=now)
    change(make_story(headline="Left idle"), writer_account=editor, writer_active_at=now - timedelta(days=1))
    drafts = columns(client_of(editor))["Drafts"]
    assert drafts == ["Taken", "Urgent", "Oldest", "Older", "Newest", "Left idle"]


def test_a_writer_sees_their_own_alone_and_a_calm_desk():
    writer = make_user(role="writer")
    make_story(by=writer, headline="Mine"), make_story(headline="Of somebody else")
    client = client_of(writer)
    assert columns(client)["My drafts"] == ["Mine"]
    assert "Nothing is late, and nobody waits for you." in client.get(reverse("admin:index")).content.decode()


def test_what_somebody_took_of_mine_is_theirs():
    writer, other = make_user(role="writer"), make_user(role="writer")
    change(make_story(by=writer), writer_account=other, writer_active_at=timezone.now())
    assert columns(client_of(writer))["My drafts"] == []
    assert len(columns(client_of(other))["My drafts"]) == 1


def test_archive_releases_stand_in_no_column():
    change(make_imported_story(), is_archive=True)
    assert columns(client_of()) == {"Drafts": [], "Proofing": [], "Ready to publish": []}


def test_what_is_past_its_time_is_late_until_it_is_out_or_spiked():
    now = timezone.now()
    for headline, facts in {
        "Late": {},
        "Spiked": {"stage": Stage.SPIKED},
        "Out": {"edition_revision": 1},
    }.items():
        change(make_story(headline=headline), due_at=now - timedelta(hours=1), **facts)
    change(make_story(headline="Soon"), due_at=now + timedelta(hours=1))
    assert piles(client_of()) == {"late": ["Late"]}


def hang_on_everything(story, *, of, now):
    """One of each thing that waits for an editor, ``of`` another than whom it waits for."""
    edition = make_edition(headline="Live", editor=of)
    Debt.objects.create(story=edition.story, edition=edition, opened_at=now)
    revision = story.latest_revision()
    said = {name: getattr(revision, name) for name in ("headline", "body", "byline", "digest")}
    copy_of(edition, story=story, revision=revision, made_at=now, live_from=now + timedelta(hours=2), **said)
    by = {"author": of, "author_name": ledger.name_of(of)}
    Mark.objects.create(story=story, revision=revision, note="Is it so?", made_at=now, **by)
    ReaderReport.objects.create(story=story, says="A typo", made_at=now)
    Effect.objects.create(key="mail/1", kind="mail", made_at=now, due_at=now, error="No route")


def copy_of(edition, **facts):
    edition.pk, edition._state.adding = None, True
    for name, value in facts.items():
        setattr(edition, name, value)
    edition.save(force_insert=True)


def test_an_editor_sees_each_pile_that_holds_something():
    editor, now = make_user(role="editor"), timezone.now()
    hang_on_everything(make_story(by=editor, headline="Mine"), of=make_user(role="editor"), now=now)
    file = make_imported_story(headline="Doubtful").files.get()
    Doubt.objects.create(file=file, story=file.story, field="published", sentence="No date.")
    assert piles(client_of(editor)) == {
        "comments": ["Mine"], "debts": ["Live"], "scheduled": ["Mine"], "reports": ["Mine"],
        "doubts": ["Doubtful"], "failing": ["mail/1"],
    }  # fmt: skip
    assert piles(client_of(role="writer")) == {}


@pytest.mark.parametrize(("role", "page"), [("editor", "story_pass"), ("proofreader", "story_proof")])
def test_a_fix_to_pass_leads_to_where_that_is_done(role, page):
    story = make_fixed_story()
    [pile] = [pile for pile in overview(client_of(role=role))["piles"] if pile.key == "fixes"]
    assert [item["address"] for item in pile.items] == [address(page, story.pk)]


def test_what_readers_see_as_it_stands_is_no_fix_to_pass():
    editor, story = make_user(role="editor"), make_submitted_story(headline="Unread")
    press.override(story, revision=1, reason="It is on fire", by=editor, now=timezone.now())
    fix, client = make_fixed_story(headline="A fix"), client_of()
    assert piles(client)["fixes"] == ["A fix"]
    listed = client.get(address("story_changelist"), {"public": "fixes"}).context["cl"].result_list
    assert [row.pk for row in listed] == [fix.pk]


def test_open_doubts_and_names_to_merge_lead_to_their_queues():
    file = make_imported_story().files.get()
    doubt = Doubt.objects.create(file=file, story=file.story, field="published", sentence="No date.")
    make_source(name="Harbour Wire"), make_source(name="Harbor Wire")
    client = client_of(role="importer")
    doubts, names = overview(client)["piles"]
    assert (names.items[0]["headline"], names.title) == ("Harbour Wire · Harbor Wire", "Sources to merge")
    assert client.get(doubts.items[0]["address"]).context["doubt"] == doubt
    assert client.get(names.items[0]["address"]).context["pair"].why == names.items[0]["said"]


def test_what_is_spiked_has_no_doubts_to_settle():
    story = make_imported_story()
    Doubt.objects.create(file=story.files.get(), story=story, field="published", sentence="No date.")
    change(story, stage=Stage.SPIKED)
    assert piles(client_of()) == {}


def test_a_flash_stays_among_the_developing_until_what_was_read_of_it_is_published():
    read = make_flash_that_is_out(read_by=make_user(role="proofreader", username="ada"), headline="Read")
    make_flash_that_is_out(headline="Unread")
    client = client_of()
    assert piles(client)["debts"] == ["Read", "Unread"]
    page = client.get(reverse("admin:index")).content.decode()
    assert page.count("Read by ada: publish it to end “Developing”") == 1
    listed = client.get(address("story_changelist"), {"public": "developing"}).context["cl"].result_list
    assert {story.headline for story in listed} == {"Read", "Unread"}
    make(client, read, "publish")
    assert piles(client)["debts"] == ["Unread"]


def test_a_new_story_that_was_never_saved_can_be_gone_on_with():
    writer, now = make_user(role="writer"), timezone.now()
    scratch.keep(writer, None, {"headline": "Begun", "opened": "1"}, base=0, now=now)
    scratch.keep(writer, make_story(by=writer), {"headline": "Another"}, base=1, now=now)
    client = client_of(writer)
    [pile] = overview(client)["piles"]
    assert [(item["headline"], item["at"]) for item in pile.items] == [("Begun", now)]
    page = client.get(pile.items[0]["address"])
    assert page.context["form"]["headline"].value() == "Begun"
    assert piles(client_of(role="writer")) == {}


def test_what_somebody_is_told_stands_on_their_desk_alone():
    writer, now = make_user(role="writer"), timezone.now()
    notices.tell([writer], key="k", kind="returned", sentence="Your story came back.", now=now)
    assert [notice.sentence for notice in overview(client_of(writer))["notices"]] == ["Your story came back."]
    assert overview(client_of())["notices"] == []


def test_a_slip_says_what_must_catch_the_eye():
    story, editor, now = make_story(), make_user(role="editor"), timezone.now()
    change(story, priority=1, target_words=400)
    facts = {"placed_by": editor, "placed_by_name": "E", "placed_at": now}
    Hold.objects.create(story=story, kind="legal", reason="Ask the lawyer", **facts)
    page = client_of().get(reverse("admin:index")).content.decode()
    assert all(words in page for words in ("Urgent", "On hold", "9 of 400 words"))


@pytest.mark.once
@pytest.mark.parametrize("role", ["writer", "editor"])
def test_the_page_costs_the_same_for_one_story_and_for_fifty(role, django_assert_num_queries):
    user = make_user(role=role)
    client = client_of(user)
    hang_on_everything(make_story(by=user), of=make_user(role="editor"), now=timezone.now())
    with django_assert_num_queries(8):
        client.get(reverse("admin:index"))
    for _ in range(25):
        make_story(by=user), make_imported_story()
    with django_assert_num_queries(8):
        client.get(reverse("admin:index"))


def test_a_pile_is_counted_to_a_hundred_and_no_further():
    user = make_user(role="editor")
    like = make_story(by=user)
    rows = [Story(headline="x", created_at=like.created_at, changed_at=like.changed_at) for _ in range(110)]
    Story.objects.bulk_create(rows)
    page = overview(client_of(user))["columns"][0]
    assert (page["count"], len(page["items"])) == ("99+", 8)


def test_a_story_knows_the_revision_of_its_last_edition():
    now, editor = timezone.now(), make_user(role="editor")
    story = make_edition(editor=editor).story
    press.withdraw(story, reason="duplicate", by=editor, now=now)
    unpublished = make_story()
    windows.note_last([unpublished.pk])
    found = Story.objects.order_by("pk").values_list("edition_revision", flat=True)
    assert list(found) == [1, None]


def test_an_account_without_a_role_sees_no_story():
    make_story(headline="Bridge opens")
    page = client_of(make_user()).get(reverse("admin:index"))
    assert (page.status_code, b"Bridge opens" in page.content) == (200, False)


@pytest.mark.parametrize(
    ("role", "offered"), [("importer", True), ("writer", False), ("proofreader", False), ("reviewer", False)]
)
def test_who_brings_in_copy_begins_on_the_desk(role, offered):
    page = client_of(role=role).get(reverse("admin:index")).content.decode()
    assert (f'href="{address("importrun_add")}">Bring in copy' in page) == offered


@pytest.mark.parametrize(
    ("role", "daily"),
    [
        ("editor", ["Stories", "Front page", "Reader reports", "Pictures", "Style book", "Policies"]),
        ("proofreader", ["Stories", "Reader reports", "Pictures", "Style book"]),
    ],
)
def test_rooms_of_every_day_stand_by_themselves_and_the_others_in_two_menus(role, daily):
    page = client_of(role=role).get("/admin/")
    menu = [(title, [room["name"] for room in rooms]) for title, rooms in page.context["menu"]]
    assert [name for title, names in menu if not title for name in names] == daily
    assert [(title, names) for title, names in menu if title] == [
        ("Names", ["Sources", "Proofreaders", "Writers", "Topics", "Known names"]),
        ("Imports", ["Import runs", "Imported files", "Doubts", "Proposals", "Line rules"]),
    ]
    assert page.content.decode().count("<summary>Imports</summary>") == 1


def test_what_is_asked_of_me_and_what_was_answered_lead_to_the_very_words():
    ben, ann = make_user(role="writer", username="ben"), make_user(role="proofreader", username="ann")
    story = make_story(by=ben, headline="Mine")
    mark, spiked = ask(story, to=ben, by=ann), ask(make_story(headline="Spiked"), to=ben, by=ann)
    change(spiked.story, stage=Stage.SPIKED)
    suggest(story, "Tuesday", "Monday", by=ann), suggest(story, "again", "", by=ann)
    asked, comments = overview(client_of(ben))["piles"]
    assert [(item["said"], item["who"]) for item in asked.items] == [("Who says so?", "ann")]
    assert asked.items[0]["address"] == f"{address('story_read', story.pk)}#comment-{mark.pk}"
    assert {item["said"] for item in comments.items} == {"Tuesday → Monday", "Take out: again"}
    proofing.reply(mark, note="The mayor.", by=ben, now=timezone.now())
    [answers] = overview(client_of(ann))["piles"]
    assert [(item["said"], item["who"]) for item in answers.items] == [("The mayor.", "ben")]


def test_the_list_has_them_too():
    ben, ann = make_user(role="writer"), make_user(role="proofreader")
    asked, answered, suggested = make_story(by=ben), make_story(by=ben), make_story(by=ben)
    ask(asked, to=ben, by=ann), suggest(suggested, "Tuesday", "Monday")
    proofing.reply(ask(answered, to=ben, by=ann), note="The mayor.", by=ben, now=timezone.now())
    found = [
        [
            row.pk
            for row in client_of(user)
            .get(address("story_changelist"), {"comments": which})
            .context["cl"]
            .result_list
        ]
        for user, which in ((ben, "asked"), (ann, "answered"), (ann, "suggestions"), (ann, "asked"))
    ]
    assert found == [[asked.pk], [answered.pk], [suggested.pk], []]
