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
