"""The words that stories, revisions and editions have in common."""

from urllib.parse import quote

from django.db import models
from django.urls import get_script_prefix
from django.utils.text import slugify

from articles.text.addresses import apart
from articles.text.blocks import ELSEWHERE, Text


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


class Genre(models.TextChoices):
    """What kind of piece a story is: the kinds of news article that https://schema.org/NewsArticle tells apart."""

    NEWS = "news", "News"
    ANALYSIS = "analysis", "Analysis"
    BACKGROUND = "background", "Background"
    OPINION = "opinion", "Opinion"
    REVIEW = "review", "Review"


def slug_of(words: str, *, otherwise: str) -> str:
    """What stands for words in an address, at most 110 characters; ``otherwise`` where no letter or digit is left."""
    return slugify(apart(words), allow_unicode=True)[:110].strip("-") or otherwise


def address(*parts: str) -> str:
    """Of a page of the site, as reverse() says it, which takes twenty times as long: a page has dozens of them."""
    path = "/".join(parts)
    return f"{get_script_prefix()}{path if path.isascii() else quote(path)}/"


class TextFields(models.Model):
    """The words that a digest covers, pictures' captions apart.

    ``body`` is the clean HTML of ``text.blocks``.
    """

    headline = models.CharField(max_length=300, blank=True)
    # Those of ``text.blocks.ELSEWHERE``, each empty where the headline itself serves.
    list_headline = models.CharField("headline in lists", max_length=300, blank=True)
    search_headline = models.CharField("headline for search engines", max_length=300, blank=True)
    social_headline = models.CharField("headline on social networks", max_length=300, blank=True)
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

    def text(self, captions: tuple[tuple[str, str], ...] | None = None) -> Text:
        """What the digest is taken of; ``captions`` where they are at hand."""
        return Text(
            headline=self.headline,
            standfirst=self.standfirst,
            byline=self.byline,
            dateline=self.dateline,
            language=self.language,
            body=self.body,
            captions=self.captions() if captions is None else captions,
            source=self.source_credit,
            correction=self.correction,
            **{name: getattr(self, name) for name in ELSEWHERE},
        )

    @property
    def is_credited(self) -> bool:
        """Whether it says who wrote it, or whose it is."""
        return bool(self.byline or self.source_credit)

    @property
    def list_title(self) -> str:
        """What stands for the story in lists of this newsroom: on the front page, in teasers, before and after."""
        return self.list_headline or self.headline

    @property
    def search_title(self) -> str:
        """The title of its page, which search engines show."""
        return self.search_headline or self.headline

    @property
    def social_title(self) -> str:
        """What a card says where somebody shares its address."""
        return self.social_headline or self.headline
