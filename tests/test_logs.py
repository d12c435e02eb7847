"""The log: what strangers cause takes one short line."""

import logging

import pytest
from django.test import Client


@pytest.fixture
def lines(monkeypatch) -> list[str]:
    """What the console handler of the settings writes."""
    written: list[str] = []
    handler = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    monkeypatch.setattr(handler, "emit", lambda record: written.append(handler.format(record)))
    return written


def test_wrong_host_is_one_short_line(lines, db) -> None:
    assert Client(headers={"host": "x" * 5000 + ".example"}).get("/").status_code == 400
    (line,) = lines
    assert " WARNING django.security.DisallowedHost: Invalid HTTP_HOST header: 'xxx" in line
    assert "\n" not in line
    assert len(line) < 300


def test_wrong_host_is_no_line_where_only_errors_are_wanted(lines, db) -> None:
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    assert Client(headers={"host": "other.example"}).get("/").status_code == 400
    root.setLevel(level)
    assert lines == []
