from datetime import UTC, datetime

import pytest

from articles.told import moment, stamp

MARCH = datetime(2025, 3, 13, 23, 29, 41, 999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "stamped"),
    [
        ("year", "2025"),
        ("month", "2025-03"),
        ("day", "2025-03-13"),
        ("minute", "2025-03-13T23:29:41+00:00"),
    ],
)
def test_a_stamp_is_as_exact_as_the_date_is_known(precision, stamped):
    assert stamp(MARCH, precision) == stamped


def test_a_stamp_is_of_the_newsrooms_zone(settings):
    settings.TIME_ZONE = "Asia/Kolkata"
    assert (stamp(MARCH, "day"), stamp(MARCH)) == ("2025-03-14", "2025-03-14T04:59:41+05:30")


def test_a_stamp_of_an_old_year_has_four_digits():
    assert stamp(datetime(987, 5, 1, tzinfo=UTC), "month") == "0987-05"


def test_a_stamp_of_years_before_zones_keeps_the_clock_that_was_read(settings):
    settings.TIME_ZONE = "Europe/Amsterdam"
    noon = datetime(
        1880, 5, 1, 11, 40, 28, tzinfo=UTC
    )  # 12:00 by local mean time, 19 minutes and 32 seconds ahead
    assert stamp(noon) == "1880-05-01T12:00:00+00:20"


@pytest.mark.parametrize(
    ("precision", "stamped"),
    [("minute", "2025-03-14T04:59:41+05:30"), ("day", "2025-03-14T00:00:00+05:30")],
)
def test_a_moment_of_a_day_is_its_midnight(settings, precision, stamped):
    settings.TIME_ZONE = "Asia/Kolkata"
    assert moment(MARCH, precision).isoformat() == stamped
