"""The page of a file: say what a line is, see the story as it would be, save it; and rules for all lines like one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import drafting
from articles.models import ImportedFile, LedgerEntry, LineRule, Story
from articles.text.parsing import Role
from tests.desk.desk import address, client_of, going, message
from tests.desk.imported import imported
from tests.factories import make_user
from tests.importing.helpers import import_stories, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOTE = "This is note {} of the harbour office to all the papers."


def story_with_note(number):
    body = f"The ferry number {number} is back after {number} weeks in dock, the office said on Tuesday."
    return f"Ferry {number} returns\n\nBy Ana Ruiz\n5 March 2024\n\n{NOTE.format(number)}\n\n{body}\n\n{body} Again.\n"


@pytest.fixture
def file(tmp_path):
    imported(tmp_path, 0, **{f"note-{n}": story_with_note(n) for n in range(3)})
    return ImportedFile.objects.earliest("pk")


def line_of(page, text):
    return next(line for line in page.context["sides"].lines if line.text == text)


def show(client, file, **asked):
    return client.get(address("importedfile_change", file.pk), asked)


def test_lines_and_passages_lead_to_each_other(file):
    page = show(client_of(role="importer"), file)
    line = line_of(page, NOTE.format(0))
    assert (line.role, line.group) == ("paragraph", "text")
    passage = next(one for one in page.context["sides"].passages if one.key == line.feeds[0])
    assert (passage.text, passage.lines) == (line.text, (line.number,))


def test_a_preview_shows_the_story_and_saves_nothing(file):
    client = client_of(role="importer")
    number = line_of(show(client, file), NOTE.format(0)).number
    page = show(client, file, line=number, role="page furniture")
    line = line_of(page, NOTE.format(0))
    assert (line.role, line.was, page.context["said_text"]) == (
        "page furniture",
        "paragraph",
        f"{number}:page furniture",
    )
    assert NOTE.format(0) not in [one.text for one in page.context["sides"].passages]
    assert NOTE.format(0) in Story.objects.get(pk=file.story_id).body


def test_what_was_said_is_saved_and_the_story_follows(file):
    client = client_of(role="importer")
    page = show(client, file)
    number = line_of(page, NOTE.format(0)).number
    sent = {"said": f"{number}:page furniture", "seen": page.context["seen"]}
    response = client.post(address("importedfile_say", file.pk), sent, follow=True)
    assert "The story follows: text." in message(response)
    assert NOTE.format(0) not in Story.objects.get(pk=file.story_id).body
    assert line_of(response, NOTE.format(0)).is_fixed
    assert "meanwhile" in message(client.post(address("importedfile_say", file.pk), sent, follow=True))


@pytest.mark.parametrize("role", ["writer", "proofreader", "reviewer"])
def test_others_look_and_say_nothing(file, role):
    client = client_of(role=role)
    page = show(client, file)
    assert (page.status_code, page.context["may_say"]) == (200, False)
    sent = {"said": "1:kicker", "seen": page.context["seen"]}
    assert "does not have the right" in message(
        client.post(address("importedfile_say", file.pk), sent, follow=True)
    )
    assert (
        client.get(address("linerule_alike"), {"file": file.pk, "line": 1, "role": "kicker"}).status_code
        == 403
    )
    assert client.post(address("linerule_make"), {"file": file.pk}).status_code == 403


@pytest.mark.parametrize("said", ["x", "0:hero", "99999999:kicker", ":", "1:kicker," * 300, "9:kicker"])
def test_nonsense_said_of_lines_breaks_nothing(file, said):
    client = client_of(role="importer")
    assert show(client, file, said=said, **{"from": "x"}).status_code == 200
    seen = show(client, file).context["seen"]
    client.post(address("importedfile_say", file.pk), {"said": said, "seen": seen}, follow=True)
    assert client.get(address("importedfile_say", file.pk)).status_code == 302


def test_a_long_file_is_turned_over_and_read_only_when_asked(tmp_path):
    long = "Ferry returns\n\n" + "The ferry is back in the harbour after weeks, it was said.\n\n" * 8000
    imported(tmp_path, 0, long=long)
    file = ImportedFile.objects.get()
    page = show(client_of(role="importer"), file, **{"from": "401"})
    sides = page.context["sides"]
    assert (len(sides.lines), sides.earlier, sides.later, sides.is_read) == (400, 1, 801, False)
    assert len(page.content) < 400_000


def test_a_page_costs_the_same_for_one_line_and_for_fifty(tmp_path):
    counts = []
    for count in (1, 50):
        lines = "\n\n".join(
            f"The ferry number {n} is back in the harbour, it was said." for n in range(count + 2)
        )
        imported(tmp_path / str(count), 0, ferry=f"Ferry returns\n\n{lines}\n")
        with CaptureQueriesContext(connection) as captured:
            show(client_of(role="importer"), ImportedFile.objects.latest("pk"))
        counts.append(len(captured))
    assert counts[0] == counts[1] > 4


def asked_of(file, client):
    number = line_of(show(client, file), NOTE.format(0)).number
    return {"file": file.pk, "line": number, "role": "page furniture"}


def test_a_rule_is_shown_before_it_is_made_and_leaves_alone_what_people_touched(file):
    editor = make_user(role="editor")
    theirs = Story.objects.latest("pk")
    drafting.save(theirs, {"dateline": "EASTMERE"}, base=1, by=editor, now=theirs.created_at)
    page = client_of(editor).get(address("linerule_alike"), asked_of(file, client_of(editor)))
    assert (page.context["alike"], page.context["touched"], len(page.context["shown"])) == (3, 1, 2)
    assert page.context["shown"][0]["changes"][0]["before"] == NOTE.format(0)
    assert not LineRule.objects.exists()


def test_a_rule_is_made_carried_out_and_taken_back(file):
    client = client_of(role="importer")
    before = list(Story.objects.order_by("pk").values_list("digest", flat=True))
    client.post(address("linerule_make"), asked_of(file, client) | {"name": "Notes to papers"})
    rule = LineRule.objects.get()
    response = client.post(address("linerule_carry_out", rule.pk), follow=True)
    assert "3 files have such a line, 3 read otherwise now." in message(response)
    assert not Story.objects.filter(body__contains="harbour office").exists()
    client.post(address("linerule_switch", rule.pk), {"is": "off", "files": "yes"})
    response = client.post(address("linerule_carry_out", rule.pk), follow=True)
    assert "Taken back" in message(response)
    assert list(Story.objects.order_by("pk").values_list("digest", flat=True)) == before


def made_rule(file, client):
    client.post(address("linerule_make"), asked_of(file, client) | {"name": "Notes to papers"})
    rule = LineRule.objects.get()
    client.post(address("linerule_carry_out", rule.pk))
    return rule


def test_a_rule_is_taken_back_for_good(file):
    client = client_of(role="importer")
    before = list(Story.objects.order_by("pk").values_list("digest", flat=True))
    rule = made_rule(file, client)
    page = client.get(address("linerule_remove", rule.pk)).content.decode()
    assert "the doubts that it answered are asked anew" in page
    page = client.post(address("linerule_remove", rule.pk), {"files": "yes"}, follow=True)
    assert (page.context["rule"].is_on, "deleted at the end" in page.content.decode()) == (False, True)
    response = client.post(address("linerule_carry_out", rule.pk), going(page), follow=True)
    assert "3 read otherwise now. Deleted: Notes to papers" in message(response)
    assert list(Story.objects.order_by("pk").values_list("digest", flat=True)) == before
    assert not LineRule.objects.exists()


def test_a_rule_is_deleted_and_its_files_are_left(file):
    client = client_of(role="importer")
    rule = made_rule(file, client)
    response = client.post(address("linerule_remove", rule.pk), follow=True)
    assert "Deleted: Notes to papers" in message(response)
    assert not Story.objects.filter(body__contains="harbour office").exists()
    entry = LedgerEntry.objects.filter(chain=f"linerule/{rule.pk}").latest("pk")
    assert (entry.act, entry.detail["line"]) == ("rule deleted", NOTE.format(0))


def test_a_rule_is_deleted_by_who_may_change_rules_alone(file):
    rule = made_rule(file, client_of(role="importer"))
    for method in ("get", "post"):
        assert (
            getattr(client_of(role="writer"), method)(address("linerule_remove", rule.pk)).status_code == 403
        )
    assert client_of().get(address("linerule_remove", 12345)).status_code == 404
    client_of().post(address("linerule_carry_out", rule.pk), {"deletes": "yes", "then": "delete"})
    assert LineRule.objects.get().is_on


def test_rules_are_listed_named_and_exported(file):
    client = client_of(role="importer")
    client.post(address("linerule_make"), asked_of(file, client) | {"name": "Notes"})
    rule = LineRule.objects.get()
    client.post(address("linerule_rename", rule.pk), {"name": "Notes to papers"})
    assert "Notes to papers" in client.get(address("linerule_changelist")).content.decode()
    assert client.get(address("linerule_export")).json() == [
        {"name": "Notes to papers", "line": NOTE.format(0), "role": Role.FURNITURE, "collection": "archive"}
    ]
    writer = client_of(role="writer")
    for name in ("switch", "rename", "carry_out"):
        writer.post(address(f"linerule_{name}", rule.pk), {"is": "off", "name": "x"})
    rule.refresh_from_db()
    assert (rule.is_on, rule.name) == (True, "Notes to papers")


@pytest.mark.parametrize(
    "wrong", [{"line": "999"}, {"line": "2"}, {"role": "hero"}, {"file": "x"}, {"role": ""}]
)
def test_a_rule_for_no_line_is_not_found(file, wrong):
    client = client_of(role="importer")
    assert client.get(address("linerule_alike"), asked_of(file, client) | wrong).status_code == 404


def test_a_rule_for_how_lines_begin_is_shown_made_and_named(file):
    client = client_of(role="importer")
    asked = asked_of(file, client) | {"start": "This is note 1"}
    page = client.get(address("linerule_alike"), asked)
    assert (page.context["alike"], page.context["begins"], page.context["name"]) == (
        3,
        True,
        "“This is note 1 …” is page furniture",
    )
    client.post(address("linerule_make"), asked | {"name": "Notes"})
    rule = LineRule.objects.get()
    assert (rule.begins, rule.key, rule.role) == (True, "this is note 0", "page furniture")
    assert "This is note 1 …" in client.get(address("linerule_changelist")).content.decode()


def test_a_beginning_that_the_line_does_not_have_is_told_and_makes_no_rule(file):
    client = client_of(role="importer")
    asked = asked_of(file, client) | {"start": "That is"}
    page = client.get(address("linerule_alike"), asked)
    assert (page.context["begins"], page.context["begins_otherwise"]) == (False, True)
    response = client.post(address("linerule_make"), asked | {"name": "Notes"}, follow=True)
    assert "does not begin with “That is”" in message(response)
    assert not LineRule.objects.exists()


def test_an_empty_file_is_said_to_be_empty(tmp_path):
    imported(tmp_path, 0, none="")
    page = show(client_of(role="importer"), ImportedFile.objects.get()).content.decode()
    assert "There are no lines to show: it is empty." in page
    assert "No story took its text from this file in this run" in page


def test_a_rule_made_in_a_dry_run_is_seen_in_its_figures_at_once(tmp_path):
    texts = {f"f{n}.txt": story_with_note(n) for n in range(2)}
    import_stories(write(tmp_path / "dry", texts), dry_run=True)
    file, client = ImportedFile.objects.earliest("pk"), client_of(role="importer")
    sent = asked_of(file, client) | {"name": "Notes"}
    page = client.post(address("linerule_make"), sent, follow=True)
    page = client.post(address("linerule_carry_out", LineRule.objects.get().pk), going(page), follow=True)
    assert f"Back to the shapes of run {file.run_id}" in page.content.decode()
    file.run.refresh_from_db()
    assert [[text, count] for text, _, count, *_ in file.run.summary["left_out"]] == [[NOTE.format(0), 2]]
