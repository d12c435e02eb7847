from pathlib import Path

import pytest

from tests.factories import make_edition
from tests.site.pages import html_of, make_picture


@pytest.fixture
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "media" / "pictures"
    folder.mkdir(parents=True)
    (folder / "quay.png").write_bytes(b"\x89PNG quay")
    (folder / "über.jpg").write_bytes(b"jpeg")
    (folder / ".hidden").write_text("hidden")
    return Path(folder)


def body(response):
    return b"".join(response.streaming_content)


def test_stored_file_is_served_to_be_kept(client, stored):
    response = client.get("/media/pictures/quay.png")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert body(response) == b"\x89PNG quay"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_name_in_any_script_is_served(client, stored):
    assert body(client.get("/media/pictures/%C3%BCber.jpg")) == b"jpeg"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "pictures/../../secret.txt", "%2e%2e/secret.txt", "pictures", "pictures/", "pictures/.hidden",
     "pictures//quay.png", "/secret.txt", "pictures/quay.png/", "pictures\\quay.png"],
)  # fmt: skip
def test_nothing_else_is_served(client, stored, path):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.django_db
def test_page_shows_pictures_from_there(client):
    edition = make_edition(pictures=[make_picture().pk])
    image = html_of(client.get(edition.get_absolute_url())).all("img")[0]
    assert (image["width"], image["height"]) == ("60", "40")
    assert body(client.get(image["src"]))[:2] == b"\xff\xd8"
