"""Where stories stood on the web before they came here."""

from django.db import models
from django.db.models import Q


class OldAddress(models.Model):
    """Where a story stood on the web before it came here. Readers who ask for it are led to the story.

    ``key`` is path and query without the host, as ``text.addresses`` sets it; ``host`` says which site it was of.
    """

    key = models.CharField(max_length=500)
    host = models.CharField(max_length=200, blank=True)
    story = models.ForeignKey("articles.Story", models.PROTECT, null=True, related_name="old_addresses")
    from_file = models.ForeignKey(
        "articles.ImportedFile", models.PROTECT, null=True, related_name="old_addresses"
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "host"], name="address_once"),
            models.CheckConstraint(name="address_has_a_key", condition=~Q(key="")),
        ]

    def __str__(self):
        return f"{self.host}{self.key}"
