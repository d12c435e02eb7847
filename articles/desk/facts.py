"""One state of a story, a text and its details, as the form shows it and compares with it."""

from datetime import datetime

from django.utils import timezone

from articles.desk.fields import numbered
from articles.models import Picture, Precision, Proofreader, Revision, Source, Story, Topic, Writer

SAME_NAME = ("headline", "standfirst", "byline", "dateline", "language", "body")
DETAILS = ("slugline", "desk_notes", "proofreader_credit", "published_precision")


class Facts:
    """What a form is opened on. ``facts[name]`` gives a fact as ``drafting`` takes it, merged credits followed."""

    def __init__(self, text, details):
        self.text = text
        self.source = _standing(Source, details["source_id"])
        self.proofreader = _standing(Proofreader, details["proofreader_id"])
        self.writers = [
            row.standing() for row in _rows(Writer.objects.select_related("merged_into"), details["writers"])
        ]
        self.topics = _rows(Topic.objects, details["topics"])
        self.pictures = _rows(Picture.objects, details["pictures"])
        self.related = _related(details["related"])
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
            "writers": [row.pk for row in self.writers],
            "topics": [row.pk for row in self.topics],
            "pictures": [row.pk for row in self.pictures],
            "captions": [tuple(pair) for pair in text.captions],
            "related": [[title, date, story and story.pk] for title, date, story in self.related],
        }

    def __getitem__(self, name):
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


def blank(language):
    """The facts of a story that is not there yet."""
    details = dict.fromkeys(("slugline", "desk_notes", "proofreader_credit"), "")
    details |= {name: [] for name in ("writers", "topics", "pictures", "related")}
    details |= dict.fromkeys(("source_id", "proofreader_id", "published_at"))
    details |= {"published_precision": Precision.MINUTE, "headline_is_provisional": False}
    return of(Revision(language=language, details=details))


def _standing(kind, pk):
    row = kind.objects.select_related("merged_into").filter(pk=pk).first() if pk else None
    return row and row.standing()


def _rows(rows, pks):
    """Rows in the order of their numbers' list; one query, and none for an empty list."""
    found = rows.in_bulk(pks) if pks else {}
    return [found[pk] for pk in pks if pk in found]


def _related(lines):
    pks = {pk for _, _, pk in lines if pk}
    stories = Story.objects.defer("body").in_bulk(pks) if pks else {}
    return [(title, date, stories.get(pk)) for title, date, pk in lines]
