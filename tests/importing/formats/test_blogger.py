"""Exports of Blogger: posts are stories, and nothing else of the site is one."""

from html import escape

import pytest

from articles.importing.formats import NotCopy, open_copy
from tests.importing.formats.showing import lines_of
from tests.importing.helpers import PARAGRAPHS

TEXT = escape("<br /><br />".join(PARAGRAPHS))
KIND = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{}'/>"
DRAFT = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"


def entry(number: int, kind="", more="") -> str:
    link = f"<link rel='alternate' href='http://harbour.example/{number}.html'/>"
    is_a = KIND.format(kind) if kind else ""
    return (
        f"<entry><id>tag:{number}</id><published>2012-04-07T14:05:00+02:00</published>{is_a}"
        f"<title>Ferry returns</title><content type='html'>{TEXT}</content>{link}{more}</entry>"
    )


def export(*entries: str) -> bytes:
    spaces = "xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'"
    return f"<feed {spaces}><title>Harbour</title>{''.join(entries)}</feed>".encode()


def test_posts_are_stories_and_comments_templates_and_settings_are_counted():
    label = "<category scheme='http://www.blogger.com/atom/ns#' term='Harbour'/>"
    others = [entry(n, kind) for n, kind in enumerate(("template", "settings", "settings", "comment"))]
    (piece,) = open_copy(export(*others, entry(7, "post", label)), name="blog.xml")

    assert dict(piece.passed) == {
        "templates of the site": 1,
        "settings of the site": 2,
        "readers’ comments": 1,
    }
    assert (piece.key, piece.notes, dict(lines_of(piece))["section"]) == ("tag:7", (), "Harbour")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (entry(7, "post", DRAFT), "This was a draft in Blogger, not published there."),
        (
            entry(7, more="<blogger:status>DRAFT</blogger:status>"),
            "This was a draft in Blogger, not published there.",
        ),
        (entry(7, "page"), "Blogger had this as a page, not as a post."),
    ],
)
def test_what_readers_did_not_see_as_a_post_is_in_doubt(row, sentence):
    (piece,) = open_copy(export(row), name="blog.xml")

    assert [note.sentence for note in piece.notes] == [sentence]
    assert bool(piece.stated.published or piece.stated.address) == ("page" in sentence)


def test_what_was_thrown_away_is_refused_and_an_export_without_posts_says_what_it_holds():
    trashed = entry(7, more="<blogger:type>POST</blogger:type><blogger:status>SOFT_TRASHED</blogger:status>")
    (piece,) = open_copy(export(trashed), name="blog.xml")
    assert piece.refusal.sentence == "This story is in the bin of Blogger: it was not taken."

    with pytest.raises(NotCopy, match="holds no posts, only settings of the site"):
        open_copy(export(entry(1, "settings")), name="blog.xml")
