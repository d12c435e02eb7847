"""The style book in the admin: read, searched, written, tried, put in force; exceptions taken back."""

import re

import pytest
from django.utils import timezone

from articles import styling
from articles.desk.stylebook import trials
from articles.models import Revision, StyleRule
from articles.styling import trying
from articles.text.style import CHECKS
from tests.desk.desk import address, client_of, message
from tests.factories import make_edition, make_story, make_topic, make_user
from tests.stylebook import make_live_rule, make_rule, try_out
from tests.test_styling import dismiss

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BOOK = "/admin/articles/stylerule/"
ROLES = ["writer", "proofreader", "editor", "importer", "reviewer"]


def typed(**words):
    return {
        "name": "Plain words", "kind": "words", "find": "utilise -> use", "severity": "warn", "language": "en",
        "reason": "We write plainly.", "whole_words": "on", "spares_quotations": "on",
    } | words  # fmt: skip


def shown(page):
    """The names of the book by heading."""
    return {heading: [entry.name for entry in entries] for heading, entries in page.context["groups"]}


def text(page):
    return page.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_on_the_desk_reads_the_book_and_only_editors_write_in_it(role):
    rule, client = make_live_rule(), client_of(role=role)
    writes = {200} if role == "editor" else {403}
    assert "Plain words" in text(client.get(BOOK))
    assert client.get(address("stylerule_entry", rule.code)).status_code == 200
    assert {
        client.get(f"{BOOK}add/").status_code,
        client.post(f"{BOOK}add/", typed(name="")).status_code,
    } == writes
    changing = client.get(address("stylerule_change", rule.pk))
    assert changing.status_code == (200 if role == "editor" else 302)
    client.post(address("stylerule_act", rule.pk, "retire"), {"base": rule.version})
    rule.refresh_from_db()
    assert rule.state == ("retired" if role == "editor" else "live")


def test_strangers_and_accounts_without_a_group_see_nothing(client):
    rule = make_rule()
    pages = [BOOK, address("stylerule_entry", rule.code), address("stylerule_trial", rule.pk)]
    assert {client.get(page).status_code for page in pages} == {302}
    assert {client_of(role="").get(page).status_code for page in pages} == {403}


def test_book_holds_all_checks_by_severity_and_the_desks_own_rules():
    make_live_rule(name="Plain words", severity="block")
    make_rule(name="On trial")
    page = client_of(role="reviewer").get(BOOK)
    groups = shown(page)
    assert [heading.split(":")[0] for heading in groups] == ["Blocks", "Warns", "Being tried"]
    named = [name for names in groups.values() for name in names]
    assert len(named) == len({check.code for check in CHECKS}) + 3
    assert "Plain words" in next(iter(groups.values()))
    assert all(check.reason.replace("'", "&#x27;") in text(page) for check in CHECKS)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=typed+twice", {"Doubled word"}),
        ("q=UTILISE", {"Plain words"}),
        ("q=zzz", set()),
        ("whose=ours", {"Plain words", "Scores"}),
        ("whose=ours&section=harbour", {"Plain words"}),
        ("whose=ours&section=sport", {"Plain words", "Scores"}),
        ("whose=ours&severity=info", {"Scores"}),
        ("whose=nobody&severity=x&section=9", None),
    ],
)
def test_book_is_searched_and_sieved(query, expected):
    make_topic(name="Harbour")
    make_live_rule()
    make_live_rule(name="Scores", find="nil", severity="info", section=make_topic(name="Sport"))
    page = client_of(role="writer").get(f"{BOOK}?{query}")
    found = {name for names in shown(page).values() for name in names}
    assert found == expected if expected is not None else len(found) > 20
    assert ("Nothing in the style book is like that" in text(page)) == (not found)


@pytest.mark.once
def test_book_costs_the_same_for_one_rule_and_for_many():
    make_rule()
    client = client_of(role="reviewer")
    client.get(BOOK)
    before = count_of(client)
    for number in range(8):
        rule = make_rule(name=f"Rule {number}", section=make_topic())
        dismiss(make_story(), rule.code)
    assert 3 < before == count_of(client)


