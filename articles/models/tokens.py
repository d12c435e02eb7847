"""What lets a script act for an account: tokens, of whose secrets only a digest is kept."""

from django.db import models
from django.db.models import F, Q


class AccessTokenQuerySet(models.QuerySet):
    def standing(self, now):
        """Those that neither ended nor were revoked."""
        return self.filter(revoked_at=None, expires_at__gt=now)


class AccessToken(models.Model):
    """Lets whoever holds its secret act as its account, within its scopes, until it expires or is revoked.

    It is revoked, never deleted. ``digest`` is SHA-256, in hex, of the whole secret; ``begins`` is how that begins, by
    which its holder tells it from others.
    """

    class Scope(models.TextChoices):
        READ = "read", "Read stories"
        IMPORT = "import", "Bring in copy"
        PUBLISH = "publish", "Hand in, publish, schedule and withdraw stories"

    account = models.ForeignKey("auth.User", models.PROTECT, related_name="access_tokens")
    account_name = models.CharField(max_length=200)
    name = models.CharField(max_length=80, help_text="What it is for.")
    scopes = models.JSONField(help_text="A list of them, in their order.")
    digest = models.CharField(max_length=64, unique=True)
    begins = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, help_text="To the minute.")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("auth.User", models.PROTECT, null=True, related_name="+")
    revoked_by_name = models.CharField(max_length=200, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="access_token_expires_after_it_is_made", condition=Q(expires_at__gt=F("made_at"))
            ),
            models.CheckConstraint(name="access_token_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="access_token_revoked_with_who",
                condition=Q(revoked_at=None, revoked_by=None, revoked_by_name="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_by_name=""),
            ),
        ]

    def __str__(self):
        return f"Token {self.pk}, “{self.name}”"
