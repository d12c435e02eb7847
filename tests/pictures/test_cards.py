"""Share cards as they are drawn: how headlines are set, and what is left out where it cannot be."""

import io
from pathlib import Path

import pytest
from PIL import Image, features

from articles.models import EditionPicture
from articles.pictures import typefaces
from articles.pictures.cards import Card
from articles.pictures.drawing import PANEL, draw
from articles.pictures.glyphs import characters
from articles.pictures.typesetting import fitted

BOX = {"width": 480, "height": 400, "sizes": (96, 40), "language": "en", "direction": "ltr"}


def card(headline="Ferry returns", *, language="en", direction="ltr", picture=None, site="Newsroom", date=""):
    return Card(7, site, "Harbour", headline, language, direction, picture, date)


def photograph(width=800, height=600, colour="teal"):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    buffer.seek(0)
    row = EditionPicture(sha256="ab" * 32, file="a.jpg", width=width, height=height, focal_x=0.5, focal_y=0.5)
    return row, buffer


def drawn(headline="Ferry returns", **facts):
    picture, file = facts.pop("photograph", (None, None))
    return Image.open(io.BytesIO(draw(card(headline, picture=picture, **facts), file)))


def ink_in(image, box):
    """Pixels in a part of a card that are nearly black."""
    return sum(image.crop(box).convert("L").histogram()[:60])


def set_in(text, **box):
    return fitted(text, typefaces.OURS, **(BOX | box))


def test_a_card_is_a_jpeg_of_the_size_that_networks_ask_for():
    image = drawn()
    assert (image.format, image.size) == ("JPEG", (1200, 630))
    assert ink_in(image, (64, 200, 1136, 600)) > 2000


def test_the_picture_stands_where_lines_end():
    teal = (0, 128, 128)
    for direction, language, at in (("ltr", "en", 1190), ("rtl", "he", 10)):
        image = drawn(language=language, direction=direction, photograph=photograph())
        sides = {x: image.getpixel((x, 300)) for x in (10, 1190)}
        assert {x: max(abs(a - b) for a, b in zip(sides[x], teal, strict=True)) < 9 for x in sides} == {
            10: at == 10,
            1190: at == 1190,
        }
        words = (64, 200, 1200 - PANEL, 600) if direction == "ltr" else (PANEL, 200, 1136, 600)
        assert ink_in(image, words) > 2000


def test_a_picture_that_would_be_a_blur_is_left_out():
    image = drawn(photograph=photograph(300, 300, "black"))
    assert min(image.getpixel((1190, 300))) > 240


def test_a_headline_too_long_to_stand_beside_the_picture_takes_its_place():
    image = drawn("Council weighs a long list " * 9, photograph=photograph(colour="white"))
    assert ink_in(image, (1200 - PANEL, 200, 1136, 600)) > 2000


def test_of_a_headline_that_no_card_holds_its_beginning_stands_on_it():
    assert ink_in(drawn("Council weighs a long list " * 99), (64, 140, 1136, 600)) > 20_000


def test_words_that_no_font_has_are_left_out_and_never_shown_as_boxes():
    unknown = "\U000e0fff\U0010fffd"  # for private use: no font that is looked for has them
    alone = drawn(f"Ferry {unknown}")
    assert alone.tobytes() == drawn(unknown).tobytes()
    assert ink_in(alone, (64, 240, 1136, 390)) > 2000  # the site's name
    with_picture = drawn(unknown, photograph=photograph())
    assert {with_picture.getpixel((x, 300))[0] for x in (10, 600, 1190)} == {0}  # teal has no red
    assert ink_in(drawn(unknown, site=unknown), (64, 240, 1136, 390)) == 0


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_in_place_of_a_headline_that_no_font_has_stands_the_date(direction):
    facts = {"direction": direction, "date": "3 May 2024"}
    assert drawn("\U000e0fff", **facts).tobytes() != drawn("\U000e0fff", direction=direction).tobytes()
    beside = drawn("\U000e0fff", **facts, photograph=photograph())
    words, side = (
        ((64, 200, 1200 - PANEL, 600), 1190) if direction == "ltr" else ((PANEL, 200, 1136, 600), 10)
    )
    assert (ink_in(beside, words) > 1000, beside.getpixel((side, 300))[0]) == (True, 0)


