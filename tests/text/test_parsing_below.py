"""What stands below a text: other stories' titles, and the day of a change."""

import pytest

from articles.text.parsing import parse

TEXT = (
    "The ferry between Northport and Eastmere is back after eleven weeks in dock, the harbour office said on Tuesday.",
    "It carried forty passengers on its first crossing, and the captain said that the engine had run quietly.",
    "The next crossing is planned for Thursday morning, with the mayor and a class of school children on board.",
)
TITLES = (
    "Eleven bakers meet in Wexley",
    "Plum tart wins the pie contest",
    "Old corn exchange gets a new roof",
)


def page(*foot: str):
    return parse("\n".join(["5 March 2024", "Ferry is back in harbour", *TEXT, *foot]))


def doubts(story):
    return {doubt.field for doubt in story.doubts}


def test_the_day_of_a_change_below_the_text_is_no_title_and_not_the_storys():
    story = page("Talk about it in the forum", "Last updated 7 June 2024")

    assert (story.related, story.published.iso) == ((), "2024-03-05")


def test_a_label_in_a_list_of_titles_is_none_of_them():
    story = page("Read more", *TITLES[:2], "From our archive:", TITLES[2])

    assert tuple(item.title for item in story.related) == TITLES


@pytest.mark.parametrize("signs", ["---", "•••", "–––", "›››", ("1.", "2.", "3."), ("1)", "2)", "3)")])
def test_titles_are_said_without_the_signs_of_their_list(signs):
    story = page("Read more", *(f"{sign} {title}" for sign, title in zip(signs, TITLES, strict=True)))

    assert tuple(item.title for item in story.related) == TITLES


def test_a_number_that_counts_no_titles_is_part_of_its_own():
    story = page("Read more", TITLES[0], "10. Old corn exchange fair opens in Wexley", TITLES[1])

    assert [item.title for item in story.related][1] == "10. Old corn exchange fair opens in Wexley"


@pytest.mark.parametrize(("title", "doubted"), [("Wine and beer", True), (TITLES[2], False)])
def test_a_title_as_short_as_a_label_is_doubted(title, doubted):
    assert ("related" in doubts(page("Read more", *TITLES[:2], title, TITLES[0]))) is doubted


def test_a_title_that_the_end_of_the_file_cuts_short_is_not_doubted():
    assert "related" not in doubts(page("Read more", *TITLES, "Old corn"))


def test_who_helped_elsewhere_is_no_paragraph():
    helped = "Ann Quill reported from Northport. Jo Lind and Tom Reed contributed to this report from Wexley."

    assert page(helped).paragraphs == TEXT


@pytest.mark.parametrize(
    ("foot", "doubted"),
    [
        (["Northport on Sunday", "Share", "Ann Quill", "The Harbour Post online"], True),
        (["Northport on Sunday", "Share", "Tickets", "The Harbour Post online"], False),
        (["Most Loved", "Ann Quill", "Tom Reed", "Jo Lind"], False),
        (["Harbours", "Ann Quill", "Old Boats", "Moles"], False),
    ],
)
def test_a_name_alone_below_the_text_is_doubted_where_nobody_is_called_the_writer(foot, doubted):
    assert ("byline" in doubts(page(*foot))) is doubted
    assert "byline" not in doubts(page("By Jo Lind", *foot))


def test_a_name_under_a_date_below_the_text_is_the_writers():
    foot = ["Talk about it in the forum", "Last updated 7 June 2024", "- Ann Quill", "Share"]

    assert page(*foot).byline == "Ann Quill"
    assert page(*foot[:2], "Tom Reed", *foot[2:]).byline == ""
    assert page(*foot, "Nice boats!", "8 June 2024", "Tom Reed", "Quite so.").byline == ""


MORE = tuple(text.replace("ferry", "old ferry") for text in TEXT)


@pytest.mark.parametrize(
    ("end", "doubted"),
    [
        ("For more about the ferry, look at our pages on the harbour of Northport.", True),
        ("Das Boot fährt wieder, und alle Zeiten der Fähre findest du in unserem Fahrplan.", True),
        ("The harbour of Northport had been without its ferry for eleven weeks.", False),
        ("“We missed our ferry, as you can see,” the captain of the harbour said.", False),
    ],
)
def test_a_last_paragraph_that_speaks_to_the_reader_is_doubted(end, doubted):
    assert ("body" in doubts(page(*MORE[:2], end, "Read more", *TITLES))) is doubted


