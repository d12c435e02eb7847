"""The page of a fix, through the front door: edit, see what changes for readers, send."""

from unittest.mock import Mock

import pytest
from django.utils import timezone

from articles import drafting, reports
from articles.approval import unread_details
from articles.models import SLIP, Edition, ReaderReport, Revision, Scratch
from articles.rules import Refused
from articles.text.blocks import from_passages
from tests.desk.acts import SURE, make, make_fixed_story, make_live_story, state
from tests.desk.desk import address, client_of, message
from tests.factories import make_picture, make_proofread_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def make_ferry():
    return make_live_story(paragraphs=["The ferry carries 14 people.", "It sails on Tuesday."])


def body(people="41", day="Tuesday"):
    return from_passages([("p", f"The ferry carries {people} people."), ("p", f"It sails on {day}.")])


def fix(story, *, client=None, press="_send", to="story_fix", follow=True, **typed):
    """What a browser sends from the page as it is, but for ``typed``."""
    client = client or client_of(role="writer")
    page = client.get(address("story_fix", story.pk))
    form = page.context["form"]
    sent = {field.html_name: field.value() or "" for field in form} | {"base": page.context["base"]}
    sent |= {"kind": "typo", press: "yes"}
    return client.post(address(to, story.pk), sent | typed, follow=follow)


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_a_slip_is_sent_and_readers_see_it_when_somebody_else_has_passed_it():
    story = make_ferry()
    response = fix(story, body=body())
    story.refresh_from_db()
    assert (story.revision_number, story.stage, story.correction) == (2, "proofing", "")
    page = f'on the page <a href="{address("story_pass", story.pk)}">Pass and publish</a>.'
    assert f"Readers see it once somebody else has passed it, {page}" in message(response)
    assert "14 people" in Edition.objects.live(timezone.now()).get().body
    assert Revision.objects.get(number=2).note == SLIP


def test_seeing_the_changes_saves_nothing_and_keeps_what_was_typed():
    story = make_ferry()
    before = state(story)
    page = fix(story, press="_see", body=body(), standfirst="A bigger boat.")
    said = [group.says for group in page.context["changes"].summary]
    assert said == ["1 number", "1 other change of words"]
    assert page.context["form"]["standfirst"].value() == "A bigger boat."
    assert state(story) == before


def test_a_correction_is_drafted_from_what_is_picked():
    story = make_ferry()
    seen = fix(story, press="_see", body=body(day="Monday"))
    key = next(choice["key"] for choice in seen.context["choices"] if "41" in choice["new"])
    drafted = fix(story, press="_see", body=body(day="Monday"), kind="correction", pick=[key])
    sentence = "An earlier version said “The ferry carries 14 people”. It is 41."
    assert drafted.context["form"]["correction"].value() == sentence
    fix(story, body=body(day="Monday"), kind="correction", pick=[key], correction=sentence, drafted=sentence)
    story.refresh_from_db()
    assert story.correction == sentence


def test_a_sentence_that_somebody_put_better_is_left_alone():
    story = make_ferry()
    seen = fix(story, press="_see", body=body())
    page = fix(
        story, press="_see", body=body(), kind="correction", correction="It carries 41.", drafted="It is 41.",
        pick=[seen.context["choices"][0]["key"]],
    )  # fmt: skip
    assert page.context["form"]["correction"].value() == "It carries 41."


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"kind": "correction"}, "correction", "Tell readers what was wrong, and what is right."),
        ({"kind": ""}, "kind", "This field is required."),
        ({"kind": "whim"}, "kind", "Select a valid choice. whim is not one of the available choices."),
        ({"headline": " "}, "headline", "A story that readers see has a headline."),
    ],
)
def test_what_will_not_do_is_an_error_of_its_field_and_keeps_what_was_typed(typed, field, sentence):
    story = make_ferry()
    before = state(story)
    page = fix(story, **{"body": body(), **typed})
    assert errors(page) == {field: [sentence]}
    assert page.context["form"]["body"].value() == body()
    assert state(story) == before


def test_a_fix_that_changes_nothing_is_refused_with_the_page_as_it_was():
    story = make_ferry()
    response = fix(story)
    assert "You have changed nothing" in message(response)
    assert response.context["form"]["body"].value() == story.body


def test_what_was_typed_and_not_sent_is_offered_in_the_storys_own_form():
    story, client = make_ferry(), client_of(role="writer")
    fix(story, client=client, body=body(), kind="correction", opened="1764000000000")
    scratch = Scratch.objects.get(story=story)
    assert (scratch.fields["body"], scratch.base) == (body(), 1)
    fix(story, client=client, body=body(), opened="1764000000000")
    assert not Scratch.objects.exists()


def test_captions_are_words_too():
    story = make_live_story(pictures=[make_picture().pk], captions=[("A ferry.", "Ines")])
    fix(story, **{"caption-0": "The ferry."})
    story.refresh_from_db()
    assert story.captions() == (("The ferry.", "Ines"),)


def test_unpublished_work_is_told_of_and_goes_out_with_the_fix_or_is_set_aside():
    story, client = make_ferry(), client_of(role="writer")
    writer = make_user(role="writer", username="ines")
    drafting.save(story, {"body": body(day="Monday")}, base=1, by=writer, now=timezone.now())
    page = client.get(address("story_fix", story.pk))
    assert "The desk has changes that readers do not see</strong> (ines, revision 2)" in page.content.decode()
    assert not page.context["changes"].same
    page = client.post(address("story_fix", story.pk), {"_restore": "yes", "base": 2}, follow=True)
    assert "The text that readers see is back." in message(page)
    assert page.context["changes"].same
    story.refresh_from_db()
    assert (story.revision_number, "Tuesday" in story.body) == (3, True)
    assert "Monday" in Revision.objects.get(number=2).body


