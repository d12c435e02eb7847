"""The newsroom's own pages, each save of one kept for good, and the editors' right to them.

A later migration that rebuilds the table of versions on SQLite runs this ``put_up`` again.
"""

from functools import partial
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

desk = import_module("articles.migrations.0007_desk_roles")

GROUPS = {"Editors": ["view_policy", "add_policy", "change_policy"]}
TABLE = "articles_policyversion"
COLUMNS = "id, policy_id, number, title, role, body, is_shown, saved_at, saved_by_id, saved_by_name"
NAMES = ("no_update", "no_delete", "no_truncate")

POSTGRES_REFUSE = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{TABLE}: rows are append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def put_up(apps, schema_editor):
    take_down(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_REFUSE, params=None)
        refuse = f"EXECUTE FUNCTION {TABLE}_refuse()"
        each = f"ON {TABLE} FOR EACH ROW {refuse}"
        schema_editor.execute(f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} {refuse}")
    else:
        each = f"ON {TABLE} BEGIN SELECT RAISE(ABORT, '{TABLE}: rows are append-only'); END"
    schema_editor.execute(f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OF {COLUMNS} {each}")
    schema_editor.execute(f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE {each}")


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_refuse() CASCADE")
        return
    for name in NAMES:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0038_telling_terms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(allow_unicode=True, max_length=80, unique=True)),
                ("title", models.CharField(max_length=120)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("publishingPrinciples", "Publishing principles"),
                            ("ethicsPolicy", "Ethics"),
                            ("correctionsPolicy", "Corrections"),
                            ("verificationFactCheckingPolicy", "Verification and fact-checking"),
                            ("unnamedSourcesPolicy", "Unnamed sources"),
                            ("actionableFeedbackPolicy", "Readers’ feedback"),
                            ("masthead", "Masthead: who works here"),
                            ("ownershipFundingInfo", "Ownership and funding"),
                            ("diversityPolicy", "Diversity"),
                            ("missionCoveragePrioritiesPolicy", "Mission and priorities"),
                            ("noBylinesPolicy", "Stories without a byline"),
                        ],
                        max_length=40,
                    ),
                ),
                ("body", models.TextField()),
                ("is_shown", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "policies",
                "ordering": ["title", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_shown", True), models.Q(("role", ""), _negated=True)),
                        fields=("role",),
                        name="policy_role_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("slug", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            models.Q(("body", ""), _negated=True),
                        ),
                        name="policy_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("publishingPrinciples", "Publishing principles"),
                            ("ethicsPolicy", "Ethics"),
                            ("correctionsPolicy", "Corrections"),
                            ("verificationFactCheckingPolicy", "Verification and fact-checking"),
                            ("unnamedSourcesPolicy", "Unnamed sources"),
                            ("actionableFeedbackPolicy", "Readers’ feedback"),
                            ("masthead", "Masthead: who works here"),
                            ("ownershipFundingInfo", "Ownership and funding"),
                            ("diversityPolicy", "Diversity"),
                            ("missionCoveragePrioritiesPolicy", "Mission and priorities"),
                            ("noBylinesPolicy", "Stories without a byline"),
                        ],
                        max_length=40,
                    ),
                ),
                ("body", models.TextField()),
                ("is_shown", models.BooleanField()),
                ("saved_at", models.DateTimeField()),
                ("saved_by_name", models.CharField(max_length=200)),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="articles.policy",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("policy", "number"), name="policy_version_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("saved_by_name", ""), _negated=True),
                        name="policy_version_names_who_saved_it",
                    ),
                ],
            },
        ),
        migrations.RunPython(put_up, take_down),
        migrations.RunPython(partial(desk.give, roles=GROUPS), partial(desk.take, roles=GROUPS)),
    ]
