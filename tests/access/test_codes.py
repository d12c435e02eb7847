"""Codes of an app, by the examples of the standards; and recovery codes."""

import base64
from datetime import UTC, datetime

import pytest

from articles.access import codes

KEY = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
     (2000000000, "69279037"), (20000000000, "65353130")],
)  # fmt: skip
def test_codes_are_those_of_rfc_6238_appendix_b(seconds, code):
    assert codes.code_at(KEY, seconds // 30, digits=8) == code


def test_codes_are_those_of_rfc_4226_appendix_d():
    given = [
        "755224",
        "287082",
        "359152",
        "969429",
        "338314",
        "254676",
        "287922",
        "162583",
        "399871",
        "520489",
    ]
    assert [codes.code_at(KEY, counter) for counter in range(10)] == given


@pytest.mark.parametrize(("off", "found"), [(-60, None), (-30, -1), (0, 0), (30, 1), (60, None)])
def test_a_clock_may_be_off_by_half_a_minute(off, found):
    now = datetime(2026, 3, 5, 12, 0, 15, tzinfo=UTC)
    at = int(now.timestamp()) // 30
    code = codes.code_at(KEY, (int(now.timestamp()) + off) // 30)
    assert codes.step_of(KEY, code, now=now) == (None if found is None else at + found)
    assert codes.step_of(KEY, code, now=now, after=at + 1) is None


@pytest.mark.parametrize("typed", ["", "x", "１２３４５６", "1234567", "\N{PILE OF POO}"])
def test_whatever_else_is_typed_is_no_code(typed):
    assert codes.step_of(KEY, typed, now=datetime(2026, 3, 5, tzinfo=UTC)) is None


def test_keys_have_160_bits_and_are_all_others():
    keys = {codes.new_key() for _ in range(20)}
    assert (len(keys), {len(base64.b32decode(key)) for key in keys}) == (20, {20})


def test_the_address_names_newsroom_and_account():
    assert codes.address(KEY, account="ann&co", issuer="The Planet: News") == (
        f"otpauth://totp/The%20Planet%3A%20News:ann%26co?secret={KEY}&issuer=The%20Planet%3A%20News&digits=6&period=30"
    )


def test_recovery_codes_are_ten_of_80_bits_and_taken_however_they_are_typed():
    given = codes.new_recovery_codes()
    assert (len(set(given)), {len(codes.plain(code)) for code in given}) == (10, {16})
    assert codes.digest_of(f" {given[0].upper().replace('-', ' ')} ") == codes.digest_of(given[0])
