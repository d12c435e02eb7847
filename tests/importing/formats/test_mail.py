"""E-mails: the best of their texts, with what is attached."""

from contextlib import suppress
from email.message import EmailMessage

import pytest

from articles.importing.formats import NotCopy, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS, copy_of

TEXT = "\n\n".join(PARAGRAPHS)
HEAD = [
    ("contact", "From: Ana Ruíz <ana@wexley.example>"),
    ("contact", "To: desk@wexley.example"),
    ("", "Date: Sun, 07 Apr 2019 10:00:00 +0100"),
]


def mail_of(text=TEXT, *, subject="Fwd: Ferry returns", html=""):
    mail = EmailMessage()
    mail["From"], mail["To"] = "Ana Ruíz <ana@wexley.example>", "desk@wexley.example"
    mail["Date"], mail["Subject"] = "Sun, 07 Apr 2019 10:00:00 +0100", subject
    mail.set_content(text, charset="iso-8859-1", cte="quoted-printable")
    if html:
        mail.add_alternative(html, subtype="html")
    return mail


def test_the_subject_is_the_headline_of_a_text_that_has_none():
    piece = only_piece(mail_of(TEXT + "\n\n-- \nAna Ruíz, Wexley").as_bytes())

    assert lines_of(piece) == [
        *HEAD,
        ("headline", "Ferry returns"),
        *(("", text) for text in PARAGRAPHS),
        ("contact", "-- "),
        ("contact", "Ana Ruíz, Wexley"),
    ]
    assert (piece.format, piece.encoding) == ("mail", "iso-8859-1")


def test_a_text_with_a_headline_keeps_it():
    piece = only_piece(mail_of(copy_of(), subject="copy for tonight").as_bytes())

    assert lines_of(piece)[3:5] == [
        ("page furniture", "Subject: copy for tonight"),
        ("", "Ferry returns to the harbour"),
    ]


FORWARDED = "-----Original Message-----\nFrom: Jo Lind\nSent: 6 May\nSubject: Ferry returns\n\n"
NOTICE = "Confidentiality notice: this email is intended only for the addressee."


def test_the_note_above_a_mail_that_was_forwarded_and_the_notice_below_are_none_of_it():
    mail = mail_of(f"Hi Jo,\n\nstory below.\n\n{FORWARDED}{copy_of()}\n{NOTICE}\n")
    told = lines_of(only_piece(mail.as_bytes()))

    assert told[3:10] == [
        ("page furniture", "Subject: Fwd: Ferry returns"),
        ("page furniture", "Hi Jo,"),
        ("page furniture", "story below."),
        *(("contact", line) for line in FORWARDED.split("\n")[:4]),
    ]
    assert (told[10], told[-1]) == (("", "Ferry returns to the harbour"), ("contact", NOTICE))


@pytest.mark.parametrize(
    "more",
    ["Disclaimer clauses of ferries are read by nobody.", "\n".join([NOTICE, *["Ferries sail."] * 200])],
)
def test_a_text_that_only_begins_like_a_notice_is_kept(more):
    told = lines_of(only_piece(mail_of(f"{TEXT}\n\n{more}").as_bytes()))

    assert {role for role, line in told if line in more.split("\n")} == {""}


def test_a_mail_that_quotes_another_below_its_own_text_keeps_that():
    told = lines_of(only_piece(mail_of(f"{TEXT}\n\n{FORWARDED}").as_bytes()))

    assert [line for line in told if line[1] in PARAGRAPHS] == [("", text) for text in PARAGRAPHS]


def test_html_is_taken_where_the_plain_text_says_little():
    page = "<h1>Ferry returns to harbour</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    piece = only_piece(mail_of("See this in a browser.", html=page).as_bytes())

    assert lines_of(piece)[4:] == [
        ("headline", "Ferry returns to harbour"),
        *(("p", text) for text in PARAGRAPHS),
    ]


def test_pictures_come_with_the_story_and_what_is_no_copy_is_doubted():
    mail = mail_of()
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="Fähre.png")
    mail.add_attachment(b"%PDF-1.4 words", maintype="application", subtype="pdf", filename="a.pdf")
    piece = only_piece(mail.as_bytes())

    assert [(picture.name, picture.data) for picture in piece.pictures] == [("Fähre.png", b"\x89PNG")]
    assert [note.sentence for note in piece.notes] == [
        "“a.pdf” is attached: This file is a PDF document, not text. Ask for the document that it was made from, or "
        "copy its text into one."
    ]


