"""A story's file proves itself, from itself alone; and it tells how each edition came to be shown."""

import ast
import hashlib
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import drafting, evidence, press, workflow
from articles.evidence import telling
from articles.models import ImportRun
from articles.redaction import redact
from articles.rules import Move
from articles.text.proving import NotEvidence, faults_of
from tests.factories import (
    make_edition,
    make_imported_story,
    make_picture,
    make_proofread_story,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def file_of(story):
    """As it is after it was written down and read again."""
    return json.loads(json.dumps(evidence.of(story, now=NOW)))


def make_told_story():
    """Live, signed, taken back and fixed: a story with a bit of everything."""
    edition = make_edition(
        pictures=[make_picture().pk], captions=[("A quay", "Ann")], now=NOW - timedelta(days=1)
    )
    story, editor = edition.story, edition.made_by
    drafting.save(story, {"headline": "Second"}, base=1, by=make_user(role="writer"), now=NOW, note="Sharper")
    workflow.sign_off(story, revision=2, by=editor, now=NOW)
    workflow.take_back(story, reason="Too soon", revision=2, by=editor, now=NOW)
    press.withdraw(story, reason="error", by=editor, now=NOW)
    story.refresh_from_db()
    return story


def test_a_file_proves_itself():
    document = file_of(make_told_story())
    assert faults_of(document) == []
    assert (document["proves_itself"], document["faults"]) == (True, [])


def test_a_file_can_be_checked_with_nothing_but_sha256():
    document = file_of(make_told_story())
    previous = ""
    for entry in document["ledger"]["entries"]:
        assert hashlib.sha256(entry["canonical"].encode()).hexdigest() == entry["digest"]
        assert json.loads(entry["canonical"])["previous"] == previous
        previous = entry["digest"]
    texts = [row for row in (*document["revisions"], *document["editions"]) if row["normal_form"]]
    assert len(texts) == 3
    for row in texts:
        assert f"v1:{hashlib.sha256(row['normal_form'].encode()).hexdigest()}" == row["digest"]


def test_a_file_tells_who_wrote_signed_and_published():
    story = make_told_story()
    document = file_of(story)
    assert [row["by_name"] for row in document["revisions"]] == [
        row.author_name for row in story.revisions.all()
    ]
    assert [row["taken_back"] and row["taken_back"]["reason"] for row in document["signoffs"]] == [
        None,
        "Too soon",
    ]
    assert [(row["kind"], row["way"]) for row in document["editions"]] == [
        ("first", "passed"),
        ("withdrawal", "tombstone"),
    ]
    assert sum(row["words"] for row in document["words_by"]) == sum(
        story.latest_revision().surviving.values()
    )


def test_words_of_a_revision_that_was_saved_before_they_were_counted_are_counted():
    story = make_told_story()
    kept, uncounted = evidence.Record(story), evidence.Record(story)
    uncounted.revisions[-1].surviving = None
    assert uncounted.words_by == kept.words_by != []


def entry_of(document, number):
    return document["ledger"]["entries"][number]


def forge(document, number, **changes):
    """Change an entry and hash it anew, as somebody who knows the form would."""
    facts = json.loads(entry_of(document, number)["canonical"]) | changes
    canonical = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    entry_of(document, number).update(
        canonical=canonical, digest=hashlib.sha256(canonical.encode()).hexdigest()
    )


FORGERIES = {
    "was changed after it was written": lambda d: entry_of(d, 1).update(
        canonical=entry_of(d, 1)["canonical"].replace('"act":"', '"act":"x')
    ),
    "does not follow the one before": lambda d: forge(d, 1, by_name="Nobody"),
    "entry 2 is missing": lambda d: d["ledger"]["entries"].pop(1),
    "is of another chain": lambda d: d["story"].update(number=99),
    "the last digest is not that": lambda d: d["ledger"].update(head="0" * 64),
    "the text of revision 1 is not that of its digest": lambda d: d["revisions"][0].update(normal_form="{}"),
    "the text of edition 1 is not that of its digest": lambda d: d["editions"][0].update(normal_form="{}"),
    "revision 1 has no text": lambda d: d["revisions"][0].update(normal_form=None),
    "revisions are missing": lambda d: d["revisions"].pop(0),
    "names Nobody": lambda d: d["revisions"][0].update(by_name="Nobody"),
    "has no entry in the ledger": lambda d: d["signoffs"][0].update(by=999),
    "is not of the text of revision": lambda d: d["signoffs"][0].update(digest="v1:0"),
    "names edition 1, which is not there": lambda d: d["editions"].pop(0),
    "is not in its canonical form": lambda d: entry_of(d, 0).update(
        canonical=entry_of(d, 0)["canonical"].replace('"act":', '"act": ')
    ),
}


@pytest.mark.once
@pytest.mark.parametrize("sentence", FORGERIES)
def test_whatever_is_changed_in_a_file_shows(sentence):
    document = file_of(make_told_story())
    FORGERIES[sentence](document)
    assert any(sentence in fault for fault in faults_of(document)), faults_of(document)


@pytest.mark.parametrize(
    "document",
    [None, [], {}, {"format": "newsroom-evidence/2"}, {"format": "newsroom-evidence/1"},
     {"format": "newsroom-evidence/1", "story": {"number": 1}, "ledger": {"entries": [{"canonical": "x"}]}}],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(document):
    with pytest.raises(NotEvidence):
        faults_of(document)


def ways(story) -> list[str]:
    return [row["way"] for row in file_of(story)["editions"]]


def test_an_override_is_told_by_name_and_reason():
    story, editor = make_story(), make_user(role="editor")
    press.override(story, revision=1, reason="The mayor died.", by=editor, now=NOW)
    (row,) = file_of(story)["editions"]
    assert row["way"] == "overridden"
    assert row["passed"].startswith(
        f"Published over the rule by {editor.username}: The mayor died. Words by writer"
    )


def test_a_flash_and_its_debt_are_told():
    story, editor = make_story(paragraphs=["One paragraph."]), make_user(role="editor")
    press.flash(story, revision=1, by=editor, now=NOW)
    document = file_of(story)
    assert document["editions"][0]["way"] == "flash"
    assert document["debts"][0]["settled_at"] is None


@pytest.mark.parametrize("with_run", [True, False])
def test_an_archive_release_is_told(with_run):
    story = make_imported_story()
    run = ImportRun.objects.get() if with_run else None
    press.release_archive([story], by=make_user(role="editor"), run=run, now=NOW)
    assert ways(story) == ["archive"]


def test_what_was_passed_then_is_passed_though_it_was_taken_back_since():
    edition = make_edition(now=NOW - timedelta(hours=1))
    workflow.take_back(edition.story, reason="", revision=1, by=edition.made_by, now=NOW)
    assert ways(edition.story) == ["passed"]


def test_what_was_signed_only_later_was_not_passed_then():
    record = evidence.Record(make_edition(now=NOW).story)
    for signoff in record.signoffs:
        signoff.signed_at = NOW + timedelta(seconds=1)
    writer = record.revisions[0].author_name
    assert record.editions[0].passage == ("unread", f"Words by {writer} had not been passed by anybody else.")


def test_a_redacted_file_proves_itself_and_holds_no_word():
    story = make_told_story()
    redact(story, reason="Order 12", by=make_user(superuser=True), now=NOW)
    story.refresh_from_db()
    document = file_of(story)
    assert faults_of(document) == []
    assert document["redacted"]["reason"] == "Order 12"
    assert {row["normal_form"] for row in (*document["revisions"], *document["editions"])} == {None}
    assert "council" not in json.dumps(document)


def written(tmp_path, text) -> Path:
    (tmp_path / "file.json").write_text(text)
    return tmp_path / "file.json"


def verify(tmp_path, text) -> str:
    out = StringIO()
    call_command("verify_evidence", str(written(tmp_path, text)), stdout=out)
    return out.getvalue()


def test_the_command_needs_no_database(tmp_path, django_db_blocker):
    text = json.dumps(file_of(make_told_story()))
    with django_db_blocker.block():
        told, unproved = verify(tmp_path, text).splitlines()
    assert "prove themselves" in told
    assert unproved.startswith("Not proved by the file itself: the words of comments")


def test_the_command_tells_faults_by_its_exit_status(tmp_path):
    document = file_of(make_told_story())
    forge(document, 1, by_name="Nobody")
    with pytest.raises(SystemExit) as ended:
        verify(tmp_path, json.dumps(document))
    assert ended.value.code == 1


def test_the_command_spells_out_what_no_terminal_can_show(tmp_path, capsys):
    document = file_of(make_told_story())
    document["newsroom"] = "\ud800\x1b[2J"
    assert "of \\ud800\\x1b[2J: " in verify(tmp_path, json.dumps(document))
    document["revisions"][0]["by_name"] = "\ud800"
    with pytest.raises(SystemExit):
        call_command("verify_evidence", str(written(tmp_path, json.dumps(document))))
    assert "names \\ud800;" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "[" * 100_000, "{}"])
