"""A dry run accepted: what it showed is done, and a file of which it showed something else is left alone."""

import pytest

from articles.importing.taking import batching
from articles.models import ImportedFile, ImportRun, LineRule, Outcome, Story
from tests.factories import make_user
from tests.importing.helpers import OTHER_PARAGRAPHS, archive, copy_of, import_stories, write

pytestmark = pytest.mark.django_db

FERRY = copy_of()
PIES = copy_of(headline="Pie contest opens in Wexley", paragraphs=OTHER_PARAGRAPHS)


def shown(*paths, **options):
    """A dry run."""
    import_stories(*paths, dry_run=True, **options)
    return ImportRun.objects.latest("pk")


def account(run):
    columns = ("collection", "path", "sha256", "outcome", "roles", "left_out", "fields")
    return list(run.files.order_by("pk").values_list(*columns))


def outcome(path):
    file = ImportedFile.objects.filter(path=path).latest("pk")
    return file.outcome, file.sentence


def test_what_was_shown_is_done_and_both_runs_say_the_same(tmp_path):
    dry = shown(archive(tmp_path, a=FERRY, b=FERRY, c=PIES, d=b""), collection="harbour")
    result = import_stories(accept=dry.pk)
    run = ImportRun.objects.latest("pk")
    assert "4 files: 2 created, 1 joined, 1 refused." in result
    assert (run.accepts, run.is_dry, run.collection, result.status) == (dry, False, "harbour", 1)
    assert account(run) == account(dry)
    assert Story.objects.count() == 2


def test_a_dry_run_says_how_it_is_accepted(tmp_path):
    result = import_stories(archive(tmp_path, a=FERRY), dry_run=True)
    assert result.said.splitlines()[-1] == f"--accept {ImportRun.objects.get().pk} does just that."
    make_user(username="jo lind")
    result = import_stories(archive(tmp_path, b=PIES), dry_run=True, by="jo lind")
    run = ImportRun.objects.latest("pk")
    assert result.said.splitlines()[-1] == f"--accept {run.pk} --by 'jo lind' does just that."


def test_a_file_that_changed_since_or_was_not_shown_is_refused(tmp_path):
    folder = archive(tmp_path, a=FERRY, b=PIES)
    dry = shown(folder)
    write(folder, {"a.txt": FERRY.replace("forty", "fifty"), "new.txt": copy_of(headline="Ferry stays away")})
    result = import_stories(accept=dry.pk)
    assert "3 files: 1 created, 2 refused." in result
    assert outcome("a.txt") == ("refused", f"archive/a.txt: changed since dry run {dry.pk}.")
    assert outcome("new.txt") == ("refused", f"archive/new.txt: not shown by dry run {dry.pk}.")
    assert Story.objects.get().headline == "Pie contest opens in Wexley"


def test_files_that_are_gone_are_told(tmp_path):
    folder = archive(tmp_path, a=FERRY, b=PIES)
    dry = shown(folder)
    (folder / "b.txt").unlink()
    result = import_stories(accept=dry.pk)
    assert (result.status, f"Gone since dry run {dry.pk}: archive/b.txt." in result) == (1, True)
    assert Story.objects.count() == 1


def test_a_file_that_is_read_otherwise_now_is_refused(tmp_path):
    text = FERRY.replace("Source:", "Ask us on the quay\n\nSource:")
    dry = shown(archive(tmp_path, a=text))
    rules = tmp_path / "rules.json"
    rules.write_text('[{"line": "Ask us on the quay", "role": "subhead", "name": "The quay"}]')
    import_stories(archive(tmp_path / "other", b=PIES), rules=str(rules))
    assert LineRule.objects.exists()
    import_stories(accept=dry.pk)
    assert outcome("a.txt") == ("refused", f"archive/a.txt: read otherwise now than in dry run {dry.pk}.")


def test_what_was_taken_meanwhile_is_not_taken_twice_and_that_is_told(tmp_path):
    folder = archive(tmp_path, a=FERRY)
    dry = shown(folder)
    import_stories(folder)
    first = ImportRun.objects.latest("pk")
    assert import_stories(accept=dry.pk).status == 0
    said = f"archive/a.txt: unchanged since run {first.pk}. Dry run {dry.pk} foresaw: created."
    assert outcome("a.txt") == (Outcome.UNCHANGED, said)


def test_a_story_that_was_shown_as_known_is_not_made_unseen(tmp_path):
    folder = archive(tmp_path, a=FERRY)
    make_user(role="editor", username="ed")
    import_stories(folder)
    dry = shown(folder)
    import_stories(undo=ImportRun.objects.earliest("pk").pk, by="ed", yes=True)
    import_stories(accept=dry.pk)
    assert outcome("a.txt") == (
        "refused",
        f"archive/a.txt: it would be created now, and was foreseen as unchanged by dry run {dry.pk}.",
    )


def test_a_change_that_was_shown_is_made(tmp_path):
    folder = archive(tmp_path, a=FERRY)
    import_stories(folder)
    write(folder, {"a.txt": FERRY.replace("forty", "fifty")})
    dry = shown(folder)
    assert "1 file: 1 updated." in import_stories(accept=dry.pk)
    assert "fifty passengers" in Story.objects.get().body


def test_stories_of_one_file_are_held_to_one_by_one(tmp_path):
    rows = 'headline,date,body\n"Ferry returns","2024-03-05","{}"\n"Pies open","2024-03-06","{}"\n'
    folder = archive(tmp_path)
    write(folder, {"table.csv": rows.format(" ".join(copy_of().split()), OTHER_PARAGRAPHS[0])})
    dry = shown(folder)
    write(folder, {"table.csv": rows.format(" ".join(copy_of().split()), OTHER_PARAGRAPHS[1])})
    assert "1 file with 2 stories: 1 created, 1 refused." in import_stories(accept=dry.pk)


def test_an_accepted_run_that_was_stopped_goes_on_as_one(tmp_path, monkeypatch):
    folder = archive(tmp_path, a=FERRY, b=PIES)
    dry = shown(folder)
    with monkeypatch.context() as patched:
        patched.setattr(batching, "_settled", failing)
        assert import_stories(accept=dry.pk).status == 3
    write(folder, {"a.txt": FERRY.replace("forty", "fifty")})
    import_stories(resume=ImportRun.objects.latest("pk").pk)
    assert outcome("a.txt") == ("refused", f"archive/a.txt: changed since dry run {dry.pk}.")


def failing(*arguments):
    from django.db import OperationalError

    raise OperationalError("server closed the connection")


def test_only_a_dry_run_that_ended_is_accepted_and_with_its_own_options(tmp_path):
    folder = archive(tmp_path, a=FERRY)
    dry = shown(folder)
    import_stories(folder)
    real = ImportRun.objects.latest("pk")
    ImportRun.objects.filter(pk=dry.pk).update(finished_at=None)
    wrong = [
        (import_stories(accept=real.pk), f"Run {real.pk} was no dry run"),
        (import_stories(accept=dry.pk), f"Dry run {dry.pk} did not come to its end"),
        (import_stories(accept=999), "There is no run 999 to carry out."),
        (import_stories(accept="all"), "A run has a number"),
        (import_stories(folder, accept=dry.pk), "does what that dry run showed: give no path."),
        (import_stories(accept=dry.pk, collection="x"), "leave --collection out."),
        (import_stories(accept=dry.pk, dry_run=True), "leave --dry-run out."),
        (import_stories(accept=dry.pk, resume=real.pk), "leave --accept out."),
    ]
    assert [(result.status, words in result) for result, words in wrong] == [(2, True)] * len(wrong)
