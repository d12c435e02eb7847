"""The first pass of a run: which files it looks at, and what the run does with what it learned."""

import csv
import io
import json

import pytest
from django.utils import timezone

from articles import drafting, importing
from articles.importing.reading import surveying
from articles.importing.reading.learning import FEWEST
from articles.importing.reading.rereading import again
from articles.importing.reporting import report_of
from articles.models import Doubt, ImportedFile, ImportRun, LineRule, Story
from articles.text.keys import line_key
from tests.factories import make_user
from tests.importing.helpers import APPEAL, archive, copy_of, forget, import_stories, page_copy, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def site(tmp_path, *, number=FEWEST):
    return archive(tmp_path, **{f"s{n:02}": page_copy(n) for n in range(number)})


def roles(run=None):
    """What the appeal was taken for, with the number of files."""
    files = run.files.all() if run else ImportedFile.objects.all()
    found = [
        role for file in files for number, text, role in file.left_out if text == APPEAL
    ]  # fmt: skip
    return {role: found.count(role) for role in found}


@pytest.fixture(autouse=True)
def folders(monkeypatch):
    """Let what is many be few."""
    monkeypatch.setattr(surveying, "_OF_A_RUN", 12)
    monkeypatch.setattr(surveying, "_OF_A_FOLDER", 6)


def test_of_each_folder_as_many_files_are_looked_at_and_always_the_same(tmp_path):
    files = {
        f"{folder}/{n}.txt": "" for folder, many in (("a", 30), ("b", 30), ("c", 2)) for n in range(many)
    }
    walk = importing.walk([write(tmp_path / "in", files)])
    chosen = surveying.sample(walk.files)

    folders = [found.folder[1] for found in chosen]
    assert {name: folders.count(name) for name in "abc"} == {"a": 5, "b": 5, "c": 2}
    assert chosen == surveying.sample(walk.files[::-1])[::-1]


@pytest.mark.parametrize("workers", ["0", "1"])
def test_lines_that_recur_are_left_out_of_every_story(tmp_path, monkeypatch, workers):
    monkeypatch.setattr(surveying, "_OF_A_FOLDER", FEWEST)
    monkeypatch.setattr(surveying, "_OF_A_RUN", FEWEST)
    import_stories(site(tmp_path, number=FEWEST + 2), workers=workers)

    assert roles() == {"page furniture": FEWEST + 2}
    assert not Story.objects.filter(body__contains="cup of tea").exists()


@pytest.fixture
def looks_at_all(monkeypatch):
    monkeypatch.setattr(surveying, "_OF_A_FOLDER", 100)
    monkeypatch.setattr(surveying, "_OF_A_RUN", 600)


def test_files_are_asked_whether_they_are_new_until_the_first_that_is(tmp_path, monkeypatch, looks_at_all):
    folder = site(tmp_path, number=FEWEST)
    import_stories(folder)
    (folder / "s00.txt").write_text(page_copy(FEWEST))
    fetched, whole = [], surveying.fetch

    def fetch(found):
        fetched.append(found.filename)
        return whole(found)

    monkeypatch.setattr(surveying, "fetch", fetch)
    import_stories(folder, workers="0")
    names = [f"s{n:02}.txt" for n in range(FEWEST)]
    assert fetched == ["s00.txt", *names]  # and then all, for what recurs in them


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_run_whose_last_file_alone_changed_learns_anew(tmp_path, monkeypatch, looks_at_all, workers):
    monkeypatch.setattr(surveying, "_TOGETHER", 2)
    folder = site(tmp_path, number=FEWEST)
    import_stories(folder)
    (folder / f"s{FEWEST - 1:02}.txt").write_text(page_copy(FEWEST))
    learned = []
    whole = surveying.learn
    monkeypatch.setattr(surveying, "learn", lambda counted: learned.append(1) or whole(counted))
    import_stories(folder, workers=workers)
    import_stories(folder, workers=workers)
    assert learned == [1]


