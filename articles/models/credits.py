"""Who a story is credited to: organisations and people, each with the other names that copy gives them."""

from django.db import models

from articles.text.keys import name_key

from .words import address


class NamedQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def for_readers(self):
        """Without what is the desk's own, the accounts of people; with what they were merged into."""
        rows = self.select_related("merged_into")
        return rows.defer("user", "merged_into__user") if issubclass(self.model, Person) else rows


class Named(models.Model):
    """A name that copy prints, under one key (see ``name_key``) and one address.

    A row merged into another stays, so that its name still resolves and its old address redirects.
    """

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)
    slug = models.SlugField(
        max_length=120, unique=True, allow_unicode=True, help_text="The last part of the page's address."
    )
    about = models.TextField(blank=True, help_text="One or two sentences for the public page. Plain text.")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_names"
    )

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]
        indexes = [models.Index(fields=["merged_into", "key"], name="%(class)s_standing")]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_has_a_key", condition=~models.Q(key="") & ~models.Q(slug="")
            ),
            models.CheckConstraint(
                name="%(class)s_not_merged_into_itself",
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.key = name_key(self.name)
        super().save(**kwargs)

    def standing(self):
        """The row that this name stands for now: itself, or the one it was merged into."""
        return self.merged_into or self


class Alias(models.Model):
    """Another spelling of a name. One key belongs to one owner of its kind."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["name"]
        verbose_name_plural = "aliases"

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.key = name_key(self.name)
        super().save(**kwargs)


class Source(Named):
    """The organisation that a story is credited to: "Source: chimegroup"."""

    def get_absolute_url(self):
        return address("sources", self.slug)


class SourceAlias(Alias):
    owner = models.ForeignKey(Source, models.CASCADE, related_name="aliases")


class Person(Named):
    """A person who is credited, perhaps with an account here."""

    user = models.OneToOneField(
        "auth.User",
        models.SET_NULL,
        null=True,
        blank=True,
        help_text="The account of this person, if there is one.",
    )

    class Meta(Named.Meta):
        abstract = True


class Proofreader(Person):
    """Somebody credited with reading: "Proofread by …". A credit in copy is never a sign-off."""

    def get_absolute_url(self):
        return address("proofreaders", self.slug)


class ProofreaderAlias(Alias):
    owner = models.ForeignKey(Proofreader, models.CASCADE, related_name="aliases")


class Writer(Person):
    """Somebody credited with writing: a byline."""

    def get_absolute_url(self):
        return address("writers", self.slug)


class WriterAlias(Alias):
    owner = models.ForeignKey(Writer, models.CASCADE, related_name="aliases")


class Topic(models.Model):
    """A subject that readers can follow. A story's first topic is its section."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    about = models.TextField(blank=True, help_text="One or two sentences for the topic's page. Plain text.")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("topics", self.slug)
