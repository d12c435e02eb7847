"""XML that means harm: nothing is expanded, nothing is fetched."""

import pytest

from articles.importing.formats import NotCopy, xml

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HARM = {
    "laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>',
    "laughs in an attribute": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a b="&l9;"/>',
    "a file": '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>',
    "a parameter": '<!DOCTYPE a [<!ENTITY % f SYSTEM "http://localhost:1/x"> %f;]><a/>',
    "quadratic": f'<!DOCTYPE a [<!ENTITY q "{"q" * 50_000}">]><a>{"&q;" * 1000}</a>',
    "depth": "<a>" * 5000 + "</a>" * 5000,
    "no end": "<a><b>words",
    "nothing": "",
}


@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
def test_xml_that_means_harm_is_refused(text):
    with pytest.raises(NotCopy) as refusal:
        xml.parse(text.encode())

    assert refusal.value.code == "format"
    assert len(refusal.value.sentence) < 300


def test_a_schema_that_is_only_named_does_no_harm():
    root = xml.parse(
        b'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf> Ferry\n back<!-- x --> </nitf>'
    )

    assert xml.words(root) == "Ferry back"
