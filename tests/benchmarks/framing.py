"""Copy in files of the formats that newsrooms and agencies send it in, whatever the copy is like."""

import json
from collections.abc import Callable
from html import escape
from random import Random

from tests.importing.formats.test_feeds import atom, rss
from tests.importing.formats.test_newsml import item, message
from tests.importing.formats.test_ninjs import FIRST, THIRD
from tests.importing.formats.test_wires import anpa, iptc
from tests.importing.formats.test_wxr import export, post


def framed(random: Random, text: str) -> str:
    """Some copy as the story of a file, among others or alone; its first line may be the headline."""
    headline, _, below = text.lstrip().partition("\n")
    body = random.choice((text, below))
    return random.choice(FRAMES)(headline[:300], random.choice((str, paragraphs, broken))(body))


def paragraphs(text: str) -> str:
    """Its lines as paragraphs of HTML."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))


def broken(text: str) -> str:
    """Its lines as lines of HTML."""
    return "<div>" + "<br/>\n".join(map(escape, text.split("\n"))) + "</div>"


def _wxr(headline: str, body: str) -> str:
    title = escape(headline)
    return export(post(title=title, text=body), post(number=8, text=body[::2], status="draft", creator=title))


def _rss(headline: str, body: str) -> str:
    head = f"<title>{escape(headline)}</title><pubDate>{escape(headline[:40])}</pubDate>"
    return rss(
        f"<item>{head}<description>{escape(body)}</description></item>",
        f"<item>{head}<guid>{escape(headline[:9])}</guid><description><![CDATA[{body}]]></description></item>",
    )


def _atom(headline: str, body: str) -> str:
    kind = "html" if "<" in body else "text"
    return atom(
        f"<entry><title>{escape(headline)}</title><author><name>{escape(headline[:30])}</name></author>"
        f'<content type="{kind}">{escape(body)}</content><summary>{escape(body[:200])}</summary></entry>'
    )


def _nitf(headline: str, body: str) -> str:
    text = body if body.startswith("<") else escape(body)
    return (
        f"<nitf><head><title>{escape(headline)}</title></head><body><body.head><hedline><hl1>{escape(headline)}</hl1>"
        f"</hedline><byline>{escape(headline[:40])}</byline><abstract>{escape(body[:99])}</abstract></body.head>"
        f"<body.content>{text}</body.content></body></nitf>"
    )


def _ninjs(headline: str, body: str) -> str:
    told = {
        "headline": headline,
        "byline": headline[:40],
        "description_text": body[:200],
        "source": headline[9:40],
    }
    key = "body_xhtml" if "<" in body else "body_text"
    return json.dumps([FIRST | told | {"body_xhtml": "", key: body}, THIRD | {"uri": headline}])


def _newsml(headline: str, body: str) -> str:
    meta = f"<headline>{escape(headline)}</headline><by>{escape(headline[:40])}</by>"
    text = f'<inlineData contenttype="text/{"html" if "<" in body else "plain"}">{escape(body)}</inlineData>'
    return message(item(text, meta=meta), item(guid="urn:8", meta=meta))


def _anpa(headline: str, body: str) -> str:
    return anpa(headline=headline, end=f"{body}\r\n\x03\x04\r\n") + anpa("w2871")


def _iptc(headline: str, body: str) -> str:
    return iptc(f"{headline} =", paragraphs=[line for line in body.split("\n") if line.strip()])


FRAMES: tuple[Callable[[str, str], str], ...] = (
    _wxr, _rss, _atom, _nitf, _ninjs, _newsml, _anpa, _iptc,
)  # fmt: skip
