"""One state of a story, a text and its details, as the form shows it and compares with it."""

from datetime import datetime
from functools import cached_property

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.desk.fields import numbered
from articles.drafting import WORDS
from articles.models import (
    LATER_DETAILS,
    Picture,
    Precision,
    Proofreader,
    Revision,
    Source,
    Story,
    Topic,
    Writer,
)
from articles.text.blocks import ELSEWHERE

SAME_NAME = ("headline", *ELSEWHERE, "standfirst", "byline", "dateline", "language", "body")
DETAILS = ("slugline", "desk_notes", "proofreader_credit", "published_precision", "genre")


class Facts:
    """What a form is opened on. ``facts[name]`` gives a fact as ``drafting`` takes it, merged credits followed.

    Rows are fetched when they are asked for. With ``story``, the text and details are those that it holds now: then
    its source and proofreader come with it, and of its rows all are there.
    """

    def __init__(self, text, details, story=None):
        self.text = text
        self.details = details = {**LATER_DETAILS, **details}
        self.story = story
        self.source = self._standing(Source, "source")
        self.proofreader = self._standing(Proofreader, "proofreader")
        self.is_provisional = details["headline_is_provisional"]
        at = details["published_at"]
        self.published_at = timezone.localtime(datetime.fromisoformat(at)) if at else None
        self._values = {name: getattr(text, name) for name in SAME_NAME} | {
            name: details[name] for name in DETAILS
        }
        self._values |= {
            "source_credit": text.source,
            "source_id": self.source and self.source.pk,
            "proofreader_id": self.proofreader and self.proofreader.pk,
            "captions": [tuple(pair) for pair in text.captions],
        }

    def _standing(self, kind, name):
        if self.story:
            row = getattr(self.story, name)
        else:
            pk = self.details[f"{name}_id"]
            row = kind.objects.select_related("merged_into").filter(pk=pk).first() if pk else None
        return row and row.standing()

    @cached_property
    def _named(self):
        """Topics and standing writers by kind and number: all that is needed of them, in one query."""
        topics = Topic.objects.filter(pk__in=self.details["topics"])
        writers = Writer.objects.filter(pk__in=self.details["writers"])
        rows = [
            topics.order_by().values_list(Value("topics"), "pk", "pk", "name"),
            writers.order_by().values_list(
                Value("writers"),
                "pk",
                Coalesce("merged_into", "pk"),
                Coalesce("merged_into__name", "name"),
            ),
        ]
        asked = [row for row, name in zip(rows, ("topics", "writers"), strict=True) if self.details[name]]
        found = asked[0].union(*asked[1:], all=True) if asked else ()
        return {(kind, pk): (standing, name) for kind, pk, standing, name in found}

    def _rows_of(self, kind, name):
        found = [self._named[name, pk] for pk in self.details[name] if (name, pk) in self._named]
        return [kind(pk=pk, name=name) for pk, name in dict.fromkeys(found)]

    @cached_property
    def writers(self):
        return self._rows_of(Writer, "writers")

    @cached_property
    def topics(self):
        return self._rows_of(Topic, "topics")

    @cached_property
    def pictures(self):
        return _rows(Picture.objects, self.details["pictures"])

    @cached_property
    def related(self):
        return _related(self.details["related"])

    def ids(self, name):
        """The numbers of the rows of one kind, without a look at them where all are sure to be there."""
        if self.story and name != "writers":
            return list(self.details[name])
        return [row.pk for row in getattr(self, name)]

    def chosen(self):
        """The stories that lines of related coverage are said to be."""
        return {pk for _, _, pk in self["related"] if pk}

    def __getitem__(self, name):
        if name in ("writers", "topics", "pictures"):
            return self.ids(name)
        if name == "related":
            lines = self.details["related"] if self.story else self.related
            return [[title, date, getattr(story, "pk", story)] for title, date, story in lines]
        return self._values[name]

    def date_shown(self):
        """Date, time and precision as the form gives them back: to the minute, and no time where none is known."""
        if not self.published_at:
            return None, None, self["published_precision"]
        to_the_minute = self["published_precision"] == Precision.MINUTE
        time = self.published_at.time().replace(second=0, microsecond=0) if to_the_minute else None
        return self.published_at.date(), time, self["published_precision"]

    def initial(self):
        """Values for the form's fields."""
        names = (*SAME_NAME, *DETAILS, "source_credit")
        date, time, precision = self.date_shown()
        values = {name: self[name] for name in names}
        values |= {"date": date, "time": time, "published_precision": precision}
        return values | {"source": str(self.source or ""), "proofreader": str(self.proofreader or "")}

    def initial_rows(self):
        """Values for the rows that hang on the story, a list of forms' values for each set."""
        captions = [*self["captions"], *[("", "")] * len(self.pictures)]
        return {
            "writers": [{"name": str(row)} for row in self.writers],
            "topics": [{"name": str(row)} for row in self.topics],
            "pictures": [
                {"picture": numbered(row), "caption": caption, "credit": credit}
                for row, (caption, credit) in zip(self.pictures, captions, strict=False)
            ],
            "related": [
                {"title": title, "date": date, "chosen": numbered(story)}
                for title, date, story in self.related
            ],
        }


def of(state):
    """The facts of a revision."""
    return Facts(state.text(), state.details)


def held(story):
    """The facts that a story holds now, annotated with what its last revision says beside the text."""
    words = {name: getattr(story, name) for name in WORDS}
    text = Revision(**words, caption_list=story.held_captions).text()
    return Facts(text, story.held_details, story)


def blank(language):
    """The facts of a story that is not there yet."""
    details = dict.fromkeys(("slugline", "desk_notes", "proofreader_credit"), "")
    details |= {name: [] for name in ("writers", "topics", "pictures", "related")}
    details |= dict.fromkeys(("source_id", "proofreader_id", "published_at"))
    details |= {"published_precision": Precision.MINUTE, "headline_is_provisional": False}
    return of(Revision(language=language, details=details))


def _rows(rows, pks):
    """Rows in the order of their numbers' list; one query, and none for an empty list."""
    found = rows.in_bulk(pks) if pks else {}
    return [found[pk] for pk in pks if pk in found]


def _related(lines):
    pks = {pk for _, _, pk in lines if pk}
    stories = Story.objects.defer("body").in_bulk(pks) if pks else {}
    return [(title, date, stories.get(pk)) for title, date, pk in lines]
