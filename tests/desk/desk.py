"""What tests of the desk do again and again: log somebody in, fill in the story's form as a browser would."""

import re

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.factories import make_user


def client_of(user=None, *, role="editor") -> Client:
    client = Client()
    client.force_login(user or make_user(role=role))
    return client


def address(name, *args) -> str:
    return reverse(f"admin:articles_{name}", args=args)


def filled(page, **typed):
    """All that a browser sends when somebody changes ``typed`` in the story's form that ``page`` shows.

    Rows are given as lists: ``topics=[{"name": "Harbour"}]``.
    """
    form, rows = page.context["form"], page.context["rows"]
    sent = {field.html_name: _sent(field) for field in form}
    sent["base"] = page.context["base"] or ""
    sent["opened"] = page.context["opened"]
    for name, rowset in rows.items():
        given = typed.pop(name, None)
        shown = [{field.name: _sent(field) for field in row} for row in rowset.initial_forms]
        sent |= _rows(name, shown if given is None else given, initial=rowset.initial_form_count())
    return sent | typed


def message(response) -> str:
    """What is told on a page, or will be on the one that an answer leads to."""
    told = response.context["messages"] if response.context else get_messages(response.wsgi_request)
    return " ".join(map(str, told))


def going(page) -> dict[str, str]:
    """What the form of ``page`` sends that goes on with a work by itself."""
    (field,) = re.findall(r'name="going" value="([^"]+)"', page.content.decode())
    return {"going": field}


def _sent(field):
    value = field.value()
    value = value.strftime(field.field.widget.format) if hasattr(value, "strftime") else value
    return "" if value in (None, False) else value


def _rows(name, rows, *, initial):
    sent = {f"{name}-TOTAL_FORMS": max(len(rows), initial), f"{name}-INITIAL_FORMS": initial}
    for place, row in enumerate(rows):
        sent |= {f"{name}-{place}-{key}": value for key, value in {"ORDER": place + 1, **row}.items()}
    return sent
