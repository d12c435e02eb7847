"""Mailboxes: each mail a story by itself."""

import pytest

from articles.importing.formats import Piece, open_copy
from tests.importing.helpers import PARAGRAPHS, copy_of

FROM = "From ana@wexley.example Fri May  3 10:00:00 2024"


def posted(text: str, *, mark=FROM, subject="Ferry returns", more="") -> str:
    return f"{mark}\nReceived: by a\nFrom: Ana <a@b.example>\nSubject: {subject}\n{more}\n{text}\n\n"


def mixed(*, text: str, attached="") -> dict[str, str]:
    parts = f"--x\n\n{text}\n" + (
        f'--x\nContent-Disposition: attachment; filename="a.txt"\n\n{attached}\n' * bool(attached)
    )
    return {"text": f"{parts}--x--", "more": "Content-Type: multipart/mixed; boundary=x\n"}


def stories(text: str) -> list[Piece]:
    return open_copy(text.encode(), name="Inbox")


def test_each_mail_is_a_story_named_by_its_id_or_its_place():
    first, second, third = (mixed(text=text) for text in PARAGRAPHS)
    first["more"] += "Message-ID: <1@b.example>\n"
    found = stories("".join(posted(**mail) for mail in (first, second, third)))

    assert [piece.key for piece in found] == ["<1@b.example>", "mail 2", "mail 3"]
    assert [piece.text.splitlines()[-1] for piece in found] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "mark",
    [
        "From - Fri May 03 10:00:00 2024",
        "From 179@xxx Fri May 03 10:00:00 +0000 2024",
        "From MAILER-DAEMON Fri, 3 May 2024 10:00 +0100",
        "From ",
    ],
)
def test_mails_are_told_apart_whatever_the_line_between_them_says(mark):
    text = "".join(posted(text, mark=mark) for text in PARAGRAPHS)

    assert [len(stories(text)), len(stories(text.replace("\n", "\r\n")))] == [3, 3]


def test_lines_that_were_quoted_for_the_box_are_as_they_were():
    [one] = stories(posted(f"{PARAGRAPHS[0]}\n\n>From here on: all is well.\n>>From quay to quay."))

    assert (one.key, one.text.splitlines()[-2:]) == (
        "",
        ["From here on: all is well.", ">From quay to quay."],
    )


def test_a_mail_with_the_same_id_twice_is_named_by_its_place():
    found = stories(posted(PARAGRAPHS[0], more="Message-ID: <1@b.example>\n") * 2)

    assert [piece.key for piece in found] == ["mail 1", "mail 2"]


def test_what_is_attached_to_a_mail_is_named_with_it_and_a_mail_that_is_no_copy_is_refused_alone():
    attached = mixed(text=PARAGRAPHS[0] * 3, attached=copy_of())
    found = stories(
        posted(**attached) + posted("Hello", more="Newsgroups: sci.ferry\n") + posted(PARAGRAPHS[1])
    )

    assert [(piece.key, piece.refusal and piece.refusal.code) for piece in found] == [
        ("mail 1", None),
        ("mail 1#a.txt", None),
        ("mail 2", "format"),
        ("mail 3", None),
    ]


def test_a_line_in_a_mail_that_only_begins_like_one_between_mails_is_its_own():
    assert (
        len(
            stories(posted(f"{PARAGRAPHS[0]}\n\nFrom 10:00 on 3 May 2024\nferries sail.\n\nFrom\nquay: here"))
        )
        == 1
    )
