"""The desk's page of names: listed and searched, spelled, forgotten."""

import pytest
from django.utils import timezone

from articles import findings, spelling
from articles.models import KnownName
from articles.rules import Refused
from tests.desk.desk import address, message
from tests.factories import make_edition, make_story, make_user

pytestmark = pytest.mark.django_db
LIST = address("knownname_changelist")


@pytest.fixture
def editor(client):
    user = make_user(role="editor")
    client.force_login(user)
    return user


def prefer(name, *, by, **given):
    return spelling.prefer(name, by=by, now=timezone.now(), **given)


def listed(client, query=""):
    return [row.spelling for row in client.get(LIST + query).context["rows"]]


def proposed(body):
    found = findings.in_revision(make_story(body=body).latest_revision(), now=timezone.now())
    return [one.finding.replacement for one in found if one.finding.code == "known-name"]


def test_an_editor_says_how_a_name_is_written_and_never(client, editor):
    sent = {"spelling": "Inés Peña-Ruiz", "kind": "person", "wrong": "Agnes Ruiz\n"}
    assert client.post(address("knownname_add"), sent).url == LIST
    assert listed(client, "?q=pena+ruiz") == ["Inés Peña-Ruiz"]
    assert proposed("<p>It was Ines Pena Ruiz, and Agnes Ruiz.</p>") == ["Inés Peña-Ruiz"] * 2


def test_what_is_forgotten_stays_so_whatever_is_published(client, editor):
    for _ in range(2):
        make_edition(body="<p>They met Petra Holm at the quay.</p>")
    row = KnownName.objects.get(spelling="Petra Holm")
    client.post(address("knownname_forget", row.pk))
    make_edition(body="<p>They met Petra Holm at the quay.</p>")
    assert ("Petra Holm" in listed(client), listed(client, "?standing=forgotten")) == (False, ["Petra Holm"])
    prefer("Petra Holm", by=editor)
    assert "Petra Holm" in listed(client)


def test_a_name_that_is_called_otherwise_leaves_its_old_spelling_as_a_wrong_form(client, editor):
    row = prefer("Harwick Poste", kind="organisation", by=editor)
    sent = {"spelling": "Harwick Post", "kind": "organisation", "seen": spelling.seen(row)}
    client.post(address("knownname_change", row.pk), sent)
    assert (listed(client), listed(client, "?standing=wrong")) == (["Harwick Post"], ["Harwick Poste"])


def test_a_colleague_is_not_saved_over(client, editor):
    row, colleague = prefer("Petra Holm", by=editor), make_user(role="editor", username="first")
    sent = {"spelling": "Petra Holm", "kind": "person", "wrong": "", "seen": spelling.seen(row)}
    prefer("Petra Holm", wrong=["Petra Hlom"], by=colleague)
    response = client.post(address("knownname_change", row.pk), sent)
    told = [str(message) for message in response.context["messages"]]
    assert told[0].startswith("first has changed “Petra Holm” while you were at it.")
    assert listed(client, "?standing=wrong") == ["Petra Hlom"]


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("Petra Hlom", [], "a wrong form of “Petra Holm”"),
        ("Ivo Tarn", ["Petra Holm"], "a spelling of ours"),
        ("Ivo Tarn", ["Petra Hlom"], "take it out there"),
        ("Ivo Tarn", ["ivo tarn"], "in signs alone"),
        ("…", [], "Write a name"),
        ("a", [], "“a” is a word of every story"),
        ("Ivo Tarn", ["The"], "“The” is a word of every story"),
        ("<b>Bold</b>", [], "A name has no “<”"),
        ("x" * 101, [], "at most 100"),
    ],
)
def test_refuses_what_contradicts_itself(editor, name, wrong, said):
    prefer("Petra Holm", wrong=["Petra Hlom"], by=editor)
    with pytest.raises(Refused, match=said):
        prefer(name, wrong=wrong, by=editor)


