"""Lines of pages that stand among the paragraphs of a story and are none of it."""

import pytest

from articles.text.parsing import ParsedStory, Role, own_role, parse
from tests.text.copy import HEADLINE, lines


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Twitter", Role.FURNITURE),
        ("APA/Mary Malone", Role.PICTURE_CREDIT),
        ("Legende: Fähren im Hafen von Wexley. MM", Role.CAPTION),
        ("Image captionFerries wait in the harbour of Wexley", Role.CAPTION),
        ("Ferries in the harbour. Foto Tom Reed via Unsplash", Role.CAPTION),
        ("Use the comment form below to begin a discussion.", Role.FURNITURE),
        ("Like us on Facebook", Role.FURNITURE),
        ("1 2 of 2 Next Page", Role.FURNITURE),
        ("← Boats for Orme Island → Fares rise", Role.FURNITURE),
        ("Related topics: Wexley, Ferries", Role.KEYWORDS),
        ("Themen in diesem Artikel: Wexley, Fähren", Role.KEYWORDS),
        ("Lea más: Los barcos de la isla de Orme", Role.RELATED_TITLE),
        ("(MORE: The boats of Orme Island)", Role.RELATED_TITLE),
        ("Lesetipp", Role.RELATED_LABEL),
        ("Like this? You might also be interested in...", Role.RELATED_LABEL),
        ("24 comments:", Role.BOILERPLATE),
        ("– additional reporting by Tom Reed", Role.AGENCY_CREDIT),
        ("Writing in The Gazette Ada Quill said: The boats are late.", None),
        ("The keeper admitted to a theft from the harbour office on December 16, 2010.", None),
    ],
)
def test_says_by_its_own_words_what_it_is(line, role):
    assert own_role(line) is role


def test_buttons_that_share_their_neighbours_do_not_join_a_wrapped_paragraph():
    wrapped = [
        "Wexley harbour will close to ferries for six weeks from Monday",
        "while divers mend the eastern mole, the port authority said at",
        "the end of a long meeting, and passengers for Orme Island will",
        "be taken by bus to Tarrant. (Ada Quill told us)",
        "(BUTTON) View Comments",
    ]
    parsed = story(lines(HEADLINE, "", wrapped))

    assert parsed.roles[7] is Role.FURNITURE
    assert parsed.paragraphs[-1].endswith("(Ada Quill told us)")