@pytest.mark.usefixtures("looks_at_all")
def test_a_run_keeps_what_it_learned_with_its_folder(tmp_path):
    import_stories(site(tmp_path))

    [folder] = ImportRun.objects.get().learned["archive"].values()
    habits = folder.pop("habits")
    assert folder == {"stories": FEWEST, "run": None, "lines": [[line_key(APPEAL), APPEAL, FEWEST, False]]}
    assert habits["headline"] == ["in the first line", FEWEST, FEWEST]


@pytest.mark.usefixtures("looks_at_all")
def test_a_dry_run_is_accepted_by_what_it_learned(tmp_path):
    folder = site(tmp_path)
    import_stories(folder, dry_run=True)
    write(folder, {f"t{n}.txt": page_copy(50 + n, foot="") for n in range(4 * FEWEST)})
    import_stories(accept=ImportRun.objects.get().pk)

    run = ImportRun.objects.latest("pk")
    assert (run.counts, roles(run)) == (
        {"created": FEWEST, "refused": 4 * FEWEST},
        {"page furniture": FEWEST},
    )


@pytest.mark.usefixtures("looks_at_all")
def test_a_run_that_goes_on_reads_the_rest_by_what_it_learned(tmp_path):
    folder = site(tmp_path)
    import_stories(folder, dry_run=True)
    run = ImportRun.objects.get()
    forget(run.files.exclude(path="s00.txt"))
    ImportRun.objects.update(finished_at=None, counts={"created": 1})
    write(folder, {f"t{n}.txt": page_copy(50 + n, foot="") for n in range(4 * FEWEST)})
    import_stories(resume=run.pk)

    assert roles() == {"page furniture": FEWEST}


@pytest.mark.usefixtures("looks_at_all")
def test_a_few_files_that_come_later_are_read_by_what_was_learned_before(tmp_path):
    folder = site(tmp_path)
    import_stories(folder)
    later = write(tmp_path / "later" / "archive", {"new.txt": page_copy(90)})
    import_stories(later)

    assert roles(ImportRun.objects.latest("pk")) == {"page furniture": 1}


@pytest.mark.usefixtures("looks_at_all")
def test_files_that_are_as_they_were_are_not_looked_through_again(tmp_path, monkeypatch):
    folder = site(tmp_path)
    import_stories(folder)
    monkeypatch.setattr(surveying, "look", None)
    assert import_stories(folder).status == 0

    first, second = ImportRun.objects.order_by("pk")
    assert second.learned["archive"][""] == first.learned["archive"][""] | {"run": first.pk}


@pytest.mark.usefixtures("looks_at_all")
def test_a_rule_wins_over_what_was_learned(tmp_path):
    rules = (
        write(tmp_path, {"rules.json": json.dumps([{"line": APPEAL, "role": "standfirst"}])}) / "rules.json"
    )
    import_stories(site(tmp_path), rules=str(rules))

    assert (LineRule.objects.count(), roles()) == (1, {})
    assert Story.objects.filter(standfirst=APPEAL).count() == FEWEST


@pytest.mark.usefixtures("looks_at_all")
def test_a_field_that_was_edited_is_in_no_doubt_while_its_file_says_the_same(tmp_path):
    folder = site(tmp_path)
    import_stories(folder)
    ferry = Story.objects.get(files__path="s03.txt")
    drafting.save(ferry, {"body": "<p>Edited.</p>"}, base=1, by=make_user(role="editor"), now=timezone.now())
    write(folder, {"s03.txt": page_copy(3).replace("Harbour Wire", "Bay Wire")})
    import_stories(folder)

    assert "Updated: source" in ImportedFile.objects.get(outcome="updated").sentence
    assert [doubt.code for doubt in ferry.doubts.all()] == []