def test_a_font_without_the_sign_for_more_serves_headlines_that_are_whole(monkeypatch):
    looked_up = typefaces._looked_up

    def without(name):
        found = looked_up(name)
        return found and (found[0], found[1] - {ord("…")})

    whole = drawn().tobytes()
    monkeypatch.setattr(typefaces, "_looked_up", without)
    assert drawn().tobytes() == whole
    assert (
        drawn("Council weighs a long list " * 99).tobytes() == drawn("\U000e0fff").tobytes()
    )  # the name alone


def test_a_headline_is_set_as_large_as_it_fits_in_even_lines():
    short, long = set_in("Ferry returns"), set_in("Council backs the sea wall after a debate of nine hours")
    assert (short.size, short.lines) == (96, ("Ferry", "returns"))
    assert long.size < short.size
    assert long.height <= 400
    lengths = [len(line) for line in long.lines]
    assert max(lengths) - min(lengths) <= 8


def test_a_word_is_never_broken():
    assert set_in("Donaudampfschifffahrtsgesellschaftskapitänsmütze") is None
    assert set_in("Donaudampfschifffahrtsgesellschaftskapitänsmütze", width=1100).lines == (
        "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
    )


def test_lines_of_scripts_without_spaces_neither_begin_nor_end_with_the_wrong_mark():
    text = "港灯节今年吸引两万六千人，“比去年多一倍”（市长）。"  # in boxes, which measure alike
    lines = fitted(text, typefaces.OURS, **(BOX | {"sizes": (40, 40), "width": 150})).lines
    assert "".join(lines) == text
    assert len(lines) > 4
    assert not [line for line in lines if line[0] in "，”）。" or line[-1] in "“（"]


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow sets no script that needs shaping here.")
def test_direction_marks_do_not_turn_a_headline_round():
    assert drawn("Ferry \u202ereturns\u202c").tobytes() == drawn("Ferry returns").tobytes()


def test_without_shaping_scripts_that_need_it_are_left_out(monkeypatch):
    monkeypatch.setattr(features, "check", lambda feature: False)
    assert typefaces.typeface_for("Привет") == typefaces.OURS
    assert typefaces.typeface_for("مكتبة") is None
    assert ink_in(drawn(), (64, 200, 1136, 600)) > 2000


def test_the_fonts_of_the_installation_come_before_those_that_are_looked_for(settings, monkeypatch):
    path = typefaces.OURS
    monkeypatch.setattr(typefaces, "OURS", "nothing.ttf")
    typefaces._looked_up.cache_clear()
    settings.CARD_FONTS = [path]
    assert typefaces.typeface_for("Ferry returns") == path


def test_the_characters_of_our_font_are_read_off_it():
    found = characters(Path(typefaces.OURS))
    assert {ord(sign) for sign in "Aé€“ΩЖğắ"} <= found
    assert not {ord(sign) for sign in "港مש\uffff"} & found


def test_what_is_no_font_is_none(tmp_path):
    for data in (b"", b"\0\1\0\0", b"wOF2" + b"\0" * 40, Path(typefaces.OURS).read_bytes()[:200]):
        (tmp_path / "a.ttf").write_bytes(data)
        with pytest.raises(ValueError, match=r"a\.ttf is no font"):
            characters(tmp_path / "a.ttf")


def test_a_card_that_looks_otherwise_is_another_file():
    row, _ = photograph()
    cards = [card(), card("Ferry is back"), card(language="fr"), card(site="Gazette"), card(picture=row)]
    assert len({each.name for each in cards}) == len(cards)
    assert card().name == card().name
