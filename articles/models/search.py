"""What search goes by, apart from the content: it can be made anew at any time."""

from django.db import models


class SearchDocument(models.Model):
    """The terms of one story, as ``articles.search`` keeps them; the indexes over them are in migration 0009."""

    story = models.OneToOneField(
        "articles.Story", models.CASCADE, primary_key=True, related_name="search_document"
    )
    head = models.TextField(blank=True, help_text="Of the headline and the slugline.")
    rest = models.TextField(blank=True, help_text="Of everything else, desk notes included.")

    class Meta:
        db_table = "search_story"  # none of the tables that guards stand over
        default_permissions = ()


class PublicDocument(models.Model):
    """The terms of one edition as readers see it, as ``articles.search.published`` keeps them; the indexes over them
    are in migration 0035.

    The window is that of the edition: what is scheduled is here before its second, and not found before it.
    """

    place = models.BigIntegerField(primary_key=True, help_text="In the order of date: see places.py.")
    edition = models.OneToOneField("articles.Edition", models.CASCADE, related_name="document")
    live_from = models.DateTimeField()
    superseded_at = models.DateTimeField()
    labels = models.TextField(help_text="What the story is filed under, a term each.")
    head = models.TextField(blank=True, help_text="Of the headline, and of that in lists.")
    lead = models.TextField(blank=True, help_text="Of the standfirst.")
    body = models.TextField(blank=True)
    credits = models.TextField(blank=True, help_text="Of credits, captions and the correction.")

    class Meta:
        db_table = "search_edition"
        default_permissions = ()
        indexes = [
            models.Index(fields=["live_from"], name="search_edition_live_from"),
            models.Index(fields=["superseded_at"], name="search_edition_superseded"),
        ]


class PublicTerm(models.Model):
    """One of the few terms that tell what a document is about (``text.telling``), as a number."""

    document = models.ForeignKey(PublicDocument, models.CASCADE, related_name="telling")
    term = models.BigIntegerField()

    class Meta:
        db_table = "search_edition_telling"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["term", "document"], name="search_edition_telling_once")
        ]


class SearchWord(models.Model):
    """A word that a document of an edition says or said, by which typing mistakes are forgiven. Whether anything that
    is live says it is asked each time.
    """

    word = models.CharField(primary_key=True, max_length=60)
    start = models.CharField(max_length=2, help_text="Its first two letters.")
    ending = models.CharField(max_length=2, help_text="Its last two.")
    length = models.PositiveSmallIntegerField()
    known_from = models.DateTimeField(
        null=True, help_text="When the first edition that says it begins; null is long ago."
    )

    class Meta:
        db_table = "search_word"
        default_permissions = ()
        indexes = [
            models.Index(fields=["start", "length"], name="search_word_start"),
            models.Index(fields=["ending", "length"], name="search_word_ending"),
        ]