@pytest.mark.usefixtures("looks_at_all")
@pytest.mark.parametrize("ending", ["txt", "html", "json", "jsonl", "csv"])
def test_the_report_lists_what_was_learned(tmp_path, ending):
    report = tmp_path / f"report.{ending}"
    result = import_stories(site(tmp_path), report=str(report))

    assert "Learned 1 line of page furniture; the report lists them." in result
    told = report.read_text(encoding="utf-8-sig")
    if ending in ("txt", "html"):
        assert f"{APPEAL} (“archive”, with {FEWEST} of {FEWEST} stories)" in told
    elif ending == "csv":
        assert {row["recurring"] for row in csv.DictReader(io.StringIO(told))} == {"1"}
    else:
        rows = json.loads(told) if ending == "json" else map(json.loads, told.splitlines())
        assert {tuple(row["recurring"]) for row in rows} == {(11,)}
    kept = b"".join(report_of(ImportRun.objects.get(), f".{ending}")).decode("utf-8-sig")
    assert kept.count(APPEAL) == told.count(APPEAL)


@pytest.mark.usefixtures("looks_at_all")
def test_the_command_says_where_what_was_learned_is_listed(tmp_path):
    folder = site(tmp_path)
    result = import_stories(folder)
    assert (
        f"Learned 1 line of page furniture; run {ImportRun.objects.get().pk} on the desk lists them."
        in result
    )
    assert "Learned" not in import_stories(folder)


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_file_unlike_nearly_all_of_its_folder_is_doubted_today_and_when_it_is_read_again(
    tmp_path, looks_at_all, workers
):
    files = {f"{n:02}": copy_of(headline=f"Ferry {n} returns to the harbour") for n in range(FEWEST)}
    folder = archive(tmp_path, **files, unsigned=copy_of(headline="Bakers meet in Wexley", byline=""))
    import_stories(folder, workers=workers)

    file = ImportedFile.objects.get(path__contains="unsigned")
    said = {doubt.code: doubt.sentence for doubt in again(file, now=timezone.now()).doubts}
    [doubt] = Doubt.objects.filter(code="unlike-folder")
    assert (doubt.file, doubt.field, said["unlike-folder"]) == (file, "byline", doubt.sentence)
    assert f"{FEWEST} of {FEWEST + 1} files" in doubt.sentence


@pytest.mark.parametrize(
    ("line", "doubted"), [(APPEAL, False), ("The harbour trial goes on in Northport next week.", True)]
)
def test_a_sentence_that_was_learned_and_stands_between_paragraphs_is_left_out_with_a_doubt(
    tmp_path, looks_at_all, line, doubted
):
    def text(number):
        first, *others = copy_of(headline=f"Ferry {number} returns to the harbour").split("\n\n")
        return "\n\n".join([first, others[0], line, *others[1:]])

    import_stories(archive(tmp_path, **{f"{number:02}": text(number) for number in range(FEWEST)}))

    doubts = Doubt.objects.filter(code="learned-line")
    assert not Story.objects.filter(body__contains=line[:20]).exists()
    assert {doubt.sentence.count(f"{FEWEST} stories") for doubt in doubts} == ({1} if doubted else set())
    assert len(doubts) == (FEWEST if doubted else 0)


@pytest.mark.parametrize("fragile", ["open_copy", "parse", "count"])
def test_a_file_that_cannot_be_looked_through_teaches_nothing_and_stops_none(
    tmp_path, monkeypatch, looks_at_all, fragile, caplog
):
    whole = getattr(surveying, fragile)

    def odd(given, **named):
        if "Odd" in str(given):
            raise RecursionError("odd")
        return whole(given, **named)

    monkeypatch.setattr(surveying, fragile, odd)
    archive(tmp_path, odd=page_copy(99).replace("Watch", "Odd"))
    result = import_stories(site(tmp_path))
    assert (result.status, roles()) == (0, {"page furniture": FEWEST + 1})
    assert "Looking through archive/odd.txt failed" in caplog.text
