"""What drafting, review and publishing keep. The triggers come down first: SQLite rebuilds the tables under them."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

guards = import_module("articles.migrations.0002_guards")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_picture_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(guards.take_down, guards.put_up),
        migrations.CreateModel(
            name="Debt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=200)),
                ("how", models.CharField(blank=True, help_text="In words fit to show.", max_length=120)),
            ],
            options={
                "ordering": ["opened_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(choices=[("mail", "Mail")], max_length=10)),
                ("payload", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=500)),
                ("done_at", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["due_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("legal", "Legal"), ("fact", "Fact"), ("picture", "Picture")], max_length=7
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("placed_by_name", models.CharField(max_length=200)),
                ("placed_at", models.DateTimeField()),
                ("lifted_by_name", models.CharField(blank=True, max_length=200)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_note", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["placed_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="LedgerSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("last_entry", models.BigIntegerField()),
                ("chains", models.PositiveIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("comment", "Comment")], default="comment", max_length=10),
                ),
                ("field", models.CharField(blank=True, max_length=20)),
                ("block", models.PositiveIntegerField(null=True)),
                ("start", models.PositiveIntegerField(null=True)),
                ("end", models.PositiveIntegerField(null=True)),
                ("exact", models.TextField(blank=True)),
                ("prefix", models.CharField(blank=True, max_length=64)),
                ("suffix", models.CharField(blank=True, max_length=64)),
                ("note", models.TextField()),
                ("author_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(null=True)),
                ("resolved_by_name", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["made_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=20)),
                ("sentence", models.CharField(max_length=400)),
                ("address", models.CharField(blank=True, help_text="A path on this site.", max_length=200)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-due_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_typing", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReaderReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quote", models.TextField(blank=True, help_text="The passage, as the reader saw it.")),
                ("says", models.TextField(help_text="What the reader says is wrong.")),
                ("name", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("made_at", models.DateTimeField()),
                (
                    "taken_by_name",
                    models.CharField(
                        blank=True, help_text="Who took it by telephone or mail.", max_length=200
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("asked", "Asked"),
                            ("corrected", "Corrected"),
                            ("declined", "Declined"),
                        ],
                        default="new",
                        max_length=9,
                    ),
                ),
                ("answer", models.TextField(blank=True, help_text="What was found, or asked, and why.")),
                ("handled_by_name", models.CharField(blank=True, max_length=200)),
                ("handled_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "permissions": [("answer_report", "Can settle what readers report")],
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RevisionName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Scratch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "base",
                    models.PositiveIntegerField(
                        default=0, help_text="The revision that the form was opened on."
                    ),
                ),
                ("fields", models.JSONField(default=list)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "scratches",
            },
        ),
        migrations.CreateModel(
            name="ShareLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=67)),
                ("secret", models.CharField(max_length=43, unique=True)),
                (
                    "label",
                    models.CharField(help_text="Whom it is for. Only the desk sees this.", max_length=120),
                ),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by_name", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ShareView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("shown", "Shown"),
                            ("commented", "Commented"),
                            ("expired", "Turned away: expired"),
                            ("revoked", "Turned away: revoked"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, help_text="Where from, as the server saw it.", max_length=45
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AlterModelOptions(
            name="story",
            options={
                "ordering": ["-changed_at", "-id"],
                "permissions": [
                    ("submit_story", "Can hand a story in for proofreading"),
                    ("return_story", "Can send a story back to its writer"),
                    ("sign_story", "Can sign a story off as proofread"),
                    ("publish_story", "Can publish a story"),
                    ("withdraw_story", "Can withdraw a published story"),
                    ("spike_story", "Can spike a story and take it back"),
                    ("override_story", "Can publish a story that nobody else has passed"),
                    ("flash_story", "Can publish a headline and a paragraph unread, as developing"),
                    ("hold_story", "Can hold a story back from publication"),
                    ("lift_hold", "Can lift a hold, and set and lift an embargo"),
                    ("comment_story", "Can comment on the words of a story"),
                    ("assign_story", "Can give a story to somebody, and plan it"),
                    ("share_story", "Can share a preview of a story with an outsider"),
                ],
                "verbose_name_plural": "stories",
            },
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="edition_first_is_number_one",
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="edition_correction_has_its_sentence",
        ),
        migrations.AddField(
            model_name="edition",
            name="correction_severity",
            field=models.CharField(
                blank=True,
                choices=[("grave", "Grave: above the text"), ("ordinary", "Ordinary: below the text")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="is_flash",
            field=models.BooleanField(
                default=False, help_text="Published unread, and marked as developing to readers."
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="leads_to",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="correction",
            field=models.TextField(
                blank=True, help_text="What a correction says to readers: what was wrong, and what is right."
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="surviving",
            field=models.JSONField(
                help_text="Words of the text by author key, most first; null where they were never counted.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="words",
            field=models.PositiveIntegerField(default=0, help_text="Of the body."),
        ),
        migrations.AddField(
            model_name="story",
            name="correction",
            field=models.TextField(
                blank=True, help_text="What a correction says to readers: what was wrong, and what is right."
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="correction_severity",
            field=models.CharField(
                choices=[("grave", "Grave: above the text"), ("ordinary", "Ordinary: below the text")],
                default="ordinary",
                max_length=8,
                verbose_name="how grave",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="due_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="due"),
        ),
        migrations.AddField(
            model_name="story",
            name="embargo_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="embargo_by_name",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="story",
            name="embargo_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="story",
            name="embargo_zone",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The zone in which the embargo was given.",
                max_length=60,
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="is_archive",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Released from the archive, and not taken up by the desk since: in none of its columns.",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="priority",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "Urgent"), (2, "High"), (3, "Normal"), (4, "Low")], default=3, editable=False
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="reader_account",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stories_to_read",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="reader_active_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="story",
            name="target_words",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="words wanted"
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="words",
            field=models.PositiveIntegerField(default=0, editable=False, help_text="Of the body."),
        ),
        migrations.AddField(
            model_name="story",
            name="writer_account",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stories_to_write",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="writer_active_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="edition",
            name="correction",
            field=models.TextField(
                blank=True, help_text="What a correction says to readers: what was wrong, and what is right."
            ),
        ),
        migrations.AlterField(
            model_name="edition",
            name="withdrawal_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("error", "It did not meet our standards of accuracy"),
                    ("duplicate", "It was published twice"),
                    ("source", "Its source has withdrawn it"),
                    ("rights", "We do not have the right to publish it"),
                    ("legal", "For legal reasons"),
                    ("undone", "It was published by mistake"),
                    ("expired", "It was published until a set time"),
                    ("merged", "It is told in another story now"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["live_from", "story"], name="edition_live_from"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("override_reason", ""), _negated=True),
                fields=["-made_at"],
                name="edition_overridden",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("is_archive", False)),
                fields=["stage", "priority", "changed_at", "id"],
                name="story_desk_column",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)), fields=["due_at", "id"], name="story_due"
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("writer_account__isnull", False)),
                fields=["writer_account", "-changed_at"],
                name="story_to_write",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("reader_account__isnull", False)),
                fields=["reader_account", "-changed_at"],
                name="story_to_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "first"), ("superseded_at__gt", models.F("live_from"))),
                fields=("story",),
                name="edition_one_first_a_story",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "first"), ("number__gt", 1), _connector="OR"),
                name="edition_number_one_is_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "correction"),
                        models.Q(("correction", ""), _negated=True),
                        models.Q(("correction_severity", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("kind", "correction"), _negated=True),
                        ("correction", ""),
                        ("correction_severity", ""),
                    ),
                    _connector="OR",
                ),
                name="edition_correction_has_its_sentence",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_flash", False),
                    models.Q(("kind__in", ["first", "update"]), ("override_reason", "")),
                    _connector="OR",
                ),
                name="edition_flash_is_shown_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("leads_to__isnull", False), ("withdrawal_reason", "merged")),
                    models.Q(models.Q(("withdrawal_reason", "merged"), _negated=True), ("leads_to", None)),
                    _connector="OR",
                ),
                name="edition_leads_on_when_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__in", [1, 2, 3, 4])), name="story_priority_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("correction_severity__in", ["grave", "ordinary"])),
                name="story_severity_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("writer_account__isnull", True), ("writer_active_at", None)),
                    models.Q(("writer_account__isnull", False), ("writer_active_at__isnull", False)),
                    _connector="OR",
                ),
                name="story_taken_since_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reader_account__isnull", True), ("reader_active_at", None)),
                    models.Q(("reader_account__isnull", False), ("reader_active_at__isnull", False)),
                    _connector="OR",
                ),
                name="story_read_since_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("embargo_by", None),
                        ("embargo_by_name", ""),
                        ("embargo_until", None),
                        ("embargo_zone", ""),
                    ),
                    models.Q(
                        ("embargo_by__isnull", False),
                        ("embargo_until__isnull", False),
                        models.Q(("embargo_zone", ""), _negated=True),
                        models.Q(("embargo_by_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="story_embargo_says_whose",
            ),
        ),
        migrations.AddField(
            model_name="debt",
            name="edition",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="debt", to="articles.edition"
            ),
        ),
        migrations.AddField(
            model_name="debt",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="debt",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="debts", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="effect",
            name="story",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="effects",
                to="articles.story",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="lifted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="placed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="author",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="resolved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="articles.revision"
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="story",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="articles.story",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="effect",
            name="notice",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="effects",
                to="articles.notice",
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="presences", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="readerreport",
            name="edition",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.edition",
            ),
        ),
        migrations.AddField(
            model_name="readerreport",
            name="handled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="readerreport",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="redaction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="redaction",
            name="story",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="redaction", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="revisionname",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="revisionname",
            name="revision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="naming", to="articles.revision"
            ),
        ),
        migrations.AddField(
            model_name="scratch",
            name="story",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scratches",
                to="articles.story",
            ),
        ),
        migrations.AddField(
            model_name="scratch",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sharelink",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sharelink",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="share_links",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="sharelink",
            name="revoked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sharelink",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="share_links", to="articles.story"
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="link",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="marks",
                to="articles.sharelink",
            ),
        ),
        migrations.AddField(
            model_name="shareview",
            name="link",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="views", to="articles.sharelink"
            ),
        ),
        migrations.AddIndex(
            model_name="debt",
            index=models.Index(
                condition=models.Q(("settled_at", None)), fields=["opened_at"], name="debt_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("how", ""), ("settled_at", None), ("settled_by", None), ("settled_by_name", "")
                    ),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        models.Q(("settled_by_name", ""), _negated=True),
                        models.Q(("how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="debt_settled_with_who_and_how",
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(condition=models.Q(("lifted_at", None)), fields=["story"], name="hold_open"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["legal", "fact", "picture"])), name="hold_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="hold_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at", None), ("lifted_by", None), ("lifted_by_name", "")),
                    models.Q(
                        ("lifted_at__isnull", False),
                        ("lifted_by__isnull", False),
                        models.Q(("lifted_by_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hold_lifted_with_who",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["to", "-due_at"], name="notice_unread"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("to", "key"), name="notice_once_a_person"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("sentence", ""), _negated=True), name="notice_says_something"
            ),
        ),
        migrations.AddIndex(
            model_name="effect",
            index=models.Index(
                condition=models.Q(("done_at", None), ("given_up_at", None)),
                fields=["due_at"],
                name="effect_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="effect",
            index=models.Index(
                condition=models.Q(("done_at", None), models.Q(("error", ""), _negated=True)),
                fields=["-due_at"],
                name="effect_failing",
            ),
        ),
        migrations.AddConstraint(
            model_name="effect",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["mail"])), name="effect_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="effect",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at", None), ("given_up_at", None), _connector="OR"),
                name="effect_done_or_given_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                fields=("story", "user"), name="presence_once_a_person_and_story"
            ),
        ),
        migrations.AddIndex(
            model_name="readerreport",
            index=models.Index(fields=["state", "made_at"], name="report_state"),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["new", "asked", "corrected", "declined"])),
                name="report_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("says", ""), _negated=True), name="report_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handled_at", None), ("handled_by_name", ""), ("state", "new")),
                    models.Q(
                        models.Q(("state", "new"), _negated=True),
                        ("handled_at__isnull", False),
                        models.Q(("handled_by_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_handled_with_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="redaction_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionname",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="revision_name_is_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="scratch",
            constraint=models.UniqueConstraint(
                fields=("user", "story"), name="scratch_once_a_person_and_story"
            ),
        ),
        migrations.AddConstraint(
            model_name="scratch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("story", None)), fields=("user",), name="scratch_one_new_story_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                name="share_link_expires_after_it_is_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at", None), ("revoked_by", None), ("revoked_by_name", "")),
                    models.Q(
                        ("revoked_at__isnull", False),
                        ("revoked_by__isnull", False),
                        models.Q(("revoked_by_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="share_link_revoked_with_who",
            ),
        ),
        migrations.AddIndex(
            model_name="mark",
            index=models.Index(condition=models.Q(("resolved_at", None)), fields=["story"], name="mark_open"),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["comment"])), name="mark_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="mark_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("author", None), ("link__isnull", False)),
                    models.Q(("author__isnull", False), ("link", None)),
                    _connector="OR",
                ),
                name="mark_has_one_origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", None), ("exact", ""), ("start", None)),
                    models.Q(("end__gt", models.F("start")), models.Q(("exact", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mark_range_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at", None), ("resolved_by", None), ("resolved_by_name", "")),
                    models.Q(
                        ("resolved_at__isnull", False),
                        ("resolved_by__isnull", False),
                        models.Q(("resolved_by_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="mark_resolved_with_who",
            ),
        ),
    ]
