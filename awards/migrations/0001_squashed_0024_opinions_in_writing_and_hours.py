import awards.models.dossiers
import awards.models.proposals
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import emulation.fields
import emulation.migrating
from django.conf import settings
from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db import migrations, models
from awards import catalogue


def what_is_known(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    award = apps.get_model("awards", "Award")
    catalogue.load(award)
    catalogue.load_rules(award, apps.get_model("awards", "RuleSet"), apps.get_model("awards", "AwardRule"))
    catalogue.load_ballot_rules(apps.get_model("awards", "BallotRule"))
    catalogue.load_statistical_forms(
        apps.get_model("awards", "StatisticalForm"), apps.get_model("awards", "StatisticalLine"), award
    )


class Migration(migrations.Migration):
    replaces = [
        ("awards", "0001_awards_and_proposals"),
        ("awards", "0002_known_awards"),
        ("awards", "0003_catalogue_rules_honours"),
        ("awards", "0004_known_rules"),
        ("awards", "0005_recipient_history"),
        ("awards", "0006_ballots"),
        ("awards", "0007_nominations_and_proposals"),
        ("awards", "0008_ballot_rules"),
        ("awards", "0009_usual_ballot_rules"),
        ("awards", "0010_council_and_decisions"),
        ("awards", "0011_notices"),
        ("awards", "0012_length_of_steps"),
        ("awards", "0013_meetings"),
        ("awards", "0014_printing_in_the_background"),
        ("awards", "0015_list_paper_was_never_used"),
        ("awards", "0016_changes_of_rules"),
        ("awards", "0017_votes_on_paper_and_by_hands"),
        ("awards", "0018_honours_from_workbooks"),
        ("awards", "0019_statistical_forms"),
        ("awards", "0020_known_statistical_forms"),
        ("awards", "0021_sealed_sums_of_the_box"),
        ("awards", "0022_boxes_counted_again"),
        ("awards", "0023_figures_and_rules_read_again"),
        ("awards", "0024_opinions_in_writing_and_hours"),
    ]
    initial = True

    dependencies = [
        ("blocs", "0001_squashed_0029_corrections_of_own_data"),
        ("documents", "0001_squashed_0014_signing_programs_place_fields"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        emulation.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Award",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("title", "Emulation title"), ("form", "Form of commendation")],
                                max_length=5,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("state", "State"),
                                    ("ministry", "Ministry, sector or province"),
                                    ("unit", "Unit"),
                                    ("own", "The organisation's own"),
                                ],
                                max_length=10,
                                verbose_name="level",
                            ),
                        ),
                        (
                            "family",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("title", "Title"),
                                    ("flag", "Flag"),
                                    ("certificate", "Certificate of merit"),
                                    ("letter", "Letter of commendation"),
                                    ("order", "Order"),
                                    ("medal", "Commemorative medal"),
                                ],
                                max_length=12,
                                verbose_name="family",
                            ),
                        ),
                        (
                            "for_collectives",
                            models.BooleanField(default=False, verbose_name="for collectives"),
                        ),
                        ("for_people", models.BooleanField(default=False, verbose_name="for people")),
                        ("for_households", models.BooleanField(default=False, verbose_name="for households")),
                        (
                            "decided_by",
                            models.CharField(blank=True, max_length=250, verbose_name="decided by"),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("bloc", "By the bloc"),
                                    ("vertical", "Straight to the standing agency"),
                                    ("either", "By the bloc or straight to the standing agency"),
                                    ("movement", "By the body that leads the movement"),
                                ],
                                max_length=10,
                                verbose_name="way",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=250, verbose_name="source")),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="CouncilSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="session")),
                        ("held_on", models.DateField(verbose_name="held on")),
                        ("held_from", models.TimeField(blank=True, null=True, verbose_name="from")),
                        ("held_until", models.TimeField(blank=True, null=True, verbose_name="until")),
                        ("place", models.CharField(max_length=250, verbose_name="place")),
                        ("secretary", models.CharField(max_length=120, verbose_name="secretary")),
                        (
                            "quorum_percent",
                            models.PositiveSmallIntegerField(
                                default=80,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="members who attend, at least (%)",
                            ),
                        ),
                        (
                            "usual_percent",
                            models.PositiveSmallIntegerField(
                                default=80,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="pass mark where the rules name none (%)",
                            ),
                        ),
                        ("discussion", models.TextField(blank=True, verbose_name="discussion")),
                        ("conclusion", models.TextField(blank=True, verbose_name="conclusion")),
                        (
                            "state",
                            models.CharField(
                                choices=[("prepared", "Being prepared"), ("recorded", "Recorded")],
                                default="prepared",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                                verbose_name="province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_from__isnull", True),
                                    ("held_until__isnull", True),
                                    ("held_until__gt", models.F("held_from")),
                                    _connector="OR",
                                ),
                                name="council_session_ends_after_it_begins",
                                violation_error_message="The session ends after it begins.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=80, verbose_name="decision no.")),
                        ("decided_on", models.DateField(verbose_name="decided on")),
                        ("authority", models.CharField(max_length=250, verbose_name="authority")),
                        ("signer", models.CharField(max_length=120, verbose_name="signed by")),
                        (
                            "signer_title",
                            models.CharField(max_length=250, verbose_name="position of who signed"),
                        ),
                        ("abstract", models.CharField(max_length=500, verbose_name="about")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Being prepared"), ("recorded", "Recorded")],
                                default="draft",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                                verbose_name="province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-decided_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("province", "number", "decided_on"),
                                name="decision_once_by_number_and_day",
                                violation_error_message="This decision is entered already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HonourImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("name", models.CharField(max_length=250, verbose_name="file")),
                        ("content", models.BinaryField()),
                        ("saved_at", models.DateTimeField(null=True)),
                        ("count", models.PositiveIntegerField(default=0)),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
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
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undone_at__isnull", True), ("saved_at__isnull", False), _connector="OR"
                                ),
                                name="only_what_was_taken_in_is_undone",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=250, verbose_name="name of the meeting")),
                        ("held_on", models.DateField(verbose_name="day")),
                        ("held_from", models.TimeField(verbose_name="time")),
                        ("place", models.CharField(max_length=250, verbose_name="place")),
                        (
                            "quorum_of",
                            models.PositiveSmallIntegerField(
                                default=2,
                                editable=False,
                                validators=[django.core.validators.MinValueValidator(1)],
                            ),
                        ),
                        (
                            "quorum_in",
                            models.PositiveSmallIntegerField(
                                default=3,
                                editable=False,
                                validators=[django.core.validators.MinValueValidator(1)],
                            ),
                        ),
                        ("quorum_source", models.CharField(blank=True, editable=False, max_length=250)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Being prepared"),
                                    ("open", "Under way"),
                                    ("closed", "Over"),
                                ],
                                default="prepared",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False, null=True)),
                        ("closed_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "conclusion",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="conclusion of the chair"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "chair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="chaired by",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="blocs.season",
                                verbose_name="season",
                            ),
                        ),
                        (
                            "secretary",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="secretary",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("chair", models.F("secretary")), _negated=True),
                                name="chair_is_not_the_secretary",
                                violation_error_message="The chair and the secretary are two people.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quorum_of__lte", models.F("quorum_in"))),
                                name="meeting_asks_at_most_for_all",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RuleSet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=20, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        ("starts", models.DateField(verbose_name="from")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                        ("legal_basis", models.TextField(verbose_name="legal basis")),
                        (
                            "quota_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="Government flags among the leading units (%)",
                            ),
                        ),
                        (
                            "fewest_months",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="months served, at least"
                            ),
                        ),
                        (
                            "most_unpaid_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="working days without pay, fewer than"
                            ),
                        ),
                        (
                            "most_excellent_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="rated excellent among those rated good or better, at most (%)",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("sourced", "from the official text"),
                                    ("recalled", "from practice; compare with the official text"),
                                    ("assumed", "not known; to be filled in"),
                                ],
                                default="assumed",
                                max_length=10,
                                verbose_name="how sure",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="awards.ruleset",
                                verbose_name="takes over from",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"
                                ),
                                name="rule_set_ends_after_it_begins",
                                violation_error_message="The rules end before they begin.",
                            ),
                            models.UniqueConstraint(fields=("starts",), name="one_rule_set_begins_on_a_day"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatisticalForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=20, verbose_name="code")),
                        ("name", models.CharField(max_length=120, verbose_name="name of the form")),
                        ("title", models.CharField(max_length=250, verbose_name="title")),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("movements", "Movements, by how long they run"),
                                    ("honours", "Honours, by who received them"),
                                    ("other", "Figures entered by hand"),
                                ],
                                max_length=10,
                                verbose_name="what it counts",
                            ),
                        ),
                        (
                            "due_day",
                            models.PositiveSmallIntegerField(
                                default=15,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(28),
                                ],
                                verbose_name="due on the day",
                            ),
                        ),
                        (
                            "due_month",
                            models.PositiveSmallIntegerField(
                                default=12,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="of the month",
                            ),
                        ),
                        ("source", models.CharField(max_length=250, verbose_name="source")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("sourced", "from the official text"),
                                    ("recalled", "from practice; compare with the official text"),
                                    ("assumed", "not known; to be filled in"),
                                ],
                                max_length=10,
                                verbose_name="how sure",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "province",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["code", models.OrderBy(models.F("province"), nulls_first=True)],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("code"),
                                django.db.models.functions.comparison.Coalesce("province", 0),
                                name="one_statistical_form_per_province",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("question", models.CharField(max_length=250, verbose_name="question")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("secret", "Secret ballot"),
                                    ("paper", "Secret ballot on paper"),
                                    ("mixed", "Secret ballot, on this site and on paper"),
                                    ("open", "Open vote with names"),
                                    ("hands", "Show of hands"),
                                ],
                                default="secret",
                                max_length=6,
                                verbose_name="mode",
                            ),
                        ),
                        (
                            "seats",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="seats",
                            ),
                        ),
                        (
                            "quorum_of",
                            models.PositiveSmallIntegerField(
                                default=2, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "quorum_in",
                            models.PositiveSmallIntegerField(
                                default=3, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "pass_of",
                            models.PositiveSmallIntegerField(
                                default=1, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "pass_in",
                            models.PositiveSmallIntegerField(
                                default=2, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "more_than",
                            models.BooleanField(default=True, verbose_name="more than the pass mark"),
                        ),
                        (
                            "base",
                            models.CharField(
                                choices=[
                                    ("all", "all electors"),
                                    ("cast", "electors who took part"),
                                    ("valid", "valid votes"),
                                ],
                                default="all",
                                max_length=5,
                                verbose_name="base",
                            ),
                        ),
                        (
                            "self_vote",
                            models.BooleanField(
                                default=True, verbose_name="electors may vote for themselves"
                            ),
                        ),
                        (
                            "keys_needed",
                            models.PositiveSmallIntegerField(
                                default=3, verbose_name="board members who open the urn"
                            ),
                        ),
                        (
                            "women_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                default=70,
                                null=True,
                                verbose_name="of equals, a collective with so many women first (%)",
                            ),
                        ),
                        (
                            "score_breaks_ties",
                            models.BooleanField(
                                default=True, verbose_name="of equals, the higher score first"
                            ),
                        ),
                        (
                            "rule_source",
                            models.CharField(
                                blank=True, editable=False, max_length=250, verbose_name="source of the rules"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("prepared", "Being prepared"),
                                    ("open", "Open"),
                                    ("closed", "Closed, not counted"),
                                    ("counted", "Counted"),
                                    ("void", "Void"),
                                ],
                                default="prepared",
                                editable=False,
                                max_length=8,
                            ),
                        ),
                        ("public_key", models.BinaryField(default=bytes)),
                        ("salt", models.BinaryField(default=bytes)),
                        ("urn", models.BinaryField(default=bytes)),
                        ("bulletin", models.JSONField(default=list, editable=False)),
                        ("valid", models.PositiveSmallIntegerField(editable=False, null=True)),
                        ("blank_votes", models.PositiveSmallIntegerField(editable=False, null=True)),
                        ("invalid", models.PositiveSmallIntegerField(editable=False, null=True)),
                        ("void_reason", models.CharField(blank=True, editable=False, max_length=500)),
                        (
                            "award",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="awards.award",
                                verbose_name="award",
                            ),
                        ),
                        (
                            "repeats",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="repeated_by",
                                to="awards.ballot",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ballots",
                                to="blocs.season",
                                verbose_name="season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["season", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("keys_needed__in", [2, 3])),
                                name="two_or_three_open_the_urn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pass_of__lte", models.F("pass_in")),
                                    ("quorum_of__lte", models.F("quorum_in")),
                                ),
                                name="ballot_asks_at_most_for_all",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BallotRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts", models.DateField(verbose_name="from")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "seats",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="seats",
                            ),
                        ),
                        (
                            "quorum_of",
                            models.PositiveSmallIntegerField(
                                default=2, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "quorum_in",
                            models.PositiveSmallIntegerField(
                                default=3, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "pass_of",
                            models.PositiveSmallIntegerField(
                                default=1, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "pass_in",
                            models.PositiveSmallIntegerField(
                                default=2, validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        (
                            "more_than",
                            models.BooleanField(default=True, verbose_name="more than the pass mark"),
                        ),
                        (
                            "base",
                            models.CharField(
                                choices=[
                                    ("all", "all electors"),
                                    ("cast", "electors who took part"),
                                    ("valid", "valid votes"),
                                ],
                                default="all",
                                max_length=5,
                                verbose_name="counted among",
                            ),
                        ),
                        (
                            "self_vote",
                            models.BooleanField(default=True, verbose_name="a member may vote for itself"),
                        ),
                        (
                            "keys_needed",
                            models.PositiveSmallIntegerField(
                                default=3, verbose_name="board members who open the urn"
                            ),
                        ),
                        (
                            "women_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Leave it empty when a tie is not broken this way.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="of equals, a collective with so many women first (%)",
                            ),
                        ),
                        (
                            "score_breaks_ties",
                            models.BooleanField(
                                default=True, verbose_name="of equals, the higher score first"
                            ),
                        ),
                        ("source", models.CharField(max_length=250, verbose_name="source")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("sourced", "from the official text"),
                                    ("recalled", "from practice; compare with the official text"),
                                    ("assumed", "not known; to be filled in"),
                                ],
                                default="sourced",
                                max_length=10,
                                verbose_name="how sure",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "award",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="awards.award",
                                verbose_name="award",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                                verbose_name="province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.comparison.Coalesce("province", 0),
                                django.db.models.functions.comparison.Coalesce("award", 0),
                                models.F("starts"),
                                name="one_ballot_rule_begins_on_a_day",
                                violation_error_message="Another rule for the same award begins on this day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"
                                ),
                                name="ballot_rule_ends_after_it_begins",
                                violation_error_message="The rule ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pass_of__lte", models.F("pass_in")),
                                    ("quorum_of__lte", models.F("quorum_in")),
                                ),
                                name="ballot_rule_asks_at_most_for_all",
                                violation_error_message="A threshold asks for all at most.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("keys_needed__in", [2, 3])), name="rule_two_or_three_open"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CertificateLayout",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name of the stock")),
                        (
                            "width",
                            models.PositiveSmallIntegerField(
                                default=420,
                                validators=[
                                    django.core.validators.MinValueValidator(20),
                                    django.core.validators.MaxValueValidator(1000),
                                ],
                                verbose_name="width of the sheet, mm",
                            ),
                        ),
                        (
                            "height",
                            models.PositiveSmallIntegerField(
                                default=297,
                                validators=[
                                    django.core.validators.MinValueValidator(20),
                                    django.core.validators.MaxValueValidator(1000),
                                ],
                                verbose_name="height of the sheet, mm",
                            ),
                        ),
                        (
                            "shift_x",
                            models.DecimalField(
                                decimal_places=1,
                                default=0,
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(-50),
                                    django.core.validators.MaxValueValidator(50),
                                ],
                                verbose_name="all to the right, mm",
                            ),
                        ),
                        (
                            "shift_y",
                            models.DecimalField(
                                decimal_places=1,
                                default=0,
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(-50),
                                    django.core.validators.MaxValueValidator(50),
                                ],
                                verbose_name="all down, mm",
                            ),
                        ),
                        ("places", models.JSONField(blank=True, default=dict)),
                        (
                            "award",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="awards.award",
                                verbose_name="award",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                                verbose_name="province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("province", "name"),
                                name="one_certificate_layout_of_a_name",
                                violation_error_message="There is a layout of this name already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CouncilSeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("position", models.CharField(blank=True, max_length=250, verbose_name="position")),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "presence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "not told yet"),
                                    ("present", "present"),
                                    ("written", "absent, with a written opinion"),
                                    ("absent", "absent"),
                                ],
                                default="",
                                max_length=7,
                                verbose_name="attendance",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=250, verbose_name="reason of absence"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seats",
                                to="awards.councilsession",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "name", "position"), name="once_at_a_council_session"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CouncilEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="awards.councilsession",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DecisionEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="awards.decision",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "presence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "not told yet"),
                                    ("present", "present"),
                                    ("sent", "another person, with a letter of authorisation"),
                                    ("absent", "absent"),
                                ],
                                default="",
                                max_length=7,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=250)),
                        (
                            "mandate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.mandate",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="awards.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "organisation"), name="member_once_at_a_meeting"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("mandate__isnull", False), ("presence", "present")),
                                    models.Q(
                                        models.Q(("presence", "present"), _negated=True),
                                        ("mandate__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="who_is_present_holds_a_mandate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("presence", "sent"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="who_is_sent_is_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="awards.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
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
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1948),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="for the year",
                            ),
                        ),
                        ("addressees", models.TextField(blank=True, verbose_name="to")),
                        ("grounds", models.TextField(blank=True, verbose_name="bases")),
                        ("opening", models.TextField(blank=True, verbose_name="opening")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being prepared"),
                                    ("sent", "Sent"),
                                    ("received", "Received"),
                                    ("returned", "Returned for supplement"),
                                    ("appraised", "Appraised"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=9,
                            ),
                        ),
                        ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent on")),
                        (
                            "sent_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("site", "On this site"),
                                    ("documents", "By the system of official documents"),
                                    ("post", "By post"),
                                    ("hand", "Handed over on paper"),
                                ],
                                max_length=9,
                                verbose_name="how it was sent",
                            ),
                        ),
                        (
                            "sent_note",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="number of the receipt or message"
                            ),
                        ),
                        (
                            "proof",
                            models.FileField(
                                blank=True, max_length=120, upload_to=awards.models.proposals.proof_place
                            ),
                        ),
                        ("proof_name", models.CharField(blank=True, max_length=250)),
                        ("proof_type", models.CharField(blank=True, editable=False, max_length=100)),
                        ("proof_hash", models.CharField(blank=True, editable=False, max_length=64)),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="received on")),
                        ("returned_because", models.TextField(blank=True, verbose_name="what is missing")),
                        (
                            "supplement_due",
                            models.DateField(blank=True, null=True, verbose_name="to be completed by"),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "paper",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.paper",
                            ),
                        ),
                        (
                            "proposer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                                verbose_name="proposing organisation",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="blocs.season",
                                verbose_name="season",
                            ),
                        ),
                        (
                            "rule_set",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="awards.ruleset",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft"]), ("sent_on__isnull", False), _connector="OR"
                                ),
                                name="sent_proposal_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["received", "appraised"]), _negated=True),
                                    models.Q(("received_on__isnull", False), ("rule_set__isnull", False)),
                                    _connector="OR",
                                ),
                                name="received_proposal_has_day_and_rules",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposedAward",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "award",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="awards.award",
                                verbose_name="award",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposed_awards",
                                to="blocs.season",
                                verbose_name="season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["season", "award", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("season", "award"), name="award_proposed_once_per_season"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recipient",
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
                                choices=[
                                    ("organisation", "Organisation"),
                                    ("sub_collective", "Department of an organisation"),
                                    ("person", "Person"),
                                    ("household", "Household"),
                                ],
                                max_length=15,
                                verbose_name="kind",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=250, verbose_name="name")),
                        (
                            "birth_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1948),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year of birth",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[("female", "Female"), ("male", "Male")],
                                max_length=6,
                                verbose_name="sex",
                            ),
                        ),
                        ("position", models.CharField(blank=True, max_length=120, verbose_name="position")),
                        (
                            "direct_worker",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="works directly in production or service"
                            ),
                        ),
                        ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "sort_key",
                            models.CharField(db_index=True, default="", editable=False, max_length=512),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recipients",
                                to="awards.honourimport",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recipients",
                                to="blocs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "organisation")),
                                fields=("organisation",),
                                name="one_recipient_per_organisation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "organisation"), ("name", "")),
                                    models.Q(
                                        models.Q(("kind", "organisation"), _negated=True),
                                        models.Q(("name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="recipient_has_its_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AwardRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "whom",
                            models.CharField(
                                choices=[
                                    ("collective", "Collectives"),
                                    ("person", "People"),
                                    ("household", "Households"),
                                    ("all", "All"),
                                ],
                                max_length=10,
                                verbose_name="for",
                            ),
                        ),
                        ("rules", models.CharField(blank=True, max_length=40, verbose_name="rules")),
                        ("conditions", models.JSONField(verbose_name="conditions")),
                        (
                            "judged",
                            models.JSONField(blank=True, default=list, verbose_name="for people to judge"),
                        ),
                        (
                            "vote_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="pass mark of the council among all members (%)",
                            ),
                        ),
                        (
                            "prize_coefficient",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="prize, in base salaries",
                            ),
                        ),
                        (
                            "dossier",
                            models.JSONField(blank=True, default=list, verbose_name="parts of the dossier"),
                        ),
                        ("source", models.CharField(blank=True, max_length=250, verbose_name="source")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("sourced", "from the official text"),
                                    ("recalled", "from practice; compare with the official text"),
                                    ("assumed", "not known; to be filled in"),
                                ],
                                default="assumed",
                                max_length=10,
                                verbose_name="how sure",
                            ),
                        ),
                        (
                            "award",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rules",
                                to="awards.award",
                                verbose_name="award",
                            ),
                        ),
                        (
                            "rule_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rules",
                                to="awards.ruleset",
                                verbose_name="rules",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["rule_set", "award", "whom"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("rule_set", "award", "whom"),
                                name="one_rule_per_set_award_and_recipients",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RuleSetEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rule_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="awards.ruleset",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StatisticalLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                        ("label", models.CharField(max_length=250, verbose_name="line")),
                        (
                            "counts",
                            models.CharField(blank=True, max_length=20, verbose_name="what is counted"),
                        ),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="awards.statisticalform",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="StatisticalSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is corrected"),
                        ),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="awards.statisticalform",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "form__code", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("province", "form", "year", "version"),
                                name="one_statistical_sheet_per_version",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=("province", "form", "year"),
                                name="one_open_statistical_sheet",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="corrected_statistical_sheet_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BallotEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ballot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="awards.ballot",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BallotRuleChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="awards.ballotrule",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BoardMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("salt", models.BinaryField(default=bytes)),
                        ("public_key", models.BinaryField(default=bytes)),
                        ("share", models.BinaryField(default=bytes)),
                        ("handed_in", models.BinaryField(default=bytes)),
                        (
                            "ballot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="board",
                                to="awards.ballot",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("ballot", "user"), name="once_on_a_tally_board")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Elector",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "has not voted"),
                                    ("here", "on this site"),
                                    ("hands", "by show of hands"),
                                ],
                                default="",
                                max_length=7,
                            ),
                        ),
                        (
                            "took_paper",
                            models.BooleanField(default=False, verbose_name="took a paper ballot"),
                        ),
                        (
                            "in_writing",
                            models.BooleanField(
                                default=False, verbose_name="sent its paper ballot in writing"
                            ),
                        ),
                        ("answers", models.JSONField(null=True)),
                        (
                            "ballot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="electors",
                                to="awards.ballot",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__sort_key", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ballot", "organisation"), name="one_vote_per_member"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("took_paper", False), ("way", ""), _connector="OR"),
                                name="paper_or_here_never_both",
                                violation_error_message="This member has voted already. Each member has one vote.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_writing", False), ("took_paper", True), _connector="OR"
                                ),
                                name="in_writing_is_on_paper",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Honour",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1948),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="for the year",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("merit", "Merit"),
                                    ("sudden", "Sudden achievement"),
                                    ("thematic", "Movement"),
                                    ("career", "Career of service"),
                                    ("other", "Other ground"),
                                ],
                                default="merit",
                                max_length=10,
                                verbose_name="basis",
                            ),
                        ),
                        ("decision_number", models.CharField(max_length=80, verbose_name="decision no.")),
                        ("decided_on", models.DateField(verbose_name="decided on")),
                        ("issuer", models.CharField(blank=True, max_length=250, verbose_name="decided by")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="for what")),
                        ("imported", models.BooleanField(default=False, editable=False)),
                        ("revoked_on", models.DateField(blank=True, null=True, verbose_name="revoked on")),
                        (
                            "revoked_by_decision",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="decision that revokes it"
                            ),
                        ),
                        (
                            "revoked_because",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is revoked"),
                        ),
                        (
                            "award",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="honours",
                                to="awards.award",
                                verbose_name="award",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="honours",
                                to="awards.honourimport",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="honours",
                                to="awards.recipient",
                                verbose_name="recipient",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "-decided_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("recipient", "award", "decision_number", "decided_on"),
                                name="honour_once_per_decision",
                                violation_error_message="This honour is recorded already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_on__isnull", True),
                                    models.Q(("revoked_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="revoked_honour_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=250, verbose_name="what is dealt with")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("topic", "another matter"),
                                    ("pledge", "the emulation pledge"),
                                    ("reports", "reports of the members"),
                                    ("bloc_report", "report of the bloc"),
                                    ("ranking", "points and ranks"),
                                    ("ballot", "a ballot"),
                                ],
                                default="topic",
                                max_length=11,
                            ),
                        ),
                        ("opinions", models.TextField(blank=True, max_length=20000, verbose_name="opinions")),
                        (
                            "conclusion",
                            models.TextField(blank=True, max_length=5000, verbose_name="conclusion"),
                        ),
                        ("taken_up_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "ballot",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_items",
                                to="awards.ballot",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="awards.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ballot__isnull", False), ("kind", "ballot")),
                                    models.Q(
                                        models.Q(("kind", "ballot"), _negated=True), ("ballot__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="item_on_a_ballot_names_it",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Nomination",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("bloc", "By the bloc"),
                                    ("vertical", "Straight to the standing agency"),
                                ],
                                max_length=8,
                                verbose_name="way",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1948),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="for the year",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("merit", "Merit"),
                                    ("sudden", "Sudden achievement"),
                                    ("thematic", "Movement"),
                                    ("career", "Career of service"),
                                    ("other", "Other ground"),
                                ],
                                default="merit",
                                max_length=10,
                                verbose_name="ground",
                            ),
                        ),
                        (
                            "leads_movement",
                            models.BooleanField(
                                blank=True,
                                null=True,
                                verbose_name="among the leading ones at the review of the movement",
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(3000)],
                                verbose_name="achievements in short",
                            ),
                        ),
                        ("sections", models.JSONField(blank=True, default=dict, editable=False)),
                        ("checklist", models.JSONField(blank=True, default=list, editable=False)),
                        ("place", models.PositiveSmallIntegerField(default=0, editable=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being written"),
                                    ("submitted", "Handed in"),
                                    ("voted", "Chosen by the bloc"),
                                    ("proposed", "Proposed"),
                                    ("received", "Received"),
                                    ("returned", "Returned for supplement"),
                                    ("appraised", "Appraised"),
                                    ("council_voted", "Passed by the council"),
                                    ("decided", "Awarded"),
                                    ("rejected", "Not accepted"),
                                    ("withdrawn", "Withdrawn"),
                                    ("on_hold", "On hold"),
                                    ("revoked", "Revoked"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=13,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "held_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("draft", "Being written"),
                                    ("submitted", "Handed in"),
                                    ("voted", "Chosen by the bloc"),
                                    ("proposed", "Proposed"),
                                    ("received", "Received"),
                                    ("returned", "Returned for supplement"),
                                    ("appraised", "Appraised"),
                                    ("council_voted", "Passed by the council"),
                                    ("decided", "Awarded"),
                                    ("rejected", "Not accepted"),
                                    ("withdrawn", "Withdrawn"),
                                    ("on_hold", "On hold"),
                                    ("revoked", "Revoked"),
                                ],
                                default="",
                                editable=False,
                                max_length=13,
                            ),
                        ),
                        (
                            "because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=500, verbose_name="reason"
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "award",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominations",
                                to="awards.award",
                                verbose_name="award",
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.movement",
                                verbose_name="movement",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                                verbose_name="province",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominations",
                                to="blocs.season",
                                verbose_name="season",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominations",
                                to="awards.proposal",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominations",
                                to="awards.recipient",
                                verbose_name="recipient",
                            ),
                        ),
                        (
                            "rule_set",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominations",
                                to="awards.ruleset",
                                verbose_name="rules",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "award", "recipient__sort_key", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ["withdrawn", "rejected", "revoked"]), _negated=True
                                ),
                                fields=("recipient", "award", "year"),
                                name="one_live_nomination_per_award_and_year",
                                violation_error_message="The recipient is nominated for this award already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "bloc"), _negated=True),
                                    ("season__isnull", False),
                                    _connector="OR",
                                ),
                                name="bloc_nominates_in_a_season",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            ["withdrawn", "rejected", "on_hold", "returned", "revoked"],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(("because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="what_stops_a_nomination_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "on_hold"), ("held_from", ""), _connector="XOR"),
                                name="held_nomination_knows_where_it_was",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Option",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(blank=True, max_length=250, verbose_name="name")),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "women_percent",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
                        ),
                        ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                        ("agreeing", models.PositiveSmallIntegerField(editable=False, null=True)),
                        ("disagreeing", models.PositiveSmallIntegerField(editable=False, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("elected", "Passed"),
                                    ("below", "Below the pass mark"),
                                    ("full", "Passed the mark, but the seats are taken"),
                                    ("tied", "Tied for the last seat; a re-ballot decides"),
                                ],
                                editable=False,
                                max_length=7,
                            ),
                        ),
                        (
                            "ballot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="options",
                                to="awards.ballot",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("ballot", "order"), name="one_option_in_a_place"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation__isnull", False), ("text", "")),
                                    models.Q(
                                        ("organisation__isnull", True), models.Q(("text", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="option_is_an_organisation_or_a_text",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("returned", models.PositiveSmallIntegerField()),
                        ("spoilt", models.PositiveSmallIntegerField()),
                        ("blank", models.PositiveSmallIntegerField()),
                        ("agreeing", models.BinaryField(default=bytes)),
                        (
                            "ballot",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper_count",
                                to="awards.ballot",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "returned__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("spoilt"), "+", models.F("blank")
                                        ),
                                    )
                                ),
                                name="paper_ballots_add_up",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PrintRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "Being printed"),
                                    ("stopped", "Stopped"),
                                    ("failed", "Could not be printed"),
                                    ("done", "Printed"),
                                ],
                                default="running",
                                max_length=7,
                            ),
                        ),
                        ("turn", models.PositiveIntegerField(default=1)),
                        ("begun_at", models.DateTimeField()),
                        ("beat_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("failure", models.CharField(blank=True, max_length=500)),
                        ("whole", models.FileField(blank=True, max_length=120, upload_to="")),
                        ("whole_size", models.PositiveBigIntegerField(default=0)),
                        ("package", models.FileField(blank=True, max_length=120, upload_to="")),
                        ("package_size", models.PositiveBigIntegerField(default=0)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="print_runs",
                                to="awards.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-begun_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "done"), _negated=True),
                                fields=("proposal",),
                                name="one_unfinished_printing_per_proposal",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    models.Q(
                                        models.Q(("whole", ""), _negated=True),
                                        models.Q(("package", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="finished_printing_has_files",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposalEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("came_from", models.CharField(blank=True, max_length=9)),
                        ("went_to", models.CharField(blank=True, max_length=9)),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="awards.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Nominee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(blank=True, max_length=250, verbose_name="nominee")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "proposed",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="nominees",
                                to="awards.proposedaward",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation__isnull", False), ("text", "")),
                                    models.Q(
                                        ("organisation__isnull", True), models.Q(("text", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="nominee_is_an_organisation_or_a_text",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Initiative",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1948),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("grassroots", "At the grassroots"),
                                    ("province", "In the province"),
                                    ("nation", "In the nation"),
                                ],
                                max_length=10,
                                verbose_name="scope",
                            ),
                        ),
                        ("name", models.CharField(max_length=500, verbose_name="name")),
                        (
                            "decision",
                            models.CharField(max_length=250, verbose_name="decision that recognises it"),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="awards.recipient",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "pk"],
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
                            "ground",
                            models.CharField(
                                choices=[
                                    ("discipline", "Discipline is being considered"),
                                    ("inspection", "Inspection or investigation with signs of a violation"),
                                    ("complaint", "Complaint or denunciation being verified"),
                                    ("press", "Report in the press being verified"),
                                ],
                                max_length=10,
                                verbose_name="ground",
                            ),
                        ),
                        ("starts", models.DateField(verbose_name="from")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                        ("document", models.CharField(max_length=250, verbose_name="document")),
                        (
                            "conclusion",
                            models.CharField(blank=True, max_length=250, verbose_name="written conclusion"),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="awards.recipient",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True),
                                    models.Q(
                                        ("ends__gte", models.F("starts")),
                                        models.Q(("conclusion", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hold_ends_with_its_conclusion",
                                violation_error_message="A hold is lifted by a written conclusion.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Discipline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=120, verbose_name="measure")),
                        ("starts", models.DateField(verbose_name="from")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                        ("document", models.CharField(max_length=250, verbose_name="document")),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disciplines",
                                to="awards.recipient",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"
                                ),
                                name="discipline_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecipientEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="awards.recipient",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StatisticalFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("label", models.CharField(blank=True, max_length=250)),
                        ("column", models.CharField(max_length=12)),
                        ("value", models.PositiveIntegerField()),
                        ("counted", models.PositiveIntegerField(null=True)),
                        (
                            "line",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="awards.statisticalline",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="awards.statisticalsheet",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "line", "column"), name="one_figure_per_cell"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1948),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year",
                            ),
                        ),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("excellent", "Excellent completion of tasks"),
                                    ("good", "Good completion of tasks"),
                                    ("completed", "Completion of tasks"),
                                    ("failed", "Failure to complete tasks"),
                                ],
                                max_length=10,
                                verbose_name="rating",
                            ),
                        ),
                        ("provisional", models.BooleanField(default=False, verbose_name="provisional")),
                        (
                            "exceeded_targets",
                            models.BooleanField(blank=True, null=True, verbose_name="exceeded its targets"),
                        ),
                        (
                            "share_ldtt",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="Advanced Workers, %",
                            ),
                        ),
                        (
                            "share_completed",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="people who completed their tasks, %",
                            ),
                        ),
                        (
                            "share_women",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="women, %",
                            ),
                        ),
                        (
                            "share_excellent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="rated excellent among those rated good or better, %",
                            ),
                        ),
                        (
                            "central_rank",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="rank in a bloc of the Central Council",
                            ),
                        ),
                        (
                            "count_cstd_cs",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="Grassroots Emulation Fighters"
                            ),
                        ),
                        (
                            "count_disciplined",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="people with a warning or more"
                            ),
                        ),
                        (
                            "months_served",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(12)],
                                verbose_name="months served",
                            ),
                        ),
                        (
                            "unpaid_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="working days of leave without pay"
                            ),
                        ),
                        ("heads", models.BooleanField(default=False, verbose_name="headed the organisation")),
                        ("source", models.CharField(blank=True, max_length=250, verbose_name="source")),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="years",
                                to="awards.recipient",
                                verbose_name="recipient",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("recipient", "year"), name="one_year_record_per_recipient"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CouncilQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "percent",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="pass mark (%)",
                            ),
                        ),
                        ("agreeing", models.PositiveSmallIntegerField(null=True)),
                        ("disagreeing", models.PositiveSmallIntegerField(null=True)),
                        ("blank", models.PositiveSmallIntegerField(null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "not voted on"),
                                    ("passed", "Passed"),
                                    ("below", "Below the pass mark"),
                                    ("stopped", "Not decided: stopped meanwhile"),
                                ],
                                default="",
                                max_length=7,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="awards.councilsession",
                            ),
                        ),
                        (
                            "nomination",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="council_questions",
                                to="awards.nomination",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "nomination"), name="one_question_per_nominee"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "stopped"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="stopped_question_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=250, verbose_name="name as printed")),
                        ("praise", models.CharField(max_length=500, verbose_name="praise")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="awards.decision",
                            ),
                        ),
                        (
                            "honour",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_line",
                                to="awards.honour",
                            ),
                        ),
                        (
                            "nomination",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_line",
                                to="awards.nomination",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DossierFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", emulation.fields.OneLineField(max_length=250, verbose_name="file")),
                        ("media_type", models.CharField(editable=False, max_length=100)),
                        ("size", models.PositiveBigIntegerField(editable=False)),
                        ("content_hash", models.CharField(db_index=True, editable=False, max_length=64)),
                        ("at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("submission", "Submission letter"),
                                    ("list", "List of nominees"),
                                    ("report", "Achievement report"),
                                    ("minutes", "Minutes of the meeting"),
                                    ("score_table", "Score tables"),
                                    ("rating", "Proof of the year's rating"),
                                    ("initiative", "Recognition of the initiative"),
                                    (
                                        "initiative_or_rating",
                                        "Recognition of the initiative, or proof of the rating",
                                    ),
                                    ("council_minutes", "Minutes of the council with the vote"),
                                    ("province_confirmation", "Confirmation by the province"),
                                    ("party_opinion", "Opinion of the Party organisation"),
                                    ("publication", "Proof of publication"),
                                    ("other", "Other papers"),
                                ],
                                max_length=25,
                                verbose_name="part of the dossier",
                            ),
                        ),
                        ("file", models.FileField(max_length=120, upload_to=awards.models.dossiers.place)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "removed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "nomination",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="awards.nomination",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at__isnull", True)),
                                fields=("nomination", "part", "content_hash"),
                                name="file_once_in_a_part",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NominationEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("came_from", models.CharField(blank=True, max_length=13)),
                        ("went_to", models.CharField(blank=True, max_length=13)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "nomination",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="awards.nomination",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
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
                        ("title", models.CharField(max_length=250, verbose_name="title")),
                        ("text", models.TextField(blank=True, verbose_name="what is asked")),
                        ("contact", models.CharField(max_length=250, verbose_name="where opinions are sent")),
                        ("starts", models.DateField(verbose_name="published on")),
                        ("ends", models.DateField(verbose_name="opinions until")),
                        ("at", models.DateTimeField(editable=False)),
                        (
                            "actor",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "nominations",
                            models.ManyToManyField(
                                related_name="notices", to="awards.nomination", verbose_name="nominees"
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                                verbose_name="province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends__gte", models.F("starts"))),
                                name="notice_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PrintedReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        ("file", models.FileField(blank=True, max_length=120, upload_to="")),
                        ("content_hash", models.CharField(blank=True, max_length=64)),
                        ("printed_at", models.DateTimeField(null=True)),
                        (
                            "nomination",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="awards.nomination",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="awards.printrun",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["place", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "nomination"), name="report_once_in_a_printing"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("printed_at__isnull", True),
                                    models.Q(("file", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="printed_report_has_its_file",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Concurrence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agency", models.CharField(max_length=250, verbose_name="agency")),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "not answered yet"),
                                    ("agrees", "agrees"),
                                    ("objects", "objects"),
                                ],
                                default="",
                                max_length=7,
                                verbose_name="answer",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                        ("document", models.CharField(blank=True, max_length=250, verbose_name="document")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                        (
                            "nomination",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concurrences",
                                to="awards.nomination",
                                verbose_name="nominee",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concurrences",
                                to="awards.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer", ""), ("answered_on__isnull", False), _connector="OR"
                                ),
                                name="answer_of_an_agency_has_its_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CouncilOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agrees", models.BooleanField(verbose_name="agrees")),
                        ("words", models.CharField(blank=True, max_length=1000, verbose_name="opinion")),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="awards.councilquestion",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="awards.councilseat",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["seat__order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("question", "seat"), name="one_opinion_per_member_and_nominee"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[("name", "name as printed"), ("praise", "praise")],
                                max_length=6,
                                verbose_name="what is put right",
                            ),
                        ),
                        ("was", models.CharField(max_length=500)),
                        ("becomes", models.CharField(max_length=500, verbose_name="put right to")),
                        ("number", models.CharField(max_length=80, verbose_name="number of the correction")),
                        ("corrected_on", models.DateField(verbose_name="corrected on")),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="awards.decisionline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["corrected_on", "pk"],
                    },
                ),
            ],
        ),
        migrations.RunPython(what_is_known, migrations.RunPython.noop),
    ]
