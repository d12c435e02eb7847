"""The words that stories, revisions and editions have in common."""

from django.db import models

from articles.text.blocks import Text


class Precision(models.TextChoices):
    """How exactly a date is known. A date known to the day shows no hour."""

    YEAR = "year", "to the year"
    MONTH = "month", "to the month"
    DAY = "day", "to the day"
    MINUTE = "minute", "to the minute"


class Severity(models.TextChoices):
    """How grave an error was: it decides where on the page its correction stands."""

    GRAVE = "grave", "Grave: above the text"
    ORDINARY = "ordinary", "Ordinary: below the text"


class TextFields(models.Model):
    """The words that a digest covers, pictures' captions apart.

    ``body`` is the clean HTML of ``text.blocks``.
    """

    headline = models.CharField(max_length=300, blank=True)
    standfirst = models.TextField(blank=True)
    byline = models.CharField(max_length=300, blank=True, help_text="Names as printed, without “By”.")
    dateline = models.CharField(max_length=200, blank=True, help_text="Where the story was filed: PARIS.")
    language = models.CharField(max_length=35, default="en", help_text="A language tag: en, de, zh-Hant.")
    body = models.TextField(blank=True)
    source_credit = models.CharField("source as printed", max_length=300, blank=True)
    correction = models.TextField(
        blank=True, help_text="What a correction says to readers: what was wrong, and what is right."
    )

    class Meta:
        abstract = True

    def captions(self) -> tuple[tuple[str, str], ...]:
        """Caption and credit of each picture, in order."""
        raise NotImplementedError

    def text(self) -> Text:
        """What the digest is taken of."""
        return Text(
            headline=self.headline,
            standfirst=self.standfirst,
            byline=self.byline,
            dateline=self.dateline,
            language=self.language,
            body=self.body,
            captions=self.captions(),
            source=self.source_credit,
            correction=self.correction,
        )
