"""Whatever a story's file tells is held against its ledger and its texts; what is damaged is named."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import drafting, evidence, press, proofing, reports, workflow
from articles.text import chains
from articles.text.proving import SHAPES, NotEvidence, faults_of
from tests.factories import make_edition, make_imported_story, make_story, make_user
from tests.proofing.marks import ask, suggest

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = timezone.now()


def file_of(story):
    """As it is after it was written down and read again."""
    return json.loads(json.dumps(evidence.of(story, now=NOW)))


def make_full_file():
    """Of a story with each kind of row: held, shown in a flash, signed, reported on and commented."""
    story, editor = make_story(paragraphs=["One paragraph."]), make_user(role="editor")
    at = {"by": editor, "now": NOW}
    press.flash(story, revision=1, **at)
    workflow.submit(story, revision=1, **at)
    workflow.sign_off(story, revision=1, **at)
    held = workflow.hold(story, kind="legal", reason="Ask counsel", **at)
    workflow.lift(story, hold=held, note="Cleared", **at)
    workflow.embargo(story, until=NOW + timedelta(days=1), zone="Europe/London", **at)
    mark = proofing.comment(story, revision=1, note="Who says so?", **at)
    proofing.resolve(mark, **at)
    report = reports.take(story, quote="", says="It was Monday.", name="", email="", now=NOW)
    reports.answer(report, state="declined", answer="It was not.", **at)
    drafting.name_revision(story.latest_revision(), name="As sent to counsel", **at)
    story.refresh_from_db()
    return file_of(story)


def row(part, **changes):
    return lambda document: document[part][0].update(changes)


def part(**changes):
    return lambda document: document.update(changes)


TOLD = [
    ("“signoffs” does not say what the ledger does of the act “sign-off”", part(signoffs=[])),
    ("“signoffs” tells of the act “sign-off”", row("signoffs", rules_version="0")),
    ("“signoffs” tells of the act “take-back” by Ann",
     row("signoffs", taken_back={"by_name": "Ann", "at": chains.moment(NOW), "reason": ""})),
    ("“words_by” names who is the author of no revision", row("words_by", name="Ann")),
    ("“words_by” is not what the texts", row("words_by", words=1)),
    ("the “headline” of the story", lambda document: document["story"].update(headline="Forged")),
    ("the “stage” of the story", lambda document: document["story"].update(stage="draft")),
    ("the “embargo” of the story", lambda document: document["story"].update(embargo=None)),
    ("“holds” does not say what the ledger does of the act “hold”", part(holds=[])),
    ("“holds” does not say what the ledger does of the act “lift”", row("holds", lifted_note="Never mind")),
    ("“comments” does not say what the ledger does of the act “comment”", part(comments=[])),
    ("“reports” does not say what the ledger does of the act “report”", part(reports=[])),
    ("“reports” does not say what the ledger does of their answers", row("reports", state="corrected")),
    ("“debts” does not hold one for each flash", part(debts=[])),
    ("“debts” does not say who settled that of edition 1", row("debts", settled_by_name="Ann")),
    ("“debts” does not say what the ledger does of edition 1", row("debts", settled_at=None, how="")),
    ("“redacted” is not what the ledger says", part(redacted={"at": "", "by_name": "", "reason": ""})),
    ("revision 1 is not called “”", row("revisions", name="")),
    ("revision 1 does not have 7 words", row("revisions", words=7)),
    ("the “is_flash” of edition 1", row("editions", is_flash=False)),
    ("the “override_reason” of edition 1", row("editions", override_reason="The mayor died.")),
    ("the “way” of edition 1", row("editions", way="passed")),
    ("“proves_itself” and “faults” do not agree", part(proves_itself=False)),
    ("Found when the file was made: A fault.", part(faults=["A fault."], proves_itself=False)),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "forge_it"), TOLD)
def test_whatever_a_file_tells_is_held_against_its_ledger_and_its_texts(sentence, forge_it):
    document = make_full_file()
    assert faults_of(document) == []
    forge_it(document)
    assert any(sentence in fault for fault in faults_of(document)), faults_of(document)


def make_file_of_marks():
    """Of a story with a suggestion that was accepted, and a query that was answered and settled."""
    story, editor = make_story(paragraphs=["One paragraph."]), make_user(role="editor")
    at = {"by": editor, "now": NOW}
    mark = suggest(story, "paragraph", "sentence")
    proofing.accept(mark, revision=1, **at)
    story.refresh_from_db()
    query = ask(story, to=editor)
    proofing.reply(query, note="The mayor.", **at)
    proofing.resolve(query, **at)
    proofing.withdraw(taken_back := suggest(story, "One", "A"), by=taken_back.author, now=NOW)
    story.refresh_from_db()
    return file_of(story)


@pytest.mark.parametrize(
    ("sentence", "forged"),
    [
        ("does not say what the ledger does of the act “suggest”", {"kind": "comment"}),
        ("tells of the act “reject-suggestion”", {"outcome": "rejected"}),
        ("does not say what the ledger does of the act “accept-suggestion”", {"became": 1}),
        ("tells of the act “reply” by Ann", {"replies": [{"author_name": "Ann", "made_at": "", "note": ""}]}),
    ],
)
def test_suggestions_and_queries_are_held_against_the_ledger(sentence, forged):
    document = make_file_of_marks()
    assert faults_of(document) == []
    row("comments", **forged)(document)
    assert any(sentence in fault for fault in faults_of(document)), faults_of(document)


def test_no_revision_is_of_a_suggestion_that_nobody_accepted():
    document = make_file_of_marks()
    document["revisions"][1]["key"] = "suggestion:0"
    assert any("revision 2 is not by suggestion:0" in fault for fault in faults_of(document))


def test_a_flash_owed_again_or_replaced_is_told_as_its_ledger_has_it():
    story, editor = make_story(paragraphs=["One paragraph."]), make_user(role="editor")
    press.flash(story, revision=1, by=editor, now=NOW)
    workflow.submit(story, revision=1, by=editor, now=NOW)
    workflow.sign_off(story, revision=1, by=editor, now=NOW)
    workflow.take_back(story, reason="", revision=1, by=editor, now=NOW + timedelta(hours=1))
    story.refresh_from_db()
    assert faults_of(file_of(story)) == []
    press.withdraw(story, reason="error", by=editor, now=NOW + timedelta(hours=2))
    story.refresh_from_db()
    document = file_of(story)
    assert (faults_of(document), document["debts"][0]["how"]) == ([], "Withdrawn")


def test_an_edition_that_nobody_signed_is_not_passed():
    document = file_of(make_edition().story)
    for signoff in document["signoffs"]:
        signoff["at"] = chains.moment(NOW + timedelta(days=1))
    assert any("the “way” of edition 1" in fault for fault in faults_of(document))


def test_a_file_that_came_in_is_told_of():
    document = file_of(make_imported_story())
    assert faults_of(document) == []
    document["files"] = []
    assert "“files” does not hold the file of entry 1" in faults_of(document)[0]


@pytest.mark.parametrize("name", SHAPES)
def test_a_damaged_part_is_named(name):
    document = file_of(make_edition().story)
    with pytest.raises(NotEvidence, match=f"its part “{name}” is not as the desk writes it"):
        faults_of(document | {name: 5})


@pytest.mark.parametrize("name", ["story", "ledger", "revisions", "signoffs", "editions", "words_by"])
def test_what_a_part_lacks_is_told_by_the_name_of_the_part(name):
    document = file_of(make_edition().story)
    document[name] = {} if isinstance(document[name], dict) else [{}]
    with pytest.raises(NotEvidence, match=f"its part “{name}” is not as the desk writes it"):
        faults_of(document)
