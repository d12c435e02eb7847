"""Old addresses are written down with the files that name them."""

import pytest
from django.utils import timezone

from articles.importing import undo
from articles.importing.taking.addresses import keep
from articles.models import Doubt, Edition, ImportedFile, ImportRun, OldAddress, Outcome
from tests.factories import make_story, make_user
from tests.importing.helpers import PARAGRAPHS, import_stories, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def make_file(address, *, story=None, outcome=Outcome.CREATED, run=None, is_dry=False):
    run = run or ImportRun.objects.create(collection="archive", started_at=timezone.now(), is_dry=is_dry)
    return ImportedFile.objects.create(
        run=run,
        collection="archive",
        path=f"{ImportedFile.objects.count()}.txt",
        size=1,
        sha256="0" * 64,
        outcome=outcome,
        story=story,
        address=address,
        is_dry=is_dry,
    )


def rows():
    return sorted(OldAddress.objects.values_list("host", "key", "story_id"))


def test_address_of_a_file_leads_to_its_story():
    story = make_story()
    keep(
        [
            make_file("https://www.old.example/2019/ferry/?utm_source=x", story=story),
            make_file("", story=story),
        ]
    )

    assert rows() == [("old.example", "/2019/ferry", story.pk)]


def test_same_files_again_change_nothing():
    files = [make_file("http://old.example/a", story=make_story())]
    keep(files)
    held = rows()
    keep([*files, make_file("old.example/a/", story=files[0].story, outcome=Outcome.UNCHANGED)])

    assert (rows(), Doubt.objects.count()) == (held, 0)


@pytest.mark.parametrize("together", [True, False])
def test_address_of_two_stories_stays_with_the_first_and_the_other_is_doubted_once(together):
    one, other = make_story(), make_story()
    files = [make_file("http://old.example/a", story=one), make_file("http://old.example/a/", story=other)]
    for part in [files] if together else [files[:1], files[1:]]:
        keep(part)
    keep(files)

    assert rows() == [("old.example", "/a", one.pk)]
    doubt = Doubt.objects.get()
    assert (doubt.story, doubt.code) == (other, "old-address")
    assert doubt.sentence == (
        f"Its old address, http://old.example/a/, is that of story {one.pk} too: readers who ask for it are led there."
    )


def test_address_of_a_refused_file_is_known_and_leads_to_a_story_that_comes_later():
    refused = make_file("http://old.example/a", outcome=Outcome.REFUSED)
    keep([refused])
    assert rows() == [("old.example", "/a", None)]

    story = make_story()
    keep([make_file("http://old.example/a", story=story)])
    assert rows() == [("old.example", "/a", story.pk)]


def test_dry_run_writes_no_address():
    keep([make_file("http://old.example/a", story=make_story(), is_dry=True)])

    assert rows() == []


def test_undoing_a_run_forgets_the_addresses_that_no_story_was_taken_for():
    refused = make_file("http://old.example/a", outcome=Outcome.REFUSED)
    keep([refused, make_file("http://old.example/b", outcome=Outcome.REFUSED)])
    undo(refused.run, by=make_user(role="editor"), clock=timezone.now)

    assert rows() == [("old.example", "/b", None)]


def test_many_addresses_take_as_many_queries_as_one(django_assert_num_queries):
    story = make_story()
    for number in (1, 60):
        files = [make_file(f"old.example/{number}/{each}", story=story) for each in range(number)]
        with django_assert_num_queries(2):
            keep(files)


def page_at(address, *, headline="Ferry returns to the harbour"):
    """A page that says where it stood."""
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f'<html><head><link rel="canonical" href="{address}"></head><body><article><h1>{headline}</h1>'
        f'<p>By Ana Ruiz</p><p><time datetime="2024-03-05">5 March 2024</time></p>{body}</article></body></html>'
    )


def test_address_that_an_imported_page_names_leads_readers_to_its_story(tmp_path, client):
    make_user(role="editor", username="ed")
    page = page_at("https://old.example/2024/ferry")
    import_stories(write(tmp_path / "in", {"ferry.html": page}))
    assert client.get("/2024/ferry/").status_code == 404
    import_stories(tmp_path / "in", publish=True, by="ed")
    answer = client.get("/2024/ferry/")
    assert (answer.status_code, answer["Location"]) == (301, Edition.objects.get().get_absolute_url())


def test_address_that_a_changed_page_names_is_written_down_too(tmp_path):
    folder = write(tmp_path / "in", {"ferry.html": page_at("https://old.example/a")})
    import_stories(folder)
    write(folder, {"ferry.html": page_at("https://old.example/b", headline="Ferry returns to harbour")})
    import_stories(folder)
    story = ImportedFile.objects.earliest("pk").story_id
    assert rows() == [("old.example", "/a", story), ("old.example", "/b", story)]


def test_each_copy_of_a_story_has_an_old_address_that_leads_to_it(tmp_path, client):
    make_user(role="editor", username="ed")
    pages = {f"{number}.html": page_at(f"https://old.example/{number}/ferry") for number in range(3)}
    pages["3.html"] = page_at("https://old.example/3/ferry", headline="Ferry is back in the harbour")
    import_stories(write(tmp_path / "in", pages), publish=True, by="ed")
    story = Edition.objects.live(timezone.now()).get()
    led = {client.get(f"/{number}/ferry/").get("Location") for number in range(4)}
    assert led == {story.get_absolute_url()}
