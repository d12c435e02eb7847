"""What was settled many at once, taken back as one act: but for the stories that somebody touched since."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localtime

from articles import drafting, importing
from articles.importing.reading import renewing
from articles.importing.reviewing import ruling
from articles.models import Doubt, LedgerEntry, SettledDoubt, Settlement, Story
from articles.text.parsing import Role
from tests.desk.desk import address, client_of, going, message
from tests.desk.imported import doubted, imported, proposed
from tests.factories import make_imported_story, make_user
from tests.importing.helpers import copy_of, import_stories, write

pytestmark = pytest.mark.django_db


def settled(doubt, client, **sent) -> Settlement:
    """All that are like a doubt, confirmed at once, or settled as is ``sent``."""
    sent = {"until": Doubt.objects.latest("pk").pk, "way": "confirm"} | sent
    client.post(address("doubt_alike", doubt.pk), sent)
    return Settlement.objects.latest("pk")


def taken_back(settlement, client):
    return client.post(address("settlement_take_back", settlement.pk), follow=True)


def two_dates(folder) -> Doubt:
    imported(folder, 0, **{name: copy_of(headline=name, date="03/04/2024") for name in ("ferry", "pier")})
    return Doubt.objects.filter(code="ambiguous-date").earliest("pk")


def days() -> list[date]:
    return [
        localtime(at).date() for at in Story.objects.order_by("pk").values_list("published_at", flat=True)
    ]


def test_what_one_confirmed_at_once_another_takes_back(tmp_path):
    doubt, ana = doubted(imported(tmp_path, 3))[0], make_user(role="editor", username="ana")
    settlement, bo = settled(doubt, client_of(ana)), make_user(role="writer", username="bo")
    assert (settlement.by, Doubt.objects.open().count()) == (ana, 0)
    told = taken_back(settlement, client_of(bo))
    assert "Taken back: 3 doubts are open again." in message(told)
    assert Doubt.objects.open().filter(settled_by=None, settled_by_name="").count() == 3
    assert "bo took 3 of them back" in told.content.decode()
    assert LedgerEntry.objects.filter(act="unsettle", by=bo, story__isnull=False).count() == 3


def test_dates_that_were_swapped_at_once_are_as_before_in_a_revision_of_their_own(tmp_path):
    doubt, client = two_dates(tmp_path), client_of()
    settlement = settled(doubt, client, way="swap")
    assert days() == [date(2024, 3, 4)] * 2
    assert "2 doubts are open again" in message(taken_back(settlement, client))
    assert (days(), Doubt.objects.open().filter(code=doubt.code).count()) == ([date(2024, 4, 3)] * 2, 2)
    authors = [row.author_name for row in doubt.story.revisions.order_by("number")]
    assert (authors[0], authors[2], len(authors)) == ("ferry.txt", "ferry.txt", 3)
    assert doubt.story.revisions.get(number=3).note.endswith(
        "took back what was settled with many others at once"
    )
    told = StringIO()
    call_command("verify_ledger", stdout=told)
    assert "no fault" in told.getvalue()


def test_a_date_that_was_taken_back_follows_its_file_again(tmp_path):
    doubt, client = two_dates(tmp_path), client_of()
    taken_back(settled(doubt, client, way="swap"), client)
    import_stories(write(tmp_path / "archive", {"ferry.txt": copy_of(headline="ferry", date="9 May 2024")}))
    assert days() == [date(2024, 5, 9), date(2024, 4, 3)]


def test_the_page_says_first_what_would_be_taken_back_and_what_is_left(tmp_path):
    doubt, client = two_dates(tmp_path), client_of()
    settlement = settled(doubt, client, way="swap")
    drafting.save(doubt.story, {"byline": "Jo Lind"}, base=2, by=make_user(role="editor"), now=timezone.now())
    page = client.get(address("settlement_change", settlement.pk))
    assert [(one["now"], one["again"]) for one in page.context["shown"]] == [("4 Mar 2024", "3 Apr 2024")]
    assert (page.context["back"], page.context["touched"]) == (1, 1)
    assert (days(), "Take 1 back" in page.content.decode()) == ([date(2024, 3, 4)] * 2, True)
    told = message(taken_back(settlement, client))
    assert "1 story left as it is: Somebody has worked on the story since." in told
    assert "1 doubt is open again" in told
    assert days() == [date(2024, 3, 4), date(2024, 4, 3)]


def test_other_doubts_of_a_story_that_are_settled_since_are_no_work_on_it(tmp_path):
    run, editor = imported(tmp_path, 2), make_user(role="editor")
    first, client = doubted(run)[0], client_of(editor)
    settlement = settled(first, client)
    sources = doubted(run, code="several-sources", field="source")
    later = settled(sources[0], client)
    drafting.confirm(doubted(run, code="no-body", field="body")[0], revision=1, by=editor, now=timezone.now())
    assert "2 doubts are open again" in message(taken_back(settlement, client))
    assert set(Doubt.objects.open().values_list("code", "field")) == {
        ("no-date", "published"),
        ("no-body", "body"),
    }
    assert later.rows.standing().count() == 2


def test_a_headline_confirmed_at_once_is_provisional_again_and_what_was_proposed_for_it_open():
    story, client = make_imported_story(headline="Ferry", headline_is_provisional=True), client_of()
    proposal = proposed(story, field="headline", shown="Ferry is back")
    facts = {"file": story.files.get(), "story": story, "field": "headline", "sentence": "It may be another."}
    doubt, other = (Doubt.objects.create(code=code, **facts) for code in ("unsure-headline", "no-headline"))
    settlement = settled(doubt, client)
    story.refresh_from_db()
    assert (story.headline_is_provisional, Doubt.objects.open().count()) == (False, 0)
    taken_back(settlement, client)
    story.refresh_from_db()
    proposal.refresh_from_db()
    assert (story.headline_is_provisional, proposal.is_taken, proposal.settled_at) == (True, None, None)
    assert set(Doubt.objects.open()) == {doubt, other}


def test_what_was_opened_again_by_hand_and_confirmed_by_hand_stays_confirmed(tmp_path):
    doubt, editor = doubted(imported(tmp_path, 1))[0], make_user(role="editor")
    settlement = settled(doubt, client_of(editor))
    doubt.refresh_from_db()
    drafting.unconfirm(doubt, by=editor, now=timezone.now())
    drafting.confirm(doubt, revision=1, by=editor, now=timezone.now())
    assert "nothing left to take back" in message(taken_back(settlement, client_of(editor)))
    assert Doubt.objects.open().count() == 0


def test_many_are_taken_back_batch_by_batch_each_of_which_leads_to_the_next(tmp_path, monkeypatch):
    client = client_of()
    settlement = settled(doubted(imported(tmp_path, 3))[0], client)
    monkeypatch.setattr("articles.importing.reviewing.settling.BATCH", 2)
    page = taken_back(settlement, client)
    assert ("data-going-on" in page.content.decode(), Doubt.objects.open().count()) == (True, 2)
    told = client.post(address("settlement_take_back", settlement.pk), going(page), follow=True)
    assert "Taken back: 3 doubts are open again." in message(told)


def test_who_imports_takes_back_what_was_confirmed_of_stories_that_nobody_has_worked_on(tmp_path):
    doubts = doubted(imported(tmp_path, 2))
    settlement = settled(doubts[0], client_of(role="editor"))
    drafting.save(doubts[1].story, {"byline": "Jo"}, base=1, by=make_user(role="editor"), now=timezone.now())
    told = message(taken_back(settlement, client_of(role="importer")))
    assert ("1 doubt is open again" in told, "1 story left as it is" in told) == (True, True)
    assert list(Doubt.objects.open()) == doubts[:1]


def test_who_may_not_settle_so_takes_nothing_back(tmp_path):
    swapped = settled(two_dates(tmp_path), client_of(), way="swap")
    page = address("settlement_change", swapped.pk)
    for role in ("importer", "reviewer"):
        client = client_of(role=role)
        assert client.post(address("settlement_take_back", swapped.pk)).status_code == 403
        assert "Writers and editors take it back." in client.get(page).content.decode()
    assert days() == [date(2024, 3, 4)] * 2


def test_nothing_is_taken_back_by_get_or_under_a_number_that_there_is_none_of(tmp_path):
    client = client_of()
    settlement = settled(doubted(imported(tmp_path, 1))[0], client)
    told = client.get(address("settlement_take_back", settlement.pk), follow=True)
    assert ("Nothing was done" in message(told), SettledDoubt.objects.standing().count()) == (True, 1)
    assert client.post(address("settlement_take_back", settlement.pk + 1)).status_code == 404
    assert client.get(address("settlement_change", settlement.pk + 1)).status_code == 404


@pytest.mark.parametrize("page", ["settlement_change", "settlement_changelist"])
def test_the_pages_ask_the_database_no_more_of_many(tmp_path, page):
    client, asked = client_of(), []
    for count in (1, 7):
        run = imported(tmp_path / str(count), count)
        settlement = settled(doubted(run)[0], client)
        with CaptureQueriesContext(connection) as found:
            client.get(address(page, *([settlement.pk] if page == "settlement_change" else [])))
        asked.append(len(found))
    assert asked[0] == asked[1] > 3


def test_the_queue_leads_to_what_was_settled_last_and_the_list_to_all_of_it(tmp_path):
    client, doubt = client_of(), doubted(imported(tmp_path, 2))[0]
    sent = {"until": Doubt.objects.latest("pk").pk, "way": "confirm"}
    page = client.post(address("doubt_alike", doubt.pk), sent, follow=True).content.decode()
    assert address("settlement_change", Settlement.objects.get().pk) in page
    assert address("settlement_changelist") in page
    told = client.get(address("settlement_changelist")).content.decode()
    assert "Confirmed: No date" in told


def test_a_run_whose_dates_were_swapped_and_taken_back_is_undone_as_if_nobody_had_touched_it(tmp_path):
    doubt, client = two_dates(tmp_path), client_of()
    run, settlement = doubt.file.run, settled(doubt, client, way="swap")
    assert importing.foresee_undo(run, now=timezone.now()).spiked == 0
    taken_back(settlement, client)
    assert importing.foresee_undo(run, now=timezone.now()).spiked == 2


def test_a_rule_that_reads_files_again_is_no_work_on_their_stories_and_a_hand_that_does_is(tmp_path):
    names = ("ferry", "pier")
    imported(
        tmp_path,
        0,
        **{name: copy_of(headline=name, date="", source="") + f"\n~~ checked {name}\n" for name in names},
    )
    doubt, editor = Doubt.objects.filter(code="no-date").earliest("pk"), make_user(role="editor")
    client = client_of(editor)
    settlement = settled(doubt, client, way="give", date="1999-03-05")
    told = {"name": "Checked", "example": "~~ checked", "role": Role.PROOFREADER, "collection": ""}
    rule = ruling.make(**told, begins=True, by=editor, now=timezone.now())
    assert "2 read otherwise now" in message(client.post(address("linerule_carry_out", rule.pk), follow=True))
    file = doubt.file
    file.refresh_from_db()
    renewing.say(file, {1: Role.KICKER}, seen=renewing.mark_of(file), by=editor, now=timezone.now())
    assert LedgerEntry.objects.filter(act="reread", by=editor).count() == 3
    told = message(taken_back(settlement, client))
    assert ("1 doubt is open again" in told, "1 story left as it is: Somebody" in told) == (True, True)
    assert list(Story.objects.filter(published_at__isnull=False)) == [doubt.story]


def test_what_was_released_from_the_archive_stays_out_of_the_columns_given_a_date_or_not(tmp_path):
    ferry, pier = two_dates(tmp_path), Doubt.objects.filter(code="ambiguous-date").latest("pk")
    Story.objects.filter(pk=ferry.story_id).update(is_archive=True)
    client = client_of()
    settlement = settled(ferry, client, way="swap")
    found = [set(Story.objects.filter(is_archive=True))]
    taken_back(settlement, client)
    found.append(set(Story.objects.filter(is_archive=True)))
    assert found == [{ferry.story}] * 2
    drafting.save(ferry.story, {"byline": "Jo"}, base=3, by=make_user(role="editor"), now=timezone.now())
    assert not Story.objects.filter(pk__in=[ferry.story_id, pier.story_id], is_archive=True).exists()


def test_who_imports_confirms_what_others_settled_and_took_back(tmp_path):
    doubt, editor = two_dates(tmp_path), client_of()
    settlement, importer = settled(doubt, editor, way="swap"), client_of(role="importer")
    page = importer.get(address("doubt_alike", doubt.pk))
    assert page.context["may_settle"] is False
    taken_back(settlement, editor)
    assert importer.get(address("doubt_alike", doubt.pk)).context["may_settle"] is True
    settled(doubt, importer)
    assert Doubt.objects.open().filter(code=doubt.code).count() == 0