def count_of(client, page=BOOK):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return len(queries)


def test_entry_tells_what_came_of_a_rule():
    rule, story = make_rule(), make_story()
    for code in (rule.code, rule.code, "doubled-word", f"{rule.code}-2"):
        Revision.objects.bulk_create([revision_like(story.latest_revision(), f"rule:{code}")])
    dismiss(story, rule.code)
    for code, counts in ((rule.code, (2, 1)), ("doubled-word", (1, 0))):
        assert client_of().get(address("stylerule_entry", code)).context["entry"].counts == counts
    assert client_of().get(f"{BOOK}house/no-such-rule/").status_code == 404


def revision_like(revision, words_of):
    revision.pk, revision.words_of = None, words_of
    revision.number = Revision.objects.count() + 1
    return revision


def test_rule_is_tried_by_the_press_that_saves_it_and_put_in_force():
    make_edition(paragraphs=["They utilise it."])
    draft = make_story(headline="Utilise it")
    client = client_of()
    done = client.post(f"{BOOK}add/", typed(), follow=True)
    rule = StyleRule.objects.get()
    assert (done.redirect_chain[-1][0], message(done)) == (address("stylerule_trial", rule.pk), "Saved.")
    assert "2 places in 2 of 2 stories" in text(done)
    assert done.context["hits"][0].story_id == draft.pk
    assert "<del>utilise</del> <ins>use</ins>" in text(done)
    live = client.post(address("stylerule_act", rule.pk, "live"), {"base": rule.version}, follow=True)
    assert "whoever proofreads is told of it from now on" in message(live)
    assert StyleRule.objects.live().get() == rule


@pytest.mark.parametrize(
    ("words", "said", "state"),
    [
        ({"severity": "info"}, "not in force until somebody puts it in force", "draft"),
        ({"reason": "Plain is better."}, "Saved.", "live"),
    ],
)
def test_a_change_that_takes_a_live_rule_out_of_force_says_so(words, said, state):
    rule = make_live_rule()
    done = client_of().post(
        address("stylerule_change", rule.pk), typed(base=rule.version, **words), follow=True
    )
    rule.refresh_from_db()
    assert (said in message(done), rule.state) == (True, state)


def test_trial_goes_on_by_itself_only_where_it_was_begun(monkeypatch):
    monkeypatch.setattr(trying, "BATCH", 1)
    monkeypatch.setattr(trying, "PIECE", 0)
    monkeypatch.setattr(trials.styling, "go_on", in_short_pieces)
    for _ in range(2):
        make_story(headline="Utilise")
    client = client_of()
    page = client.post(f"{BOOK}add/", typed(), follow=True)
    where = address("stylerule_trial", StyleRule.objects.get().pk)
    assert ("1 of 2 stories" in text(page), "going_on.js" in text(page)) == (True, True)
    elsewhere = text(client_of().get(where))
    assert ("Go on" in elsewhere, "going_on.js" in elsewhere) == (True, False)
    client.post(where)
    assert "2 places in 2 of 2 stories" in text(client.post(where, follow=True))


def in_short_pieces(trial, **named):
    return trying.go_on(trial, **named, piece=0)


def test_trial_is_of_the_wording_that_there_is():
    rule, client, editor = try_out(make_rule()), client_of(), make_user(role="editor")
    styling.change(rule, {"find": "use"}, base=rule.version, note="", by=editor, now=timezone.now())
    page = text(client.get(address("stylerule_trial", rule.pk)))
    assert ("as it was worded before" in page, "Put it in force" in page) == (True, False)
    anew = client.post(
        address("stylerule_act", rule.pk, "live"), {"base": StyleRule.objects.get().version}, follow=True
    )
    assert "Try the rule over all stories first" in message(anew)


def test_stories_of_a_trial_come_in_pages_by_key(monkeypatch):
    monkeypatch.setattr(trials, "STORIES", 2)
    stories = [make_story(headline="Utilise").pk for _ in range(3)]
    rule, client = try_out(make_rule()), client_of(role="writer")
    first = client.get(address("stylerule_trial", rule.pk))
    assert [hit.story_id for hit in first.context["hits"]] == stories[:0:-1]
    second = client.get(f"{address('stylerule_trial', rule.pk)}?before={first.context['older']}")
    assert ([hit.story_id for hit in second.context["hits"]], second.context["older"]) == (stories[:1], None)


