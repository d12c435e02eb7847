"""Pictures that come along: found where they lie, made once, attached to their stories; none hinders a story."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.utils import timezone
from PIL import Image

from articles import drafting
from articles.importing import forgetting
from articles.importing.finding.walking import PICTURE, walk
from articles.importing.pictures import picturing
from articles.models import Doubt, ImportedFile, Picture, Story, StoryPicture
from articles.pictures import prepare
from tests.importing.helpers import OTHER_PARAGRAPHS, PARAGRAPHS, copy_of, import_stories, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


def png(colour="navy") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(buffer, "PNG")
    return buffer.getvalue()


def fail(*given, **named):
    raise OperationalError("server closed the connection unexpectedly")


def page(*pictures, paragraphs=PARAGRAPHS, title="Ferry returns to the harbour") -> str:
    shown = "".join(
        f'<figure><img src="{name}" alt="{alt}"><figcaption>At the quay</figcaption></figure>'
        for name, alt in pictures
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<html><body><article><h1>{title}</h1><p>5 March 2024</p>{body}{shown}</article></body></html>"


def attached():
    return list(StoryPicture.objects.order_by("story", "position").values_list("caption", "picture__alt"))


def codes():
    return sorted(Doubt.objects.filter(code__contains="pictur").values_list("code", flat=True)) + sorted(
        Doubt.objects.filter(code="no-alt-text").values_list("code", flat=True)
    )


def test_a_picture_that_a_page_names_is_attached_with_its_words(tmp_path):
    files = {"2024/ferry.html": page(("../img/Fähre%201.png", "The ferry")), "img/Fähre 1.png": png()}
    result = import_stories(write(tmp_path / "in", files))

    assert result.status == 0
    assert attached() == [("At the quay", "The ferry")]
    assert codes() == []
    story = Story.objects.get()
    assert story.digest == story.revisions.get().digest
    assert "a picture, which comes with the story that names it or lies beside it" in result


def test_a_picture_beside_a_text_of_its_name_is_attached_and_its_silence_doubted(tmp_path):
    files = {"ferry.txt": copy_of(), "ferry-2.png": png("red"), "Ferry.png": png(), "other.png": png("green")}
    import_stories(write(tmp_path / "in", files))

    assert attached() == [("", ""), ("", "")]
    assert codes() == ["no-alt-text"]


def test_a_picture_beside_a_text_in_an_archive_is_attached_and_one_in_another_folder_is_not(tmp_path):
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        for name, data in {"a/ferry.txt": copy_of(), "a/ferry.png": png(), "b/ferry.png": png("red")}.items():
            archive.writestr(name, data)
    import_stories(tmp_path / "news.zip")

    assert attached() == [("", "")]
    assert codes() == ["no-alt-text"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("p.png", ("", "", "")),
        ("Picture: p.png", ("", "", "")),
        ("[p.png]", ("", "", "")),
        ("Photo: p.png (Tom Reed)", ("", "", "Tom Reed")),
        ("p.png\n\nPhoto: Tom Reed", ("", "", "Tom Reed")),
        (
            "[Picture: p.png | The ferry | At the quay | Photo: Tom Reed]",
            ("The ferry", "At the quay", "Tom Reed"),
        ),
    ],
)
def test_a_picture_that_a_line_names_is_attached_with_what_the_line_says(tmp_path, line, words):
    paragraphs = [PARAGRAPHS[0], line, *PARAGRAPHS[1:]]
    import_stories(write(tmp_path / "in", {"a.txt": copy_of(paragraphs=paragraphs), "p.png": png()}))

    assert list(StoryPicture.objects.values_list("picture__alt", "caption", "credit")) == [words]
    assert Story.objects.get().body.count("<p>") == len(PARAGRAPHS)


def test_one_picture_of_two_stories_is_kept_once_also_in_a_later_run(tmp_path):
    folder = write(
        tmp_path / "in",
        {
            "a.html": page(("p.png", "P")),
            "b.html": page(("p.png", "P"), paragraphs=OTHER_PARAGRAPHS, title="Eleven bakers sign up"),
            "p.png": png(),
        },
    )
    import_stories(folder)
    import_stories(folder)

    assert (Picture.objects.count(), StoryPicture.objects.count(), Story.objects.count()) == (1, 2, 2)


def test_pictures_in_an_archive_come_with_its_stories(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("2024/ferry.html", page(("img/p.png", "P")))
        archive.writestr("2024/img/p.png", png())
    result = import_stories(write(tmp_path / "in", {"news.zip": buffer.getvalue()}))

    assert result.status == 0
    assert attached() == [("At the quay", "P")]


FAR = "https://wexley.example/wp-content/uploads/2024/03/p.png"


@pytest.mark.parametrize(
    "place",
    [
        "wp-content/uploads/2024/03/p.png",
        "uploads/2024/03/p.png",
        "pages/2024/03/p.png",
        "pages/ferries/uploads/2024/03/p.png",
        "pages/ferries/media-export/2024/03/p.png",
    ],
)
@pytest.mark.parametrize("name", [FAR, "/wp-content/uploads/2024/03/p.png?w=300"])
def test_a_picture_that_was_on_the_web_is_found_by_the_end_of_its_address(tmp_path, place, name):
    files = {"pages/ferries/a.html": page((name, "P")), place: png(), "pages/2023/03/p.png": png("red")}
    import_stories(write(tmp_path / "in", files))

    assert (attached(), codes()) == ([("At the quay", "P")], [])
    assert Picture.objects.get().sha256 == prepare(io.BytesIO(png())).sha256


@pytest.mark.parametrize("name", ["media.zip", "news.zip"])
def test_a_picture_that_was_on_the_web_is_found_in_the_same_archive_or_one_beside_it(tmp_path, name):
    members = [("news.zip", "a.html", page((FAR, "P"))), (name, "export/2024/03/p.png", png())]
    for packed, path, data in members:
        with zipfile.ZipFile(tmp_path / packed, "a") as archive:
            archive.writestr(path, data)
    import_stories(tmp_path / "news.zip")

    assert (attached(), codes()) == ([("At the quay", "P")], [])


def test_no_picture_is_read_from_an_archive_that_a_link_leads_to_outside_of_the_folder(tmp_path):
    write(tmp_path / "in", {"a.html": page((FAR, "P"))})
    with zipfile.ZipFile(tmp_path / "media.zip", "w") as archive:
        archive.writestr("export/2024/03/p.png", png())
    (tmp_path / "in" / "media.zip").symlink_to(tmp_path / "media.zip")
    import_stories(tmp_path / "in")

    assert (attached(), codes()) == ([], ["missing-pictures"])


@pytest.mark.parametrize(
    ("names", "data", "expected"),
    [
        (["gone.png"], None, ["missing-pictures"]),
        (["https://wexley.example/far.png"], None, ["missing-pictures"]),
        (["../../outside.png"], None, ["missing-pictures"]),
        (["p.png"], b"\x89PNG broken", ["broken-picture"]),
        (["p.png"], b"", ["broken-picture"]),
        (["\0.png", "%00.png", "//[x"], None, ["missing-pictures"]),
    ],
)
def test_a_picture_that_is_missing_or_broken_is_a_doubt(tmp_path, names, data, expected):
    write(tmp_path, {"outside.png": png()})
    files = {"a.html": page(*((name, "alt") for name in names))} | ({} if data is None else {"p.png": data})
    result = import_stories(write(tmp_path / "in", files))

    assert Story.objects.get().picture_rows.count() == 0
    assert codes() == expected
    assert ImportedFile.objects.get(path="a.html").outcome == "created"
    assert result.status == int(data == b"")  # an empty file is called a picture and is none


def test_a_dry_run_keeps_no_picture(tmp_path):
    import_stories(write(tmp_path / "in", {"a.html": page(("p.png", "P")), "p.png": png()}), "--dry-run")

    assert Picture.objects.count() == 0


def files_kept():
    media = Path(default_storage.location)
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def test_pictures_of_a_batch_that_comes_to_nothing_are_deleted_again(tmp_path, monkeypatch):
    given = write(tmp_path / "in", {"ferry.html": page(("a.png", "The ferry")), "a.png": png()})
    monkeypatch.setattr(drafting, "create_many", fail)
    assert import_stories(given).status != 0
    assert (Picture.objects.exists(), files_kept()) == (False, [])


def test_a_picture_whose_run_was_killed_before_its_row_stood_is_stored_once(tmp_path, monkeypatch):
    given = write(tmp_path / "in", {"ferry.html": page(("a.png", "The ferry")), "a.png": png()})
    with monkeypatch.context() as killed:
        killed.setattr(drafting, "create_many", fail)
        killed.setattr(forgetting, "forget", list)
        import_stories(given)
    left = files_kept()
    assert (Picture.objects.exists(), len(left)) == (False, 1)
    import_stories(given)
    picture = Picture.objects.get()
    assert ([picture.image.name], files_kept()) == (left, left)
    assert (picture.width, picture.height, attached()) == (64, 48, [("At the quay", "The ferry")])


def test_another_picture_of_the_name_that_was_left_stays_and_is_not_taken_for_it(tmp_path):
    name = f"pictures/{timezone.now():%Y/%m}/{prepare(io.BytesIO(png())).file().name}"
    default_storage.save(name, ContentFile(b"half of it"))
    import_stories(write(tmp_path / "in", {"ferry.html": page(("a.png", "The ferry")), "a.png": png()}))
    with Picture.objects.get().image.open() as held:
        assert (held.name == name, held.read()) == (False, prepare(io.BytesIO(png())).data)
    assert len(files_kept()) == 2


def store_in_vain(*, held):
    """Store two pictures, and end in an error once the row of one of them stands."""
    with picturing.stored_for() as stored:
        for name in (held, "left.png"):
            stored.append(default_storage.save(f"pictures/{name}", ContentFile(png())))
        Picture.objects.create(image=f"pictures/{held}", sha256="0" * 64, alt="A", added_at=timezone.now())
        fail()


def test_a_file_whose_row_stands_after_all_is_not_deleted():
    with pytest.raises(OperationalError):
        store_in_vain(held="held.png")
    assert files_kept() == ["pictures/held.png"]


def test_where_the_database_cannot_be_asked_no_file_is_deleted(monkeypatch):
    monkeypatch.setattr(forgetting, "wait_for_imports", fail)
    with pytest.raises(OperationalError):
        store_in_vain(held="held.png")
    assert files_kept() == ["pictures/held.png", "pictures/left.png"]


def test_a_picture_given_by_itself_is_a_file(tmp_path):
    folder = write(tmp_path / "in", {"p.png": png(), "fake.png": copy_of()})

    assert [found.path for found in walk([folder]).files] == ["fake.png"]
    assert list(walk([folder]).passed) == [PICTURE]
    assert [found.path for found in walk([folder / "p.png"]).files] == ["p.png"]
