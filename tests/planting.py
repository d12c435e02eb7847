"""What would run as a script, put where people put words, and looked for on the pages that show these, in a browser
that would run it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models
from playwright.sync_api import Error

from articles.text.cleaning import clean
from tests.payloads import ELSEWHERE, PAYLOADS, PLACES

LEFT = r"""() => {
  const found = [], ran = /^[\x00-\x20]*(javascript|vbscript|livescript|data:text\/html|data:image\/svg)/i
  const places = ["href", "src", "action", "formaction", "data", "xlink:href", "ping", "background", "poster"]
  const look = (root) => {
    for (const one of root.querySelectorAll("*")) {
      for (const { name, value } of one.attributes) {
        const isPlace = places.includes(name) && ran.test(value.replace(/[\t\r\n]/g, ""))
        if (/^on/i.test(name) || name === "srcdoc" || isPlace) found.push(`<${one.localName} ${name}="${value}">`)
      }
      const isData = /json$/.test(one.type ?? "")
      if (one.localName === "script" && !isData && one.textContent.includes("planted")) found.push("<script>")
      if (["iframe", "object", "embed", "base"].includes(one.localName)) found.push(`<${one.localName}>`)
      if (one.localName === "meta" && one.httpEquiv === "refresh") found.push("<meta refresh>")
      if (one.content instanceof DocumentFragment) look(one.content)
      if (one.shadowRoot) look(one.shadowRoot)
    }
  }
  look(document)
  return [found, document.documentElement.innerHTML.includes("planted")]
}"""
"""What stands on a page that would run by a click, or later: none of ours has any of it. And whether it says something
that was planted."""
_REPORT = """document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => {
  const isOfTheBrowser = document.contentType !== "text/html" && violatedDirective.startsWith("style")
  if (!isOfTheBrowser) policyHurt(violatedDirective)
})"""
"""Pictures and XML it shows on pages of its own, whose styles are none of ours."""
_NO_WORDS = {
    "act", "chain", "code", "digest", "encoding", "ending", "field", "fact", "format", "key", "language",
    "password", "previous", "root", "secret", "session_data", "sha256", "shape", "sender",
    "signature", "start", "taken", "title_key", "headline_key", "token", "embargo_zone", "begins", "scopes",
}  # fmt: skip
"""Columns of text that is made by the newsroom: whatever anybody sends, nothing else gets into them."""
_OF_OUR_OWN = {
    "Notice.address", "ShareView.address", "DeskSession.address", "Notice.kind", "Mark.field", "LineRule.role",
    "Dismissal.severity", "StyleRule.find", "StyleRuleVersion.find", "SignOff.rules_version", "Revision.words_of",
}  # fmt: skip
"""Such columns among others of their name, and patterns, which are read before they are shown."""

_OF_PARAGRAPHS = ("Story", "Revision", "Edition", "Policy", "PolicyVersion")
"""Models whose body is HTML that was cleaned."""


@dataclass
class Watch:
    """A page of a browser, what ran on those that it showed (where, and what), and how many of these say a payload."""

    page: Any
    ran: list[tuple[str, str]] = field(default_factory=list)
    telling: int = 0

    def __post_init__(self) -> None:
        context = self.page.context
        context.expose_binding("planted", lambda source: self._note("a script"))
        context.expose_binding("policyHurt", lambda source, said: self._note(f"against {said}"))
        context.add_init_script(_REPORT)
        context.route(lambda url: urlsplit(url).hostname == ELSEWHERE, self._elsewhere)
        self.page.on("dialog", self._dialog)

    def show(self, address: str, body: str | None = None) -> None:
        """Go to a page, or to its address with another ``body`` there, as one that came back from a form."""
        if body is not None:
            given = {"body": body, "content_type": "text/html; charset=utf-8"}
            self.page.route(address, lambda route: route.fulfill(**given), times=1)
        answer = self.page.goto(address, wait_until="load")
        try:
            left, is_telling = self.page.evaluate(LEFT)
        except Error:  # it went elsewhere by itself
            left, is_telling = ["another page"], False
        left += [f"answered with {answer.status}"] if answer and answer.status >= 500 else []
        self.telling += is_telling
        for what in left:
            self._note(what[:200])

    def _note(self, what: str) -> None:
        self.ran.append((self.page.url, what))

    def _elsewhere(self, route: Any) -> None:
        self._note(f"a request to {route.request.url}")
        route.abort()

    def _dialog(self, dialog: Any) -> None:
        if dialog.type == "beforeunload":  # of ours, where something typed is not saved
            dialog.accept()
        else:
            self._note("a dialog")
            dialog.dismiss()


def columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every column that holds words which somebody wrote."""
    for model in (*apps.get_app_config("articles").get_models(), User):
        for one in model._meta.local_fields:
            is_text = isinstance(one, models.CharField | models.TextField | models.JSONField)
            is_made = isinstance(one, models.SlugField | models.FileField) or one.choices or one.primary_key
            name = f"{model.__name__}.{one.name}"
            if is_text and not is_made and one.name not in _NO_WORDS and name not in _OF_OUR_OWN:
                yield model, one


def plant() -> int:
    """Put all payloads into each cell of these columns, on SQLite, which cuts none: in each beginning with another one,
    every other time with one that does harm as an address. Gives how many cells that were.

    Triggers that keep rows as they were written are taken down for it, and gone afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        cursor.execute("PRAGMA ignore_check_constraints = ON")
    numbers = count()
    for model, one in columns():
        rows = model._base_manager.values_list("pk", one.attname)
        for pk, held in list(rows):
            model._base_manager.filter(pk=pk).update(**{one.attname: _planted(one, held, next(numbers))})
    return next(numbers)


def _planted(one: models.Field, held: Any, number: int) -> Any:
    first = (PLACES if number % 2 else PAYLOADS)[number // 2 % len(PLACES if number % 2 else PAYLOADS)]
    told = [first, *(payload for payload in PAYLOADS if payload != first)]
    if one.model is User:  # whose name stands in a code for a camera, which holds no more
        return first
    if isinstance(one, models.JSONField):
        return _in_json(held, " ".join(told))
    if one.name == "body" and one.model.__name__ in _OF_PARAGRAPHS:
        return "".join(clean(f"<p>{payload}</p>") for payload in told)
    return " ".join(told)


def _in_json(held: Any, text: str) -> Any:
    """The same with words replaced; what has no blank is a name of the newsroom's own."""
    if isinstance(held, dict):
        return {name: _in_json(value, text) for name, value in held.items()}
    if isinstance(held, list):
        return [_in_json(value, text) for value in held]
    return text if isinstance(held, str) and " " in held else held