LATER = (
    "Eastmere had been without a ferry since the winter, when the old one was found to be leaking in three places.",
    "The council of the island paid for a bus over the long bridge, which hardly anybody took in those weeks.",
)
COMMENT = "I have taken that ferry for thirty years, and never once has it left on time, so what would a bus change?"


@pytest.mark.parametrize(
    "foot",
    [
        ("Topics", "Ferries", "Harbour", "27 Comments", *[f"{COMMENT} {n}." for n in range(9)]),
        ("Follow us on Facebook", "22 Comments", "Submit", "Newest", *[f"{COMMENT} {n}." for n in range(9)]),
    ],
)
def test_below_a_count_of_comments_that_is_parted_from_the_text_are_comments(foot):
    assert page(*LATER, *foot).paragraphs == (*TEXT, *LATER)


def test_a_count_of_comments_between_two_paragraphs_ends_no_text():
    assert page("5 Comments", *LATER).paragraphs == (*TEXT, *LATER)


def test_what_breaks_off_over_read_more_is_of_another_story_though_it_is_longer():
    teaser = "Eleven bakers of Wexley have met on the quay to eat plum tart, and the mayor, whom they asked to judge…"
    cards = [
        line
        for day in (3, 2, 1)
        for line in (f"{day} March 2024", f"{TITLES[day - 1]} {day}", teaser, "Read on")
    ]
    story = parse(
        "\n".join(["Ferry is back in harbour", "5 March 2024", TEXT[0], "Related articles", *cards])
    )

    assert story.paragraphs == TEXT[:1]


@pytest.mark.parametrize(
    "end",
    [
        "Our website is where the news of the harbour is first. Please sign up for our daily newsletter.",
        "Catch up on the harbour with those who know it on our weekly podcast, “Low Tide.”",
        "We are not for any commentary that is rude. The views in the comments are the views of the individual.",
        "red, harbour.example/Post",
        "red, harbour.example/ Post",
        "red, evening-post-of-the-harbour.example/orme-island",
        "Get in touch with our news team. For more, check our news page.",
        "The Post keeps a civil forum. Please keep comments short, and write to us when one is not.",
    ],
)
def test_what_asks_readers_to_take_part_is_no_last_paragraph(end):
    assert page(*LATER, end).paragraphs[-1] == LATER[-1]


def test_how_to_reach_the_writer_is_no_last_paragraph():
    end = "Letters to the Harbour is written by Jo Lind, who has a boat herself. Write to Jo at www.lind.example."
    story = parse("\n".join(["Ferry is back in harbour", "By Jo Lind", "5 March 2024", *TEXT, end, "Share"]))

    assert story.paragraphs == TEXT


def test_initials_under_a_quotation_in_german_marks_are_no_part_of_it():
    said = "Im Hafen von Northport sagte der Kapitän am Dienstag nach der ersten Fahrt: „Es war ganz leise an Bord.“"

    assert page(*LATER, said, "red, harbour.example/Post").paragraphs[-1] == said


def test_somebody_who_asks_in_the_story_itself_is_of_it():
    asked = "“Please read the comments of those who sail with us,” the captain asked the council on Tuesday evening."

    assert page(*LATER, asked).paragraphs[-1] == asked


def test_a_text_that_takes_leave_ends_there():
    box = (
        "Jo, 27, boats and tea",
        "Rowing, reading, taking pictures of gulls. All of this is what I live for, and write of.",
    )

    assert page(*LATER, "Yours,", *box, "0 Comments").paragraphs == (*TEXT, *LATER)


def test_questions_in_a_list_of_titles_are_titles_and_what_speaks_to_readers_is_none():
    asks = "Will the old ferry be a tea room after all ?"
    story = page("Read more", TITLES[0], asks, "Log in to your account to comment", TITLES[1])

    assert [item.title for item in story.related] == [TITLES[0], asks, TITLES[1]]


def test_the_title_under_next_post_is_of_another_story():
    story = page(*LATER, "Next Post", TITLES[0], "Comment", "Name")

    assert [item.title for item in story.related] == [TITLES[0]]


