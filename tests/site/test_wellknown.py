"""The small files under names that everybody knows."""

import io
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
import time_machine
from django.utils import timezone
from PIL import Image

from articles import policies
from newsroom import crawlers
from tests.factories import make_user
from tests.site.pages import html_of

TOP = Path(__file__).parent.parent.parent
PAGE = "http://testserver/stories/7/ferry/"


@pytest.fixture
def robots(client, settings, db):
    def read(*refused):
        settings.AI_CRAWLERS_REFUSED = [crawlers.JOBS[job] for job in refused]
        rules = RobotFileParser()
        rules.parse(client.get("/robots.txt").text.splitlines())
        return rules

    return read


def test_everybody_may_crawl_all_but_the_desk(robots):
    rules = robots("training", "search", "fetching")
    for agent in ("Googlebot", "Googlebot-News", "bingbot", "feedly", "somebody"):
        assert [rules.can_fetch(agent, url) for url in (PAGE, "http://testserver/")] == [True, True]
        assert [rules.can_fetch(agent, f"http://testserver/{path}/x/") for path in ("admin", "shared")] == [
            False,
            False,
        ]


@pytest.mark.parametrize("job", crawlers.JOBS)
def test_each_job_of_ai_crawlers_is_allowed_by_itself(robots, job):
    rules = robots(job)
    for other, (_, agents) in crawlers.JOBS.items():
        assert {rules.can_fetch(agent, PAGE) for agent in agents} == {other != job}


def test_no_crawler_does_two_jobs():
    agents = [agent.lower() for _, named in crawlers.JOBS.values() for agent in named]
    assert len(set(agents)) == len(agents)


@pytest.mark.parametrize(
    ("variables", "refused"),
    [({}, ["training"]), ({"NEWSROOM_AI_TRAINING": "yes"}, []),
     ({"NEWSROOM_AI_SEARCH": "no", "NEWSROOM_AI_FETCHING": "no"}, ["training", "search", "fetching"])],
)  # fmt: skip
def test_jobs_are_allowed_by_the_environment(variables, refused):
    program = "from django.conf import settings; print(settings.AI_CRAWLERS_REFUSED)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"DATABASE_URL": ""} | variables, cwd=TOP, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == str([crawlers.JOBS[job] for job in refused])


def test_robots_are_told_where_the_sitemaps_are(robots, client):
    assert robots().site_maps() == ["http://testserver/sitemap.xml", "http://testserver/sitemap-news.xml"]
    assert client.get("/robots.txt").headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db
def test_security_names_whom_to_tell_for_half_a_year(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@news.example"
    with time_machine.travel(datetime(2026, 3, 5, 12, tzinfo=UTC)) as clock:
        response = client.get("/.well-known/security.txt")
        clock.shift(timedelta(hours=11))
        assert client.get("/.well-known/security.txt").content == response.content
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "Contact: mailto:security@news.example\n"
        "Expires: 2026-09-01T00:00:00Z\n"
        "Preferred-Languages: en-GB\n"
        "Canonical: http://testserver/.well-known/security.txt\n"
    )


@pytest.mark.django_db
def test_security_leads_to_the_page_on_contact_where_the_settings_name_nobody(client):
    words = {"title": "Contact", "body": "<p>Write to us.</p>"}
    page = policies.add("contact", words, by=make_user(role="editor"), now=timezone.now())
    first = client.get("/.well-known/security.txt", secure=True).text.splitlines()[0]
    assert first == f"Contact: https://testserver{page.get_absolute_url()}"


@pytest.mark.django_db
def test_mining_is_reserved_where_there_is_a_policy(client, settings):
    assert client.get("/.well-known/tdmrep.json").status_code == 404
    settings.TDM_POLICY = "https://news.example/mining/"
    assert client.get("/.well-known/tdmrep.json").json() == [
        {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://news.example/mining/"}
    ]


@pytest.mark.django_db
def test_who_has_an_account_is_led_to_where_its_password_is_changed(client):
    response = client.get("/.well-known/change-password")
    assert (response.status_code, response["Location"]) == (302, "/admin/password_change/")


def picture_at(client, address):
    response = client.get(address)
    return response.headers["Content-Type"], Image.open(io.BytesIO(response.getvalue()))


@pytest.mark.django_db
def test_manifest_names_icons_of_the_sizes_that_it_says(client):
    response = client.get("/manifest.webmanifest")
    manifest = response.json()
    assert (response.headers["Content-Type"], manifest["name"]) == ("application/manifest+json", "Newsroom")
    assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "any", "maskable"]
    for icon in manifest["icons"]:
        kind, image = picture_at(client, icon["src"])
        assert (kind, f"{image.width}x{image.height}") == (icon["type"], icon["sizes"])


@pytest.mark.django_db
def test_page_names_icons_that_are_there(client):
    html = html_of(client.get("/"))
    assert [link["href"] for link in html.all("link", rel="manifest")] == ["/manifest.webmanifest"]
    touch = html.all("link", rel="apple-touch-icon")[0]["href"]
    assert picture_at(client, touch)[1].size == (180, 180)
    icon = html.all("link", rel="icon")[0]
    assert icon["href"] == "/favicon.ico"
    sizes = {f"{width}x{height}" for width, height in picture_at(client, "/favicon.ico")[1].info["sizes"]}
    assert sizes == set(icon["sizes"].split())
