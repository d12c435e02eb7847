"""A file read again as a person says what its lines are: the story follows, people's words stay, doubts are settled."""

import pytest
from django.utils import timezone

from articles import drafting, workflow
from articles.importing.reading import renewing, rereading, understanding
from articles.importing.reading.alike import Alike, Rules, rules_for
from articles.importing.reading.renewing import mark_of
from articles.importing.reviewing import ruling, sweeping
from articles.models import Doubt, ImportedFile, LedgerEntry, LineRule, Revision, Story
from articles.rules import Refused
from articles.text.parsing import Role
from tests.factories import make_user
from tests.importing.helpers import PARAGRAPHS, archive, copy_of, import_stories, write

pytestmark = pytest.mark.django_db
NOW = timezone.now()
KICKER = "The harbour office sent these lines to all the papers of the coast."
FERRY = copy_of(paragraphs=[KICKER, *PARAGRAPHS])


@pytest.fixture
def editor():
    return make_user(role="editor", username="ed")


@pytest.fixture
def file(tmp_path):
    import_stories(archive(tmp_path, ferry=FERRY))
    return ImportedFile.objects.get()


def line_of(file, text):
    lines = rereading.text_of(file).split("\n")
    return lines.index(text) + 1


def say(file, by, **roles):
    """Say what the lines that hold these words are."""
    told = {line_of(file, KICKER): roles["kicker"]} if "kicker" in roles else roles["lines"]
    return renewing.say(file, told, seen=mark_of(file), by=by, now=NOW)


def test_the_story_follows_what_a_person_says_of_a_line(file, editor):
    assert KICKER in Story.objects.get().body
    done = say(file, editor, kicker=Role.FURNITURE)
    story, line = Story.objects.get(), line_of(file, KICKER)
    assert (KICKER in story.body, story.revision_number, done.written) == (False, 2, {"body"})
    file.refresh_from_db()
    assert (file.fixed, file.roles[str(line)]) == ({str(line): "page furniture"}, "page furniture")
    assert [line, KICKER, "page furniture"] in file.left_out
    assert Revision.objects.get(number=2).from_file == file
    entry = LedgerEntry.objects.filter(act="reread").get()
    assert (entry.by, entry.detail["lines"]) == (editor, [line])


def test_a_line_left_to_the_importer_again_is_what_it_was(file, editor):
    before = Story.objects.get().digest
    say(file, editor, kicker=Role.FURNITURE)
    file.refresh_from_db()
    say(file, editor, kicker=None)
    file.refresh_from_db()
    assert (file.fixed, Story.objects.get().digest) == ({}, before)


def test_a_field_that_a_person_edited_stays(file, editor):
    story = Story.objects.get()
    drafting.save(story, {"headline": "By hand"}, base=1, by=editor, now=NOW)
    file.refresh_from_db()
    done = say(file, editor, lines={line_of(file, KICKER): Role.HEADLINE, 1: Role.FURNITURE})
    story.refresh_from_db()
    assert (story.headline, "headline" in done.edited, KICKER in story.body) == ("By hand", True, False)


def test_doubts_are_settled_by_name_and_new_ones_raised(file, editor):
    line = line_of(file, KICKER)
    doubt = Doubt.objects.create(file=file, story=file.story, code="odd-line", line=line, sentence="Odd.")
    other = Doubt.objects.create(
        file=file, story=file.story, code="odd-name", field="byline", sentence="Odd."
    )
    say(file, editor, lines={line: Role.FURNITURE, 1: Role.FURNITURE})
    doubt.refresh_from_db(), other.refresh_from_db()
    assert (doubt.settled_by_name, other.settled_at) == ("ed", None)
    assert Doubt.objects.open().filter(field="headline").exists()


def test_what_was_looked_at_before_somebody_else_spoke_is_refused(file, editor):
    seen = mark_of(file)
    say(file, editor, kicker=Role.FURNITURE)
    with pytest.raises(Refused, match="meanwhile"):
        renewing.say(file, {1: Role.KICKER}, seen=seen, by=editor, now=NOW)


