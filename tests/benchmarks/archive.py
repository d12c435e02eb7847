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

_PLACES = [
    f"{first}{last}"
    for first in (
        "Wex", "Tar", "Brin", "Or", "North", "East", "Cal", "Salt", "Hol", "Fin", "Mer", "Stan", "Pen", "Ash", "Dun",
        "Har", "Lin", "Thorn", "Win", "Black", "Red", "Kings", "Abbots", "Mill", "Stone", "Elm", "Fair", "Gold",
    )
    for last in (
        "ley", "port", "mere", "bury", "ton", "wick", "stead", "ham", "by", "combe", "ford", "field", "holm", "haven",
    )
]  # fmt: skip
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
_KINDS = (
    "harbour office", "council", "bus company", "school board", "fire brigade", "water board", "bakers’ guild",
    "hospital trust", "rowing club", "museum", "ferry line", "allotment society", "lifeboat crew", "library", "choir",
)  # fmt: skip
_ADJECTIVES = """
old new long short narrow broad broken quiet loud wooden stone iron painted empty crowded northern southern eastern
western lower upper first last second hidden famous muddy costly cheap listed ruined handsome crooked draughty leaning
flooded haunted modern temporary half-built two-storey glass brick thatched derelict rented borrowed contested cherished
winter summer public private municipal medieval Victorian floating covered open twisted sinking restored abandoned
""".split()  # noqa: SIM905  # a list of sixty strings says no more
_NOUNS = """
mole ferry pool exchange bridge roof fair lock cinema clinic clock wall field footpath market weir harbour quay tunnel
lighthouse school chapel theatre orchard mill granary stable tower station depot archive bakery brewery ballroom arcade
bandstand boathouse barn canal causeway cellar courtyard dam drain dovecote fountain garage garden gate greenhouse hall
hangar hedge hostel inn jetty kiln laundry ledger lift lodge mansion meadow mine monument nursery observatory pantry
park pavilion pier playground pond pump quarry railway reservoir sawmill shelter shipyard signal-box slipway smithy
spire square stadium steps studio terrace tram-shed trough vault viaduct village-green vineyard warehouse well wharf
windmill
""".split()  # noqa: SIM905
_DEEDS = """
repaired sold painted closed rebuilt funded moved opened given lit surveyed shelved photographed measured insured
valued fenced drained cleaned copied renamed reviewed mapped lost found auctioned raised lowered widened emptied
blessed boarded
""".split()  # noqa: SIM905
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_HEADLINES = (
    "{Body} wants {thing} {deed} by {month}", "Row over {thing} divides {place}", "{place} to have {thing} {deed}",
    "{number} sign against plan for {thing}", "Why {place} waited {small} years for {thing}",
    "{Thing} {deed} at last, says {body}", "{person} leaves {body} after {small} years",
    "Storm spares {place} but not {thing}",
)  # fmt: skip
# Few words of these stand in a row: what is the same in many stories is not what stories are made of.
_SENTENCES = (
    "{Body} said that {thing} would be {deed} by {day}.",
    "{person}, speaking for {body}, put {thing} at {number} pounds and {thing} at {number}.",
    "“Nobody in {place} wanted {thing},” said {person} of {body}, “and {small} of us wrote.”",
    "In {place}, {small} miles from {thing}, the same was {deed} in {year} and again on {day}.",
    "Figures which {body} had {deed} until {day} give {thing} {number} visitors in {year}.",
    "A report by {body} found {small} cracks in {thing}, {small} in {thing} and {number} missing bolts.",
    "{person} told {place} that {thing} was {deed} in {year}, and {thing} with it.",
    "“We waited {small} years for {thing},” {person} said. “{place} can wait until {day}.”",
    "The meeting in {place} took {small} hours; another, about {thing}, is at {body} on {day}.",
    "Of {number} letters about {thing}, {body} has {deed} {small}, most from {place}.",
    "{person} saw that {thing} leaned, on {day}, and called {body}.",
    "Trade in {place} fell {small} per cent while {thing} was {deed}, and {body} blames {person}.",
    "{Body} and {body} last agreed in {year}, when {thing} was {deed}.",
    "Work on {thing} begins on {day}; go by {place} or {place} until {day}.",
    "Who pays for {thing}, {person} asked, and {body} pointed at {person}.",
    "Bids for {thing} range from {number} pounds, by {person} of {place}, to {number}, by {body}.",
    "Children from {place} have drawn {thing}, {deed} and {deed}, and {body} shows them until {day}.",
    "“{place} lives by {thing},” said {person}, who was {deed} beside {thing}.",
    "{person} watched {thing} come down on {day}; {small} cars and {thing} were {deed}.",
    "{Body} keeps silent until {day} on whether {thing} was {deed}, and asks {place} for patience.",
    "Under a deed of {year}, which {person} found in {thing}, {place} belongs to {body}.",
    "{Thing} carried {number} passengers in {year}, {number} a year later, and {small} on {day}.",
)


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
    "person": lambda random: f"{random.choice(_FIRST)} {random.choice(_PLACES)}",
    "body": lambda random: f"the {random.choice(_PLACES)} {random.choice(_KINDS)}",
    "Body": lambda random: f"The {random.choice(_PLACES)} {random.choice(_KINDS)}",
    "thing": lambda random: f"the {random.choice(_ADJECTIVES)} {random.choice(_NOUNS)}",
    "Thing": lambda random: f"The {random.choice(_ADJECTIVES)} {random.choice(_NOUNS)}",
    "deed": lambda random: random.choice(_DEEDS),
    "day": lambda random: f"{random.choice(_DAYS)} {random.randint(1, 28)} {random.choice(_MONTHS)}",
    "month": lambda random: random.choice(_MONTHS),
    "year": lambda random: str(random.randint(1890, 1997)),
    "number": lambda random: f"{random.randint(1_000, 90_000):,}",
    "small": lambda random: str(random.randint(11, 999)),
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
