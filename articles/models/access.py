"""Who gets into the desk: tries that are counted, second factors, and where people are logged in."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils import timezone


class TryCount(models.Model):
    """Tries that failed one after another, by one of the things that they are counted by, and until when no more are
    taken. Forgotten a day after the last.
    """

    class By(models.TextChoices):
        BROWSER = "browser", "In a browser that is known"
        PLACE = "place", "From one place"
        ACCOUNT = "account", "In any browser that is not known"
        NETWORK = "network", "From one place, at any account"

    key = models.CharField(max_length=64, unique=True, help_text="A keyed digest of what is counted.")
    what = models.CharField(max_length=8, help_text="What is tried: password, code, mail.")
    by = models.CharField(max_length=7, choices=By.choices)
    account = models.CharField(
        max_length=64,
        blank=True,
        help_text="A keyed digest of the account’s name, be there such an account or not.",
    )
    network = models.CharField(max_length=43, blank=True, help_text="Where from, where that is counted.")
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["account"], name="try_count_account"),
            models.Index(fields=["last_at"], name="try_count_age"),
        ]
        constraints = [
            models.CheckConstraint(
                name="try_count_by_is_known", condition=Q(by__in=["browser", "place", "account", "network"])
            ),
        ]

    def __str__(self):
        return f"{self.get_by_display()}: {self.count}"


class SecondFactor(models.Model):
    """What an account proves itself by beside its password: codes of an app (RFC 6238), passkeys, or both. One that is
    set up and confirmed; while it is set up, the session has the key.
    """

    user = models.OneToOneField("auth.User", models.CASCADE, related_name="second_factor")
    key = models.CharField(max_length=32, help_text="160 bits, in base 32, as the app has them.")
    has_app = models.BooleanField(
        default=True,
        db_default=True,
        help_text="Otherwise nobody has the key, and passkeys stand for it alone.",
    )
    last_step = models.BigIntegerField(
        help_text="The step of the last code that was taken: none is taken twice."
    )
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="second_factor_has_a_key", condition=~Q(key=""))]

    def __str__(self):
        return f"Second factor of {self.user}"


class Passkey(models.Model):
    """A pair of keys of which a device, or a password manager, has the secret half (W3C Web Authentication)."""

    factor = models.ForeignKey(SecondFactor, models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60, help_text="As its owner calls it.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256, in hex, of its identifier.")
    credential = models.BinaryField(help_text="Its identifier and public key (6.5.1 of the standard).")
    counter = models.BigIntegerField(
        help_text="How often it has signed, if it counts: 0 otherwise. What a copy signed shows by it."
    )
    answered = models.CharField(
        max_length=64, blank=True, help_text="SHA-256, in hex, of what it signed last: that is taken once."
    )
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="passkey_has_a_name", condition=~Q(name=""))]

    def __str__(self):
        return self.name


class RecoveryCode(models.Model):
    """One of the codes that stand in for the app, once. What was used is gone."""

    factor = models.ForeignKey(SecondFactor, models.CASCADE, related_name="recovery_codes", db_index=False)
    digest = models.CharField(max_length=64, help_text="SHA-256, in hex: the code itself is kept nowhere.")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["factor", "digest"], name="recovery_code_once")]

    def __str__(self):
        return f"Recovery code {self.pk}"


class DeskSession(AbstractBaseSession):
    """Somebody is logged in, in one browser. ``session_key`` is a digest of what the browser holds (``access.store``),
    ``expire_date`` when it ends if nobody comes back.
    """

    user = models.ForeignKey("auth.User", models.CASCADE, null=True, related_name="desk_sessions")
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=300, blank=True, help_text="As it calls itself.")
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()