@pytest.mark.parametrize("role", ["writer", "proofreader"])
def test_who_neither_imports_nor_edits_says_nothing(file, role):
    with pytest.raises(Refused, match="does not have the right"):
        say(file, make_user(role=role), kicker=Role.FURNITURE)


def test_a_file_whose_story_took_its_text_from_a_later_one_is_left(file, editor, tmp_path):
    import_stories(archive(tmp_path, ferry=FERRY.replace("forty", "fifty")))
    assert ImportedFile.objects.latest("pk").outcome == "updated"
    with pytest.raises(Refused, match="later file"):
        say(file, editor, kicker=Role.FURNITURE)


def test_reading_that_leaves_no_story_is_refused(file, editor):
    lines = {int(number): Role.FURNITURE for number in file.roles}
    with pytest.raises(Refused, match="holds no story"):
        say(file, editor, lines=lines)
    file.refresh_from_db()
    assert file.fixed == {}


NOTE = "This is note {} of the harbour office to the papers."


def many(tmp_path, count=3):
    texts = {
        f"f{n}": copy_of(headline=f"Ferry {n} returns", paragraphs=[NOTE.format(n), *PARAGRAPHS])
        for n in range(count)
    }
    import_stories(archive(tmp_path, **texts))


def make_rule(by, **facts):
    told = {
        "name": "News in short",
        "example": "This is note 7 of the harbour office to the papers.",
        "role": Role.FURNITURE,
        "collection": "",
    }
    return ruling.make(**(told | facts), by=by, now=NOW)


def sweep(rule, by):
    return sweeping.sweep(rule, sweeping.held(rule.collection), after=0, by=by, now=NOW)


def test_a_rule_is_carried_out_where_nobody_touched_a_story_and_taken_back(tmp_path, editor):
    many(tmp_path)
    theirs, *others = Story.objects.order_by("pk")
    drafting.save(theirs, {"dateline": "EASTMERE"}, base=1, by=editor, now=NOW)
    before = {story.pk: story.digest for story in others}
    found = sweeping.find(Alike("this is note 0 of the harbour office to the papers."), sweeping.held(""))
    assert (found.alike, found.touched, len(found.examples)) == (3, 1, 2)
    rule = make_rule(editor)
    done = sweep(rule, editor)
    assert (done.alike, done.changed, done.touched, done.after) == (3, 2, 1, None)
    assert [("of the harbour office" in story.body) for story in Story.objects.order_by("pk")] == [
        True,
        False,
        False,
    ]
    assert sweep(rule, editor).changed == 0
    sweep(ruling.switch(rule, is_on=False, by=editor, now=NOW), editor)
    assert {pk: Story.objects.get(pk=pk).digest for pk in before} == before


def spiked(folder, editor):
    workflow.spike(Story.objects.get(), revision=1, by=editor, now=NOW)


def taken_again(folder, editor):
    (path,) = (folder / "archive").glob("*")
    path.write_text(path.read_text().replace("forty", "fifty"))
    assert import_stories(path.parent).status == 0


@pytest.mark.parametrize("act", [spiked, taken_again])
def test_a_rule_is_not_carried_out_where_it_may_be_no_more_by_the_time_all_is_locked(
    tmp_path, editor, monkeypatch, act
):
    many(tmp_path, 1)

    def locked_late(pks):
        act(tmp_path, editor)
        return renewing.locked(pks)

    monkeypatch.setattr(sweeping, "locked", locked_late)
    done = sweep(make_rule(editor), editor)
    assert (done.alike, done.changed, done.touched, done.refused) == (1, 0, 0, 1)
    assert not LedgerEntry.objects.filter(act="reread").exists()