def test_form_tries_a_rule_on_a_sentence_before_it_is_saved():
    sentence = "Utilise it. “We utilise it,” he said."
    page = client_of().post(f"{BOOK}add/", typed(sentence=sentence, **{"try": "yes"}))
    assert page.context["tried"].after == "Use it. “We utilise it,” he said."
    assert page.context["tried"].messages == ["Our style is “Use”, not “Utilise”."]
    assert not StyleRule.objects.exists()


def test_entry_tries_a_built_in_check_on_a_sentence():
    page = client_of(role="writer").get(f"{BOOK}house/doubled-word/?sentence=The+head+of+of+it")
    assert page.context["tried"].after == "The head of it"
    assert "Nothing is found in it." in text(client_of().get(f"{BOOK}house/doubled-word/?sentence=Fine"))


@pytest.mark.parametrize(
    ("words", "field", "sentence"),
    [
        ({"kind": "pattern", "find": "(use"}, "find", "Character 1: this bracket is not closed."),
        (
            {"kind": "pattern", "find": "use", "replacement": r"\1"},
            "replacement",
            "Character 1: there is no group 1",
        ),
        ({"find": "use ->"}, "find", "Line 1 has nothing after its arrow."),
        ({"reason": ""}, "reason", "This field is required."),
        ({"language": "English"}, "language", "Give the tag of a language"),
        ({"section": "99999999999999999999"}, "section", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(words, field, sentence):
    page = client_of().post(f"{BOOK}add/", typed(**words))
    assert page.context["form"].errors[field][0].startswith(sentence)
    assert re.findall(r'name="(\w+)"[^>]* autofocus', text(page)) == [field]
    assert not StyleRule.objects.exists()


def test_stale_form_keeps_what_was_typed():
    rule, client = make_rule(), client_of()
    client.post(address("stylerule_change", rule.pk), typed(name="Theirs", base=1))
    page = client.post(address("stylerule_change", rule.pk), typed(name="Mine", base=1))
    (wrong,) = page.context["form"].non_field_errors()
    assert "has changed this rule meanwhile" in wrong
    assert 'class="errornote" role="alert" tabindex="-1" autofocus' in text(page)
    assert page.context["form"]["name"].value() == "Mine"
    history = client.get(address("stylerule_entry", rule.code)).context["versions"]
    assert [(row.name, changed) for row, changed in history] == [("Theirs", "“Name”"), ("Plain words", "")]


def test_exceptions_of_the_desk_stand_at_their_entry_and_are_taken_back():
    row = dismiss(make_story(), "doubled-word", exact="New New")
    client = client_of(make_user(role="proofreader"))
    page = client.get(f"{BOOK}house/doubled-word/")
    assert [found.exact for found in page.context["exceptions"]] == ["New New"]
    assert "Take back" not in text(client_of(role="writer").get(f"{BOOK}house/doubled-word/"))
    after = client.post(address("stylerule_exception_back", row.pk), follow=True)
    assert ("“New New” is found again" in message(after), after.context["exceptions"]) == (True, [])


def test_link_does_nothing_and_odd_addresses_have_an_answer():
    rule, client = make_live_rule(), client_of()
    for where in (
        address("stylerule_act", rule.pk, "retire"),
        f"{BOOK}exceptions/{dismiss(make_story(), 'x').pk}/back/",
    ):
        assert "Nothing was done yet" in message(client.get(where, follow=True))
    assert client.post(address("stylerule_act", rule.pk, "burn")).status_code == 404
    assert client.get(f"{BOOK}{'9' * 30}/change/").status_code == 404
    for query in ("before=x", "earlier=x", "before=" + "9" * 40, "sentence=" + "x" * 2_000):
        assert client.get(f"{address('stylerule_entry', rule.code)}?{query}").status_code == 200
    assert StyleRule.objects.live().count() == 1