def test_all_see_the_names_and_only_editors_change_them(client, editor):
    row = prefer("Petra Holm", by=editor)
    reader = make_user(role="reviewer")
    client.force_login(reader)
    assert listed(client) == ["Petra Holm"]
    assert [client.get(address(f"knownname_{page}", *args)).status_code for page, args in (
        ("add", ()), ("change", (row.pk,)),
    )] == [403, 403]  # fmt: skip
    with pytest.raises(Refused, match="right"):
        prefer("Ivo Tarn", by=reader)


def test_names_are_listed_in_pages_by_their_key(client, editor, monkeypatch):
    monkeypatch.setattr("articles.desk.known_names.ROWS", 2)
    for name in ("Ana Tarn", "Ben Tarn", "Cal Tarn"):
        prefer(name, by=editor)
    page = client.get(LIST + "?q=tarn")
    assert (page.context["more"], listed(client, f"?{page.context['more']}")) == (
        "q=tarn&after=ben+tarn",
        ["Cal Tarn"],
    )


def test_a_name_that_published_stories_say_is_called_wrong_by_a_second_press_alone(client, editor):
    for _ in range(2):
        make_edition(body="<p>They met the Harbour Alliance at the quay.</p>")
    sent = {"spelling": "Harbour Trust", "kind": "organisation", "wrong": "harbour alliance"}
    asked = client.post(address("knownname_add"), sent)
    (said,) = map(str, asked.context["messages"])
    assert said.startswith("2 published stories say “Harbour Alliance”. Nothing is saved yet")
    assert proposed("<p>It was the Harbour Alliance.</p>") == []
    client.post(address("knownname_add"), sent | {"although": asked.context["although"]})
    assert proposed("<p>It was the Harbour Alliance.</p>") == ["Harbour Trust"]


@pytest.mark.parametrize("gone", ["taken out", "forgotten"])
def test_a_name_of_published_stories_that_is_wrong_no_more_is_known_again(client, editor, gone):
    for _ in range(2):
        make_edition(body="<p>They met Petra Holm at the quay.</p>")
    row = prefer(
        "Petra Holm Trust", kind="organisation", wrong=["petra holm"], although=["petra holm"], by=editor
    )
    if gone == "forgotten":
        client.post(address("knownname_forget", row.pk))
    else:
        sent = {"spelling": "Petra Holm Trust", "kind": "organisation", "seen": spelling.seen(row)}
        client.post(address("knownname_change", row.pk), sent)
    assert listed(client, "?standing=known&q=petra") == ["Petra Holm"]
    assert proposed("<p>It was Petra Hlom.</p>") == ["Petra Holm"]


def test_a_name_that_is_spelled_a_second_time_keeps_its_wrong_forms(client, editor):
    for wrong in ("Rope Walk Road", "Ropework Street"):
        sent = {"spelling": "Ropewalk Street", "kind": "other", "wrong": wrong}
        done = client.post(address("knownname_add"), sent, follow=True)
    told = "We write “Ropewalk Street”, and never “Rope Walk Road” and “Ropework Street”."
    assert message(done) == told
    assert listed(client, "?standing=wrong") == ["Rope Walk Road", "Ropework Street"]


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("Renée Castellane", "Renee Castellane", ["Renée Castellane"]),
        ("Callum Hesketh-Roe", "Callum Hesketh Roe", ["Callum Hesketh-Roe"]),
        ("Desmond Pyle", "Desmond Pile", ["Desmond Pyle"]),
        ("Sam Dunmore-Pike", "Sam Dunmore-Pyke", ["Sam Dunmore-Pike"]),
        ("Harbour Trust", "Harbor Trust", ["Harbour Trust"]),
        ("Desmond Pyle", "Desmond Kyle", []),
    ],
)
def test_what_is_nearly_a_name_that_the_desk_spells_is_found_without_being_named(
    editor, name, typed, expected
):
    prefer(name, by=editor)
    assert proposed(f"<p>It was {typed}.</p>") == expected
