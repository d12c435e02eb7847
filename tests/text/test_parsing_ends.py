"""Where a text ends that its page goes on below: comments, appeals, what is said of the page and of its print."""

import pytest

from articles.text.parsing import parse

TEXT = (
    "The ferry between Northport and Eastmere is back after eleven weeks in dock, the harbour office said on Tuesday.",
    "It carried forty passengers on its first crossing, and the captain said that the engine had run quietly.",
    "The next crossing is planned for Thursday morning, with the mayor and a class of school children on board.",
    "A second boat, which the island has waited for since the winter storms, will be painted in the yard this month.",
    "Fares stay as they are until autumn, when the council will look at what the longer crossings cost the harbour.",
    "Until then the bus to Tarrant runs once an hour, and twice on market days, from the stop beside the old mole.",
    "The office asks those who have a car on board to be at the pier half an hour before the boat leaves Northport.",
    "Freight goes by road for now, since the crane on the western pier is due for its tests in the coming weeks.",
)
COMMENTS = (
    "I was on the first crossing and it took an hour longer than the old boat did, with nobody to say a word of it.",
    "My mother has waited all winter for this, and she does not mind the hour, so let the crew do their work.",
    "Has anybody seen a timetable? The one on the pier is that of last year, and the office never picks up the phone.",
)


def page(*foot: str):
    return parse("\n".join(["5 March 2024", "Ferry is back in harbour", *TEXT, *foot]))


@pytest.mark.parametrize(
    "label",
    [
        "3 comments on Ferry is back in harbour",
        "Eine Antwort auf „Ferry is back in harbour“",
        "One thought on “Ferry is back in harbour”",
        "All comments 3",
        "ReplyDelete",
    ],
)
def test_a_text_ends_over_what_its_readers_say_however_much_that_is(label):
    assert page(label, *COMMENTS).paragraphs == TEXT


def test_a_first_paragraph_may_stand_below_the_way_to_the_comments():
    story = parse(
        "\n".join(["5 March 2024", "Ferry is back in harbour", TEXT[0], "Leave a comment", *TEXT[1:]])
    )

    assert story.paragraphs[-1] == TEXT[-1]


def test_an_answer_to_a_question_is_no_comment():
    answer = "One reply to the harbour office came from the crane's owner, who offered a smaller one."

    assert page(answer).paragraphs == (*TEXT, answer)


@pytest.mark.parametrize(
    "appeal",
    [
        "If you found our reporting useful, please think of a donation to support it. Your gift pays for the boat.",
        "Dieser Artikel wird von Spenden unserer Leser bezahlt. Unterstützen Sie unsere Arbeit mit Ihrer Spende.",
        "Got a tip? Email Ann Reed at areed@gazette.example and say where the boat was.",
        "War der Artikel nützlich?",
        "Did you enjoy this story?",
        "Dieser Artikel erschien zuerst im Hafenblatt vom Mai.",
        "Kommentieren ist derzeit nicht möglich.",
    ],
)
def test_what_whoever_prints_a_story_asks_for_is_no_last_paragraph(appeal):
    assert page(appeal).paragraphs == TEXT


@pytest.mark.parametrize(
    "end",
    [
        "The crew asks for donations: the boat has to be painted again before the winter, the captain said.",
        "“Give a gift to our newsroom,” says the sign on the pier, and nobody knows who put it there.",
        "Anyone who has a tip about the missing boat should call the harbour police.",
    ],
)
def test_what_a_story_says_of_gifts_and_hints_is_of_it(end):
    assert page(end).paragraphs == (*TEXT, end)


@pytest.mark.parametrize(
    "line",
    [
        "To see all the boats of the bay, click HERE.",
        "Alle Abfahrten findest du hier.",
        "Hier geht’s zum Fahrplan der Fähre",
        "Have you been on board? Tell us in the comments.",
        "1.7M shares Share on Facebook",
    ],
)
def test_what_leads_away_from_the_page_is_no_last_paragraph(line):
    assert page(line).paragraphs == TEXT


@pytest.mark.parametrize("end", ["The captain was born here.", "“You find the best fish here,” she said."])
def test_a_sentence_that_names_its_own_place_is_of_the_story(end):
    assert page(end).paragraphs == (*TEXT, end)


def test_who_said_the_last_words_is_of_the_story():
    said = ["“The sea gives and the sea takes, and the harbour only writes it down.”", "– Ada Quill"]

    assert page(*said, "Share this article").paragraphs == (*TEXT, *said)
