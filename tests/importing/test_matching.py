"""Files that hold the same text: of the same words, or of nearly the same, in the run or of anything held."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafting, importing, workflow
from articles.importing import formats
from articles.models import COMMON, Doubt, Fingerprint, ImportedFile, Outcome, Story
from tests.factories import make_user
from tests.importing.helpers import archive, copy_of, import_stories, paragraphs_under, write

pytestmark = pytest.mark.django_db
LONG = [*paragraphs_under("one"), *paragraphs_under("two"), *paragraphs_under("three")]
SAID = " ".join(LONG[0].split(" ")[:-2]) + " again."
NEARLY = [SAID, *LONG[1:]]
PAGE = (
    f"<html><article><h1>Ferry sails again</h1>{''.join(f'<p>{text}</p>' for text in LONG)}</article></html>"
)


def outcomes(run=None):
    rows = ImportedFile.objects.order_by("pk")
    return list((rows.filter(run=run) if run else rows).values_list("path", "outcome"))


def last() -> ImportedFile:
    return ImportedFile.objects.latest("pk")


def edit(story, **changes):
    by = make_user(role="editor")
    return drafting.save(story, changes, base=story.revision_number, by=by, now=timezone.now()).story


def test_the_same_words_in_another_format_join_the_story_with_all_their_lines_accounted_for(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of(paragraphs=LONG)))
    result = import_stories(write(tmp_path / "pages", {"ferry.html": PAGE}))
    story = Story.objects.get()
    assert (last().outcome, last().story, story.revision_number) == (Outcome.JOINED, story, 1)
    assert (
        f"pages/ferry.html: the same text as story {story.pk} (“Ferry returns to the harbour”)"
        in last().sentence
    )
    assert "1 file: 1 joined." in result
    assert (len(last().roles), last().left_out, "unknown" in last().roles.values()) == (10, [], False)


def test_nobody_is_asked_for_what_a_copy_lacks_and_its_story_has(tmp_path):
    def doubts(report):
        return {doubt["code"] for doubt in json.loads(report.read_text().splitlines()[0])["doubts"]}

    bare = archive(tmp_path, a=copy_of(headline="", byline="", date="", paragraphs=LONG))
    import_stories(bare, dry_run=True, report=tmp_path / "before.jsonl")
    import_stories(write(tmp_path / "held", {"a.txt": copy_of(paragraphs=LONG)}).parent / "held")
    import_stories(bare, report=tmp_path / "after.jsonl")
    assert doubts(tmp_path / "before.jsonl") >= {"no-headline", "no-date"}
    assert (last().outcome, doubts(tmp_path / "after.jsonl")) == (Outcome.JOINED, set())


def test_nearly_the_same_words_join_the_story_of_their_batch(tmp_path):
    result = import_stories(archive(tmp_path, a=copy_of(paragraphs=LONG), b=copy_of(paragraphs=NEARLY)))
    assert "2 files: 1 created, 1 joined." in result
    assert (last().story, last().sentence) == (
        Story.objects.get(),
        f"archive/b.txt: nearly the same text as archive/a.txt (story {last().story_id}), 96 % alike, joined to it.",
    )


def test_a_dry_run_joins_what_a_run_does_and_keeps_no_sketch(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.importing.reading.chunks.FILES", 1)
    folder = archive(tmp_path, a=copy_of(paragraphs=LONG), b=copy_of(paragraphs=NEARLY), c=copy_of())
    import_stories(folder, dry_run=True)
    foreseen = outcomes()
    assert (foreseen[1], Fingerprint.objects.count()) == (("b.txt", Outcome.JOINED), 0)
    run = ImportedFile.objects.first().run
    assert "3 files: 2 created, 1 joined." in import_stories(accept=run.pk)
    assert outcomes(last().run) == foreseen


def test_a_story_typed_at_the_desk_is_found_by_its_copy(tmp_path):
    body = "".join(f"<p>{text}</p>" for text in LONG)
    changes = {"headline": "Ferry sails again", "body": body}
    story = drafting.create(changes, by=make_user(role="writer"), now=timezone.now())
    import_stories(archive(tmp_path, ferry=copy_of(paragraphs=NEARLY)))
    assert (last().outcome, last().story) == (Outcome.JOINED, story)


def test_a_story_that_was_rewritten_is_found_by_what_it_says_and_by_what_it_said(tmp_path):
    import_stories(archive(tmp_path, a=copy_of(paragraphs=LONG)))
    other = [*paragraphs_under("four"), *paragraphs_under("five")]
    story = edit(Story.objects.get(), body="".join(f"<p>{text}</p>" for text in other))
    import_stories(write(tmp_path / "old", {"b.txt": copy_of(headline="Old", paragraphs=NEARLY)}))
    import_stories(write(tmp_path / "new", {"c.txt": copy_of(headline="New", paragraphs=other)}))
    assert set(ImportedFile.objects.values_list("story", flat=True)) == {story.pk}


def test_a_spiked_story_has_no_copies(tmp_path):
    import_stories(archive(tmp_path, a=copy_of(paragraphs=LONG)))
    editor = make_user(role="editor")
    workflow.spike(Story.objects.get(), revision=1, by=editor, now=timezone.now())
    import_stories(write(tmp_path / "other", {"b.txt": copy_of(paragraphs=NEARLY)}))
    assert last().outcome == Outcome.CREATED


def test_spiked_copies_hide_no_story_that_is_worked_on(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.importing.matching.bodies.MOST_COMPARED", 1)
    body, editor = "".join(f"<p>{text}</p>" for text in LONG), make_user(role="editor")
    spiked, story = (
        drafting.create({"headline": name, "body": body}, by=editor, now=timezone.now()) for name in "ab"
    )
    workflow.spike(spiked, revision=1, by=editor, now=timezone.now())
    import_stories(archive(tmp_path, c=copy_of(paragraphs=NEARLY)))
    assert (last().outcome, last().story) == (Outcome.JOINED, story)


def sketches():
    return sorted(Fingerprint.objects.values_list("story", "value"))


def test_an_undone_story_that_is_taken_off_the_spike_is_found_by_its_copies(tmp_path):
    import_stories(archive(tmp_path, a=copy_of(paragraphs=LONG)))
    editor, story, made = make_user(role="editor"), Story.objects.get(), sketches()
    importing.undo(last().run, by=editor, clock=timezone.now)
    for _ in range(2):
        workflow.unspike(story, revision=1, by=editor, now=timezone.now())
        assert sketches() == made
        workflow.spike(story, revision=1, by=editor, now=timezone.now())
    workflow.unspike(story, revision=1, by=editor, now=timezone.now())
    import_stories(write(tmp_path / "other", {"b.txt": copy_of(paragraphs=NEARLY)}))
    assert (last().outcome, last().story) == (Outcome.JOINED, story)


PRICES = LONG[0] + " Eggs {}, butter {}, flour {} at the close."


@pytest.mark.parametrize(
    ("held", "copy"),
    [
        (["The story follows shortly, we are told."], ["The story follows shortly, we are told."]),
        ([PRICES.format(1, 2, 3), *LONG], [PRICES.format(4, 5, 6), *LONG]),
        ([LONG[0] + " Ana Ruiz was fined.", *LONG], [LONG[0] + " Jo Lind was fined.", *LONG]),
        (LONG, [*LONG[:3], *paragraphs_under("four"), *paragraphs_under("five")]),
    ],
    ids=["a few words", "other figures", "another name", "a third of it"],
)
def test_texts_of_two_stories_stay_two(tmp_path, held, copy):
    files = {"a": copy_of(paragraphs=held), "b": copy_of(headline="Another", paragraphs=copy)}
    import_stories(archive(tmp_path, **files))
    assert [outcome for _, outcome in outcomes()] == [Outcome.CREATED, Outcome.CREATED]


def test_a_story_that_has_much_of_another_is_doubted(tmp_path):
    cut = copy_of(headline="Ferry is cut", paragraphs=LONG[:4])
    import_stories(archive(tmp_path, a=copy_of(paragraphs=LONG), b=cut))
    shorter = copy_of(headline="Ferry is shorter", paragraphs=LONG[1:4])
    import_stories(write(tmp_path / "other", {"c.txt": shorter}))
    first, second = Doubt.objects.filter(code="much-alike").order_by("pk")
    assert first.story.files.get().path == "b.txt"
    assert first.sentence.startswith("Much of this text is in archive/a.txt, too.")
    assert f"in story {first.story_id} (“Ferry is cut”), too." in second.sentence


def test_an_undone_story_has_no_copies(tmp_path):
    folder = archive(tmp_path, a=copy_of(paragraphs=LONG))
    import_stories(folder)
    importing.undo(last().run, by=make_user(role="editor"), clock=timezone.now)
    assert not Fingerprint.objects.exists()
    import_stories(archive(tmp_path, a=copy_of(paragraphs=NEARLY)))
    assert last().outcome == Outcome.CREATED


def test_runs_of_words_that_many_stories_hold_are_kept_of_no_more():
    values = [(drafting.create({"headline": "A"}, by=make_user(role="writer"), now=timezone.now()), [1, 2])]
    for _ in range(COMMON + 3):
        Fingerprint.objects.add(values)
    assert Fingerprint.objects.filter(value=1).count() == COMMON + 1


def queries_of(tmp_path, number):
    """How many queries a batch of so many copies asks, each of a story that is held."""
    stories = {f"{number}-{n}": paragraphs_under(f"{number} {n}") for n in range(number)}
    held = {name: copy_of(headline=name, paragraphs=[*some, *LONG]) for name, some in stories.items()}
    import_stories(write(tmp_path / f"held {number}", {f"{name}.txt": text for name, text in held.items()}))
    nearly = {f"{name}.txt": text.replace(LONG[0], SAID) for name, text in held.items()}
    folder = write(tmp_path / f"copies {number}", nearly)
    with CaptureQueriesContext(connection) as asked:
        import_stories(folder)
    assert set(last().run.files.values_list("outcome", flat=True)) == {Outcome.JOINED}
    return len(asked)


def test_thirty_copies_are_found_in_as_many_queries_as_two(tmp_path):
    """Of more, SQLite takes the rows in two parts."""
    assert queries_of(tmp_path, 30) == queries_of(tmp_path, 2)


def dry_queries(tmp_path, monkeypatch, number):
    """How often a dry run looks something up in which each of so many files has a copy in the next batch."""
    monkeypatch.setattr("articles.importing.reading.chunks.FILES", number)
    stories = [copy_of(headline=f"{n}", paragraphs=[*paragraphs_under(f"{n}"), *LONG]) for n in range(number)]
    files = {f"a/{n}.txt": text for n, text in enumerate(stories)}
    files |= {f"b/{n}.txt": text.replace(LONG[0], SAID) for n, text in enumerate(stories)}
    folder = write(tmp_path / f"dry {number}", files)
    with CaptureQueriesContext(connection) as asked:
        import_stories(folder, dry_run=True)
    assert last().run.counts == {"created": number, "joined": number}
    return sum(query["sql"].startswith("SELECT") for query in asked)


def test_a_dry_run_finds_fifty_copies_in_as_many_queries_as_one(tmp_path, monkeypatch):
    assert dry_queries(tmp_path, monkeypatch, 50) == dry_queries(tmp_path, monkeypatch, 1)


@pytest.mark.parametrize("at_hand", [1, 8_000_000], ids=["one at a time", "together"])
def test_a_dry_run_opens_each_export_once_for_all_stories_that_it_finds_in_it(tmp_path, monkeypatch, at_hand):
    monkeypatch.setattr("articles.importing.reading.rereading.AT_HAND", at_hand)
    monkeypatch.setattr("articles.importing.reading.chunks.FILES", 20)
    opened = []
    monkeypatch.setattr(
        "articles.importing.reading.understanding.open_copy",
        lambda data, **said: opened.append(data) or formats.open_copy(data, **said),
    )
    write(tmp_path / "all", {f"{name}.json": export(name) for name in ("a", "b")})
    write(tmp_path / "all", {"c.json": export("a", " Again."), "d.json": export("b", " Again.")})
    import_stories(tmp_path / "all", dry_run=True)
    assert last().run.counts == {"created": 20, "joined": 20}
    assert len(opened) == 6


def export(name, end=""):
    """An export of ten stories, like no others."""
    rows = [
        {
            "id": f"{name}{n}",
            "headline": f"Ferry {name} {n}",
            "body": "\n\n".join(paragraphs_under(f"{name}{n}")) + end,
        }
        for n in range(10)
    ]
    return json.dumps(rows)
