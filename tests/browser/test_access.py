"""The pages about who gets in, as a browser takes them: under the policy, and saying itself where a form is from."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from playwright.sync_api import expect

from articles.access import codes
from tests.browser.faults import NONE, faults_by_scheme
from tests.desk.desk import address
from tests.factories import make_user


@pytest.fixture
def authenticator(desk):
    """A device with passkeys, as Chromium has one for tests; it says yes to all."""
    session = desk.context.new_cdp_session(desk)
    session.send("WebAuthn.enable")
    told = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": told})
    told = {"authenticatorId": made["authenticatorId"]}
    return lambda method, **more: session.send(f"WebAuthn.{method}", told | more)


def test_a_second_step_is_set_up_on_a_phone(desk):
    desk.set_viewport_size({"width": 360, "height": 760})
    found = {}
    desk.go(address("second_step"))
    found["set up"] = faults_by_scheme(desk)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 360
    key = desk.locator(".key").inner_text().replace(" ", "")
    step = int(datetime.now(UTC).timestamp()) // codes.STEP
    desk.get_by_label("Code", exact=True).fill(codes.code_at(key, step))
    desk.get_by_label("Your password").fill("pass")
    desk.keyboard.press("Enter")
    expect(desk.locator(".codes li")).to_have_count(10)
    found["codes"] = faults_by_scheme(desk)
    desk.get_by_role("link", name="I have kept them").click()
    expect(desk.get_by_text("10 recovery codes left")).to_be_visible()
    found["account"] = faults_by_scheme(desk)
    assert found == dict.fromkeys(found, NONE)


def test_a_password_is_set_by_the_link_in_a_mail(desk):
    user = make_user(username="ann")
    token = default_token_generator.make_token(user)
    desk.go(reverse("admin:articles_reset_link", args=[urlsafe_base64_encode(force_bytes(user.pk)), token]))
    assert faults_by_scheme(desk) == NONE
    for label in ("New password", "The same once more"):
        desk.get_by_label(label, exact=True).fill("kestrel-over-quay")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Your new password is set")).to_be_visible()
    user.refresh_from_db()
    assert user.check_password("kestrel-over-quay")


def log_in(desk):
    desk.context.clear_cookies()
    desk.go("/admin/")
    desk.get_by_label("User name").fill("ann")
    desk.get_by_label("Password").fill("pass")
    desk.keyboard.press("Enter")


def test_a_passkey_is_made_and_logs_in_on_a_phone(desk, authenticator):
    make_user(superuser=True, username="ann")
    desk.set_viewport_size({"width": 360, "height": 760})
    found = {}
    log_in(desk)
    expect(desk.get_by_role("heading", name="The desk")).to_be_visible()
    desk.go(address("passkeys"))
    found["make"] = faults_by_scheme(desk)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 360
    desk.get_by_label("What you call it").fill("Telephone")
    desk.get_by_label("Your password").fill("pass")
    desk.keyboard.press("Enter")
    expect(desk.locator(".codes li")).to_have_count(10)
    desk.get_by_role("link", name="I have kept them").click()
    expect(desk.get_by_text("Telephone", exact=True).first).to_be_visible()
    found["account"] = faults_by_scheme(desk)
    log_in(desk)
    button = desk.get_by_role("button", name="Use a passkey")
    expect(button).to_be_visible()
    found["log in"] = faults_by_scheme(desk)
    button.click()
    expect(desk.get_by_role("heading", name="The desk")).to_be_visible()
    assert found == dict.fromkeys(found, NONE)


def test_a_passkey_that_is_left_or_gone_is_told_and_a_code_goes_on(desk, authenticator):
    desk.go(address("passkeys"))
    desk.get_by_label("Your password").fill("pass")
    authenticator("setUserVerified", isUserVerified=False)
    desk.get_by_role("button", name="Make a passkey").click()
    expect(desk.get_by_role("alert")).to_contain_text("Nothing came of it")
    expect(desk.get_by_role("button", name="Make a passkey")).to_be_enabled()
    authenticator("setUserVerified", isUserVerified=True)
    desk.get_by_role("button", name="Make a passkey").click()
    paper = desk.locator(".codes li").first.inner_text()
    authenticator("clearCredentials")
    desk.go(address("second_step_off"))
    desk.get_by_label("Your password").fill("pass")
    desk.get_by_role("button", name="Take it off by a passkey").click()
    expect(desk.get_by_role("alert")).to_contain_text("Nothing came of it")
    desk.get_by_label("Code", exact=True).fill(paper)
    desk.get_by_role("button", name="Take it off by the code").click()
    expect(desk.get_by_text("The second step is off")).to_be_visible()


def test_where_a_browser_makes_none_the_page_says_why(desk):
    desk.add_init_script("delete window.PublicKeyCredential")
    desk.go(address("passkeys"))
    expect(desk.get_by_text("This browser makes no passkey here")).to_be_visible()
    desk.get_by_label("Your password").fill("pass")
    desk.get_by_role("button", name="Make a passkey").click()
    expect(desk.get_by_text("Your browser has not made a passkey yet")).to_be_visible()
