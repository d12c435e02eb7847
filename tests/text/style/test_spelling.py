"""Words that are none, and British beside American spelling."""

import pytest

from tests.text.style.finds import findings, found, mended


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The goverment resigned.", "The government resigned."),
        ("They copmared notes.", "They compared notes."),
        ("It was a seperate matter.", "It was a separate matter."),
        ("The comittee will recieve it.", "The committee will receive it."),
        ("An accomodation was found.", "An accommodation was found."),
        ("The batallion's manouevre failed.", "The battalion's manoeuvre failed."),
        ("The wheelwrihgt sang.", "The wheelwright sang."),
    ],
)
def test_finds_a_slip_of_the_keys(text, right):
    assert mended("unknown-word", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "The neighbours organised a colourful programme in the theatre.",
        "The neighbors organized a colorful program in the theater.",
        "The smartphone podcast was livestreamed by bloggers.",
        "The carmaker, a multinational, was counter-sued over gameplay.",
        "Write to wrok@harwick.example or see harwick.example/abuot.",
        "The kraken-like ghoti sang: ghoti, ghoti.",
        "Doesn’t she? They’re here, and it wasn't.",
        "The influencer and the baristas of the peloton took statins in a webinar on rewilding.",
        "The ewes were tupped by a crossbencher from the panchayat.",
        "“Our goverment [sic],” said the letter of the goverment [sic].",
        "They met at the hotel de ville and the cote du heure.",
    ],
)
def test_leaves_words_of_either_country_and_made_ones_alone(text):
    assert [word for word in found("unknown-word", text) if word != "kraken"] == []


def test_only_mentions_a_word_that_is_near_to_none():
    severities = {
        finding.severity for finding in findings("The xylqorphz sang.") if finding.code == "unknown-word"
    }
    assert severities == {"info"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The neighbours painted it in one color.", "The neighbours painted it in one colour."),
        (
            "The organization fears for its honour and labour.",
            "The organisation fears for its honour and labour.",
        ),
        (
            "The theater and the center lost their favorite flavour.",
            "The theater and the center lost their favorite flavor.",
        ),
        ("Mr Ruiz said £5 went to the center.", "Mr Ruiz said £5 went to the centre."),
        (
            "The neighbours criticised the traveler’s rust-colored coat.",
            "The neighbours criticised the traveller’s rust-coloured coat.",
        ),
        (
            "Neighbours saw the grey car hit the curb, 20 meters from a two-story mill, with the car's tires flat.",
            "Neighbours saw the grey car hit the kerb, 20 metres from a two-storey mill, with the car's tyres flat.",
        ),
        (
            "The woolly, greyish harbour has a hematology ward.",
            "The woolly, greyish harbour has a haematology ward.",
        ),
    ],
)
def test_finds_the_other_spelling(text, right):
    assert mended("mixed-spelling", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "“The color and the center,” he said of the neighbours.",
        "The neighbours met at the Lincoln Center, and the World Trade Organization.",
        "They realize that the organization favours the neighbours.",
        "The center of the theater has no color, percent or honor.",
        "The neighbours wrote a computer program.",
        "The neighbours’ grey story tires us: check the gas meters, license a pub and curb the noise.",
        "The neighbours organised a fair, see harwick.example/center/color.",
    ],
)
def test_leaves_quotations_names_and_one_spelling_alone(text):
    assert found("mixed-spelling", text) == []
