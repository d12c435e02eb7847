"""What nearly all files of a folder do alike, and what it says of one of them."""

import pytest

from articles.text.parsing import ParsedStory, Role, parse
from articles.text.parsing.habits import NOWHERE, Habit, habits_of, ways_of

TEXT = (
    "The ferry between Northport and Eastmere is back after eleven weeks in dock, the harbour office said on Tuesday.",
    "It carried forty passengers on its first crossing, and the captain said that the engine had run quietly.",
    "The next crossing is planned for Thursday morning, with the mayor and a class of school children on board.",
)
ASKED = "The ferry was in dock for eleven weeks. Why was that?"


def page(*head: str, foot: str = "") -> str:
    return "\n\n".join(filter(None, [*head, *TEXT, foot])) + "\n"


def habits(*texts: str, often: int = 20):
    return habits_of([ways_of(parse(text)) for text in texts for _ in range(often)])


def read(text: str, known) -> tuple[ParsedStory, list[str]]:
    story = parse(text, habits=known)
    return story, [doubt.field for doubt in story.doubts if doubt.code == "unlike-folder"]


CLEAN = page("Ferry is back in harbour", "By Ana Ruiz", "13/05/2024")


def test_a_file_that_does_as_its_folder_is_not_doubted():
    assert parse(CLEAN, habits=habits(CLEAN)) == parse(CLEAN)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("byline", page("Ferry is back in harbour", "13/05/2024")),
        ("headline", page("Northport", "Ferry is back in harbour", "By Ana Ruiz", "13/05/2024")),
        ("body", page("Ferry is back in harbour", "By Ana Ruiz", "13/05/2024", foot="Back to top")),
    ],
)
def test_a_field_in_which_a_file_is_unlike_its_folder_is_doubted(field, text):
    assert read(text, {})[1] == []
    assert read(text, habits(CLEAN))[1] == [field]


def test_lines_that_are_known_to_be_of_the_page_do_not_make_a_file_unlike_its_folder():
    text = page("Ferry is back in harbour", "By Ana Ruiz", "13/05/2024", foot="Back to top")
    last = len(text.splitlines())
    story = parse(text, habits=habits(CLEAN), fixed={last: Role.FURNITURE})
    assert not [doubt for doubt in story.doubts if doubt.code == "unlike-folder"]


def test_a_source_that_a_label_names_is_believed_where_others_have_none():
    text = page("Ferry is back in harbour", "By Ana Ruiz", "13/05/2024", foot="Source: Harbour Wire")
    story, unlike = read(text, habits(CLEAN))

    assert (story.source, unlike) == ("Harbour Wire", [])


def test_the_doubt_says_how_many_files_do_what():
    known = {"byline": Habit("above the text", 19, 20)}
    story = parse(page("Ferry is back in harbour"), habits=known)

    [sentence] = [doubt.sentence for doubt in story.doubts if doubt.code == "unlike-folder"]
    assert sentence == (
        "In this folder 19 of 20 files looked at have the byline above the text; here none was found."
    )


def test_day_and_month_stand_as_in_other_dates_of_the_folder():
    text = CLEAN.replace("13/05/2024", "04/05/2024")
    for other, day in (("13/05/2024", "2024-05-04"), ("05/13/2024", "2024-04-05")):
        story = parse(text, habits=habits(CLEAN.replace("13/05/2024", other)))

        assert (story.published.iso, story.certainty["published"]) == (day, "likely")
        assert "ambiguous-date" not in {doubt.code for doubt in story.doubts}
    assert "ambiguous-date" in {doubt.code for doubt in parse(text).doubts}


def test_a_first_line_that_could_be_a_sentence_is_the_headline_where_it_is_in_other_files():
    text = "\n".join([ASKED, " ".join(TEXT), TEXT[2]])
    first = {"headline": Habit("in the first line", 20, 20)}
    alone, helped = parse(text), parse(text, habits=first)

    assert (helped.headline, helped.certainty["headline"]) == (ASKED, "likely")
    assert "unsure-headline" not in {doubt.code for doubt in helped.doubts}
    assert "headline" in {doubt.field for doubt in alone.doubts}


def test_a_title_on_top_is_believed_where_others_have_none_and_a_sentence_is_not():
    bare = habits(page())

    assert read(page("Ferry is back in harbour"), bare)[1] == []
    assert read(page(ASKED), bare)[0].headline == ASKED
    assert "headline" in {doubt.field for doubt in read(page(ASKED), bare)[0].doubts}


def test_nothing_is_a_habit_that_one_file_in_five_does_not_do():
    unsigned = page("Ferry is back in harbour", "13/05/2024")
    assert "byline" not in habits(*[CLEAN] * 4, unsigned, often=5)
    assert habits(*[CLEAN] * 19, unsigned, often=1)["byline"] == Habit("above the text", 19, 20)


def test_few_files_have_no_habits():
    assert habits(CLEAN, often=11) == {}
    assert habits(CLEAN, often=12)["source"].way == NOWHERE


def test_a_sentence_on_top_of_a_few_files_is_read_as_the_headline_that_the_others_have():
    quote = (
        "Harbour master: ‘I never knew why so many people on this coast say that they dislike the old ferry?’"
    )
    lost = "\n".join([quote, " ".join(TEXT)])
    known = habits(*[CLEAN] * 3, lost, often=5)
    alone, helped = parse(lost), parse(lost, habits=known)

    assert (alone.headline, helped.headline) == (None, quote)
    assert [doubt.code for doubt in helped.doubts if doubt.field == "headline"] == []
    assert helped.certainty["headline"] == "likely"


def test_that_headlines_stand_further_down_settles_no_doubt_of_one():
    text = page("Ferry is back in harbour, and the old mole ...", "By Ana Ruiz", "13/05/2024")
    lower = {"headline": Habit("further down", 20, 20)}
    doubts = {doubt.code for doubt in parse(f"Harbour\n{text}", habits=lower).doubts}

    assert "unsure-headline" in doubts
