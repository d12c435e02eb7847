"""Names that are nearly ones that the newsroom knows."""

import pytest

from articles.text.naming import key_of
from articles.text.style import KNOWN_NAME, Known, ends_of, knowing
from tests.text.style.finds import findings, found, mended

NAMES = ("Petra Holm", "Ivo Tellerman", "Harwick Town Council", "Wexley Ferry Company", "Petra Holt")


def lookup(asked, names=NAMES, others=()):
    """As the newsroom's own: names under a key, or with an end of one that is near."""
    rows = [*(Known(key_of(name), name) for name in names), *others]
    for row in rows:
        ends = ends_of(row.key)
        if row.key in asked.keys or (ends and (ends.head in asked.heads or ends.tail in asked.tails)):
            yield row


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The vote went to Petra Hlom.", "The vote went to Petra Holm."),
        ("Ivo Telerman’s boat sank.", "Ivo Tellerman’s boat sank."),
        ("Mayor Ivo Tellarman said so.", "Mayor Ivo Tellerman said so."),
        ("It is the Harwick Twon Council that pays.", "It is the Harwick Town Council that pays."),
        ("“I saw Ivo Tellermann,” she said.", "“I saw Ivo Tellerman,” she said."),
    ],
)
def test_proposes_the_name_that_is_known(text, right):
    assert mended(KNOWN_NAME.code, text, rules=[knowing(lookup)]) == right


@pytest.mark.parametrize(
    "text",
    [
        "Petra Holm met Petra Holt.",
        "Ms Holm’s boat, P. Holm and Holm said so.",
        "Petra Holz and Petra Nolm, Ivan Tellerman and Ivo Kellerman were there.",
        "PETRA HOLM of the Wexley Ferry Companies",
        "Pedro Hlom said so.",
    ],
)
def test_leaves_other_people_and_other_forms_alone(text):
    assert found(KNOWN_NAME.code, text, rules=[knowing(lookup)]) == []


def test_writes_a_name_as_the_desk_does():
    names = [
        Known("jose garcia", "José García", is_preferred=True),
        Known("teheran", "Tehran", is_wrong=True),
    ]
    rules = [knowing(lambda asked: lookup(asked, (), names))]
    said = "José García left Teheran. Jose Garcia was in Tehran, and JOSÉ GARCÍA too."
    assert mended(KNOWN_NAME.code, said, rules=rules) == (
        "José García left Tehran. José García was in Tehran, and JOSÉ GARCÍA too."
    )


def test_tells_of_two_that_it_may_be_and_proposes_neither():
    rules = [knowing(lambda asked: lookup(asked, ("Ana Tellerman", "Ana Tellermin")))]
    assert found(KNOWN_NAME.code, "Ana Tellermon left.", rules=rules) == ["Ana Tellermon"]
    assert mended(KNOWN_NAME.code, "Ana Tellermon left.", rules=rules) == "Ana Tellermon left."


def test_a_slip_in_a_name_is_told_once_and_by_the_name_that_is_known():
    text = "Ivo Tellerman won. Ivo Tellerman is 40, and Ivo Tellarman is glad."
    codes = [[one.code for one in findings(text, rules=rules)] for rules in ((), (knowing(lookup),))]
    assert codes == [["name-variant"], ["known-name"]]
