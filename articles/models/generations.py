"""Which generation of its pages the site is in."""

from django.db import models
from django.db.models import Q


class Generation(models.Model):
    """The one row by which finished pages are known to be what the site says now.

    Triggers move it on in the very commit that changes what readers see, now or later: migration 0010 says which
    tables. Nothing else writes it, but for who has restored another database. Both columns are random, so that no page
    of that, or of any other, is ever taken for one of this.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=36, help_text="Another one whenever something changes.")
    taken = models.CharField(
        max_length=36, help_text="Another one whenever something may be taken from readers."
    )
    moved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="generation_is_one", condition=Q(id=1))]
