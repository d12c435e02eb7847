"""An archive of any size: files of written copy in the shapes that archives have, no two of them alike.

The same seed gives the same files, file by file, however many there are.
"""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

WORDS = (300, 600)
"""Of a body, the fewest and the most."""
A_FOLDER = 1000

_PLACES = (
    "Wexley", "Tarrant", "Brindle", "Orme Island", "Northport", "Eastmere", "Calder Bay", "Saltmarsh", "Hollin Cross",
    "Upper Finlay", "Merrow", "Stane", "Penwith Quay", "Ashby Locks", "Dunmore", "Little Harrow",
)  # fmt: skip
_FIRST = (
    "Ada", "Tom", "Ines", "Karim", "Jane", "Viktor", "Mary", "Oluwaseun", "Renée", "Piotr", "Grace", "Anselm", "Li",
    "Søren", "Bridget", "Hamza", "Noor", "Felix", "Dorothy", "Emeka",
)  # fmt: skip
_LAST = (
    "Quill", "Marlow", "Larkin", "Malone", "Reed", "Achterberg", "Okafor", "Devlin", "Ruiz", "Lind", "Novák",
    "Ferreira", "Whitlock", "Haddad", "Penrose", "Iversen", "Castle", "Yoo", "Brandt", "Moreau",
)  # fmt: skip
_SOURCES = (
    "Harbour Wire", "Orme Post", "Tarrant Courier", "Calder Bay Gazette", "The Northport Record",
    "Coastline News Agency", "Merrow Evening Star", "Inland Press Service",
)  # fmt: skip
_BODIES = (
    "the harbour office", "the county council", "the bus company", "the school board", "the fire brigade",
    "the water board", "the bakers’ guild", "the hospital trust", "the rowing club", "the museum", "the ferry line",
    "the allotment society", "the market traders", "the lifeboat crew", "the library", "the choir",
)  # fmt: skip
_THINGS = (
    "the eastern mole", "a second ferry", "the swimming pool", "the old corn exchange", "a row of lime trees",
    "the night bus", "the stone bridge", "a new roof for the school", "the summer fair", "the lock gates",
    "the cinema on Mill Street", "a clinic for children", "the town clock", "the sea wall", "two playing fields",
    "the railway footpath", "the fish market", "a weir below the mill",
)  # fmt: skip
_DEEDS = (
    "repaired", "sold", "painted", "closed for the winter", "rebuilt", "paid for", "moved inland", "opened to visitors",
    "handed to the town", "fitted with lamps", "surveyed by divers", "put to a vote",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_HEADLINES = (
    "{Body} wants {thing} {deed} by {month}", "Row over {thing} divides {place}", "{place} to have {thing} {deed}",
    "{number} sign against plan for {thing}", "Why {place} waited {small} years for {thing}",
    "{thing} {deed} at last, says {body}", "{person} leaves {body} after {small} years",
    "Storm spares {place} but not {thing}",
)  # fmt: skip
_SENTENCES = (
    "{Body} said on {day} that {thing} would be {deed} before the end of {month}.",
    "{person}, who speaks for {body}, put the cost at {number} pounds and the time at {small} weeks.",
    "“Nobody in {place} asked for this, and nobody in {place} will thank us for it,” said {person} of {body}.",
    "In {place}, {small} miles away, the same was tried in {year} and given up within {small} months.",
    "The figures, which {body} had kept to itself since {month}, show that {number} people used it last year.",
    "A report for {body} found {small} cracks, {small} missing bolts and no plan for what comes after {thing}.",
    "{person} told a meeting in {place} that {thing} had been {deed} once, in {year}, and that it had not lasted.",
    "“We have waited {small} years,” {person} said. “We can wait until {day}.”",
    "The meeting ended after {small} hours without a vote; another is called for {day} in {place}.",
    "Of the {number} letters that came in, {body} has read fewer than half, and has answered {small}.",
    "It was {person} who first noticed that {thing} leaned, on a walk with her dog one {day} in {month}.",
    "Trade in {place} fell by a {small}th over the winter, and {body} blames the state of {thing}.",
    "{Body} and {body} have not agreed on anything since {year}, when {thing} was {deed} overnight.",
    "Work begins at dawn on {day}; drivers are asked to go by way of {place} until the middle of {month}.",
    "Asked who would pay, {person} pointed at {body}, and {body} pointed back.",
    "The bids range from {number} to {number} pounds, and the lowest comes from a firm in {place}.",
    "Children from {place} have drawn {thing} as it could be, and the drawings hang in the town hall until {month}.",
    "“It is a question of what we want to be known for,” said {person}, who grew up beside {thing}.",
    "No one was hurt when part of it came down last {month}, though {small} cars were damaged.",
    "{Body} will not say more before {day}, and asks that people keep away from {thing} until then.",
    "Under a deed of {year}, which {person} found in the attic of {body}, the land belongs to all who live in {place}.",
    "It carried {number} passengers in its first season and fewer every season after that.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Story:
    headline: str
    byline: str
    dateline: str
    day: date
    paragraphs: Sequence[str]
    source: str
    proofreader: str
    other: str


def write_archive(folder: Path, files: int, *, seed: int = 1) -> Path:
    """Fill a folder with so many files, a thousand to a folder in it; gives the folder."""
    for number in range(files):
        name, data = written(number, seed)
        path = folder / f"{number // A_FOLDER:03}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def written(number: int, seed: int) -> tuple[str, bytes]:
    """The name and the bytes of one file."""
    random = Random(f"{seed}:{number}")
    shape, ending, encoding = random.choice(_SHAPES)
    text = shape(random, _story(random))
    return f"{number:06}{ending}", text.encode(encoding, "replace")


def _story(random: Random) -> _Story:
    return _Story(
        headline=_filled(random, random.choice(_HEADLINES)),
        byline=_person(random),
        dateline=random.choice(_PLACES).upper(),
        day=date(1998, 1, 1) + timedelta(days=random.randrange(9_000)),
        paragraphs=_paragraphs(random),
        source=random.choice(_SOURCES),
        proofreader=_person(random),
        other=_filled(random, random.choice(_HEADLINES)),
    )


def _paragraphs(random: Random) -> list[str]:
    paragraphs, words, most = list[str](), 0, random.randint(*WORDS)
    while words < most:
        text = " ".join(
            _filled(random, form) for form in random.sample(_SENTENCES, random.choice((1, 2, 2, 3)))
        )
        words += len(text.split())
        paragraphs.append(text)
    return paragraphs


def _filled(random: Random, form: str) -> str:
    """A sentence with something in each of its gaps, another thing at each place."""
    pieces = form.split("{")
    text = pieces[0]
    for piece in pieces[1:]:
        gap, _, rest = piece.partition("}")
        text += _GAPS[gap](random) + rest
    return text[:1].upper() + text[1:]


def _person(random: Random) -> str:
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


_GAPS: dict[str, Callable[[Random], str]] = {
    "place": lambda random: random.choice(_PLACES),
    "person": _person,
    "body": lambda random: random.choice(_BODIES),
    "Body": lambda random: random.choice(_BODIES).capitalize(),
    "thing": lambda random: random.choice(_THINGS),
    "deed": lambda random: random.choice(_DEEDS),
    "day": lambda random: random.choice(_DAYS),
    "month": lambda random: random.choice(_MONTHS),
    "year": lambda random: str(random.randint(1890, 1997)),
    "number": lambda random: f"{random.randint(1_000, 90_000):,}",
    "small": lambda random: random.choice(
        ("four", "six", "seven", "nine", "ten", "eleven", "fifteen", "sixteen")
    ),
}


def _plain(random: Random, story: _Story) -> str:
    """A blank line between paragraphs, credits above and below."""
    head = [story.headline, f"By {story.byline}", f"{story.day.day} {_month(story)} {story.day.year}"]
    return "\n\n".join([*head, *story.paragraphs, f"Source: {story.source}"]) + "\n"


def _scraped(random: Random, story: _Story) -> str:
    """A line a paragraph, as it is copied from a page, with what stood around it."""
    hour = f"{random.randrange(24):02}:{random.randrange(60):02}"
    return "\n".join([
        "Home > News > Local", story.headline, f"{story.day:%d %b %Y} {hour}", "Share",
        *story.paragraphs, f"Source: {story.source}", f"Proofread by {story.proofreader}.",
        "Related coverage", story.other, f"{story.day - timedelta(days=40):%d %b %Y}", "loading...",
    ])  # fmt: skip


def _wire(random: Random, story: _Story) -> str:
    """An agency's copy: the place before the first words, the credit in brackets at the end."""
    first, *others = story.paragraphs
    lead = f"{story.dateline}, {_month(story)} {story.day.day} ({story.source}) - {first}"
    return "\n".join([story.headline, "", lead, *others, f"(Reporting by {story.byline})", ""])


def _wrapped(random: Random, story: _Story) -> str:
    """Lines broken at a width, as terminals and e-mail left them."""
    body = (textwrap.fill(paragraph, 72) for paragraph in story.paragraphs)
    head = textwrap.fill(story.headline, 72)
    return "\n\n".join([head, f"{story.byline}, {story.source}", f"{story.day:%Y-%m-%d}", *body]) + "\n"


def _indented(random: Random, story: _Story) -> str:
    """Paragraphs that begin with blanks, from a typewriter's days."""
    body = [f"    {paragraph}" for paragraph in story.paragraphs]
    return "\r\n".join(
        [story.headline.upper(), f"{story.day:%d/%m/%Y}", f"by {story.byline}", *body, "-30-", ""]
    )


def _labelled(random: Random, story: _Story) -> str:
    """Fields by name above the text."""
    head = [
        f"Headline: {story.headline}", f"Author: {story.byline}",
        f"Date: {_month(story)} {story.day.day}, {story.day.year}", f"Source: {story.source}", "",
    ]  # fmt: skip
    return "\n".join([*head, "\n\n".join(story.paragraphs), ""])


def _markdown(random: Random, story: _Story) -> str:
    """A page of a site that was made of files."""
    head = [
        "---",
        f'title: "{story.headline}"',
        f"date: {story.day:%Y-%m-%d}",
        f"author: {story.byline}",
        "---",
        "",
    ]
    return "\n".join([*head, "\n\n".join(story.paragraphs), ""])


def _month(story: _Story) -> str:
    return _MONTHS[story.day.month - 1]


_SHAPES: tuple[tuple[Callable[[Random, _Story], str], str, str], ...] = (
    (_plain, ".txt", "utf-8"), (_plain, ".txt", "utf-8"), (_scraped, ".txt", "utf-8"), (_scraped, ".txt", "utf-8"),
    (_wire, ".txt", "cp1252"), (_wire, ".txt", "utf-8-sig"), (_wrapped, ".txt", "utf-8"), (_indented, ".txt", "cp1252"),
    (_labelled, ".txt", "utf-8"), (_markdown, ".md", "utf-8"), (_plain, ".txt", "utf-16"),
)  # fmt: skip
