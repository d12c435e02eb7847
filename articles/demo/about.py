"""The sample newsroom's pages about itself: how it works, who owns it, and what it does when it is wrong."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User

from articles import policies
from articles.models import Policy


class Page(NamedTuple):
    slug: str
    title: str
    role: str
    body: str


PAGES = (
    Page(
        "us",
        "About us",
        Policy.Role.MISSION,
        "<p>We report on Port Ellery and the coast around it: its council and its courts, its harbour and its hills, "
        "its ferries, its football and its herons.</p>"
        "<p>We are small. What we cannot cover well we leave to others, and say where it can be read. What we do cover "
        "we stay with: a story that mattered in spring is asked about again in autumn.</p>"
        "<h2>What we look at first</h2>"
        "<ul><li>Decisions that cost people money, time or a roof.</li><li>Promises with a date, on that date.</li>"
        "<li>What works, and why, so that it can be done again.</li></ul>",
    ),
    Page(
        "ethics",
        "Ethics",
        Policy.Role.ETHICS,
        "<p>We print what we know, and say how we know it. Where we do not know something that you would want to know, "
        "we say that too.</p>"
        "<h2>Reading before printing</h2>"
        "<p>Every word of a story is read by somebody who did not write it. The name of that person stands below the "
        "story. In an emergency an editor may publish a few lines before a second reading: they are marked "
        "“Developing” until somebody has read them.</p>"
        "<h2>People in our stories</h2>"
        "<p>Whoever is accused of something is asked for an answer before we print it, with time enough to give one. "
        "Children are named only with the consent of a parent, and people in grief are left alone when they ask.</p>"
        "<h2>Sources without a name</h2>"
        "<p>We give a source’s name unless that would put the person in danger or out of work. Then an editor knows "
        "the name, and a second source or a document has to bear the story out.</p>"
        "<h2>Gifts and interests</h2>"
        "<p>We pay for our own tickets, meals and ferries. Nobody here writes about a business that they or their "
        "family own a part of.</p>",
    ),
    Page(
        "corrections-policy",
        "How we correct",
        Policy.Role.CORRECTIONS,
        "<p>When we are wrong we say so, in the story itself, with what was wrong, what is right, and when we put it "
        "right. A serious error is told above the text, any other below it.</p>"
        '<p>All corrections stand together on <a href="/corrections/">one page</a>, the latest first.</p>'
        "<p>Slips of spelling that mislead nobody are mended without a note. Nothing is taken down because it is "
        "unwelcome. Where a story has to go, its address says why, unless a court forbids even that.</p>",
    ),
    Page(
        "contact",
        "Contact",
        Policy.Role.FEEDBACK,
        '<p>Write to the desk at <a href="mailto:desk@newsroom.example">desk@newsroom.example</a>, or come by: 4 Quay '
        "Street, Port Ellery, on weekdays from nine to five.</p>"
        "<p>If something in a story is wrong, tell us which sentence it is and how you know. An editor answers within "
        "two working days, and you are told what came of it.</p>",
    ),
    Page(
        "masthead",
        "Who we are",
        Policy.Role.MASTHEAD,
        "<p>The desk has four editors, who take turns: whoever has the morning opens the post, whoever has the night "
        "puts the paper to bed.</p>"
        '<p>Our <a href="/writers/">writers</a> and our <a href="/proofreaders/">proofreaders</a> have pages of their '
        "own, each with all that they wrote or read.</p>",
    ),
    Page(
        "ownership",
        "Who owns us",
        Policy.Role.OWNERSHIP,
        "<p>We belong to a cooperative of 312 readers, none of whom may hold more than one share. Nearly all of our "
        "money comes from subscriptions, the rest from notices of births, deaths and lost cats.</p>"
        "<p>Members elect a board each March. It sets the budget. It does not see a story before you do.</p>",
    ),
)


def say(*, by: User, now: datetime) -> list[Policy]:
    """Put the pages up, where there are none yet."""
    if Policy.objects.exists():
        return []
    return [policies.add(page.slug, _given(page), by=by, now=now) for page in PAGES]


def _given(page: Page) -> dict[str, Any]:
    return {"title": page.title, "role": page.role, "body": page.body}