def test_each_page_of_a_mail_is_read_that_goes_on_behind_a_picture():
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana@wexley.example", "desk@wexley.example", "Ferry returns"
    mail.set_content(f"<p>{PARAGRAPHS[0]}</p>", subtype="html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png", disposition="inline")
    page = f"<h1>The captain</h1><p>{PARAGRAPHS[1]}</p>"
    mail.add_attachment(page.encode(), maintype="text", subtype="html", disposition="inline")

    assert lines_of(only_piece(mail.as_bytes()))[2:] == [
        ("headline", "Ferry returns"),
        ("p", PARAGRAPHS[0]),
        ("", "The captain"),
        ("p", PARAGRAPHS[1]),
    ]


PDF = b"%PDF-1.4 words"
NOTE_ON_PDF = "This file is a PDF document"


@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_what_is_called_text_and_is_none_is_doubted_and_the_text_beside_it_read(subtype):
    mail = mail_of()
    mail.add_attachment(PDF, maintype="text", subtype=subtype, filename="a.pdf", disposition="inline")
    piece = only_piece(mail.as_bytes())

    assert lines_of(piece)[-3:] == [("", text) for text in PARAGRAPHS]
    assert [note.sentence.startswith(f"“a.pdf” is attached: {NOTE_ON_PDF}") for note in piece.notes] == [True]


def test_what_is_unsure_of_an_encoding_is_doubted():
    head = b"From: a\nTo: b\nSubject: Ferry\n\n"
    piece = only_piece(head + "Паром вернулся".encode("cp1251"))

    assert [note.code for note in piece.notes] == ["encoding"]


def test_a_header_of_bytes_that_are_no_text_is_kept():
    piece = only_piece(
        b"From: a\nTo: b\nSubject: Ferry \xff\x01\x07\x08\x0e\x0f\x10\n\nFerries sail at nine.\n"
    )

    assert lines_of(piece)[2][1].startswith("Ferry")


def test_attached_copy_is_a_story_by_itself():
    mail = mail_of()
    mail.add_attachment(copy_of().encode(), maintype="text", subtype="plain", filename="a.txt")
    mail.add_attachment(
        mail_of(subject="Another").as_bytes(), maintype="application", subtype="x", filename="b.eml"
    )

    assert [piece.key for piece in open_copy(mail.as_bytes(), name="c.eml")] == ["", "a.txt", "b.eml"]


def test_a_covering_note_is_left_out_of_the_story_that_it_covers():
    mail = mail_of("Dear desk, here it comes.")
    mail.add_attachment(copy_of().encode(), maintype="text", subtype="plain", filename="a.txt")
    piece = only_piece(mail.as_bytes())

    assert piece.key == "a.txt"
    assert lines_of(piece)[2:7] == [
        ("contact", "Date: Sun, 07 Apr 2019 10:00:00 +0100"),
        ("page furniture", "Subject: Fwd: Ferry returns"),
        ("page furniture", "Dear desk, here it comes."),
        ("", "Ferry returns to the harbour"),
        ("", "By Ana Ruiz and Jo Lind"),
    ]


def test_a_post_to_a_newsgroup_is_no_copy():
    with pytest.raises(NotCopy) as refusal:
        open_copy(b"Newsgroups: sci.ferry\nFrom: a@b.example\nSubject: Re: Ferries\n\nHello\n", name="1.txt")

    assert refusal.value.sentence == "This file is a post to a newsgroup, not copy."


@pytest.mark.parametrize(
    "data",
    [
        b'From: a\nTo: b\nSubject: =?x-no?q?=FF?=\nContent-Type: text/plain; charset="no such"\n\nWords \xff here.',
        b"From: a\nTo: b\nSubject: \xfc\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: a\nTo: b\nDate: c\nContent-Type: multipart/mixed; boundary=x\n\nWords.",
        b"From: a\nTo: b\nDate: c\nContent-Type: multipart/mixed\n\n--x\n\nWords.",
        b"From: a\nTo: b\nDate: c\nContent-Type: message/rfc822\n\n" * 400,
        b"From: a\nTo: b\nDate: c\n\n",
    ],
)
def test_a_damaged_mail_is_read_or_refused(data):
    with suppress(NotCopy):
        assert open_copy(data, name="a.eml")


def test_copy_that_only_quotes_a_header_is_no_mail():
    assert only_piece(copy_of() + "\nFrom: a\nTo: b\nSubject: c\n").format == "text"
