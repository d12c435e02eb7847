"""Files of every format through the command: their stories, their lines, and nothing the second time."""

import json

import pytest

from articles.models import Doubt, ImportedFile, Story
from tests.importing.formats.test_docx import document, p
from tests.importing.formats.test_mail import mail_of
from tests.importing.formats.test_markdown import FRONT
from tests.importing.formats.test_newsml import item as newsml_item
from tests.importing.formats.test_newsml import message
from tests.importing.formats.test_ninjs import FIRST as NINJS
from tests.importing.formats.test_nitf import STORY as NITF
from tests.importing.formats.test_wires import anpa, iptc
from tests.importing.helpers import OTHER_PARAGRAPHS, PARAGRAPHS, copy_of, import_stories, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TABLE = "id,title,body,date,hits\n" + "".join(
    f'{number},{title},"{" ".join(paragraphs)}",2019-04-0{number},9\n'
    for number, title, paragraphs in (
        (1, "Ferry returns", PARAGRAPHS),
        (2, "Bakers sign up", OTHER_PARAGRAPHS),
    )
)
FILES = {
    "page.bin": f"<html><article><h1>Ferry returns to harbour</h1><p>By Ana Ruiz{BODY}</article></html>",
    "letter": document(p("Ferry returns to harbour", "Titel"), *(p(text) for text in PARAGRAPHS)),
    "mail.txt": mail_of(subject="Ferry returns to harbour").as_bytes(),
    "notes.txt": FRONT + "\n\n".join(PARAGRAPHS),
    "story.xml": NITF.replace("Ferry returns", "Ferry returns to harbour"),
    "item.txt": json.dumps(NINJS | {"headline": "Ferry returns to harbour"}),
    "message": message(newsml_item()).replace("Ferry returns", "Ferry returns to harbour"),
    "wire.txt": anpa(headline="Ferry returns to harbour"),
    "old-wire.txt": iptc("Ferry returns to harbour ="),
    "plain.html": copy_of(headline="Ferry returns to harbour", paragraphs=PARAGRAPHS),
}
FORMATS = {
    "page.bin": "html",
    "letter": "docx",
    "mail.txt": "mail",
    "notes.txt": "markdown",
    "story.xml": "nitf",
    "item.txt": "json",
    "message": "newsml",
    "wire.txt": "wire",
    "old-wire.txt": "wire",
    "plain.html": "text",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_each_format_is_a_story_with_all_its_lines_accounted_for(tmp_path, name):
    folder = write(tmp_path / "in", {name: FILES[name]})
    result = import_stories(folder)
    file, story = ImportedFile.objects.get(), Story.objects.get()

    assert result.status == 0
    assert (file.format, file.outcome) == (FORMATS[name], "created")
    assert story.headline == ("Mayor: no" if name == "notes.txt" else "Ferry returns to harbour")
    assert [text in story.body for text in PARAGRAPHS] == [True] * 3
    assert "unknown" not in file.roles.values()
    assert "1 unchanged" in import_stories(folder)


def test_each_row_of_a_table_is_a_story_known_by_its_id(tmp_path):
    folder = write(tmp_path / "in", {"export.csv": TABLE})
    result = import_stories(folder)

    assert result.status == 0
    assert list(ImportedFile.objects.values_list("path", "part", "story__headline")) == [
        ("export.csv#1", "1", "Ferry returns"),
        ("export.csv#2", "2", "Bakers sign up"),
    ]
    assert ImportedFile.objects.values("original").distinct().count() == 1
    assert "2 unchanged" in import_stories(folder)


def test_of_a_table_that_changed_only_the_changed_row_is_updated(tmp_path):
    folder = write(tmp_path / "in", {"export.csv": TABLE})
    import_stories(folder)
    write(folder, {"export.csv": TABLE.replace("Bakers sign up", "Twelve bakers sign up")})
    result = import_stories(folder)

    assert "1 updated, 1 unchanged" in result
    assert sorted(Story.objects.values_list("headline", flat=True)) == [
        "Ferry returns",
        "Twelve bakers sign up",
    ]


def test_a_page_whose_data_disagree_with_its_words_is_doubted(tmp_path):
    meta = '<meta property="article:published_time" content="2019-04-07">'
    page = f"<html>{meta}<h1>Ferry is back here</h1>6 May 2018{BODY}"
    import_stories(write(tmp_path / "in", {"page.html": page}))

    assert list(Doubt.objects.values_list("code", "field")) == [("stated-otherwise", "published")]
    assert Story.objects.get().published_at.date().isoformat() == "2019-04-07"
