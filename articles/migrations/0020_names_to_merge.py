"""Names that may be one: traces of all names that are held, and the pairs of those that are near each other."""

from collections import defaultdict
from importlib import import_module
from itertools import combinations

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# What is kept of a name can be made anew at any time, and must be when the traces of names change.
nearness = import_module("articles.text.nearness")

KINDS = ("Source", "Proofreader", "Writer")
COMMON = 50


def fill(apps, schema_editor):
    for kind in KINDS:
        rows, trace, pair = (apps.get_model("articles", f"{kind}{what}") for what in ("", "Trace", "Pair"))
        of_person = kind != "Source"
        names = defaultdict(list)
        for row in rows.objects.order_by("pk"):
            names[row.merged_into_id or row.pk].append(row.name)
        for alias in apps.get_model("articles", f"{kind}Alias").objects.order_by("pk"):
            names[alias.owner_id].append(alias.name)
        by_trace = defaultdict(set)
        for pk, said in names.items():
            for name in said:
                for key in nearness.traces(name, of_person=of_person):
                    by_trace[key].add(pk)
        trace.objects.bulk_create(
            (trace(owner_id=pk, key=key) for key, pks in by_trace.items() for pk in sorted(pks)),
            batch_size=1000,
        )
        met = {two for pks in by_trace.values() if len(pks) <= COMMON for two in combinations(sorted(pks), 2)}
        found = (
            (first, second, why(names[first], names[second], of_person=of_person))
            for first, second in sorted(met)
        )
        pair.objects.bulk_create(
            (pair(first_id=first, second_id=second, why=reason) for first, second, reason in found if reason),
            batch_size=1000,
        )


def why(some, others, *, of_person):
    reasons = (nearness.why_near(one, other, of_person=of_person) for one in some for other in others)
    return next(filter(None, reasons), "")


def forget(apps, schema_editor):
    """The tables go, and all that is in them."""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0019_uploads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProofreaderTrace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=200)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="traces",
                        to="articles.proofreader",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SourceTrace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=200)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="traces",
                        to="articles.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WriterTrace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=200)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="traces",
                        to="articles.writer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProofreaderPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(help_text="Why they may be one, in words fit to show.", max_length=100),
                ),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("parted_at", models.DateTimeField(null=True)),
                ("parted_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs_as_first",
                        to="articles.proofreader",
                    ),
                ),
                (
                    "parted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs_as_second",
                        to="articles.proofreader",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="proofreaderpair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="proofreaderpair_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parted_at", None), ("parted_by_name", "")),
                            models.Q(
                                ("parted_at__isnull", False), models.Q(("parted_by_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="proofreaderpair_parted_with_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourcePair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(help_text="Why they may be one, in words fit to show.", max_length=100),
                ),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("parted_at", models.DateTimeField(null=True)),
                ("parted_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs_as_first",
                        to="articles.source",
                    ),
                ),
                (
                    "parted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs_as_second",
                        to="articles.source",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="sourcepair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="sourcepair_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parted_at", None), ("parted_by_name", "")),
                            models.Q(
                                ("parted_at__isnull", False), models.Q(("parted_by_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="sourcepair_parted_with_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WriterPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(help_text="Why they may be one, in words fit to show.", max_length=100),
                ),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("parted_at", models.DateTimeField(null=True)),
                ("parted_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs_as_first",
                        to="articles.writer",
                    ),
                ),
                (
                    "parted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs_as_second",
                        to="articles.writer",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="writerpair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="writerpair_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parted_at", None), ("parted_by_name", "")),
                            models.Q(
                                ("parted_at__isnull", False), models.Q(("parted_by_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="writerpair_parted_with_who",
                    ),
                ],
            },
        ),
        migrations.RunPython(fill, forget),
    ]
