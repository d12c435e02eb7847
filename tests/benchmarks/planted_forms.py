"""Forms of the newsroom, sent with what would run as a script in each of their text fields."""

import re
from collections.abc import Iterable, Iterator, Sequence
from http.cookies import SimpleCookie

from django.db import transaction
from django.test import Client
from django.utils.html import escape
from lxml import html

from tests.benchmarks.crawling import BOUNDARY, Form, read
from tests.payloads import PAYLOADS, PLACES

ROOM = 118
"""Characters."""
_ERROR = re.compile(r"^id_(.+)_error$")
_NUMBERS, _TOKENS = re.compile(r"\d+"), re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
_ESCAPED = re.compile(
    "|".join(re.escape(escape(one)) for one in sorted(PAYLOADS, key=len, reverse=True) if one not in PLACES)
)


def forms_of(client: Client, addresses: Iterable[str]) -> list[Form]:
    """The forms with text fields on these pages, one of each kind."""
    found: dict[str, Form] = {}
    for address in addresses:
        answer = client.get(address)
        if (
            answer.headers["Content-Type"].startswith("text/html")
            and not answer.streaming
            and answer.content.strip()
        ):
            page = html.fromstring(answer.content)
            forms = [read(form, address) for form in page.forms if form.method.upper() == "POST"]
            found |= {_kind(form): form for form in forms if form.texts}
    return list(found.values())


def _kind(form: Form) -> str:
    return _NUMBERS.sub("0", f"{form.target.decode()} {sorted({*form.texts})}")


def loads() -> list[str]:
    """The payloads, as many at once as a short field holds; those that do harm as all of an address each by itself."""
    found = [""]
    for payload in (one for one in PAYLOADS if one not in PLACES):
        if len(found[-1]) + len(payload) > ROOM:
            found.append("")
        found[-1] += payload
    return [*found, *PLACES]


def answers(client: Client, forms: Sequence[Form]) -> Iterator[tuple[str, str]]:
    """Send each form so often that each payload went through each of its text fields; what is refused, once more
    without those fields that were wrong. Whatever is changed by it is taken back.

    Gives for each time its target and the page that came back; "" for what is like one that came before it, but for
    words that are escaped, and for what is no page.
    """
    seen, cookies, all_loads = set[str](), client.cookies.output(header=""), loads()
    for number in range(len(all_loads)):
        for place, form in enumerate(forms):
            told: dict[str, list[str] | None] = {
                name: [all_loads[(number + place + at) % len(all_loads)]]
                for at, name in enumerate(form.texts)
            }
            for _ in range(3):
                client.cookies = SimpleCookie(cookies)
                page = _sent(client, form, told)
                like = _ESCAPED.sub("", _TOKENS.sub("", page))
                yield form.target.decode(), "" if like in seen else page
                seen.add(like)
                wrong = _refused(page)
                if not wrong & told.keys():
                    break
                told = {name: values for name, values in told.items() if name not in wrong}


def _sent(client: Client, form: Form, told: dict[str, list[str] | None]) -> str:
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    with transaction.atomic():
        answer = client.generic("POST", form.target.decode(), form.body(told), content_type=kind)
        transaction.set_rollback(True)
    is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return answer.content.decode(errors="replace") if is_page and not answer.streaming else ""


def _refused(page: str) -> set[str]:
    """The fields of which a page says that they are wrong."""
    if not page.strip():
        return set()
    return {found[1] for one in html.fromstring(page).xpath("//@id") if (found := _ERROR.match(one))}
