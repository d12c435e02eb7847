"""XML that means harm: nothing is expanded, nothing is fetched."""

import pytest

from articles.importing.formats import NotCopy, open_copy, xml

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HARM = {
    "laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>',
    "laughs in an attribute": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a b="&l9;"/>',
    "a file": '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>',
    "a parameter": "<!DOCTYPE a [<!ENTITY % f \"<!ENTITY g 'x'>\"> %f;]><a>&g;</a>",
    "a module and more": '<!DOCTYPE a [<!ENTITY % f SYSTEM "x"> %f; <!ENTITY g "x">]><a>&g;</a>',
    "quadratic": f'<!DOCTYPE a [<!ENTITY q "{"q" * 50_000}">]><a>{"&q;" * 1000}</a>',
    "depth": "<a>" * 5000 + "</a>" * 5000,
    "attributes": f"<a {' '.join(f'a{n}=_' for n in range(1_001))}/>".replace("_", "'1'"),
    "no end": "<a><b>words",
    "nothing": "",
}


@pytest.mark.parametrize("read", [xml.parse, xml.read])
@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
def test_xml_that_means_harm_is_refused(text, read):
    with pytest.raises(NotCopy) as refusal:
        read(text.encode())

    assert refusal.value.code == "format"
    assert len(refusal.value.sentence) < 300


def test_what_is_wrong_is_said_in_a_sentence():
    said = []
    for text in (HARM["depth"], "<a>\n<b></a>"):
        with pytest.raises(NotCopy) as refusal:
            xml.read(text.encode())
        said.append(refusal.value.sentence)

    assert said == [
        "This XML was not read: its elements stand too deep in one another, or one holds too much.",
        "This XML is damaged: Opening and ending tag mismatch: b line 2 and a, line 2, column 8.",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<a>&amp; &lt; &#38; &#x26;</a>", "& < & &"),
        ("<a>fish & chips&nbsp;&eacute;</a>", "fish & chips é"),
        ("<a>a &bogus; b &#0; c &#xFFFFFFFF; d &#١; e</a>", "a &bogus; b c d e"),
        ("<a><![CDATA[a & b &eacute; <p>]]></a>", "a & b &eacute; <p>"),
        ("<a>a\x0bb\x00\x08</a>", "ab"),
        ('  <?xml version="1.1" encoding="nonsense" standalone="yes"?>\n<a>é</a>', "é"),
        ('<?xml version="1.0" encoding="utf-16"?><a>é</a>', "é"),
        ("<!DOCTYPE a [<!ELEMENT a ANY>]><a>&amp;</a>", "&"),
        ('<!DOCTYPE a [<!ENTITY % f SYSTEM "http://localhost:1/x"> %f;]><a>&f; %f;</a>', "&f; %f;"),
    ],
)
def test_what_is_not_quite_xml_is_read_as_it_was_meant(text, words):
    assert xml.words(xml.read(text.encode()).root) == words


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-16", "utf-16"), ("cp1252", "iso-8859-1"), ("cp1252", "utf-8"), ("utf-8", "ascii")],
)
def test_an_encoding_is_told_though_it_is_declared_wrongly(encoding, declared):
    text = f'<?xml version="1.0" encoding="{declared}"?><a>Fähre zurück, “sagte” er</a>'

    assert xml.words(xml.read(text.encode(encoding)).root) == "Fähre zurück, “sagte” er"


def test_as_many_comments_may_stand_above_as_a_program_writes():
    """None of the ways to take some of them for one is tried: there are more than anybody could wait for."""
    assert xml.read(b"<!-- Exported. -->\n" * 60 + b"<a>words</a>").root.text == "words"


def test_a_schema_that_is_only_named_does_no_harm():
    root = xml.parse(
        b'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf> Ferry\n back<!-- x --> </nitf>'
    )

    assert xml.words(root) == "Ferry back"


RSS = "<rss version='2.0'><channel><item><title>Ferry</title><description>{}</description></item></channel></rss>"


@pytest.mark.parametrize("name", ["rss", "lolz"])
@pytest.mark.parametrize(
    "subset", ['<!ENTITY q "q">', f'<!ENTITY q "{"q" * 50_000}">', '<!ENTITY q SYSTEM "/etc/x">']
)
def test_a_file_that_declares_entities_is_no_story_whatever_it_calls_itself(name, subset):
    with pytest.raises(NotCopy) as refusal:
        open_copy(
            f"<?xml version='1.0'?>\n<!DOCTYPE {name} [{subset}]>{RSS.format('&q;')}".encode(), name="a.xml"
        )

    assert "declares entities" in refusal.value.sentence


def test_a_file_with_other_declarations_is_told_by_its_element():
    subset = '<!ELEMENT rss ANY> <!ATTLIST rss version CDATA "]>">'
    words = "The ferry is back after eleven weeks in dock, the harbour office said."
    [piece] = open_copy(f"<!DOCTYPE any [{subset}]>\n{RSS.format(words)}".encode(), name="a.xml")

    assert (piece.format, words in piece.text) == ("feed", True)