def test_a_restore_on_an_older_page_is_refused():
    story, writer = make_ferry(), make_user(role="writer")
    drafting.save(story, {"body": body(day="Monday")}, base=1, by=writer, now=timezone.now())
    before = state(story)
    sent = {"_restore": "yes", "base": 1}
    assert "has changed since" in message(client_of().post(address("story_fix", story.pk), sent, follow=True))
    assert state(story) == before


def test_a_fix_merges_with_what_a_colleague_saved_meanwhile():
    story, client = make_ferry(), client_of(role="writer")
    page = client.get(address("story_fix", story.pk))
    drafting.save(
        story, {"body": body("14", "Monday")}, base=1, by=make_user(role="writer"), now=timezone.now()
    )
    form = {field.html_name: field.value() or "" for field in page.context["form"]}
    client.post(
        address("story_fix", story.pk), form | {"base": 1, "kind": "typo", "_send": "yes", "body": body()}
    )
    story.refresh_from_db()
    assert story.body == body("41", "Monday")


def test_where_both_changed_the_same_words_both_versions_are_shown_and_nothing_is_lost():
    story, client = make_ferry(), client_of(role="writer")
    page = client.get(address("story_fix", story.pk))
    other = make_user(role="writer", username="ben")
    drafting.save(story, {"body": body("40", "Monday")}, base=1, by=other, now=timezone.now())
    form = {field.html_name: field.value() or "" for field in page.context["form"]} | {
        "base": 1,
        "kind": "typo",
    }
    page = client.post(address("story_fix", story.pk), form | {"_send": "yes", "body": body()})
    text = page.content.decode()
    assert "ben changed the same words while you were writing" in text
    assert "40 people" in text
    assert page.context["form"]["body"].value() == body("41", "Monday")
    assert page.context["base"] == 2
    story.refresh_from_db()
    assert story.revision_number == 2


def test_a_reader_who_reported_it_is_heard_above():
    story = make_ferry()
    report = ReaderReport.objects.create(
        story=story, quote="carries 14 people", says="It is 41.", name="Jo", made_at=timezone.now()
    )
    asked = {"quote": "carries 14 people", "report": report.pk}
    answer = client_of().get(address("story_fix", story.pk), asked)
    assert answer.context["form"]["kind"].value() == "correction"
    page = answer.content.decode()
    assert "A reader, Jo, says" in page
    assert "It is 41." in page
    assert '<blockquote lang="en-GB" data-quote>carries 14 people</blockquote>' in page
    other = make_ferry()
    assert client_of().get(address("story_fix", other.pk), {"report": report.pk}).status_code == 404
    fix(story, body=body(), report=report.pk)
    report.refresh_from_db()
    assert report.state == "asked"
    assert "A fix was sent as revision 2." in report.answer


def test_a_fix_whose_report_cannot_wait_for_it_is_not_sent(monkeypatch):
    story = make_ferry()
    given = {"quote": "", "says": "It is 41.", "name": "", "email": ""}
    report = reports.take(story, **given, now=timezone.now())
    monkeypatch.setattr(reports, "fix_sent", Mock(side_effect=Refused("The report is gone.")))
    page = fix(story, body=body(), report=report.pk)
    assert "The report is gone." in message(page)
    story.refresh_from_db()
    assert story.revision_number == 1


def test_only_a_live_story_is_fixed_and_by_those_who_may_change_it():
    draft, story = make_proofread_story(), make_ferry()
    refused = client_of().get(address("story_fix", draft.pk), follow=True)
    assert "Readers do not see this story now." in message(refused)
    refused = client_of(role="importer").get(address("story_fix", story.pk), follow=True)
    assert "does not have the right" in message(refused)


def test_the_changes_are_given_alone_while_one_types():
    story = make_ferry()
    before = state(story)
    response = fix(story, to="story_fix_changes", body=body(), press="_typed")
    assert response.context["sentence"] == ""
    assert "<html" not in response.content.decode()
    assert "1 number" in response.content.decode()
    assert state(story) == before
    client = client_of(role="importer")
    assert client.post(address("story_fix_changes", story.pk), {"base": 1}).status_code == 409


def test_a_sentence_that_waits_is_shown_again_and_one_that_was_told_is_not():
    story = make_fixed_story(correction="An earlier version said 14.", body=body())
    client = client_of(role="editor")
    form = client.get(address("story_fix", story.pk)).context["form"]
    assert (form["kind"].value(), form["correction"].value()) == ("correction", "An earlier version said 14.")
    client.post(address("story_pass", story.pk), {"revision": 2})
    form = client.get(address("story_fix", story.pk)).context["form"]
    assert (form["kind"].value() or "", form["correction"].value() or "") == ("", "")


def test_how_grave_the_error_was_is_read_again_when_it_is_changed_after_the_signature():
    story, told = make_ferry(), {"body": body(), "kind": "correction", "correction": "It is 41."}
    fix(story, **told, correction_severity="grave")
    make(client_of(role="proofreader"), story, "sign-off", **SURE)
    assert state(story)[0] == "proofread"
    writer = make_user(role="writer", username="ines")
    fix(story, client=client_of(writer), **told, correction_severity="ordinary")
    assert (state(story)[0], unread_details(story)) == ("proofing", {"correction_severity": "ines"})
    assert "this story is in proofing" in message(make(client_of(), story, "publish"))
