"""What an outsider sees through a link, and that nobody else sees it."""

import io
from datetime import timedelta

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles import drafting, press, sharing
from articles.models import Mark, ShareView
from tests.factories import make_edition, make_story, make_user
from tests.site.pages import PLAIN, html_of, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def share(story=None, *, by=None, **given):
    story, now = story or make_story(headline="Not out yet"), timezone.now()
    given = {"label": "The lawyer", "expires_at": now + timedelta(days=3)} | given
    by = by or make_user(role="editor", username="ada")
    return sharing.share(story, revision=story.revision_number, by=by, now=now, **given)


def address(link):
    return reverse("shared:story", args=[sharing.token(link)])


def say(link, client=None, **typed):
    client = client or Client()
    sent = {
        field["name"]: field.get("value", "") for field in html_of(client.get(address(link))).all("input")
    }
    return client.post(address(link), sent | {"name": "Anna Roth", "note": "Is this so?"} | typed)


def later(monkeypatch, **step):
    """Every view's clock put on; the clock of signatures stays as it is."""
    at = timezone.now() + timedelta(**step)
    monkeypatch.setattr("articles.desk.shared.timezone.now", lambda: at)


def test_an_outsider_reads_the_text_that_was_shared_though_it_was_edited_since():
    story, editor = make_story(headline="Not out yet"), make_user(role="editor", username="ada")
    link = share(story, by=editor)
    drafting.save(story, {"headline": "Later words"}, base=1, by=editor, now=timezone.now())
    page = Client().get(address(link))
    assert "Not out yet" in page.content.decode()
    assert "Later words" not in page.content.decode()
    assert "Shared with you by ada for reading." in page.content.decode()
    assert html_of(page).problems == []


def test_a_shared_page_sets_no_cookie_and_is_neither_kept_nor_indexed():
    client = Client()
    page = client.get(address(share()))
    assert not client.cookies
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Cookie" not in page.headers.get("Vary", "")
    assert html_of(page).meta("robots") == "noindex, nofollow"
    assert html_of(page).all("link", rel="canonical") == []


def test_the_label_and_the_desk_notes_are_not_for_the_outsider():
    story = make_story(desk_notes="Between us")
    page = Client().get(address(share(story, label="For the minister"))).content.decode()
    assert "Between us" not in page
    assert "For the minister" not in page


def test_what_is_shared_stands_in_no_list_and_on_no_page_of_readers():
    link = share()
    for page in PLAIN:
        text = Client().get(page).content.decode()
        assert "Not out yet" not in text, page
        assert "/shared/" not in text, page
    assert Client().get(f"/stories/{link.story_id}/").status_code == 404


def gone(response):
    """Whether an answer is the page for what is not there, and gives nothing away."""
    page = response.content.decode()
    hints = ("Not out yet", "expired", "revoked", "Shared with")
    return (
        response.status_code == 404
        and "There is no such page" in page
        and not any(hint in page for hint in hints)
        and response.headers["Cache-Control"] == "private, no-store"
    )


def test_an_expired_link_is_not_found_and_the_look_is_on_record(monkeypatch):
    link = share()
    later(monkeypatch, days=3, seconds=1)
    assert gone(Client().get(address(link)))
    assert gone(Client().post(address(link), {"note": "x"}, REMOTE_ADDR="192.0.2.8"))
    assert list(ShareView.objects.values_list("outcome", flat=True)) == ["expired", "expired"]


def test_a_revoked_link_is_not_found():
    link = share()
    sharing.revoke(link, by=make_user(role="editor"), now=timezone.now())
    assert gone(Client().get(address(link)))


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "x", lambda t: "9" + t, lambda t: "x", str.upper]
)
def test_an_altered_link_is_not_found_as_any_address_that_leads_nowhere(change, caplog):
    token = sharing.token(share())
    response = Client().get(reverse("shared:story", args=[change(token)]))
    assert gone(response)
    assert not ShareView.objects.exists()
    assert "articles.sharing" in {record.name for record in caplog.records}
    anywhere = html_of(Client().get("/nowhere/"))
    assert html_of(response).headings == anywhere.headings


def test_each_look_is_on_record_with_where_from():
    link = share()
    Client().get(address(link), REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="198.51.100.1")
    Client().head(address(link), REMOTE_ADDR="2001:db8::1")
    looks = list(ShareView.objects.order_by("pk").values_list("outcome", "address"))
    assert looks == [("shown", "192.0.2.7"), ("shown", "2001:db8::1")]


def test_other_methods_are_refused():
    assert Client().put(address(share())).status_code == 405


