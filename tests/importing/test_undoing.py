"""An import undone: what nobody touched is gone, what somebody worked on stays, and the files count as new."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafting, importing
from articles.drafting import scratch
from articles.importing import turns, undoing
from articles.importing.reading import chunks
from articles.management import progress
from articles.models import Doubt, Edition, ImportedFile, ImportRun, LineRule, Stage, Story
from articles.rules import Refused
from tests.factories import make_user
from tests.importing.helpers import OTHER_PARAGRAPHS, archive, copy_of, go_from_the, import_stories, run

pytestmark = pytest.mark.django_db

FERRY = copy_of()
PIES = copy_of(headline="Pie contest opens in Wexley", paragraphs=OTHER_PARAGRAPHS)


@pytest.fixture(autouse=True)
def editor():
    return make_user(role="editor", username="ed")


def undo(editor, run=None):
    return importing.undo(run or ImportRun.objects.latest("pk"), by=editor, clock=timezone.now)


def stages():
    return dict(Story.objects.values_list("headline", "stage"))


def test_untouched_drafts_are_spiked_and_the_run_says_who_undid_it(tmp_path, editor):
    import_stories(archive(tmp_path, ferry=FERRY, pies=PIES))
    told = undo(editor)
    assert (told.spiked, told.withdrawn, dict(told.left)) == (2, 0, {})
    assert set(stages().values()) == {Stage.SPIKED}
    row = ImportRun.objects.get()
    assert (row.undone_by, row.undone_at is not None) == (editor, True)
    assert not Doubt.objects.open().exists()


def test_released_story_is_gone_for_readers_without_a_tombstone(tmp_path, client, editor):
    import_stories(archive(tmp_path, ferry=FERRY), publish=True, by="ed")
    address = Edition.objects.get().get_absolute_url()
    assert client.get(address).status_code == 200
    told = undo(editor)
    assert (told.spiked, told.withdrawn) == (0, 1)
    answer = client.get(address)
    assert answer.status_code == 404
    assert b"Ferry returns" not in answer.content
    assert not Edition.objects.live(timezone.now()).exists()


def test_what_somebody_worked_on_stays_and_is_told(tmp_path, editor):
    import_stories(archive(tmp_path, ferry=FERRY, pies=PIES))
    story = Story.objects.get(headline__startswith="Pie")
    drafting.save(story, {"standfirst": "Plum wins"}, base=1, by=editor, now=timezone.now())
    foreseen = importing.foresee_undo(ImportRun.objects.get(), now=timezone.now())
    assert stages()["Pie contest opens in Wexley"] == Stage.DRAFT
    told = undo(editor)
    assert told == foreseen
    assert dict(told.left) == {"somebody has worked on it:": 1}
    assert stages() == {"Ferry returns to the harbour": "spiked", "Pie contest opens in Wexley": "draft"}
    assert f"story {story.pk}" in " ".join(told.sentences(done=True))


def test_a_story_into_which_somebody_types_stays(tmp_path, editor):
    import_stories(archive(tmp_path, ferry=FERRY, pies=PIES))
    story = Story.objects.get(headline__startswith="Pie")
    scratch.keep(make_user(role="writer"), story, {"headline": "Pies"}, base=1, now=timezone.now())
    told = undo(editor)
    assert (told.spiked, dict(told.left)) == (1, {"somebody has typed into it what is not saved yet:": 1})
    assert stages()[str(story)] == "draft"


def test_it_is_told_that_readers_go_on_to_see_what_is_left(tmp_path, editor):
    import_stories(archive(tmp_path, ferry=FERRY, pies=PIES), publish=True, by="ed")
    story = Story.objects.get(headline__startswith="Pie")
    drafting.save(story, {"standfirst": "Plum wins"}, base=1, by=editor, now=timezone.now())
    told = undo(editor).sentences(done=True)
    assert told[0] == "0 untouched drafts spiked, 1 archive edition withdrawn from readers."
    assert told[-1] == "  Readers see 1 of those that are left, and go on to see them."
    assert Edition.objects.live(timezone.now()).get().story == story


def test_what_a_later_run_updated_stays(tmp_path, editor):
    folder = archive(tmp_path, ferry=FERRY)
    import_stories(folder)
    (folder / "ferry.txt").write_text(FERRY.replace("forty passengers", "fifty passengers"))
    import_stories(folder)
    told = undo(editor, ImportRun.objects.earliest("pk"))
    assert (told.spiked, dict(told.left)) == (
        0,
        {f"run {ImportRun.objects.latest('pk').pk} took a file for it too:": 1},
    )


def test_files_of_an_undone_run_count_as_new_to_the_next(tmp_path, editor):
    folder = archive(tmp_path, ferry=FERRY)
    import_stories(folder)
    import_stories(folder)
    undo(editor, ImportRun.objects.earliest("pk"))
    assert "1 created" in import_stories(folder)
    assert Story.objects.filter(stage=Stage.DRAFT).count() == 1
    assert ImportedFile.objects.filter(undone_at=None).count() == 1


def test_run_is_undone_once(tmp_path, editor):
    import_stories(archive(tmp_path, ferry=FERRY))
    undo(editor)
    with pytest.raises(Refused, match="was undone on"):
        undo(editor)


def test_what_undoing_would_do_is_told_without_the_stories_words(tmp_path, editor):
    import_stories(archive(tmp_path, ferry=FERRY, pies=PIES))
    with CaptureQueriesContext(connection) as captured:
        told = importing.foresee_undo(ImportRun.objects.get(), now=timezone.now())
    asked = [query["sql"] for query in captured if 'FROM "articles_story"' in query["sql"]]
    assert (told.spiked, len(asked), "body" in "".join(asked)) == (2, 1, False)


@pytest.mark.parametrize("role", ["writer", "proofreader"])
def test_only_who_may_spike_and_withdraw_undoes(tmp_path, role):
    import_stories(archive(tmp_path, ferry=FERRY))
    with pytest.raises(Refused, match=f"^{role} does not have the right to undo imports"):
        undo(make_user(role=role, username=role))
    assert stages() == {"Ferry returns to the harbour": "draft"}


def test_record_still_proves_itself(tmp_path, editor):
    import_stories(archive(tmp_path, ferry=FERRY, pies=PIES), publish=True, by="ed")
    undo(editor)
    assert run("verify_ledger").status == 0


def test_command_says_first_what_it_will_do_and_needs_a_yes(tmp_path, editor):
    import_stories(archive(tmp_path, ferry=FERRY))
    number = ImportRun.objects.get().pk
    asked = run("import_stories", undo=number, by="ed")
    assert (asked.status, "1 untouched draft to be spiked" in asked, stages()) == (
        2, True, {"Ferry returns to the harbour": "draft"},
    )  # fmt: skip
    done = run("import_stories", undo=number, by="ed", yes=True)
    assert (done.status, "1 untouched draft spiked" in done) == (0, True)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"undo": 1}, "--undo needs --by USER"),
        ({"undo": 1, "by": "ed", "resume": 1}, "--undo RUN knows its files: leave --resume out."),
        ({"undo": 1, "by": "ed", "dry_run": True}, "--undo RUN knows its files: leave --dry-run out."),
        ({"yes": True}, "--yes goes with --undo."),
        ({"undo": 999_999, "by": "ed"}, "There is no run 999999."),
        ({"undo": "last", "by": "ed"}, "A run has a number"),
        ({"undo": 1, "by": "nobody"}, "There is no active account"),
    ],
)
def test_wrong_call_undoes_nothing(options, says):
    result = run("import_stories", **options)
    assert (result.status, says in result) == (2, True)


def test_undoing_many_tells_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(undoing, "TRANCHE", 1)
    monkeypatch.setattr(progress, "EVERY", 1)
    import_stories(archive(tmp_path, ferry=FERRY, pies=PIES))
    assert "1 of 2 stories" in run("import_stories", undo=ImportRun.objects.get().pk, by="ed", yes=True)


def test_a_database_that_goes_in_the_middle_is_told_and_the_same_command_does_the_rest(tmp_path, monkeypatch):
    monkeypatch.setattr(undoing, "TRANCHE", 1)
    import_stories(archive(tmp_path, ferry=FERRY, pies=PIES))
    options = {"undo": ImportRun.objects.get().pk, "by": "ed", "yes": True}
    with monkeypatch.context() as patched:
        go_from_the(patched, 2, undoing.workflow, "put_aside_many")
        result = run("import_stories", **options)
    assert (result.status, sorted(stages().values())) == (3, [Stage.DRAFT, Stage.SPIKED])
    assert "any more (server closed the connection). See that it runs. What is undone stays undone" in result
    assert "1 untouched draft spiked" in run("import_stories", **options)
    assert set(stages().values()) == {Stage.SPIKED}


def test_rules_of_a_file_hold_for_what_comes(tmp_path):
    rules = tmp_path / "rules.json"
    rules.write_text('[{"line": "Ask us on the quay", "role": "page furniture", "name": "The quay"}]')
    text = FERRY.replace("Source:", "Ask us on the quay\n\nSource:")
    said = import_stories(archive(tmp_path, ferry=text), rules=str(rules))
    assert "1 of 1 rule is new." in said
    assert ["Ask us on the quay", "page furniture"] in [
        row[1:] for row in ImportedFile.objects.get().left_out
    ]
    assert import_stories("x", rules=str(tmp_path / "none.json")).status == 2


def test_a_dry_run_tries_rules_that_are_kept_once_it_is_accepted(tmp_path):
    rules = tmp_path / "rules.json"
    rules.write_text('[{"line": "Ask us on the quay", "role": "page furniture"}]')
    text = FERRY.replace("Source:", "Ask us on the quay\n\nSource:")
    said = import_stories(archive(tmp_path, ferry=text), "--dry-run", rules=str(rules))
    assert "1 rule tried: a run that accepts this one keeps them." in said
    assert "page furniture" in ImportedFile.objects.get().roles.values()
    assert not LineRule.objects.exists()
    assert "1 of 1 rule is new." in import_stories(accept=str(ImportRun.objects.get().pk))
    assert "Ask us" not in Story.objects.get().body
    assert LineRule.objects.get().role == "page furniture"


def begun(tmp_path, monkeypatch):
    """A run that takes a file at a time."""
    monkeypatch.setattr(chunks, "FILES", 1)
    walk = importing.walk([str(archive(tmp_path, ferry=FERRY, pies=PIES))])
    run = importing.start(walk, by=None, now=timezone.now(), options={})
    return importing.carry_out(run, walk, clock=timezone.now)


def test_a_run_at_work_is_not_undone_and_one_that_ended_is(tmp_path, monkeypatch, editor):
    steps = begun(tmp_path, monkeypatch)
    next(steps)
    with pytest.raises(Refused, match="is at work, or was until a moment ago: stop it first"):
        undo(editor)
    assert set(stages().values()) == {Stage.DRAFT}
    said = import_stories(undo=ImportRun.objects.get().pk, by="ed", yes=True)
    assert (said.status, "is at work, or was until a moment ago" in said) == (2, True)
    steps.close()
    assert undo(editor).spiked == 1


def test_a_run_that_was_killed_can_be_undone_and_takes_nothing_more(tmp_path, monkeypatch, editor):
    steps = begun(tmp_path, monkeypatch)
    next(steps)
    later = timezone.now() + turns.LONGEST
    assert importing.undo(ImportRun.objects.get(), by=editor, clock=lambda: later).spiked == 1
    with pytest.raises(Refused, match="was undone meanwhile"):
        next(steps)
    assert (Story.objects.count(), ImportedFile.objects.count()) == (1, 1)


def test_who_goes_on_with_a_run_takes_it_over(tmp_path, monkeypatch):
    steps = begun(tmp_path, monkeypatch)
    next(steps)
    same = ImportRun.objects.get()
    walk = importing.walk([str(tmp_path / "archive")])
    list(importing.carry_out(same, walk, clock=timezone.now, takes_over=True))
    with pytest.raises(Refused, match="somebody else goes on with it"):
        next(steps)
    assert (Story.objects.count(), ImportRun.objects.get().busy_until) == (2, None)
