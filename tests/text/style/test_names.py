"""Names spelled two ways, and short forms unexplained."""

import pytest

from tests.text.style.finds import findings, found, mended


def test_finds_a_name_spelled_two_ways():
    text = "Ana Tellerman won. Tellerman, of Harwick, beat two others. Tellarman is 40."
    assert mended("name-variant", text) == text.replace("Tellarman", "Tellerman")


def test_finds_a_slip_in_a_name_that_is_a_known_word():
    assert found("name-variant", "The Europeun Commission met. The European Parliament did not.") == [
        "Europeun"
    ]


def test_asks_about_a_headline_s_name_once_where_the_story_has_another():
    text = ("Water rose in Tellerham. It fell again.",)
    told = [(f.code, f.start, f.replacement) for f in findings(*text, headline="Tellrham floods")]
    assert told == [("headline-word", 0, "Tellerham")]


def test_asks_about_the_later_of_two_that_stand_as_often():
    assert found("name-variant", "Tellerman won. It was Tellarman who lost.") == ["Tellarman"]


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("Cllr Nora Thorpe won. Thorpe is 40. Residents told Thorp that it was late.", "Thorp"),
        ("Ida Bryne sang. Bryne is 40. The choir thanked Bryn for it.", "Bryn"),
        ("The Mill at Köthen shut. Köthen is old. All of Koethen was there.", "Koethen"),
        ("Iain Macdowell won. Macdowell is 40. All cheered for McDowell.", "McDowell"),
        ("Tyndrell Ales won. Tyndrell is old. A man from Tindrell Ales sang.", "Tindrell"),
        ("Alan Quell won. Ask Alan Quell. The prize went to Allan Quell.", "Allan"),
        ("Jon Quell won. Ask Jon Quell. The prize went to John Quell.", "John"),
        ("Nobbs & Daughters won. Ask Nobbs. The prize went to Nobb & Daughters.", "Nobb"),
        ("Gerry Lions won. Lions said so. The court told Lion to go.", "Lion"),
        ("MillWorks won. Ask MillWorks. The prize went to Millworks.", "Millworks"),
        ("Omar al-Hassani won. Ask Mr al-Hassani. The prize went to Mr al-Hasani.", "Hasani"),
        ("Whittlesea won. Ask Whittlesea. The prize went to Whittlesey.", "Whittlesey"),
    ],
)
def test_finds_the_odd_one_of_names_that_are_short_or_sound_alike(text, odd):
    assert found("name-variant", text) == [odd]


@pytest.mark.parametrize(
    "text",
    [
        "Francis Orde and his sister Frances Orde won. Francis Orde sang, then Frances Orde sang.",
        "The Clarke family met Peter Clark. The Clarkes left. Mr Clark stayed.",
        "The mill of Smith & Daughters burned. Smith is old. Joanna Smyth left.",
        "Iran spoke. Iran and Iraq met, before a war with Iraq. Iran signed.",
        "Smyte and Smite stood. Smyte is a farmer; Smite teaches.",
        "Bell, Howe, Larkin and Hore played; Hore, a captain, scored. Ana Masi ran; Masi fell.",
        "D dal Maso and Ed Bell passed. Ana Masi ran. Masi fell.",
        "I’m late, she said. I'm late, he said. Forty-three left. Three stayed.",
        "Jon Tellerman met Ana Tellarman; Jon Tellerman won.",
        "Russia lost. The Russians, and Russian fans, left. Russia was out.",
        "The Harwicks left Harwick. Harwick’s mayor stayed in Harwick.",
        "Carl Dane met Carla Dane, and Martin and Martina came.",
    ],
)
def test_leaves_other_people_and_forms_of_a_name_alone(text):
    assert found("name-variant", text) == []


def test_asks_what_a_short_form_stands_for():
    text = "The QRZB said no. A spokeswoman for the QRZB gave no reason."
    (finding,) = [finding for finding in findings(text) if finding.code == "acronym"]
    assert (text[finding.start : finding.end], finding.severity) == ("QRZB", "warn")


def test_marks_a_short_form_where_it_is_not_somebody_s_word():
    text = "“We left the QRZB,” she said. All QRZBs are alike, and the QRZB is late."
    assert [finding.start for finding in findings(text) if finding.code == "acronym"] == [text.index("QRZBs")]


def test_only_mentions_one_that_stands_once():
    (finding,) = [finding for finding in findings("He left the QRZB in May.") if finding.code == "acronym"]
    assert finding.severity == "info"


@pytest.mark.parametrize(
    "text",
    [
        "The Quay Road Zone Board (QRZB) said no. The QRZB gave no reason.",
        "The QRZB, the body that runs the quay, said no. The QRZB gave no reason.",
        "The QRZB (Quay Road Zone Board) said no. The QRZB gave no reason.",
        "The port authority QRZB said no. The QRZB gave no reason.",
        "The QRZB said no. The Quay Road Zone Board was founded in 1980. The QRZB runs it.",
        "The BBC and NATO met the EU. The BBC said so.",
        "NO ENTRY QRZB GATE, said the sign.",
        "The files were GIFs.",
        "He broke a quay rent ban order, or QRBO. The QRBO is new.",
    ],
)
def test_leaves_short_forms_alone_that_are_explained_or_known(text):
    assert found("acronym", text) == []
