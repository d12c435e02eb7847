"""Rules for all lines that begin alike: a label of the house says what a line is, and what follows is its value."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafting
from articles.importing.reading.alike import Alike, Rules, proposed_start, rest_of, rules_for
from articles.importing.reading.rereading import text_of
from articles.importing.reviewing import ruling, sweeping
from articles.models import ImportedFile, ImportRun, LineRule, Story
from articles.rules import Refused
from articles.text.keys import line_key
from articles.text.parsing import Role
from tests.factories import make_user
from tests.importing.helpers import archive, copy_of, import_stories

NOW = timezone.now()


def labelled(tmp_path, *names):
    """Files that end with a label of their own before a name."""
    texts = {
        f"f{n}": copy_of(headline=f"Pier {n} opens", source="") + f"\n~~ checked {name}\n"
        for n, name in enumerate(names)
    }
    return archive(tmp_path, **texts)


def rule(by, **facts):
    told = {"name": "Checked", "example": "~~ checked", "role": Role.PROOFREADER, "collection": ""}
    return ruling.make(**(told | facts), begins=True, by=by, now=NOW)


@pytest.mark.parametrize(
    ("line", "start", "rest"),
    [
        ("~~ checked Nora Esk", "~~ checked", "Nora Esk"), ("  ~~  CHECKED\tNora ", "~~ checked", "Nora"),
        ("#1204 ** NORA", "#7 **", "NORA"), ("Proof: Nora", "proof:", "Nora"), ("Proof", "proof", ""),
        ("Fußzeile: Nora", "FUSSZEILE:", "Nora"), ("FUSSZEILE: Nora", "Fußzeile:", "Nora"),
        ("Proofs are late", "proof", None), ("Nora, ~~ checked", "~~ checked", None),
    ],
)  # fmt: skip
def test_what_follows_a_beginning(line, start, rest):
    assert rest_of(line, line_key(start)) == rest
    assert Alike(line_key(start), begins=True).has(line) == (rest is not None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("by hand: Nora", (Role.EDITOR, "Nora")), ("by hand and more", (Role.BYLINE, "hand and more")),
        ("by all", (Role.PROMO, "by all")), ("by", None), ("bye", None), ("PAGE 4", (Role.FURNITURE, "PAGE 4")),
        ("page 4 of 9", (Role.FURNITURE, "of 9")), ("note the tide", (Role.PARAGRAPH, "note the tide")),
    ],
)  # fmt: skip
def test_whole_lines_win_then_the_longest_beginning_and_the_text_keeps_every_word(line, said):
    starts = {
        "by": Role.BYLINE, "by hand:": Role.EDITOR, "page 0": Role.FURNITURE, "note": Role.PARAGRAPH,
    }  # fmt: skip
    assert Rules({"by all": Role.PROMO}, starts).of(line, line_key(line)) == said


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("~~ checked Tom Averill", "~~ checked"), ("Proof: Nora Esk", "Proof:"), ("Nora Esk", ""),
        (">>> The tide is in", ">>>"), ("a line without any capital", ""), ("Read by hand: Nora", "Read by hand:"),
    ],
)  # fmt: skip
def test_a_beginning_is_proposed(line, start):
    assert proposed_start(line) == start


@pytest.mark.django_db
def test_one_rule_reads_the_names_behind_a_label_of_the_house_in_files_that_are_here_and_that_come(tmp_path):
    editor = make_user(role="editor")
    import_stories(labelled(tmp_path, "Tom Averill", "Nora Esk"))
    made = rule(editor)
    found = sweeping.find(Alike(made.key, begins=True), sweeping.held(""))
    assert (found.alike, found.touched) == (2, 0)
    sweeping.sweep(made, sweeping.held(""), after=0, by=editor, now=NOW)
    import_stories(labelled(tmp_path / "more", "Tom Averill", "Nora Esk", "Ada Bell"))
    told = Story.objects.order_by("pk").values_list("proofreader_credit", flat=True)
    assert list(told) == ["Tom Averill", "Nora Esk", "Ada Bell"]
    assert not Story.objects.filter(body__contains="checked").exists()
    file = ImportedFile.objects.earliest("pk")
    assert text_of(file).endswith("~~ checked Tom Averill\n")
    assert file.roles[str(len(text_of(file).splitlines()))] == "proofreader"
    sweeping.sweep(
        ruling.switch(made, is_on=False, by=editor, now=NOW), sweeping.held(""), after=0, by=editor, now=NOW
    )
    assert Story.objects.filter(proofreader_credit="").count() == 3


@pytest.mark.django_db
def test_a_rule_for_a_line_stands_beside_one_for_what_begins_so_and_both_go_to_a_file_and_come_back(tmp_path):
    editor = make_user(role="editor")
    rule(editor, example="Note")
    ruling.make(name="Note", example="Note", role=Role.KICKER, collection="", by=editor, now=NOW)
    path = tmp_path / "rules.json"
    path.write_text(ruling.dump(LineRule.objects.all()), encoding="utf-8")
    LineRule.objects.all().delete()
    import_stories(labelled(tmp_path / "x", "Nora"), rules=str(path))
    assert ImportRun.objects.count() == 1
    assert rules_for("") == Rules({"note": Role.KICKER}, {"note": Role.PROOFREADER})
    path.write_text('[{"line": "x", "role": "promo", "begins": "yes"}]')
    with pytest.raises(Refused, match="Rule 1: “begins” is true or false"):
        ruling.load(path)


@pytest.mark.django_db
def test_a_rule_is_carried_out_in_many_files_with_as_many_queries_as_in_few(tmp_path, monkeypatch):
    import_stories(labelled(tmp_path, *["Nora Esk"] * 13))
    made, told, queries = rule(make_user(role="editor")), sweeping.Swept(after=0), []
    for batch in (1, 2, 9):  # the first makes the name
        monkeypatch.setattr(sweeping, "BATCH", batch)
        with CaptureQueriesContext(connection) as captured:
            told = sweeping.sweep(made, sweeping.held(""), after=told.after, by=made.made_by, now=NOW)
        queries.append(len(captured))
        assert (told.alike, told.changed) == (batch, batch)
    assert Story.objects.filter(proofreader_credit="Nora Esk").count() == 12
    assert queries[1] == queries[2] > 10


@pytest.mark.django_db
def test_a_story_that_somebody_saves_while_a_rule_is_carried_out_is_left_alone(tmp_path, monkeypatch):
    editor = make_user(role="editor")
    import_stories(labelled(tmp_path, "Tom Averill", "Nora Esk"))
    saved, other = Story.objects.order_by("pk")
    whole = sweeping.locked

    def saved_before(pks):
        drafting.save(saved, {"headline": "Pier opens at last"}, base=1, by=editor, now=NOW)
        return whole(pks)

    monkeypatch.setattr(sweeping, "locked", saved_before)
    told = sweeping.sweep(rule(editor), sweeping.held(""), after=0, by=editor, now=NOW)
    assert (told.alike, told.touched, told.changed) == (2, 1, 1)
    assert list(Story.objects.order_by("pk").values_list("proofreader_credit", flat=True)) == ["", "Nora Esk"]
    assert (other.revisions.count(), saved.revisions.count()) == (2, 2)
