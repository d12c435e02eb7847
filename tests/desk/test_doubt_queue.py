"""The queue of open doubts: one after the other, and by filter."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localtime

from articles import drafting
from articles.models import Doubt, LedgerEntry, Story
from tests.desk.desk import address, client_of, message
from tests.desk.imported import doubted, imported, proposed
from tests.factories import make_imported_story, make_user
from tests.importing.helpers import copy_of, import_stories, write

pytestmark = pytest.mark.django_db


def test_the_queue_shows_one_doubt_with_its_lines_and_goes_on(tmp_path):
    first, second = doubted(imported(tmp_path, 2), line=3)
    client, queue = client_of(), address("doubt_queue")
    page = client.get(queue)
    assert (page.context["doubt"], page.context["count"], page.context["alike"]) == (first, 2, 2)
    assert [line.number for line in page.context["lines"] if line.is_doubtful] == [3]
    assert client.get(queue, {"after": first.pk}).context["doubt"] == second
    assert client.get(queue, {"after": second.pk}).context["doubt"] == first


def test_confirming_settles_a_doubt_by_name_and_shows_the_next(tmp_path):
    first, second = doubted(imported(tmp_path, 2))
    editor = make_user(role="editor")
    sent = {"revision": 1, "code": "no-date"}
    response = client_of(editor).post(address("doubt_confirm", first.pk), sent, follow=True)
    first.refresh_from_db()
    assert (first.settled_by, response.context["doubt"]) == (editor, second)
    assert response.request["QUERY_STRING"] == f"code=no-date&after={first.pk}&confirmed={first.pk}"


def confirmed(doubt, client):
    return client.post(address("doubt_confirm", doubt.pk), {"revision": 1}, follow=True)


def test_a_confirmation_is_taken_back_by_who_gave_it_and_the_doubt_shown_again(tmp_path):
    first, _ = doubted(imported(tmp_path, 2))
    client, back = client_of(), address("doubt_unconfirm", first.pk)
    assert f'action="{back}"' in confirmed(first, client).content.decode()
    assert "You have not confirmed this" in message(client_of().post(back, follow=True))
    page = client.post(back, follow=True)
    assert (page.context["doubt"], message(page)) == (first, f"Open again: {first.sentence}")
    assert (Doubt.objects.open().count(), back in page.content.decode()) == (2, False)
    assert "You have not confirmed this" in message(client.post(back, follow=True))
    assert list(LedgerEntry.objects.order_by("pk").values_list("act", flat=True))[-2:] == [
        "confirm",
        "unconfirm",
    ]


def test_a_doubt_that_a_save_has_settled_is_not_opened_again():
    story, user = make_imported_story(headline_is_provisional=True), make_user(role="editor")
    (doubt,) = doubted(story.files.get().run, code="no-headline", field="headline")
    client = client_of(user)
    confirmed(doubt, client)
    said = message(client.post(address("doubt_unconfirm", doubt.pk), follow=True))
    assert "The story was saved with it" in said
    assert Doubt.objects.open().count() == 0


@pytest.mark.parametrize("asked", [{"code": "none"}, {"run": "12345"}, {"shape": "x"}])
def test_a_filter_that_nothing_answers_to_says_so(tmp_path, asked):
    doubted(imported(tmp_path))
    assert "No open doubt answers to this." in client_of().get(address("doubt_queue"), asked).content.decode()


@pytest.mark.parametrize("asked", [{"run": "x"}, {"after": "'"}, {"run": "9" * 30}])
def test_what_is_no_number_asks_for_nothing(tmp_path, asked):
    (doubt,) = doubted(imported(tmp_path))
    assert client_of().get(address("doubt_queue"), asked).context["doubt"] == doubt


def test_a_doubt_of_a_dry_run_has_no_story_to_confirm_it_of(tmp_path):
    import_stories(write(tmp_path, {"ferry.txt": copy_of(date="")}), "--dry-run")
    doubt = Doubt.objects.get(code="no-date", story=None)
    client = client_of()
    assert client.get(address("doubt_alike", doubt.pk)).status_code == 404
    assert client.post(address("doubt_give", doubt.pk), {"value": "1999-03-05"}).status_code == 404


def test_who_imports_confirms_all_doubts_of_an_import_that_nobody_has_touched():
    story, importer = make_imported_story(headline_is_provisional=True), make_user(role="importer")
    (headline,), (date,) = (
        doubted(story.files.get().run, field=field) for field in ("headline", "published")
    )
    client = client_of(importer)
    client.post(address("doubt_confirm", headline.pk), {"revision": 1})
    client.post(address("doubt_confirm", date.pk), {"revision": 2})
    assert set(Doubt.objects.values_list("settled_by", flat=True)) == {importer.pk}
    assert not Story.objects.get().headline_is_provisional


@pytest.mark.parametrize("role", ["importer", "reviewer"])
def test_who_may_not_change_a_story_that_people_work_on_confirms_none_of_its_doubts(tmp_path, role):
    doubt = doubted(imported(tmp_path))[0]
    now = timezone.now()
    drafting.save(doubt.story, {"byline": "Jo Lind"}, base=1, by=make_user(role="editor"), now=now)
    client = client_of(role=role)
    assert "people have worked on" in client.get(address("doubt_queue")).context["why_not"]
    client.post(address("doubt_alike", doubt.pk), {"until": doubt.pk, "way": "confirm"})
    client.post(address("doubt_confirm", doubt.pk), {"revision": 2})
    assert Doubt.objects.open().count() == 1


def test_who_imports_is_shown_first_what_they_may_settle_and_told_who_settles_the_others(tmp_path):
    worked_on, untouched = doubted(imported(tmp_path, 2))
    editor, now = make_user(role="editor"), timezone.now()
    drafting.save(worked_on.story, {"byline": "Jo Lind"}, base=1, by=editor, now=now)
    client = client_of(role="importer")
    page = client.get(address("doubt_queue"))
    assert (page.context["doubt"], page.context["count"], page.context["why_not"]) == (untouched, 1, "")
    assert "1 more is about stories that people have worked on" in page.content.decode()
    every = client.get(address("doubt_queue"), {"others": "yes"})
    assert every.context["doubt"] == worked_on
    counts = [[count for _, _, count in seen.context["choices"]["run"]] for seen in (page, every)]
    assert counts == [[1], [2]]
    assert client_of(editor).get(address("doubt_queue")).context["doubt"] == worked_on


def test_who_imports_still_sees_doubts_of_which_they_may_settle_none(tmp_path):
    doubt = doubted(imported(tmp_path))[0]
    now = timezone.now()
    drafting.save(doubt.story, {"byline": "Jo Lind"}, base=1, by=make_user(role="editor"), now=now)
    page = client_of(role="importer").get(address("doubt_queue"))
    assert page.context["doubt"] == doubt
    assert "Writers and editors settle 1 of these" in page.content.decode()


def test_of_very_many_doubts_the_first_are_counted_and_the_page_says_so(tmp_path, monkeypatch):
    doubted(imported(tmp_path / "a", 3))
    doubted(imported(tmp_path / "b", 0, quay=copy_of(headline="A quay")), code="odd-end")
    monkeypatch.setattr("articles.desk.imports.doubts.ALIKE", 2)
    monkeypatch.setattr("articles.desk.imports.first_doubts.LOOKED_AT", 3)
    page = client_of().get(address("doubt_queue"))
    text, choices = page.content.decode(), page.context["choices"]
    assert "All 2+ like this" in text
    assert "Numbers are those of the first 3 open doubts." in text
    assert [count and count.told for *_, count in choices["run"]] == ["3+", None]
    assert choices["code"][0][2].told == "3+"
    assert ("odd-end", "Odd end of the text", None) in choices["code"]
    assert (
        client_of().get(address("doubt_queue"), {"code": "odd-end"}).context["choices"]["run"][0][2].told
        == "1"
    )


def test_who_imports_is_told_that_there_may_be_others_where_not_all_are_counted(tmp_path, monkeypatch):
    worked_on, *untouched = doubted(imported(tmp_path, 3))
    drafting.save(
        worked_on.story, {"byline": "Jo Lind"}, base=1, by=make_user(role="editor"), now=timezone.now()
    )
    monkeypatch.setattr("articles.desk.imports.first_doubts.LOOKED_AT", 1)
    client = client_of(role="importer")
    assert client.get(address("doubt_queue")).context["doubt"] == untouched[0]
    pages = [client.get(address("doubt_queue"), asked).content.decode() for asked in ({}, {"others": "yes"})]
    assert "Look at the others too" in pages[0]
    assert "They may be among these. <a" in pages[1]


def test_the_queue_is_not_for_strangers(client):
    assert client.get(address("doubt_queue")).status_code == 302
    assert client_of(make_user()).get(address("doubt_queue")).status_code == 403


@pytest.mark.once
def test_the_queue_costs_the_same_for_one_doubt_and_for_thirty(tmp_path):
    client, counts = client_of(), []
    for count in (1, 30):
        doubted(imported(tmp_path / str(count), count))
        with CaptureQueriesContext(connection) as captured:
            client.get(address("doubt_queue"))
        counts.append(len(captured))
    assert counts[0] == counts[1] > 4


def undated(tmp_path):
    """The doubt about a story whose file has no date."""
    imported(tmp_path, 0, ferry=copy_of(date=""))
    return Doubt.objects.get(code="no-date")


def test_a_missing_date_is_given_in_the_queue_and_cannot_be_confirmed(tmp_path):
    doubt, editor = undated(tmp_path), make_user(role="editor")
    client = client_of(editor)
    page = client.get(address("doubt_queue"), {"code": "no-date"})
    assert "right as it stands <kbd>" not in page.content.decode()
    sent = {"revision": 1, "value": "1999-03-05", "code": "no-date"}
    assert "Settled: Date given." in message(client.post(address("doubt_give", doubt.pk), sent, follow=True))
    story = Story.objects.get()
    doubt.refresh_from_db()
    assert (localtime(story.published_at).date(), story.published_precision) == (date(1999, 3, 5), "day")
    assert (doubt.settled_by, story.revision_number) == (editor, 2)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"value": "5 March"}, "is no date"), ({"value": "9999-12-31"}, "is still to come"),
        ({"value": "1500-06-01"}, "lies before 1600"),
        ({"value": " "}, "Give the headline, or the date"),
        ({"value": "1999-03-05", "revision": 0}, "has changed since"),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_refused(tmp_path, sent, says):
    doubt = undated(tmp_path)
    doubted(doubt.file.run)  # another one follows
    response = client_of().post(address("doubt_give", doubt.pk), {"revision": 1} | sent, follow=True)
    assert says in message(response)
    assert Doubt.objects.open().filter(pk=doubt.pk).exists()
    assert (response.context["doubt"], response.context["to_give"]["value"]) == (doubt, sent["value"])


def test_who_may_not_change_stories_is_sent_to_the_lines_and_gives_nothing(tmp_path):
    doubt, client = undated(tmp_path), client_of(role="importer")
    page = client.get(address("doubt_queue")).content.decode()
    assert ("There is no date to confirm." in page, "Give it" in page) == (True, False)
    client.post(address("doubt_give", doubt.pk), {"revision": 1, "value": "1999-03-05"})
    assert Story.objects.get().published_at is None
    assert "Confirm all" not in client.get(address("doubt_alike", doubt.pk)).content.decode()


def test_the_other_reading_of_a_date_is_offered_and_a_headline_given(tmp_path):
    imported(tmp_path, 0, ferry=copy_of(date="03/04/2024"))
    doubt, client = Doubt.objects.get(code="ambiguous-date"), client_of()
    assert client.get(address("doubt_queue")).context["to_give"]["value"] == "2024-03-04"
    Doubt.objects.update(code="no-headline", field="headline")
    client.post(address("doubt_give", doubt.pk), {"revision": 1, "value": " Ferry  sinks "})
    assert (Story.objects.get().headline, Doubt.objects.open().count()) == ("Ferry sinks", 0)


def test_the_other_reading_of_a_date_late_in_the_day_of_another_clock_is_offered(tmp_path):
    imported(tmp_path, 0, ferry=copy_of(date="12/11/2024 11:30 pm EST"))
    assert localtime(Story.objects.get().published_at).day == 13
    page = client_of().get(address("doubt_queue"), {"code": "ambiguous-date"})
    assert page.context["to_give"]["value"] == "2024-12-11"


def test_the_other_reading_of_a_date_that_is_given_keeps_its_hour(tmp_path):
    imported(tmp_path, 0, ferry=copy_of(date="03/04/2024 14:30"))
    doubt, client = Doubt.objects.get(code="ambiguous-date"), client_of()
    client.post(address("doubt_give", doubt.pk), {"revision": 1, "value": "2024-03-04"})
    assert str(localtime(Story.objects.get().published_at))[:16] == "2024-03-04 14:30"


def test_what_another_file_says_of_the_field_stands_beside_the_doubt(tmp_path):
    doubt = undated(tmp_path)
    proposal = proposed(doubt.story, "published", "5 Mar 1999")
    proposed(doubt.story, "byline", "Ana Ruiz")
    page = client_of().get(address("doubt_queue"))
    assert page.context["proposed"] == [proposal]
    link = f"{address('proposal_changelist')}?field=published&amp;after={proposal.pk - 1}"
    assert f'<a href="{link}">5 Mar 1999</a>' in page.content.decode()
    assert "5 Mar 1999" not in client_of(role="importer").get(address("doubt_queue")).content.decode()