def test_the_command_refuses_other_files(tmp_path, text):
    with pytest.raises(CommandError) as refused:
        verify(tmp_path, text)
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify_evidence", str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="/dev/zero is no regular file"):
        call_command("verify_evidence", "/dev/zero")


WRITERS = {"record", "record_many", "Act", "_log", "logged"}
NOT_OF_A_STORY = {
    "add-passkey", "copied-passkey", "end-sessions", "lift-tries", "make-token", "merge taken back",
    "merged", "name forgotten", "name preferred", "parted", "remove-passkey", "renew-codes", "revoke-token",
    "set-password", "set-up-factor", "take-off-factor", "ticked", "tried",
}  # fmt: skip
TWO_IN_ONE = {Move.FIX, Move.PASS}
"""A fix is saved and handed in, a pass signed and published: each of the two has its entry."""


def acts_written():
    """The names of acts that are written in the rooms below the desk: the moves, and what each call names."""
    articles = Path(evidence.__file__).parent.parent
    paths = [path for path in articles.rglob("*.py") if not {"desk", "migrations"} & {*path.parts}]
    calls = [
        node for path in paths for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
    ]
    named = {
        call.args[0].value
        for call in calls
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in WRITERS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    return {move.value for move in set(Move) - TWO_IN_ONE} | named - NOT_OF_A_STORY


def test_every_act_is_told_in_words_and_no_other():
    written = acts_written()
    assert {"answer-report", "revoke-link", "settle", "take-in"} < written
    assert set(telling.ACTS) == written


def test_details_are_told_without_what_only_the_ledger_needs():
    detail = {
        "digest": "v1:0",
        "revision": 3,
        "stage": "draft → proofing",
        "reason": "Too soon",
        "rules": "1",
    }
    assert telling.details(detail) == ["revision 3", "reason: Too soon", "draft → proofing"]


def test_a_file_is_named_by_slugline_and_number():
    story = make_proofread_story(slugline="Ferry / Quay <b>")
    assert evidence.name_of_file(story) == f"evidence-ferry-quay-b-{story.pk}.json"