def test_a_file_of_many_stories_is_opened_once_for_all_of_them(tmp_path, editor, monkeypatch):
    texts = ["\n".join([f"Ferry {n} was late.", NOTE.format(n), *PARAGRAPHS]) for n in range(5)]
    rows = "".join(f'{n},Ferry {n} returns,"{text}"\n' for n, text in enumerate(texts))
    import_stories(write(tmp_path / "in", {"export.csv": f"id,headline,body\n{rows}"}))
    opened, whole = [], understanding.open_copy
    monkeypatch.setattr(
        understanding, "open_copy", lambda data, **given: opened.append(data) or whole(data, **given)
    )
    rule = make_rule(editor)
    assert (sweep(rule, editor).changed, len(opened)) == (5, 1)


def test_a_doubt_that_a_rule_answers_is_settled_in_its_name(tmp_path, editor):
    many(tmp_path, 1)
    file = ImportedFile.objects.get()
    line = line_of(file, "This is note 0 of the harbour office to the papers.")
    doubt = Doubt.objects.create(file=file, story=file.story, code="odd-line", line=line, sentence="Odd.")
    sweep(make_rule(editor), editor)
    doubt.refresh_from_db()
    assert (doubt.settled_by_name, doubt.settled_by) == ("rule News in short", editor)


def test_a_rule_taken_back_asks_again_what_it_answered(tmp_path, editor):
    import_stories(archive(tmp_path, ferry=copy_of(date="03/04/2024")))
    asked = set(Doubt.objects.open().values_list("code", flat=True))
    rule = make_rule(editor, example="03/04/2024", name="No dates")
    sweep(rule, editor)
    assert ("ambiguous-date" in asked, Doubt.objects.open().get().code) == (True, "no-date")
    sweep(ruling.switch(rule, is_on=False, by=editor, now=NOW), editor)
    assert set(Doubt.objects.open().values_list("code", flat=True)) == asked


def test_a_rule_taken_back_asks_nothing_again_that_a_person_confirmed(tmp_path, editor):
    many(tmp_path, 1)
    import_stories(archive(tmp_path / "other", bakers=copy_of(headline="Bakers sign up", date="03/04/2024")))
    drafting.confirm(Doubt.objects.get(code="ambiguous-date"), revision=1, by=editor, now=NOW)
    rule = make_rule(editor)
    sweep(rule, editor)
    sweep(ruling.switch(rule, is_on=False, by=editor, now=NOW), editor)
    assert not Doubt.objects.open().filter(code="ambiguous-date").exists()


def test_rules_of_a_collection_win_over_those_for_all(editor):
    make_rule(editor)
    make_rule(editor, name="In Eastmere", collection="eastmere", role=Role.KICKER)
    key = "this is note 0 of the harbour office to the papers."
    assert (rules_for("eastmere"), rules_for("x")) == (
        Rules({key: Role.KICKER}),
        Rules({key: Role.FURNITURE}),
    )


def test_rules_go_to_a_file_and_come_back(tmp_path, editor):
    rule = make_rule(editor)
    path = tmp_path / "rules.json"
    path.write_text(ruling.dump([rule]), encoding="utf-8")
    LineRule.objects.all().delete()
    assert ruling.take_in(ruling.load(path), by=editor, now=NOW) == 1
    assert ruling.take_in(ruling.load(path), by=editor, now=NOW) == 0
    kept = LineRule.objects.get()
    assert (kept.name, kept.key, kept.role) == (rule.name, rule.key, "page furniture")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no JSON"), ("[" * 90_000, "no JSON"), ("{}", "is a list"), ("[1]", "no object"),
        ('[{"line": 1}]', "no object"), ('[{"line": " ", "role": "promo"}]', "has no line"),
        ('[{"line": "x", "role": "hero"}]', "no role of a line"),
        ('[{"line": "x\\ud800", "role": "promo"}]', "what no rule can hold"),
    ],
)  # fmt: skip
def test_a_file_of_rules_that_makes_no_sense_says_where(tmp_path, text, says):
    path = tmp_path / "rules.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=says):
        ruling.load(path)


def test_two_rules_have_two_names(editor):
    make_rule(editor)
    with pytest.raises(Refused, match="another rule called"):
        make_rule(editor, example="Another line")
    with pytest.raises(Refused, match="blank line"):
        make_rule(editor, name="x", example=" ")