def test_pictures_are_had_through_the_link_while_it_stands_and_no_others():
    picture, other = make_picture(), make_picture(alt="Other", colour="red")
    link = share(make_story(pictures=[picture.pk], captions=[("", "")]))
    page = html_of(Client().get(address(link)))
    [image] = page.all("img")
    response = Client().get(image["src"])
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")
    assert b"".join(response.streaming_content)
    token = sharing.token(link)
    assert Client().get(reverse("shared:picture", args=[token, other.pk])).status_code == 404
    assert ShareView.objects.count() == 1
    sharing.revoke(link, by=make_user(role="editor"), now=timezone.now())
    assert gone(Client().get(image["src"]))


def test_a_large_picture_is_shown_to_an_outsider_as_small_as_to_the_desk():
    picture = make_picture(size=(1600, 900))
    link = share(make_story(pictures=[picture.pk], captions=[("", "")]))
    response = Client().get(reverse("shared:picture", args=[sharing.token(link), picture.pk]))
    with Image.open(io.BytesIO(response.content)) as shown:
        assert (shown.format, shown.size) == ("WEBP", (960, 540))
    assert response.headers["Cache-Control"] == "private, no-store"


def test_an_outsider_comments_without_an_account():
    link, client = share(), Client()
    response = say(link, client, at="body-0")
    assert (response.status_code, response.url) == (302, f"{address(link)}?sent=1#comment")
    mark = Mark.objects.get()
    assert (mark.author_name, mark.note, mark.exact) == (
        "Anna Roth",
        "Is this so?",
        "The council met on Tuesday.",
    )
    assert "Thank you: your comment is with the newsroom." in client.get(response.url).content.decode()
    assert not client.cookies


def test_words_that_were_selected_are_found_wherever_they_stand():
    link = share(make_story(paragraphs=["One.", "The council met on Tuesday."]))
    say(link, exact="Tuesday", prefix="The council met on ", suffix=".")
    assert (Mark.objects.get().block, Mark.objects.get().start) == (1, 19)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"note": " "}, "Say something: the comment is empty."),
        ({"note": "x" * 2001}, "at most 2000 characters"),
        ({"name": ""}, "Say who you are."),
        ({"at": "body-77"}, "Select a valid choice"),
        ({"exact": "never said"}, "not found in one passage"),
        ({"form_token": "x"}, "Send your comment once more."),
        ({"form_token": ""}, "Send your comment once more."),
    ],
)
def test_a_comment_that_cannot_be_taken_is_asked_for_again_as_typed(typed, why):
    response = say(share(), **({"note": "Keep <i>this</i>"} | typed))
    assert response.status_code == 200
    assert why in response.content.decode()
    assert ("Keep &lt;i&gt;this&lt;/i&gt;" in response.content.decode()) == ("note" not in typed)
    assert not Mark.objects.exists()


def test_the_form_of_one_link_is_no_good_for_another():
    link, other = share(), share(make_story(), by=make_user(role="editor"))
    token = TimestampSigner(salt="articles.desk.shared").sign(other.pk)
    assert "once more" in say(link, form_token=token).content.decode()


def test_a_comment_too_many_is_refused_and_kept_in_the_form(monkeypatch):
    monkeypatch.setattr(sharing, "COMMENTS_AN_HOUR", 1)
    link = share()
    say(link)
    assert "a little later" in say(link, note="Keep this").content.decode()
    assert Mark.objects.count() == 1


def test_a_public_story_is_shared_as_well():
    assert Client().get(address(share(make_edition().story))).status_code == 200


def test_a_shared_page_costs_the_same_for_one_comment_and_for_thirty(django_assert_num_queries):
    link = share()
    say(link)
    Client().get(address(link))
    with django_assert_num_queries(11):
        Client().get(address(link))
    for _ in range(29):
        say(link)
    with django_assert_num_queries(11):
        Client().get(address(link))


@pytest.mark.parametrize(
    ("reason", "status", "outcomes"),
    [("error", 200, []), ("legal", 404, ["revoked"]), ("undone", 404, ["revoked"])],
)
def test_what_was_withdrawn_without_a_word_is_not_shown(reason, status, outcomes):
    editor = make_user(role="editor")
    link = share(make_edition(headline="The libel", editor=editor).story)
    press.withdraw(link.story, reason=reason, by=editor, now=timezone.now())
    page = Client().get(address(link))
    assert (page.status_code, "The libel" in page.content.decode()) == (status, status == 200)
    turned_away = ShareView.objects.exclude(outcome="shown")
    assert list(turned_away.values_list("outcome", flat=True)) == outcomes


def test_a_look_comes_from_where_the_proxy_says_if_one_is_trusted(settings):
    settings.ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
    proxied = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.9"}
    Client().get(address(share()), **proxied)
    assert ShareView.objects.get().address == "203.0.113.9"
