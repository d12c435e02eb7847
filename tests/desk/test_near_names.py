"""The queue of names that may be one: what it shows, and one press that merges or parts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import credits
from articles.desk.near_names import KINDS
from articles.models import Proofreader, ProofreaderPair, Source, SourcePair, Writer
from tests.desk.desk import address, client_of, message
from tests.factories import make_source, make_story, make_user, make_writer
from tests.importing.helpers import copy_of, import_stories, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUEUE = address("names")


def paired():
    one, other = make_source(name="Harbour Wire"), make_source(name="Harbor Wire")
    make_story(source=one, headline="Ferry"), make_story(source=other)
    return SourcePair.objects.get()


def decide(client, pair, act, kind="source"):
    return client.post(address("names_decide", kind, pair.pk, act), follow=True)


def test_an_import_brings_a_near_miss_to_the_queue_and_resolves_it_ever_after(tmp_path):
    other = copy_of(headline="Bakers", paragraphs=["Eleven bakers have signed up for the contest in Wexley."])
    write(tmp_path, {"a.txt": copy_of(), "b.txt": other.replace("Harbour Wire", "The Harbour Wire")})
    import_stories(tmp_path)
    pair = SourcePair.objects.get()
    assert "is merged into Harbour Wire" in message(decide(client_of(), pair, "first"))
    write(tmp_path, {"c.txt": other.replace("Eleven", "Twelve").replace("Harbour Wire", "The Harbour Wire")})
    import_stories(tmp_path)
    assert (Source.objects.standing().get().stories.count(), SourcePair.objects.open().count()) == (3, 0)


def test_the_queue_shows_both_names_with_their_stories_and_why():
    pair = paired()
    page = client_of().get(QUEUE)
    assert [(side.name, side.stories) for side in page.context["sides"]] == [
        (pair.first, 1),
        (pair.second, 1),
    ]
    assert ("Ferry" in page.content.decode(), pair.why) == (True, "One letter differs.")


def test_the_better_written_name_is_offered_first_though_the_other_has_more_stories():
    credits.ensure_many(Writer, ["ADA MARLOW", "Ada Marlaw"])
    loud = credits.resolve(Writer, "ada marlow")
    make_story(writers=[loud]), make_story(writers=[loud])
    assert str(client_of().get(QUEUE).context["likely"].name) == "Ada Marlaw"


@pytest.mark.parametrize("names", [["HW", "Harbour Wire"], ["HW", "Harbour Wire", "The Harbour Wire"]])
def test_the_full_name_is_to_stay_though_its_short_form_has_more_stories(names):
    rows = list(credits.ensure_many(Source, names).values())
    make_story(source=rows[0])
    page = client_of().get(QUEUE)
    stays = [page.context["likely"]] if page.context["likely"] else page.context["spellings"]
    assert [str(each.name) for each in stays if each == page.context["likely"] or each.stays] == [
        "Harbour Wire"
    ]


@pytest.mark.parametrize(("act", "left"), [("first", "Harbour Wire"), ("second", "Harbor Wire")])
def test_one_press_merges_into_the_name_that_stays(act, left):
    response = decide(client_of(), paired(), act)
    assert [str(source) for source in Source.objects.standing()] == [left]
    assert "No source waits for a decision." in response.content.decode()


def test_one_press_says_that_two_are_not_the_same():
    pair, editor = paired(), make_user(role="editor")
    assert "are two: nobody is asked again." in message(decide(client_of(editor), pair, "part"))
    pair.refresh_from_db()
    assert (pair.parted_by, Source.objects.standing().count()) == (editor, 2)
    assert "has said already" in message(decide(client_of(), pair, "part"))


def test_the_queue_begins_with_a_kind_that_has_pairs_and_goes_on_after_each():
    credits.ensure_many(Writer, ["Ada Marlow", "Ada Marlaw", "Ines Hart", "Inez Hart"])
    client = client_of()
    first = client.get(QUEUE).context["pair"]
    after = client.get(QUEUE, {"kind": "writer", "after": first.pk}).context
    assert (str(first), str(after["pair"]), after["word"]) == (
        "Ada Marlow and Ada Marlaw",
        "Ines Hart and Inez Hart",
        "writer",
    )


def test_a_writer_of_a_pair_has_stories_too():
    make_story(writers=[make_writer(name="Ada Marlow"), make_writer(name="Ada Marlaw")])
    assert [side.stories for side in client_of().get(QUEUE).context["sides"]] == [1, 1]


def spelled():
    """Four names: three spellings of one, and one that is near two of them."""
    rows = credits.ensure_many(Writer, ["ADA MARLAW", "Ada Marlow", "Marlow Ada", "Ada Marlo"])
    make_story(writers=[rows["ada marlaw"]], headline="Ferry"), make_story(writers=[rows["ada marlo"]])
    return rows


def together(client, rows, into, **more):
    sent = {"name": [row.pk for row in rows], "into": into.pk} | more
    return client.post(address("names_together", "writer"), sent, follow=True)


def test_all_spellings_of_a_name_are_asked_about_at_once_and_the_best_written_is_to_stay():
    rows = spelled()
    page = client_of().get(QUEUE)
    shown = page.context["spellings"]
    assert ({each.name for each in shown}, page.context["others"]) == (set(rows.values()), [])
    assert [str(each.name) for each in shown if each.stays] == ["Ada Marlo"]


def test_one_act_merges_all_that_are_ticked_after_showing_what_moves():
    rows, client = spelled(), client_of()
    into, ticked = rows["ada marlow"], [rows["ada marlaw"], rows["marlow ada"]]
    before = together(client, ticked, into)
    assert "1 story, 0 published versions, 0 aliases" in before.content.decode()
    assert Writer.objects.standing().count() == 4
    assert "2 names merged into Ada Marlow" in message(together(client, ticked, into, confirmed="yes"))
    assert {str(row) for row in Writer.objects.standing()} == {"Ada Marlow", "Ada Marlo"}
    assert client.get(QUEUE).context["pair"] is not None


def test_no_two_of_many_are_the_same_with_one_press():
    rows, client = spelled(), client_of()
    sent = {"act": "part", "shown": [row.pk for row in rows.values()]}
    page = client.post(address("names_together", "writer"), sent, follow=True)
    assert ("No two of them" in message(page), page.context["pair"]) == (True, None)
    assert Writer.objects.standing().count() == 4


def test_a_name_that_was_said_to_be_another_is_not_ticked():
    rows = credits.ensure_many(Writer, ["Ada Marlow", "Ada Marlo", "Ada Marlows"])
    pair = credits.PAIRS[Writer].objects.get(first=rows["ada marlow"], second=rows["ada marlo"])
    credits.ensure_many(Writer, ["Ada Marlos"])
    credits.part(pair, by=make_user(role="editor"), now=timezone.now())
    shown = client_of().get(QUEUE).context["spellings"]
    assert [str(each.name) for each in shown if each.is_other] == ["Ada Marlo"]


def test_nothing_is_merged_without_a_name_that_stays_and_another():
    rows, client = spelled(), client_of()
    one = rows["ada marlow"]
    assert "tick at least one other" in message(together(client, [one], one, confirmed="yes"))
    merged = client.get(address("names_together", "writer"), follow=True)
    assert ("Nothing was done" in message(merged), Writer.objects.standing().count()) == (True, 4)


def test_a_merge_is_taken_back_from_the_queue():
    pair, client = paired(), client_of()
    decide(client, pair, "first")
    (row,) = client.get(QUEUE).context["lately"]
    page = client.get(address("names_apart", "source", row.pk)).content.decode()
    assert "1 story" in page
    done = client.post(address("names_apart", "source", row.pk), follow=True)
    assert "Harbor Wire stands for itself again" in message(done)
    assert (Source.objects.standing().count(), pair.second.stories.count()) == (2, 1)
    assert client.get(address("source_change", row.pk)).status_code == 200


def test_a_name_that_is_merged_leads_to_the_page_that_takes_it_back():
    pair, client = paired(), client_of()
    decide(client, pair, "first")
    page = client.get(address("source_change", pair.second.pk)).content.decode()
    assert address("names_apart", "source", pair.second.pk) in page


@pytest.mark.parametrize("role", ["writer", "proofreader", ""])
def test_who_may_not_change_names_merges_and_parts_none(role):
    rows, client = spelled(), client_of(make_user(role=role))
    assert together(client, rows.values(), rows["ada marlow"]).status_code == 403
    assert client.post(address("names_apart", "writer", 1)).status_code == 403


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 200), ("importer", 200), ("writer", 403), ("proofreader", 403), ("", 403)]
)
def test_the_queue_is_for_those_who_may_change_names(role, status):
    pair, client = paired(), client_of(make_user(role=role))
    assert (client.get(QUEUE).status_code, decide(client, pair, "part").status_code) == (status, status)


def test_strangers_are_asked_to_log_in(client):
    assert client.get(QUEUE).status_code == 302


def test_what_is_no_pair_or_no_act_is_not_found():
    pair, client = paired(), client_of()
    assert decide(client, pair, "both").status_code == 404
    assert decide(client, pair, "part", kind="topic").status_code == 404
    assert client.post(address("names_decide", "writer", 12345, "part")).status_code == 404
    assert client.get(QUEUE, {"kind": "x", "after": "'"}).context["pair"] == pair


def test_a_pair_is_decided_by_post_alone():
    pair = paired()
    page = client_of().get(address("names_decide", "source", pair.pk, "first"), follow=True)
    assert ("Nothing was done" in message(page), SourcePair.objects.open().count()) == (True, 1)


@pytest.mark.once
def test_the_queue_costs_the_same_for_one_pair_and_for_thirty():
    client, counts = client_of(), []
    for number in (1, 30):
        credits.ensure_many(Proofreader, [f"Ada Marl{e}w {n}" for n in range(number) for e in "oa"])
        with CaptureQueriesContext(connection) as captured:
            client.get(QUEUE)
        counts.append(len(captured))
    assert counts[0] == counts[1] > 4
    assert ProofreaderPair.objects.open().count() == 30


@pytest.mark.once
def test_many_spellings_cost_as_many_queries_as_three():
    client, counts = client_of(), []
    for names in (["Ada Marlow", "Ada Marlo", "Ada Marlaw"], [f"Ada Marlo{end}" for end in "abcdefghij"]):
        credits.ensure_many(Proofreader, names)
        with CaptureQueriesContext(connection) as captured:
            shown = len(client.get(QUEUE).context["spellings"])
        counts.append((shown, len(captured)))
    assert (counts[0][0], counts[1][0], counts[0][1]) == (3, 13, counts[1][1])


@pytest.mark.parametrize("name", ["source", "proofreader", "writer"])
def test_the_list_of_names_leads_to_its_pairs_of_near_names_while_there_are_any(name):
    kind, client = KINDS[name], client_of(role="editor")
    link = f'href="{address("names")}?kind={name}"'
    assert link not in client.get(address(f"{name}_changelist")).content.decode()
    credits.ensure_many(kind, ["Ada Marlow", "Ada Marlaw"])
    assert link in client.get(address(f"{name}_changelist")).content.decode()
    assert link not in client_of(role="reviewer").get(address(f"{name}_changelist")).content.decode()
