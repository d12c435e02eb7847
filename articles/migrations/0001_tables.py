"""All tables. It stands for the migrations that it replaces: a newsroom that has run them all goes on from here."""

import datetime

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0001_facts"),
        ("articles", "0004_picture_files"),
        ("articles", "0005_the_desk"),
        ("articles", "0006_desk_guards"),
        ("articles", "0010_desk_lists"),
        ("articles", "0011_signed_in_a_month"),
        ("articles", "0012_second_signers"),
        ("articles", "0014_fixes_of_reports"),
        ("articles", "0015_the_mail_room"),
        ("articles", "0017_sketches"),
        ("articles", "0019_uploads"),
        ("articles", "0020_names_to_merge"),
        ("articles", "0021_proposals"),
        ("articles", "0022_sketches_of_stories"),
        ("articles", "0023_withdrawn_proposals"),
        ("articles", "0024_proposals_once"),
        ("articles", "0025_one_word_for_joined"),
        ("articles", "0026_rules_of_beginnings"),
        ("articles", "0027_settlements"),
        ("articles", "0028_dates_given_to_many"),
        ("articles", "0029_manifests_of_uploads"),
        ("articles", "0030_published_pictures_by_digest"),
        ("articles", "0031_front_page"),
        ("articles", "0032_headlines_elsewhere"),
        ("articles", "0033_translations"),
        ("articles", "0034_senders_of_reports"),
        ("articles", "0036_corrections_in_order"),
        ("articles", "0037_pings"),
        ("articles", "0038_telling_terms"),
        ("articles", "0039_policies"),
        ("articles", "0041_kinds_of_piece"),
        ("articles", "0042_errors_told"),
    ]

    initial = True

    dependencies = [
        ("auth", "__first__"),
    ]

    operations = [
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
            name="Original",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("key", models.CharField(editable=False, max_length=200, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="The last part of the page's address.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True, help_text="One or two sentences for the public page. Plain text."
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_names",
                        to="articles.source",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True), models.Q(("slug", ""), _negated=True)
                        ),
                        name="source_has_a_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="source_not_merged_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proofreader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("key", models.CharField(editable=False, max_length=200, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="The last part of the page's address.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True, help_text="One or two sentences for the public page. Plain text."
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_names",
                        to="articles.proofreader",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        help_text="The account of this person, if there is one.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True), models.Q(("slug", ""), _negated=True)
                        ),
                        name="proofreader_has_a_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="proofreader_not_merged_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("headline", models.CharField(blank=True, max_length=300)),
                (
                    "list_headline",
                    models.CharField(blank=True, max_length=300, verbose_name="headline in lists"),
                ),
                (
                    "search_headline",
                    models.CharField(blank=True, max_length=300, verbose_name="headline for search engines"),
                ),
                (
                    "social_headline",
                    models.CharField(blank=True, max_length=300, verbose_name="headline on social networks"),
                ),
                ("standfirst", models.TextField(blank=True)),
                (
                    "byline",
                    models.CharField(blank=True, help_text="Names as printed, without “By”.", max_length=300),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True, help_text="Where the story was filed: PARIS.", max_length=200
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en", help_text="A language tag: en, de, zh-Hant.", max_length=35
                    ),
                ),
                ("body", models.TextField(blank=True)),
                (
                    "source_credit",
                    models.CharField(blank=True, max_length=300, verbose_name="source as printed"),
                ),
                (
                    "correction",
                    models.TextField(
                        blank=True,
                        help_text="What a correction says to readers: what was wrong, and what is right.",
                    ),
                ),
                (
                    "slugline",
                    models.CharField(
                        blank=True, help_text="The desk's short name for the story.", max_length=120
                    ),
                ),
                (
                    "headline_is_provisional",
                    models.BooleanField(
                        default=False,
                        help_text="Proposed by the importer. A person must confirm or replace it before publication.",
                    ),
                ),
                (
                    "proofreader_credit",
                    models.CharField(
                        blank=True,
                        help_text="The credit that copy claims. Not a sign-off.",
                        max_length=200,
                        verbose_name="proofreader as printed",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="The date printed with the story.",
                        null=True,
                        verbose_name="date",
                    ),
                ),
                (
                    "published_precision",
                    models.CharField(
                        choices=[
                            ("year", "to the year"),
                            ("month", "to the month"),
                            ("day", "to the day"),
                            ("minute", "to the minute"),
                        ],
                        default="minute",
                        max_length=6,
                        verbose_name="date known",
                    ),
                ),
                (
                    "genre",
                    models.CharField(
                        choices=[
                            ("news", "News"),
                            ("analysis", "Analysis"),
                            ("background", "Background"),
                            ("opinion", "Opinion"),
                            ("review", "Review"),
                        ],
                        default="news",
                        max_length=10,
                        verbose_name="kind of piece",
                    ),
                ),
                ("desk_notes", models.TextField(blank=True, help_text="For colleagues. Never published.")),
                (
                    "correction_severity",
                    models.CharField(
                        choices=[
                            ("grave", "Grave: above the text"),
                            ("ordinary", "Ordinary: below the text"),
                        ],
                        default="ordinary",
                        max_length=8,
                        verbose_name="how grave",
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="due")),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Urgent"), (2, "High"), (3, "Normal"), (4, "Low")],
                        default=3,
                        editable=False,
                    ),
                ),
                (
                    "target_words",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="words wanted"
                    ),
                ),
                ("writer_active_at", models.DateTimeField(editable=False, null=True)),
                ("reader_active_at", models.DateTimeField(editable=False, null=True)),
                ("embargo_until", models.DateTimeField(editable=False, null=True)),
                (
                    "embargo_zone",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="The zone in which the embargo was given.",
                        max_length=60,
                    ),
                ),
                ("embargo_by_name", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "is_archive",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Released from the archive, and not taken up by the desk since: in none of its columns.",
                    ),
                ),
                (
                    "edition_revision",
                    models.PositiveIntegerField(
                        editable=False, help_text="The revision that its last edition was made of.", null=True
                    ),
                ),
                ("words", models.PositiveIntegerField(default=0, editable=False, help_text="Of the body.")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proofing", "Proofing"),
                            ("proofread", "Proofread"),
                            ("spiked", "Spiked"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("revision_number", models.PositiveIntegerField(default=0, editable=False)),
                ("digest", models.CharField(blank=True, editable=False, max_length=67)),
                ("created_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "embargo_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proofreader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
                        to="articles.proofreader",
                    ),
                ),
                (
                    "reader_account",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories_to_read",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "translation_of",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="articles.story",
                    ),
                ),
                (
                    "writer_account",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories_to_write",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
                        to="articles.source",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "stories",
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
                "indexes": [
                    models.Index(fields=["stage", "-changed_at", "-id"], name="story_stage_changed"),
                    models.Index(fields=["-changed_at", "-id"], name="story_changed"),
                    models.Index(fields=["source", "-changed_at"], name="story_source_changed"),
                    models.Index(
                        condition=models.Q(("is_archive", False)),
                        fields=["stage", "priority", "changed_at", "id"],
                        name="story_desk_column",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_archive", False),
                            models.Q(("edition_revision", models.F("revision_number")), _negated=True),
                        ),
                        fields=["stage", "priority", "changed_at", "id"],
                        name="story_not_out",
                    ),
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)),
                        fields=["due_at", "id"],
                        name="story_due",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("due_at__isnull", False),
                            models.Q(("edition_revision", models.F("revision_number")), _negated=True),
                        ),
                        fields=["due_at", "id"],
                        name="story_late",
                    ),
                    models.Index(
                        condition=models.Q(("writer_account__isnull", False)),
                        fields=["writer_account", "-changed_at"],
                        name="story_to_write",
                    ),
                    models.Index(
                        condition=models.Q(("reader_account__isnull", False)),
                        fields=["reader_account", "-changed_at"],
                        name="story_to_read",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["draft", "proofing", "proofread", "spiked"])),
                        name="story_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_precision__in", ["year", "month", "day", "minute"])),
                        name="story_precision_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["draft", "spiked"]),
                            models.Q(("headline", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="story_past_draft_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__in", [1, 2, 3, 4])), name="story_priority_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("genre__in", ["news", "analysis", "background", "opinion", "review"])
                        ),
                        name="story_genre_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("correction_severity__in", ["grave", "ordinary"])),
                        name="story_severity_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("writer_account__isnull", True), ("writer_active_at", None)),
                            models.Q(("writer_account__isnull", False), ("writer_active_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="story_taken_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reader_account__isnull", True), ("reader_active_at", None)),
                            models.Q(("reader_account__isnull", False), ("reader_active_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="story_read_since_when",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("slug", models.SlugField(allow_unicode=True, max_length=80, unique=True)),
                (
                    "about",
                    models.TextField(
                        blank=True, help_text="One or two sentences for the topic's page. Plain text."
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("live_from", models.DateTimeField()),
                (
                    "superseded_at",
                    models.DateTimeField(default=datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=200)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "front page arrangement",
                "verbose_name_plural": "front page",
                "ordering": ["-number"],
                "indexes": [models.Index(fields=["live_from"], name="arrangement_live_from")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("superseded_at", datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC))
                        ),
                        fields=("superseded_at",),
                        name="arrangement_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("superseded_at__gte", models.F("live_from"))),
                        name="arrangement_window_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("live_from__gte", models.F("made_at"))),
                        name="arrangement_not_before_its_act",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_by_name", ""), _negated=True),
                        name="arrangement_names_who_made_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("collection", models.CharField(max_length=120)),
                ("is_dry", models.BooleanField(default=False)),
                ("by_name", models.CharField(blank=True, max_length=200)),
                ("started_at", models.DateTimeField()),
                ("active_at", models.DateTimeField(help_text="When its last batch was written.", null=True)),
                (
                    "busy_until",
                    models.DateTimeField(
                        help_text="Until then somebody works on it, and nobody else does.", null=True
                    ),
                ),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "found",
                    models.PositiveIntegerField(
                        help_text="Files that its paths hold, or the stories in them.", null=True
                    ),
                ),
                ("options", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("learned", models.JSONField(default=dict)),
                ("summary", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "accepts",
                    models.ForeignKey(
                        help_text="The dry run that it carries out.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accepted_in",
                        to="articles.importrun",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by_name", "")),
                            models.Q(
                                ("undone_at__isnull", False), models.Q(("undone_by_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="run_undone_with_who",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("collection", models.CharField(max_length=120)),
                (
                    "path",
                    models.CharField(help_text="Relative to the folder that was given.", max_length=1000),
                ),
                ("size", models.PositiveBigIntegerField(help_text="Bytes.")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("encoding", models.CharField(blank=True, max_length=40)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("updated", "Updated"),
                            ("unchanged", "Unchanged"),
                            ("joined", "Joined"),
                            ("refused", "Refused"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "sentence",
                    models.TextField(blank=True, help_text="What became of the file, in words fit to show."),
                ),
                ("roles", models.JSONField(default=dict)),
                ("left_out", models.JSONField(default=list)),
                ("evidence", models.JSONField(default=dict)),
                ("certainty", models.JSONField(default=dict)),
                ("fields", models.JSONField(default=dict)),
                ("fixed", models.JSONField(default=dict)),
                ("is_dry", models.BooleanField(default=False)),
                ("format", models.CharField(default="text", max_length=20)),
                (
                    "part",
                    models.CharField(
                        blank=True, help_text="Which story of a file that holds several.", max_length=200
                    ),
                ),
                (
                    "shape",
                    models.CharField(blank=True, help_text="How its lines are laid out.", max_length=80),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, help_text="Where it stood on the web before.", max_length=500
                    ),
                ),
                (
                    "undone_at",
                    models.DateTimeField(
                        help_text="Its run was undone: it counts as never taken.", null=True
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="articles.importrun",
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="articles.original",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["run", "path"],
                "indexes": [
                    models.Index(fields=["collection", "path", "-id"], name="file_identity"),
                    models.Index(fields=["run", "shape"], name="file_shape"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "collection", "path"), name="file_once_a_run"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["created", "updated", "unchanged", "joined", "refused"])
                        ),
                        name="file_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "refused"),
                            ("story__isnull", False),
                            ("is_dry", True),
                            _connector="OR",
                        ),
                        name="file_taken_has_a_story",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("headline", models.CharField(blank=True, max_length=300)),
                (
                    "list_headline",
                    models.CharField(blank=True, max_length=300, verbose_name="headline in lists"),
                ),
                (
                    "search_headline",
                    models.CharField(blank=True, max_length=300, verbose_name="headline for search engines"),
                ),
                (
                    "social_headline",
                    models.CharField(blank=True, max_length=300, verbose_name="headline on social networks"),
                ),
                ("standfirst", models.TextField(blank=True)),
                (
                    "byline",
                    models.CharField(blank=True, help_text="Names as printed, without “By”.", max_length=300),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True, help_text="Where the story was filed: PARIS.", max_length=200
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en", help_text="A language tag: en, de, zh-Hant.", max_length=35
                    ),
                ),
                ("body", models.TextField(blank=True)),
                (
                    "source_credit",
                    models.CharField(blank=True, max_length=300, verbose_name="source as printed"),
                ),
                (
                    "correction",
                    models.TextField(
                        blank=True,
                        help_text="What a correction says to readers: what was wrong, and what is right.",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "caption_list",
                    models.JSONField(default=list, help_text="Caption and credit of each picture, in order."),
                ),
                ("details", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=67)),
                ("author_name", models.CharField(max_length=200)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("words", models.PositiveIntegerField(default=0, help_text="Of the body.")),
                (
                    "surviving",
                    models.JSONField(
                        help_text="Words of the text by author key, most first; null where they were never counted.",
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="articles.importedfile",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["story", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("story", "number"), name="revision_number_once_a_story"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("author", None), ("from_file__isnull", False)),
                            models.Q(("author__isnull", False), ("from_file", None)),
                            _connector="OR",
                        ),
                        name="revision_has_one_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="revision_counts_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("headline", models.CharField(blank=True, max_length=300)),
                (
                    "list_headline",
                    models.CharField(blank=True, max_length=300, verbose_name="headline in lists"),
                ),
                (
                    "search_headline",
                    models.CharField(blank=True, max_length=300, verbose_name="headline for search engines"),
                ),
                (
                    "social_headline",
                    models.CharField(blank=True, max_length=300, verbose_name="headline on social networks"),
                ),
                ("standfirst", models.TextField(blank=True)),
                (
                    "byline",
                    models.CharField(blank=True, help_text="Names as printed, without “By”.", max_length=300),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True, help_text="Where the story was filed: PARIS.", max_length=200
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en", help_text="A language tag: en, de, zh-Hant.", max_length=35
                    ),
                ),
                ("body", models.TextField(blank=True)),
                (
                    "source_credit",
                    models.CharField(blank=True, max_length=300, verbose_name="source as printed"),
                ),
                (
                    "correction",
                    models.TextField(
                        blank=True,
                        help_text="What a correction says to readers: what was wrong, and what is right.",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First edition"),
                            ("update", "Update"),
                            ("correction", "Correction"),
                            ("refresh", "Refresh"),
                            ("withdrawal", "Withdrawal"),
                        ],
                        max_length=10,
                    ),
                ),
                ("digest", models.CharField(max_length=67)),
                ("slug", models.SlugField(allow_unicode=True, max_length=120)),
                ("headline_key", models.CharField(max_length=300)),
                ("proofreader_credit", models.CharField(blank=True, max_length=200)),
                (
                    "correction_severity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grave", "Grave: above the text"),
                            ("ordinary", "Ordinary: below the text"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "genre",
                    models.CharField(
                        choices=[
                            ("news", "News"),
                            ("analysis", "Analysis"),
                            ("background", "Background"),
                            ("opinion", "Opinion"),
                            ("review", "Review"),
                        ],
                        default="news",
                        max_length=10,
                    ),
                ),
                (
                    "is_flash",
                    models.BooleanField(
                        default=False, help_text="Published unread, and marked as developing to readers."
                    ),
                ),
                (
                    "withdrawal_reason",
                    models.CharField(
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
                            ("never", "Its import was undone"),
                        ],
                        max_length=10,
                    ),
                ),
                ("published_at", models.DateTimeField()),
                (
                    "published_precision",
                    models.CharField(
                        choices=[
                            ("year", "to the year"),
                            ("month", "to the month"),
                            ("day", "to the day"),
                            ("minute", "to the minute"),
                        ],
                        max_length=6,
                    ),
                ),
                ("modified_at", models.DateTimeField(null=True)),
                ("live_from", models.DateTimeField()),
                (
                    "superseded_at",
                    models.DateTimeField(default=datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=200)),
                ("override_reason", models.TextField(blank=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "archive_run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="articles.importrun",
                    ),
                ),
                (
                    "proofreader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="articles.proofreader",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="articles.revision",
                    ),
                ),
                (
                    "leads_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.story",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="articles.story",
                    ),
                ),
                (
                    "translation_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.story",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="articles.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "published version",
                "permissions": [
                    ("release_archive", "Can publish imported stories unread, as an archive release")
                ],
                "indexes": [
                    models.Index(fields=["published_at", "story"], name="edition_order"),
                    models.Index(fields=["source", "published_at", "story"], name="edition_source_order"),
                    models.Index(
                        fields=["proofreader", "published_at", "story"], name="edition_proofreader_order"
                    ),
                    models.Index(fields=["headline_key", "published_at"], name="edition_headline_key"),
                    models.Index(fields=["live_from", "story"], name="edition_live_from"),
                    models.Index(
                        condition=models.Q(("override_reason", ""), _negated=True),
                        fields=["-made_at"],
                        name="edition_overridden",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("kind", "correction"), ("withdrawal_reason", "error"), _connector="OR"
                        ),
                        fields=["-live_from", "-id"],
                        name="edition_errors_told",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("story", "number"), name="edition_number_once_a_story"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("superseded_at", datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC))
                        ),
                        fields=("story",),
                        name="edition_one_open_a_story",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["first", "update", "correction", "refresh", "withdrawal"])
                        ),
                        name="edition_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("genre__in", ["news", "analysis", "background", "opinion", "review"])
                        ),
                        name="edition_genre_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("superseded_at__gte", models.F("live_from"))),
                        name="edition_window_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("live_from__gte", models.F("made_at"))),
                        name="edition_not_before_its_act",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "first"), ("superseded_at__gt", models.F("live_from"))),
                        fields=("story",),
                        name="edition_one_first_a_story",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "first"), ("number__gt", 1), _connector="OR"),
                        name="edition_number_one_is_first",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_flash", False),
                            models.Q(("kind__in", ["first", "update"]), ("override_reason", "")),
                            _connector="OR",
                        ),
                        name="edition_flash_is_shown_unread",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leads_to__isnull", False), ("withdrawal_reason", "merged")),
                            models.Q(
                                models.Q(("withdrawal_reason", "merged"), _negated=True), ("leads_to", None)
                            ),
                            _connector="OR",
                        ),
                        name="edition_leads_on_when_merged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("translation_of", models.F("story")), _negated=True),
                        name="edition_translates_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "withdrawal"), models.Q(("withdrawal_reason", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("kind", "withdrawal"), _negated=True), ("withdrawal_reason", "")
                            ),
                            _connector="OR",
                        ),
                        name="edition_withdrawal_has_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("headline", ""), _negated=True), models.Q(("slug", ""), _negated=True)
                        ),
                        name="edition_has_headline_and_slug",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "withdrawal"), models.Q(("body", ""), _negated=True), _connector="OR"
                        ),
                        name="edition_shown_has_a_body",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionRelated",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("title_key", models.CharField(max_length=300)),
                ("date", models.DateField(null=True)),
                (
                    "chosen_id",
                    models.BigIntegerField(
                        help_text="The number of the story that the desk chose.", null=True
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="related_rows",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "position"), name="edition_related_position_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LineRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "collection",
                    models.CharField(blank=True, help_text="Empty for every collection.", max_length=120),
                ),
                (
                    "key",
                    models.CharField(help_text="The form under which lines are compared.", max_length=300),
                ),
                (
                    "begins",
                    models.BooleanField(
                        default=False, help_text="For all lines that begin so, whatever follows."
                    ),
                ),
                (
                    "example",
                    models.TextField(help_text="The line that it was made from, or how lines begin."),
                ),
                ("role", models.CharField(max_length=20)),
                ("is_on", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("collection", "key", "begins"), name="rule_one_for_a_line"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="rule_has_a_key"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "image",
                    models.ImageField(height_field="height", upload_to="pictures/%Y/%m", width_field="width"),
                ),
                ("width", models.PositiveIntegerField(default=0, editable=False, help_text="Pixels.")),
                ("height", models.PositiveIntegerField(default=0, editable=False, help_text="Pixels.")),
                ("sha256", models.CharField(db_index=True, editable=False, max_length=64)),
                (
                    "alt",
                    models.CharField(
                        help_text="What the picture shows, for readers who cannot see it.",
                        max_length=300,
                        verbose_name="alternative text",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=600)),
                ("credit", models.CharField(blank=True, max_length=200)),
                (
                    "focal_x",
                    models.FloatField(
                        default=0.5, help_text="Where the subject is: 0 is the left edge, 1 the right."
                    ),
                ),
                (
                    "focal_y",
                    models.FloatField(
                        default=0.5, help_text="Where the subject is: 0 is the top edge, 1 the bottom."
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("focal_x__range", (0, 1)), ("focal_y__range", (0, 1))),
                        name="picture_focal_point_inside",
                        violation_error_message="The focal point lies inside the picture: from 0 to 1.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("file", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("focal_x", models.FloatField()),
                ("focal_y", models.FloatField()),
                ("alt", models.CharField(max_length=300)),
                ("caption", models.CharField(blank=True, max_length=600)),
                ("credit", models.CharField(blank=True, max_length=200)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="picture_rows",
                        to="articles.edition",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition_rows",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "indexes": [
                    models.Index(fields=["file"], name="edition_picture_file"),
                    models.Index(fields=["sha256"], name="edition_picture_sha256"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "position"), name="edition_picture_position_once"
                    )
                ],
            },
        ),
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
        migrations.CreateModel(
            name="Promo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("title_key", models.CharField(db_index=True, max_length=300)),
                ("date", models.DateField(null=True)),
                ("line", models.PositiveIntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promos",
                        to="articles.importedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["file", "line"],
            },
        ),
        migrations.CreateModel(
            name="ProofreaderAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("key", models.CharField(editable=False, max_length=200, unique=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="articles.proofreader",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aliases",
                "ordering": ["name"],
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
            name="PublicDocument",
            fields=[
                (
                    "place",
                    models.BigIntegerField(
                        help_text="In the order of date: see places.py.", primary_key=True, serialize=False
                    ),
                ),
                ("live_from", models.DateTimeField()),
                ("superseded_at", models.DateTimeField()),
                ("labels", models.TextField(help_text="What the story is filed under, a term each.")),
                ("head", models.TextField(blank=True, help_text="Of the headline, and of that in lists.")),
                ("lead", models.TextField(blank=True, help_text="Of the standfirst.")),
                ("body", models.TextField(blank=True)),
                (
                    "credits",
                    models.TextField(blank=True, help_text="Of credits, captions and the correction."),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="document",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "db_table": "search_edition",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["live_from"], name="search_edition_live_from"),
                    models.Index(fields=["superseded_at"], name="search_edition_superseded"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term", models.BigIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="telling",
                        to="articles.publicdocument",
                    ),
                ),
            ],
            options={
                "db_table": "search_edition_telling",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("term", "document"), name="search_edition_telling_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSender",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sender",
                    models.CharField(
                        help_text="A keyed digest of the network address, or of the form.", max_length=64
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sender", "at"], name="report_sender_at"),
                    models.Index(fields=["at"], name="report_sender_age"),
                ],
            },
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="naming",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="revision_name_is_given"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_document",
                        serialize=False,
                        to="articles.story",
                    ),
                ),
                ("head", models.TextField(blank=True, help_text="Of the headline and the slugline.")),
                ("rest", models.TextField(blank=True, help_text="Of everything else, desk notes included.")),
            ],
            options={
                "db_table": "search_story",
                "default_permissions": (),
            },
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scratches",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "scratches",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "story"), name="scratch_once_a_person_and_story"),
                    models.UniqueConstraint(
                        condition=models.Q(("story", None)),
                        fields=("user",),
                        name="scratch_one_new_story_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelatedTitle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=300)),
                ("title_key", models.CharField(db_index=True, editable=False, max_length=300)),
                ("date", models.DateField(blank=True, null=True)),
                (
                    "chosen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.story",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_titles",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "related coverage",
                "verbose_name_plural": "related coverage",
                "ordering": ["position", "id"],
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redaction",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="redaction_says_why"
                    )
                ],
            },
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
                (
                    "fix",
                    models.PositiveIntegerField(
                        help_text="The number of the revision that was sent to mend it.", null=True
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "permissions": [("answer_report", "Can settle what readers report")],
                "indexes": [models.Index(fields=["state", "made_at"], name="report_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "asked", "corrected", "declined"])),
                        name="report_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("says", ""), _negated=True), name="report_says_something"
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("value", models.JSONField()),
                ("shown", models.TextField(help_text="The value in words fit to show.")),
                ("line", models.PositiveIntegerField(null=True)),
                ("revision", models.PositiveIntegerField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=200)),
                ("is_taken", models.BooleanField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="articles.importedfile",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)), fields=["id"], name="proposal_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at", None)),
                        fields=("story", "field", "shown"),
                        name="proposal_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_taken", None), ("settled_at", None), ("settled_by_name", "")),
                            models.Q(
                                ("settled_at__isnull", False),
                                models.Q(("settled_by_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_settled_with_who",
                    ),
                ],
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("story", "user"), name="presence_once_a_person_and_story")
                ],
            },
        ),
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=500)),
                ("host", models.CharField(blank=True, max_length=200)),
                (
                    "from_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="old_addresses",
                        to="articles.importedfile",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="old_addresses",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["key"],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "host"), name="address_once"),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="address_has_a_key"
                    ),
                ],
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
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["-due_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at", None)), fields=["to", "-due_at"], name="notice_unread"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("to", "key"), name="notice_once_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(("sentence", ""), _negated=True), name="notice_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                ("act", models.CharField(max_length=40)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("detail", models.JSONField(default=dict)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "ledger",
                "ordering": ["chain", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "number"), name="ledger_number_once_a_chain"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("previous", "")),
                            models.Q(("number__gt", 1), models.Q(("previous", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="ledger_first_entry_has_no_previous",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by_name", ""), _negated=True), name="ledger_names_who_acted"
                    ),
                ],
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
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="articles.story"
                    ),
                ),
            ],
            options={
                "ordering": ["placed_at", "id"],
                "indexes": [
                    models.Index(condition=models.Q(("lifted_at", None)), fields=["story"], name="hold_open")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["legal", "fact", "picture"])),
                        name="hold_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="hold_says_why"
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.BigIntegerField(db_index=True)),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.importedfile",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprints",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("file__isnull", False)),
                        fields=["file"],
                        name="fingerprint_of_dry_run",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("story", None)),
                            models.Q(("file", None), ("story__isnull", False)),
                            _connector="OR",
                        ),
                        name="fingerprint_of_one",
                    )
                ],
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mail", "Mail"),
                            ("indexnow", "search engines, through IndexNow"),
                            ("websub", "followers of feeds, through the hub"),
                        ],
                        max_length=10,
                    ),
                ),
                ("payload", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=500)),
                ("done_at", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="articles.notice",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="effects",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None), ("given_up_at", None)),
                        fields=["due_at"],
                        name="effect_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None), models.Q(("error", ""), _negated=True)),
                        fields=["-due_at"],
                        name="effect_failing",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["mail", "indexnow", "websub"])),
                        name="effect_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_at", None), ("given_up_at", None), _connector="OR"),
                        name="effect_done_or_given_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                (
                    "field",
                    models.CharField(blank=True, help_text="Empty for the file as a whole.", max_length=40),
                ),
                ("line", models.PositiveIntegerField(null=True)),
                ("sentence", models.TextField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubts",
                        to="articles.importedfile",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubts",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["file", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)), fields=["story"], name="doubt_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settled_by_name", "")),
                            models.Q(
                                ("settled_at__isnull", False),
                                models.Q(("settled_by_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="doubt_settled_with_who",
                    )
                ],
            },
        ),
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
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debt",
                        to="articles.edition",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="debts", to="articles.story"
                    ),
                ),
            ],
            options={
                "ordering": ["opened_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)), fields=["opened_at"], name="debt_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("how", ""),
                                ("settled_at", None),
                                ("settled_by", None),
                                ("settled_by_name", ""),
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("start", models.CharField(help_text="Its first two letters.", max_length=2)),
                ("ending", models.CharField(help_text="Its last two.", max_length=2)),
                ("length", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "search_word",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["start", "length"], name="search_word_start"),
                    models.Index(fields=["ending", "length"], name="search_word_ending"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("confirm", "Confirmed"),
                            ("swap", "Day and month swapped"),
                            ("give", "One date given"),
                        ],
                        max_length=7,
                    ),
                ),
                ("date", models.DateField(help_text="That was given to all of them.", null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(help_text="When it began: many are settled batch by batch.")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="articles.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["confirm", "swap", "give"])),
                        name="settlement_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date__isnull", False), ("way", "give")),
                            models.Q(models.Q(("way", "give"), _negated=True), ("date", None)),
                            _connector="OR",
                        ),
                        name="settlement_date_is_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by_name", ""), _negated=True), name="settlement_names_who"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettledDoubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("taken_back_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "doubt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.doubt"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled",
                        to="articles.revision",
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="articles.settlement",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("settlement", "doubt"), name="settled_once_a_settlement"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at", None), ("taken_back_by_name", "")),
                            models.Q(
                                ("taken_back_at__isnull", False),
                                models.Q(("taken_back_by_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="settled_taken_back_with_who",
                    ),
                ],
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
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="share_links",
                        to="articles.revision",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="share_links",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="share_link_expires_after_it_is_made",
                    ),
                    models.CheckConstraint(
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
                ],
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
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="articles.revision",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="articles.story"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="articles.sharelink",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("resolved_at", None)), fields=["story"], name="mark_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["comment"])), name="mark_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="mark_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("author", None), ("link__isnull", False)),
                            models.Q(("author__isnull", False), ("link", None)),
                            _connector="OR",
                        ),
                        name="mark_has_one_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", None), ("exact", ""), ("start", None)),
                            models.Q(("end__gt", models.F("start")), models.Q(("exact", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="mark_range_runs_forward",
                    ),
                    models.CheckConstraint(
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
                ],
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
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to="articles.sharelink",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=67)),
                ("signer_name", models.CharField(max_length=200)),
                ("rules_version", models.CharField(max_length=40)),
                (
                    "is_second",
                    models.BooleanField(
                        default=False,
                        help_text="By a second person who is no proofreader: it passes what a proofreader wrote and signed, no more.",
                    ),
                ),
                ("signed_at", models.DateTimeField()),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoffs",
                        to="articles.revision",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoffs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoffs",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["signed_at", "id"],
                "indexes": [models.Index(fields=["signed_at", "id"], name="signoff_signed")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("story", "digest", "signer"), name="signoff_once_a_person_and_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signer_name", ""), _negated=True),
                        name="signoff_names_its_signer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOffTakenBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signoff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="articles.signoff",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-off taken back",
                "verbose_name_plural": "sign-offs taken back",
            },
        ),
        migrations.CreateModel(
            name="SourceAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("key", models.CharField(editable=False, max_length=200, unique=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="articles.source",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aliases",
                "ordering": ["name"],
                "abstract": False,
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
            name="StoryPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("caption", models.CharField(blank=True, max_length=600)),
                ("credit", models.CharField(blank=True, max_length=200)),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="story_rows",
                        to="articles.picture",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picture_rows",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("story", "picture"), name="story_picture_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_right", models.BooleanField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ticks",
                        to="articles.importedfile",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ticks",
                        to="articles.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["run", "file"],
                "constraints": [models.UniqueConstraint(fields=("run", "file"), name="tick_once_a_file")],
            },
        ),
        migrations.CreateModel(
            name="StoryTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topic_rows",
                        to="articles.story",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="story_rows",
                        to="articles.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [models.UniqueConstraint(fields=("story", "topic"), name="story_topic_once")],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("secondary", "Beside the lead"),
                            ("section", "In a section"),
                        ],
                        max_length=9,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "until",
                    models.DateTimeField(default=datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                ),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="articles.arrangement",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.story"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "topic", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("arrangement", "story"), name="slot_story_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("topic", None)),
                        fields=("arrangement", "place", "position"),
                        name="slot_place_once",
                    ),
                    models.UniqueConstraint(
                        fields=("arrangement", "topic", "position"), name="slot_place_once_a_section"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__in", ["lead", "secondary", "section"])),
                        name="slot_place_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", "section"), ("topic__isnull", False)),
                            models.Q(models.Q(("place", "section"), _negated=True), ("topic", None)),
                            _connector="OR",
                        ),
                        name="slot_of_a_section_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", "lead"), _negated=True), ("position", 0), _connector="OR"
                        ),
                        name="slot_one_lead",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrontSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="section_rows",
                        to="articles.arrangement",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.topic"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("arrangement", "topic"), name="front_section_once"),
                    models.UniqueConstraint(
                        fields=("arrangement", "position"), name="front_section_place_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topic_rows",
                        to="articles.edition",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition_rows",
                        to="articles.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "topic"), name="edition_topic_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TranslationFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.edition"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translation_flags",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)),
                        fields=["story"],
                        name="translation_flag_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("story", "edition"), name="translation_flag_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settled_by", None), ("settled_by_name", "")),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("settled_by_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="translation_flag_settled_with_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="Of the archive; empty for loose files.", max_length=255
                    ),
                ),
                ("file", models.FileField(max_length=200, upload_to="uploads")),
                ("is_manifest", models.BooleanField(default=False)),
                ("files", models.PositiveIntegerField(default=0, help_text="That it holds.")),
                (
                    "done",
                    models.PositiveIntegerField(
                        default=0, help_text="The first so many of them are through."
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="articles.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "name", "is_manifest"), name="upload_name_once_a_run"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_manifest", True)),
                        fields=("run",),
                        name="upload_one_manifest_a_run",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("files"))), name="upload_done_of_its_files"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Writer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("key", models.CharField(editable=False, max_length=200, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="The last part of the page's address.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True, help_text="One or two sentences for the public page. Plain text."
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_names",
                        to="articles.writer",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        help_text="The account of this person, if there is one.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True), models.Q(("slug", ""), _negated=True)
                        ),
                        name="writer_has_a_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="writer_not_merged_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryWriter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writer_rows",
                        to="articles.story",
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="story_rows",
                        to="articles.writer",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("story", "writer"), name="story_writer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionWriter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="writer_rows",
                        to="articles.edition",
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition_rows",
                        to="articles.writer",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="WriterAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("key", models.CharField(editable=False, max_length=200, unique=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="articles.writer",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aliases",
                "ordering": ["name"],
                "abstract": False,
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
        migrations.AddField(
            model_name="story",
            name="pictures",
            field=models.ManyToManyField(
                related_name="stories", through="articles.StoryPicture", to="articles.picture"
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="topics",
            field=models.ManyToManyField(
                related_name="stories", through="articles.StoryTopic", to="articles.topic"
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="writers",
            field=models.ManyToManyField(
                related_name="stories", through="articles.StoryWriter", to="articles.writer"
            ),
        ),
    ]