def test_a_list_of_titles_ends_where_the_page_leads_back_to_its_top():
    story = page("Mehr zum Thema auf harbour.example:", *TITLES[:2], "Nach oben", TITLES[2])

    assert [item.title for item in story.related] == list(TITLES[:2])


def test_titles_in_a_row_without_a_label_are_asked_about():
    row = (
        "Eleven bakers meet in old Wexley",
        "Plum tart wins the pie contest",
        "Old corn exchange gets a roof",
    )
    story = page(*LATER, "Share", *row)

    assert [(doubt.code, doubt.line) for doubt in story.doubts if doubt.field == "related"] == [
        ("unsure-related", 9)
    ]
    assert "related" not in doubts(page(*LATER, "Share", *row[:2]))


def test_a_line_in_brackets_that_is_no_sentence_is_the_title_of_another_story():
    title = "[ Divers find an old anchor under the mole of Orme Island ]"
    parsed = parse("\n".join(["Ferry is back in harbour", TEXT[0], title, *TEXT[1:]]))

    assert [item.title for item in parsed.related] == [title]
    assert title not in parsed.paragraphs


def test_the_word_for_comments_over_the_day_of_the_first_ends_the_text():
    said = "I never took the ferry in all the years that I lived in Wexley, and I shall not begin now."
    for word in ("Comments", "Kommentare", "Commentaires"):
        parsed = page(word, "by Ada on 4 May 2024 - 12:38", said, "by Tom on 4 May 2024 - 13:02", said)

        assert parsed.paragraphs == tuple(TEXT)
        assert "body" not in {doubt.field for doubt in parsed.doubts}


def test_a_paragraph_that_says_who_the_writer_is_ends_the_text():
    box = "Mary Malone is a harbour correspondent at the Post, which she joined after years at sea."
    offer = "Earn three points on each ferry that you take, and four on Sundays, with our card for sailors."
    text = [*TEXT, TEXT[1].replace("first", "second")]
    parsed = parse(
        "\n".join(["Ferry is back in harbour", "By Mary Malone", "3 May 2024", *text, box, offer, offer])
    )

    assert parsed.paragraphs == tuple(text)


@pytest.mark.parametrize("turn", [1, -1])
def test_short_lines_that_take_turns_with_titles_are_none(turn):
    beside = ("A talk with Tom Reed", "Notice", "A word by Ada Quill")
    cards = [line for pair in zip(TITLES, beside, strict=True) for line in pair[::turn]]
    story = page(
        "Related stories", *[line.replace("meet in Wexley", "meet in the hall of Wexley") for line in cards]
    )

    assert [item.title.split()[0] for item in story.related] == ["Eleven", "Plum", "Old"]


def test_what_stands_below_the_copyright_line_is_none_of_the_text():
    pitch = "Orme Weekly belongs to the same house as the Harbour Post, and a year of it costs less than two ferries."

    assert page("© Harbour Post Ltd. 2024", "Orme Weekly", pitch).paragraphs == TEXT


@pytest.mark.parametrize("label", ["Meistgelesen", "Am meisten gelesen", "Explore further", "Les plus lus"])
def test_what_is_read_most_is_a_list_of_titles(label):
    assert tuple(item.title for item in page(label, *TITLES).related) == TITLES


def test_a_list_of_titles_ends_where_the_page_has_gone_on_to_other_things():
    menu = ["Home", "Town", "Bay", "Sport", "Boats", "Letters", "Jobs", "Tides", "Homes", "Cars", "Pets"]
    story = page("Read more", *TITLES, *menu, "Terms of the harbour forum", "Wexley Gazette, 12 Mole Road")

    assert tuple(item.title for item in story.related) == TITLES


@pytest.mark.parametrize(
    "asked", ["Hat dir dieser Artikel gefallen?", "Pour réagir, veuillez vous connecter en cliquant ici"]
)
def test_what_a_page_asks_its_reader_is_none_of_its_titles(asked):
    assert tuple(item.title for item in page("Read more", *TITLES, asked).related) == TITLES


def test_a_list_of_titles_ends_over_the_keywords_of_the_story():
    story = page(
        "Read more", *TITLES, "Tags: Wexley, Ferries", "You might want to think about the boat now", "Share"
    )

    assert tuple(item.title for item in story.related) == TITLES
