"""What a browser may choose from, by where a picture stands: formats, widths, crops; and its size, always."""

import re

import pytest

from articles.models import Picture
from articles.templatetags.pictures import PLACES
from tests.factories import make_edition
from tests.site import pages

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def published(*, size=(1600, 1200), **focal_point):
    picture = pages.make_picture(size=size)
    Picture.objects.filter(pk=picture.pk).update(**focal_point)
    return make_edition(pictures=[picture.pk])


def widths(srcset):
    return [int(width) for width in re.findall(r" (\d+)w", srcset)]


def addresses(srcset):
    return re.findall(r"(\S+) \d+w", srcset)


def test_the_front_page_offers_crops_in_new_formats_and_one_for_the_others(client):
    published(focal_x=0.25)
    html = pages.html_of(client.get("/"))
    avif, webp = html.all("source")
    assert (avif["type"], webp["type"]) == ("image/avif", "image/webp")
    assert widths(avif["srcset"]) == widths(webp["srcset"]) == [320, 480, 640, 960, 1280, 1600]
    assert {"3x2-25-50"} == {address.split("/")[4] for address in addresses(avif["srcset"])}
    image = html.all("img")[0]
    assert image["src"].endswith("/3x2-25-50/960.jpg")
    assert (image["width"], image["height"]) == ("960", "640")


def test_every_address_that_a_page_offers_is_served(client):
    edition = published(size=(500, 375))
    for page in ("/", "/stories/", edition.get_absolute_url()):
        html = pages.html_of(client.get(page))
        offered = [address for source in html.all("source") for address in addresses(source["srcset"])]
        offered += [image["src"] for image in html.all("img")]
        assert len(offered) >= 5
        assert {client.get(address).status_code for address in offered} == {200}


def test_the_lead_is_loaded_at_once_and_the_others_when_they_come_near(client):
    for _ in range(3):
        published()
    lead, *others = pages.html_of(client.get("/")).all("img")
    assert (lead.get("fetchpriority"), lead.get("loading")) == ("high", None)
    assert [(each.get("fetchpriority"), each.get("loading")) for each in others] == [(None, "lazy")] * 2


def test_a_story_shows_its_pictures_whole(client):
    image = pages.html_of(client.get(published().get_absolute_url())).all("img")[0]
    assert image["src"].endswith("/whole/960.jpg")
    assert (image["width"], image["height"]) == ("960", "720")


def test_a_picture_too_small_for_any_rendition_is_shown_itself(client):
    edition = published(size=(60, 40))
    html = pages.html_of(client.get("/"))
    assert html.all("source") == []
    assert html.all("img")[0]["src"] == f"/media/{edition.picture_rows.get().file}"


def test_a_square_cut_of_a_crop_keeps_the_focal_point(client):
    """The stylesheet makes squares of some crops: around the focal point as it lies within the crop."""
    published(size=(2000, 1000), focal_x=1.0, focal_y=0.3)
    image = pages.html_of(client.get("/stories/")).all("img")[0]
    assert (image["data-x"], image["data-y"]) == ("10", "3")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_what_those_get_who_know_no_new_format_is_among_the_widths(place):
    assert place.least <= place.fallback <= place.most
