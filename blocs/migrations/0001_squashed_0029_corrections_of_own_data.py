import blocs.models.calendar_feed
import blocs.models.evidence
import blocs.models.exemplar
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import emulation.fields
import emulation.migrating
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from blocs import catalogue, usual
from documents import append_only


class Migration(migrations.Migration):
    replaces = [
        ("blocs", "0001_organisations_seasons_movements_pledges"),
        ("blocs", "0002_current_names"),
        ("blocs", "0003_sent_season_files"),
        ("blocs", "0004_first_usual_lines"),
        ("blocs", "0005_changes_of_accounts_and_mandates"),
        ("blocs", "0006_score_tables"),
        ("blocs", "0007_known_score_tables"),
        ("blocs", "0008_movement_contents_and_offices"),
        ("blocs", "0009_reports_and_scores"),
        ("blocs", "0010_invitations"),
        ("blocs", "0011_organisation_events"),
        ("blocs", "0012_evidence_remarks_and_versions_of_reports"),
        ("blocs", "0013_second_step_demands"),
        ("blocs", "0014_handovers"),
        ("blocs", "0015_published_scores"),
        ("blocs", "0016_points_that_follow_from_figures"),
        ("blocs", "0017_answers_to_movements"),
        ("blocs", "0018_sketches_of_reports"),
        ("blocs", "0019_composed_papers"),
        ("blocs", "0020_report_of_a_bloc"),
        ("blocs", "0021_results_of_movements"),
        ("blocs", "0022_dates_of_a_provinces_year"),
        ("blocs", "0023_visits_between_members"),
        ("blocs", "0024_addresses_of_calendars"),
        ("blocs", "0025_changes_from_a_workbook"),
        ("blocs", "0026_witnesses_with_accounts"),
        ("blocs", "0027_exemplars_and_papers_of_movements"),
        ("blocs", "0028_log_of_the_site"),
        ("blocs", "0029_corrections_of_own_data"),
    ]
    initial = True

    dependencies = [
        ("documents", "0001_squashed_0014_signing_programs_place_fields"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        emulation.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Province",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=20, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("place", models.CharField(max_length=80, verbose_name="place on papers")),
                    ],
                    options={
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Bloc",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name_now", models.CharField(default="", editable=False, max_length=250)),
                        ("short_name_now", models.CharField(default="", editable=False, max_length=120)),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "sort_key",
                            models.CharField(db_index=True, default="", editable=False, max_length=512),
                        ),
                        (
                            "code",
                            models.SlugField(
                                help_text="Short, without marks or spaces. It is used in addresses.",
                                max_length=40,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("bloc", "Emulation bloc"), ("cluster", "Emulation cluster")],
                                default="bloc",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("province", "Province"),
                                    ("commune", "Commune"),
                                    ("sector", "Sector"),
                                ],
                                default="province",
                                max_length=10,
                                verbose_name="scope",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="establishing decision"
                            ),
                        ),
                        (
                            "deputy_follows",
                            models.BooleanField(
                                default=True,
                                help_text="The usual custom; it only ranks suggestions.",
                                verbose_name="last year's deputy leads next",
                            ),
                        ),
                        (
                            "newcomers_wait",
                            models.BooleanField(
                                default=True,
                                help_text="It only ranks suggestions.",
                                verbose_name="new members do not lead in their first year",
                            ),
                        ),
                        ("invented", models.BooleanField(default=False, editable=False)),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="blocs",
                                to="blocs.province",
                                verbose_name="province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="LogLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("source", models.CharField(max_length=40)),
                        ("row", models.BigIntegerField(null=True)),
                        ("thing", models.BigIntegerField(null=True)),
                        ("title", emulation.fields.OneLineField(max_length=300)),
                        ("place", models.JSONField(default=list)),
                        ("step", models.CharField(max_length=40)),
                        ("came_from", models.CharField(blank=True, max_length=20)),
                        ("went_to", models.CharField(blank=True, max_length=20)),
                        ("note", models.TextField(blank=True)),
                        ("changes", models.JSONField(default=list)),
                        ("address", models.GenericIPAddressField(null=True)),
                        (
                            "search_text",
                            emulation.fields.SearchField(
                                blank=True, default="", editable=False, max_length=400, of=("title",)
                            ),
                        ),
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
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["province", "-at", "-id"], name="log_of_a_province"),
                            models.Index(fields=["province", "source", "-at"], name="log_of_a_kind"),
                            models.Index(fields=["actor", "-at"], name="log_of_somebody"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "row"), name="line_of_a_history_once_in_the_log"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name_now", models.CharField(default="", editable=False, max_length=250)),
                        ("short_name_now", models.CharField(default="", editable=False, max_length=120)),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "sort_key",
                            models.CharField(db_index=True, default="", editable=False, max_length=512),
                        ),
                        (
                            "code",
                            models.SlugField(
                                help_text="Short, without marks or spaces. It is used in files and addresses.",
                                max_length=40,
                                verbose_name="code",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("front", "Fatherland Front"),
                                    ("socio_political", "Socio-political organisation"),
                                    ("party", "Party body"),
                                    ("state_agency", "State agency"),
                                    ("commune", "Commune, ward or special zone"),
                                    ("enterprise", "Enterprise"),
                                    ("bank", "Bank"),
                                    ("school", "School"),
                                    ("association", "Association"),
                                    ("court_procuracy", "Court or procuracy"),
                                    ("armed_forces", "Armed forces"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "symbol",
                            models.CharField(
                                blank=True,
                                help_text="For example MTTQ-BTT, SNV.",
                                max_length=40,
                                verbose_name="abbreviation in paper numbers",
                            ),
                        ),
                        (
                            "flag_eligible",
                            models.BooleanField(default=True, verbose_name="may receive an emulation flag"),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=120, verbose_name="contact person"),
                        ),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        (
                            "head_office",
                            models.CharField(blank=True, max_length=250, verbose_name="head office"),
                        ),
                        ("last_day", models.DateField(editable=False, null=True, verbose_name="last day")),
                        ("invented", models.BooleanField(default=False, editable=False)),
                        (
                            "format_profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.formatprofile",
                                verbose_name="format of its papers",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="blocs.organisation",
                                verbose_name="belongs to",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organisations",
                                to="blocs.province",
                                verbose_name="province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("province", "code"), name="organisation_code_once_per_province"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="organisation_not_its_own_parent",
                            ),
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
                                choices=[
                                    ("full_name", "Full name"),
                                    ("email", "E-mail"),
                                    ("mandate", "Mandate, title or organisation"),
                                    ("sign_in", "Log of sign-ins"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                                verbose_name="what is wrong",
                            ),
                        ),
                        ("stands", emulation.fields.OneLineField(blank=True, max_length=250)),
                        (
                            "wanted",
                            emulation.fields.OneLineField(
                                max_length=250, verbose_name="what should stand there"
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="how the administrator can see it"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("granted", models.BooleanField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True, max_length=1000)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
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
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("user", "what"),
                                name="one_correction_of_a_kind_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("granted__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("granted__isnull", False)),
                                    _connector="OR",
                                ),
                                name="correction_is_answered_with_yes_or_no",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountChange",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account_changes",
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
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SecondStepDemand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("officer", "Officer"),
                                    ("head", "Head"),
                                    ("standing", "Standing agency"),
                                    ("council_member", "Council member"),
                                    ("council_secretary", "Council secretary"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="second_step_demands",
                                to="blocs.province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-begun_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("province"),
                                models.F("role"),
                                condition=models.Q(("ended_at__isnull", True)),
                                name="role_demands_second_step_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SentFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[("season", "Season file"), ("changes", "Changes of organisations")],
                                default="season",
                                max_length=10,
                                verbose_name="purpose",
                            ),
                        ),
                        ("sent_at", models.DateTimeField()),
                        ("name", models.CharField(max_length=250, verbose_name="file")),
                        ("content", models.BinaryField(blank=True)),
                        ("content_hash", models.CharField(max_length=64)),
                        ("saved_at", models.DateTimeField(null=True)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "province",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.province",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-sent_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("saved_at__isnull", True), ("province__isnull", False), _connector="OR"
                                ),
                                name="saved_file_has_its_province",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UsualLine",
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
                                choices=[("item", "Item"), ("target", "Target")],
                                max_length=6,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    ("content", "Content of emulation"),
                                    ("measures", "Measures"),
                                    ("other", "Other commitments"),
                                ],
                                default="content",
                                max_length=10,
                                verbose_name="section",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="text",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                        (
                            "comparison",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("at_least", "at least"),
                                    ("at_most", "at most"),
                                    ("exactly", "exactly"),
                                ],
                                max_length=10,
                                verbose_name="comparison",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="value"
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=250, verbose_name="source")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "province",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="usual_lines",
                                to="blocs.province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "section", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="YearTemplate",
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
                            "period",
                            models.CharField(
                                choices=[("calendar", "Calendar year"), ("school", "School year")],
                                max_length=10,
                                verbose_name="period",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="year_templates",
                                to="blocs.province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "period", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("province", "year", "period"),
                                name="one_template_per_province_and_year",
                                violation_error_message="The province has the dates of this year already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BlocChange",
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
                            "bloc",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="blocs.bloc",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "full_name",
                            emulation.fields.OneLineField(max_length=120, verbose_name="full name"),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        (
                            "phone",
                            emulation.fields.OneLineField(blank=True, max_length=30, verbose_name="phone"),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("officer", "Officer"),
                                    ("head", "Head"),
                                    ("standing", "Standing agency"),
                                    ("council_member", "Council member"),
                                    ("council_secretary", "Council secretary"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title as printed")),
                        ("starts", models.DateField(verbose_name="from")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "signing_form",
                            models.CharField(
                                choices=[
                                    ("own", "In one's own name"),
                                    ("KT", "KT. (deputy for the head)"),
                                    ("TM", "TM. (on behalf of a collective)"),
                                    ("TL", "TL. (by order)"),
                                    ("TUQ", "TUQ. (by authorisation)"),
                                ],
                                default="own",
                                max_length=3,
                                verbose_name="signs",
                            ),
                        ),
                        (
                            "on_behalf_of",
                            models.CharField(blank=True, max_length=120, verbose_name="for whom it signs"),
                        ),
                        (
                            "authorisation",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="authorisation document"
                            ),
                        ),
                        ("sent_at", models.DateTimeField()),
                        ("fingerprint", models.CharField(max_length=64, unique=True)),
                        ("accepted_at", models.DateTimeField(editable=False, null=True)),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="blocs.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-sent_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(
                                    ("accepted_at__isnull", True), ("withdrawn_at__isnull", True)
                                ),
                                name="one_waiting_invitation_per_email",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LogLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seq", models.PositiveBigIntegerField(unique=True)),
                        ("hash", models.CharField(max_length=64)),
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="link",
                                to="blocs.logline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["seq"],
                    },
                ),
                migrations.CreateModel(
                    name="Mandate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("officer", "Officer"),
                                    ("head", "Head"),
                                    ("standing", "Standing agency"),
                                    ("council_member", "Council member"),
                                    ("council_secretary", "Council secretary"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="For example Chủ tịch, Bí thư.",
                                max_length=120,
                                verbose_name="title as printed",
                            ),
                        ),
                        ("starts", models.DateField(verbose_name="from")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "signing_form",
                            models.CharField(
                                choices=[
                                    ("own", "In one's own name"),
                                    ("KT", "KT. (deputy for the head)"),
                                    ("TM", "TM. (on behalf of a collective)"),
                                    ("TL", "TL. (by order)"),
                                    ("TUQ", "TUQ. (by authorisation)"),
                                ],
                                default="own",
                                max_length=3,
                                verbose_name="signs",
                            ),
                        ),
                        (
                            "on_behalf_of",
                            models.CharField(
                                blank=True,
                                help_text="What stands after KT., TM., TL. or TUQ., for example Ban Thường vụ, Chủ tịch.",
                                max_length=120,
                                verbose_name="for whom it signs",
                            ),
                        ),
                        (
                            "authorisation",
                            models.CharField(
                                blank=True,
                                help_text="Number, date and scope.",
                                max_length=250,
                                verbose_name="authorisation document",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandates",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandates",
                                to="blocs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation", "role", "starts", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"
                                ),
                                name="mandate_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signing_form", "TUQ"), _negated=True),
                                    models.Q(
                                        ("ends__isnull", False),
                                        models.Q(("authorisation", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="authorisation_has_document_and_end",
                                violation_error_message="Signing by authorisation (TUQ.) needs its document and an end date.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=250, verbose_name="other name")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aliases",
                                to="blocs.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "text"), name="alias_once_per_organisation"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationChange",
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="blocs.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "short_name",
                            models.CharField(blank=True, max_length=120, verbose_name="short name"),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="names",
                                to="blocs.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["valid_from", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("organisation",),
                                name="one_open_name_per_organisation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="organisation_name_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreTable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("series", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveSmallIntegerField(default=1, editable=False)),
                        ("is_example", models.BooleanField(default=False, editable=False)),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "bloc_kind",
                            models.CharField(
                                blank=True,
                                choices=[("bloc", "Emulation bloc"), ("cluster", "Emulation cluster")],
                                max_length=10,
                                verbose_name="for",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1948),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                help_text="The decision or plan, its number and date.",
                                max_length=250,
                                verbose_name="issued with",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(2000)],
                                verbose_name="note",
                            ),
                        ),
                        (
                            "total",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("100"),
                                max_digits=7,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="total",
                            ),
                        ),
                        (
                            "bonus_cap",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="most bonus points in all",
                            ),
                        ),
                        (
                            "deduction_cap",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="most points deducted in all",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("open", "Open for use"),
                                    ("replaced", "Replaced by a newer version"),
                                    ("discarded", "Thrown away"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False, null=True)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "sort_key",
                            models.CharField(db_index=True, default="", editable=False, max_length=512),
                        ),
                        (
                            "bloc",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="score_tables",
                                to="blocs.bloc",
                                verbose_name="only for the bloc",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="score_tables",
                                to="blocs.province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [
                            models.OrderBy(models.F("year"), descending=True, nulls_last=True),
                            "sort_key",
                            "-version",
                            "pk",
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("series", "version"), name="one_score_table_of_a_version"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "open")),
                                fields=("series",),
                                name="one_open_version_of_a_score_table",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "draft")),
                                fields=("series",),
                                name="one_draft_of_a_score_table",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("province__isnull", False), ("is_example", True), _connector="OR"
                                ),
                                name="score_table_of_a_province_or_example",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "discarded"]),
                                    ("opened_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="open_score_table_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationEvent",
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
                                    ("rename", "Rename"),
                                    ("merge", "Merger"),
                                    ("split", "Division or separation"),
                                    ("dissolve", "Dissolution"),
                                    ("transfer", "Transfer to another body"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="takes effect on")),
                        ("decision", models.CharField(blank=True, max_length=250, verbose_name="decision")),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="note")),
                        (
                            "inherited",
                            models.BooleanField(
                                default=False, verbose_name="its history of awards passes on"
                            ),
                        ),
                        (
                            "goes_on",
                            models.BooleanField(
                                default=False, verbose_name="the old organisation goes on beside the new ones"
                            ),
                        ),
                        (
                            "joins",
                            models.BooleanField(
                                default=False, verbose_name="whoever receives it takes its place in the blocs"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=250, verbose_name="new name")),
                        (
                            "short_name",
                            models.CharField(blank=True, max_length=120, verbose_name="new short name"),
                        ),
                        ("old", models.TextField(editable=False)),
                        ("new", models.TextField(editable=False)),
                        ("digest", models.CharField(editable=False, max_length=64)),
                        ("lines", models.JSONField(default=list, editable=False)),
                        (
                            "trail",
                            models.JSONField(
                                default=list,
                                editable=False,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(related_name="events_from", to="blocs.organisation"),
                        ),
                        (
                            "targets",
                            models.ManyToManyField(
                                blank=True, related_name="events_to", to="blocs.organisation"
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                            "sent_with",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="blocs.sentfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["day", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateDate",
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
                                    ("handover", "Handover"),
                                    ("pledge", "Pledge signing"),
                                    ("mid_year", "Mid-year review"),
                                    ("cross_check", "Cross-check of scores"),
                                    ("reports", "Annual reports"),
                                    ("scoring", "Scoring"),
                                    ("ballot", "Year-end review and ballot"),
                                    ("dossier", "Dossiers to the standing agency"),
                                    ("council", "Council session"),
                                    ("decision", "Decision"),
                                ],
                                max_length=12,
                                verbose_name="milestone",
                            ),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="fixed day")),
                        ("days", models.SmallIntegerField(blank=True, null=True, verbose_name="days after")),
                        (
                            "after",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("handover", "Handover"),
                                    ("pledge", "Pledge signing"),
                                    ("mid_year", "Mid-year review"),
                                    ("cross_check", "Cross-check of scores"),
                                    ("reports", "Annual reports"),
                                    ("scoring", "Scoring"),
                                    ("ballot", "Year-end review and ballot"),
                                    ("dossier", "Dossiers to the standing agency"),
                                    ("council", "Council session"),
                                    ("decision", "Decision"),
                                ],
                                max_length=12,
                                verbose_name="after",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=250, verbose_name="source")),
                        (
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dates",
                                to="blocs.yeartemplate",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["template", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("template", "kind"), name="one_date_of_a_kind_per_template"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("after", ""), ("days__isnull", True), ("due__isnull", False)),
                                    models.Q(("days__isnull", False), ("due__isnull", True)),
                                    _connector="OR",
                                ),
                                name="a_date_is_fixed_or_counted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearTemplateChange",
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
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="blocs.yeartemplate",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BlocName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "short_name",
                            models.CharField(blank=True, max_length=120, verbose_name="short name"),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                        (
                            "bloc",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="names",
                                to="blocs.bloc",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["valid_from", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("bloc",),
                                name="one_open_name_per_bloc",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="bloc_name_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                default=blocs.models.calendar_feed.new_key, max_length=22, unique=True
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=1)),
                        ("made_at", models.DateTimeField()),
                        (
                            "bloc",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="blocs.bloc",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["user", "bloc"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "bloc"), name="one_calendar_per_person_and_bloc"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("bloc__isnull", True)),
                                fields=("user",),
                                name="one_calendar_of_all_blocs",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("lineage", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("changed_in", models.PositiveIntegerField(default=0, editable=False)),
                        ("removed_in", models.PositiveIntegerField(editable=False, null=True)),
                        ("name", models.CharField(max_length=500, verbose_name="name")),
                        (
                            "max",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=7,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="points",
                            ),
                        ),
                        (
                            "bonus_cap",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="most bonus points in the group",
                            ),
                        ),
                        (
                            "deduction_cap",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="most points deducted in the group",
                            ),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="blocs.scoretable",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("table", "lineage"), name="score_group_once_in_a_table"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("max__gte", 0)), name="score_group_max_not_below_nought"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationChange",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "invitation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="blocs.invitation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MandateChange",
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
                            "mandate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="blocs.mandate",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreBand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        (
                            "lowest",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=7,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="from so many points on",
                            ),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bands",
                                to="blocs.scoretable",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-lowest", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("table", "lowest"),
                                name="one_band_from_so_many_points",
                                violation_error_message="Another band begins at the same number of points.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreTableEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("revision", models.PositiveIntegerField(default=0)),
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
                            "table",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="blocs.scoretable",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Season",
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
                                help_text="The first year of a school year.",
                                validators=[
                                    django.core.validators.MinValueValidator(1948),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year",
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                choices=[("calendar", "Calendar year"), ("school", "School year")],
                                default="calendar",
                                max_length=10,
                                verbose_name="period",
                            ),
                        ),
                        ("first_day", models.DateField(verbose_name="first day")),
                        ("last_day", models.DateField(verbose_name="last day")),
                        ("theme", models.CharField(blank=True, max_length=250, verbose_name="theme")),
                        ("slogan", models.CharField(blank=True, max_length=250, verbose_name="slogan")),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                max_length=250,
                                verbose_name="decision on the bloc's members and leader",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("preparing", "Preparing"),
                                    ("pledging", "Pledging"),
                                    ("running", "Running"),
                                    ("reviewing", "Reporting and scoring"),
                                    ("nominating", "Nominating"),
                                    ("closed", "Closed"),
                                ],
                                default="preparing",
                                editable=False,
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "bloc",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seasons",
                                to="blocs.bloc",
                                verbose_name="bloc",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "score_table",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seasons",
                                to="blocs.scoretable",
                                verbose_name="score table",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "bloc"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("bloc", "year"),
                                name="one_season_per_bloc_and_year",
                                violation_error_message="The bloc already has this year.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gt", models.F("first_day"))),
                                name="season_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                                    ("handover", "Handover"),
                                    ("pledge", "Pledge signing"),
                                    ("mid_year", "Mid-year review"),
                                    ("cross_check", "Cross-check of scores"),
                                    ("reports", "Annual reports"),
                                    ("scoring", "Scoring"),
                                    ("ballot", "Year-end review and ballot"),
                                    ("dossier", "Dossiers to the standing agency"),
                                    ("council", "Council session"),
                                    ("decision", "Decision"),
                                ],
                                max_length=12,
                                verbose_name="milestone",
                            ),
                        ),
                        ("due", models.DateField(verbose_name="due")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="milestones",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("season", "kind"), name="one_milestone_of_a_kind_per_season"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
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
                                choices=[("mid_year", "Mid-year report"), ("annual", "Annual report")],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("returned", "Returned to be completed"),
                                    ("accepted", "Accepted"),
                                    ("excused", "Excused"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "late_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=1000, verbose_name="why it is late"
                            ),
                        ),
                        ("looked_at", models.DateTimeField(editable=False, null=True)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["season", "organisation__sort_key", "kind"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("season", "organisation", "kind"),
                                name="one_report_of_a_kind_per_member",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["submitted", "accepted"]), _negated=True),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="submitted_report_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("lineage", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("changed_in", models.PositiveIntegerField(default=0, editable=False)),
                        ("removed_in", models.PositiveIntegerField(editable=False, null=True)),
                        (
                            "name",
                            models.TextField(
                                validators=[django.core.validators.MaxLengthValidator(2000)],
                                verbose_name="criterion",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("quantitative", "Quantitative"),
                                    ("qualitative", "Qualitative"),
                                    ("penalty", "Deduction"),
                                ],
                                default="qualitative",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "max",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=7,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="points",
                            ),
                        ),
                        (
                            "bonus_max",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=7,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="bonus at most",
                            ),
                        ),
                        (
                            "deduction_max",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=7,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="deduction at most",
                            ),
                        ),
                        (
                            "step",
                            models.DecimalField(
                                choices=[
                                    (Decimal("0.25"), "0,25"),
                                    (Decimal("0.5"), "0,5"),
                                    (Decimal("1"), "1"),
                                ],
                                decimal_places=2,
                                default=Decimal("0.5"),
                                max_digits=3,
                                verbose_name="points are given in steps of",
                            ),
                        ),
                        (
                            "formula",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ratio", "In proportion to the target"),
                                    ("per_unit", "So many points per unit"),
                                    ("steps", "By thresholds"),
                                    ("penalty", "So many points off per occurrence"),
                                    ("sum", "Sum of its parts"),
                                ],
                                max_length=10,
                                verbose_name="formula",
                            ),
                        ),
                        (
                            "terms",
                            models.JSONField(blank=True, default=dict, verbose_name="terms of the formula"),
                        ),
                        (
                            "evidence",
                            models.CharField(blank=True, max_length=500, verbose_name="evidence needed"),
                        ),
                        (
                            "checked_by",
                            models.CharField(blank=True, max_length=250, verbose_name="who checks"),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="blocs.criterion",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="criteria",
                                to="blocs.scoregroup",
                                verbose_name="group",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "criterion",
                        "ordering": ["order", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "lineage"), name="criterion_once_in_a_group"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("bonus_max__gte", 0), ("deduction_max__gte", 0), ("max__gte", 0)
                                ),
                                name="criterion_points_not_below_nought",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="criterion_not_its_own_part",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "penalty"), _negated=True),
                                    models.Q(("bonus_max", 0), ("max", 0)),
                                    _connector="OR",
                                ),
                                name="deduction_earns_no_points",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pledge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("comment", "Open for comments"),
                                    ("agreed", "Agreed"),
                                    ("signing", "Being signed"),
                                    ("in_force", "In force"),
                                    ("amended", "Amended"),
                                    ("closed", "Closed"),
                                    ("void", "Void"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "opening",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="opening",
                            ),
                        ),
                        (
                            "comments_until",
                            models.DateField(blank=True, null=True, verbose_name="comments until"),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("agreed_hash", models.CharField(blank=True, editable=False, max_length=64)),
                        ("agreed_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.paper",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pledges",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["season", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("season", "version"), name="one_pledge_per_season_and_version"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "comment", "void"]),
                                    models.Q(("agreed_hash", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="agreed_text_has_its_hash",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScorePublication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="why it was corrected"
                            ),
                        ),
                        ("at", models.DateTimeField()),
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
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["season", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("season", "version"), name="scores_published_once_as_a_version"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="correction_of_scores_has_its_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RankingFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "women",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="share of women (%)",
                            ),
                        ),
                        (
                            "past_awards",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="awards in the past years"
                            ),
                        ),
                        (
                            "not_ranked",
                            models.CharField(blank=True, max_length=250, verbose_name="not ranked, because"),
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
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ranking_figures",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["season", "organisation__sort_key"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("season", "organisation"), name="ranking_figures_once_per_member"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OperatingRules",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("text", models.TextField(max_length=40000, verbose_name="text of the rules")),
                        (
                            "season",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("joined_on", models.DateField(verbose_name="joined on")),
                        (
                            "left_on",
                            models.DateField(blank=True, null=True, verbose_name="last day as a member"),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="place in the rotation")),
                        ("decision", models.CharField(blank=True, max_length=250, verbose_name="decision")),
                        ("reason", models.CharField(blank=True, max_length=250, verbose_name="reason")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="blocs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on__isnull", True)),
                                fields=("season", "organisation"),
                                name="one_open_membership_per_season",
                                violation_error_message="The organisation is already a member.",
                            ),
                            models.UniqueConstraint(
                                fields=("season", "organisation", "joined_on"),
                                name="joins_once_per_season_and_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on__isnull", True),
                                    ("left_on__gte", models.F("joined_on")),
                                    _connector="OR",
                                ),
                                name="leaves_after_joining",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingInvitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("pledge", "Signing of the pledge"),
                                    ("mid_year", "Mid-year review"),
                                    ("cross_check", "Cross-check"),
                                    ("final", "Review of the year"),
                                    ("other", "Another meeting"),
                                ],
                                max_length=12,
                                verbose_name="occasion",
                            ),
                        ),
                        ("title", models.CharField(max_length=250, verbose_name="name of the meeting")),
                        ("held_on", models.DateField(verbose_name="day")),
                        ("held_from", models.TimeField(verbose_name="time")),
                        ("place", models.CharField(max_length=250, verbose_name="place")),
                        ("chair", models.CharField(max_length=250, verbose_name="chaired by")),
                        ("invited", models.TextField(max_length=4000, verbose_name="who is invited")),
                        ("agenda", models.TextField(blank=True, max_length=8000, verbose_name="agenda")),
                        (
                            "note",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="what those invited prepare"
                            ),
                        ),
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
                            "season",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Leadership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("leader", "Bloc leader"),
                                    ("acting", "Acting leader"),
                                    ("deputy", "Deputy leader"),
                                ],
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        ("starts", models.DateField(verbose_name="from")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "chosen_by",
                            models.CharField(
                                choices=[
                                    ("rotation", "Rotation"),
                                    ("vote", "Vote of the members"),
                                    ("decision", "Decision of the province"),
                                ],
                                default="rotation",
                                max_length=10,
                                verbose_name="chosen by",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=250, verbose_name="reason")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leaderships",
                                to="blocs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leaderships",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("role__in", ["leader", "acting"])),
                                fields=("season", "starts"),
                                name="one_leader_from_any_day",
                                violation_error_message="Another leader already begins on this day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role", "deputy"), ("ends__isnull", True), _connector="OR"
                                ),
                                name="only_deputies_end",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends__isnull", True), ("role", "deputy")),
                                fields=("season", "organisation"),
                                name="deputy_once_per_season",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"
                                ),
                                name="leadership_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("takes_effect_on", models.DateField(verbose_name="takes effect on")),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="handed over on")),
                        ("place", models.CharField(blank=True, max_length=250, verbose_name="place")),
                        (
                            "witnesses",
                            models.CharField(blank=True, max_length=500, verbose_name="also present"),
                        ),
                        ("notes", models.TextField(blank=True, max_length=4000, verbose_name="notes")),
                        ("given_at", models.DateTimeField(editable=False, null=True)),
                        ("taken_at", models.DateTimeField(editable=False, null=True)),
                        ("settled", models.TextField(blank=True, editable=False)),
                        (
                            "given_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "incoming",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "outgoing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "into",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken_over",
                                to="blocs.season",
                            ),
                        ),
                        (
                            "season",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handover",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("outgoing", models.F("incoming")), _negated=True),
                                name="handed_over_to_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_at__isnull", True), ("given_by__isnull", True)),
                                    models.Q(("given_at__isnull", False), ("given_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="giver_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="taker_has_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BlocReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "results",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(60000)],
                                verbose_name="Results",
                            ),
                        ),
                        (
                            "weaknesses",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(60000)],
                                verbose_name="Weaknesses and their causes",
                            ),
                        ),
                        (
                            "lessons",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(60000)],
                                verbose_name="Lessons learned",
                            ),
                        ),
                        (
                            "plans",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(60000)],
                                verbose_name="Tasks of the time to come",
                            ),
                        ),
                        (
                            "proposals",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(60000)],
                                verbose_name="Proposals",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "season",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bloc_report",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["season"],
                    },
                ),
                migrations.CreateModel(
                    name="SeasonEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("came_from", models.CharField(blank=True, max_length=20)),
                        ("went_to", models.CharField(blank=True, max_length=20)),
                        ("forced", models.BooleanField(default=False)),
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
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TieRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("women", "Share of women"),
                                    ("base", "More points before bonus and deduction"),
                                    ("bonus", "More bonus points"),
                                    ("deduction", "Fewer points deducted"),
                                    ("past_awards", "Fewer awards in the past years"),
                                ],
                                max_length=12,
                                verbose_name="rule",
                            ),
                        ),
                        (
                            "least",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="at least"
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=250, verbose_name="legal basis")),
                        (
                            "season",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tie_rules",
                                to="blocs.season",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("season", "kind"), name="tie_rule_once_per_season"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("season__isnull", True)),
                                fields=("kind",),
                                name="usual_tie_rule_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "women"), _negated=True),
                                    ("least__isnull", False),
                                    _connector="OR",
                                ),
                                name="share_of_women_has_its_figure",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="day")),
                        ("held_from", models.TimeField(blank=True, null=True, verbose_name="time")),
                        ("place", models.CharField(blank=True, max_length=250, verbose_name="place")),
                        (
                            "team",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="members of the team",
                            ),
                        ),
                        (
                            "conclusion",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="conclusion of the team",
                            ),
                        ),
                        (
                            "answer",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="opinion of the visited member",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("closed", "Findings closed"),
                                    ("called_off", "Called off"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "content",
                            models.JSONField(
                                editable=False,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                null=True,
                            ),
                        ),
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
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="blocs.season",
                            ),
                        ),
                        (
                            "visited",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "visiting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["held_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("visited", models.F("visiting")), _negated=True),
                                name="visited_by_another",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "called_off"), _negated=True),
                                fields=("season", "visited"),
                                name="visited_once_per_season",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "closed"), _negated=True),
                                    ("content__isnull", False),
                                    _connector="OR",
                                ),
                                name="closed_visit_keeps_its_checklist",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("came_from", models.DateField(null=True)),
                        ("went_to", models.DateField()),
                        ("reason", models.CharField(blank=True, max_length=250, verbose_name="reason")),
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
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="blocs.milestone",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PledgeEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("came_from", models.CharField(blank=True, max_length=10)),
                        ("went_to", models.CharField(blank=True, max_length=10)),
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
                            "pledge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="blocs.pledge",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PledgeItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "text",
                            models.TextField(
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="text",
                            ),
                        ),
                        ("changed_in", models.PositiveIntegerField(default=0, editable=False)),
                        ("removed_in", models.PositiveIntegerField(editable=False, null=True)),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    ("content", "Content of emulation"),
                                    ("measures", "Measures"),
                                    ("other", "Other commitments"),
                                ],
                                default="content",
                                max_length=10,
                                verbose_name="section",
                            ),
                        ),
                        (
                            "pledge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="blocs.pledge",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PledgeTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "text",
                            models.TextField(
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="text",
                            ),
                        ),
                        ("changed_in", models.PositiveIntegerField(default=0, editable=False)),
                        ("removed_in", models.PositiveIntegerField(editable=False, null=True)),
                        ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                        (
                            "comparison",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("at_least", "at least"),
                                    ("at_most", "at most"),
                                    ("exactly", "exactly"),
                                ],
                                default="at_least",
                                max_length=10,
                                verbose_name="comparison",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="value"
                            ),
                        ),
                        (
                            "data_source",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="where the figure comes from"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                                verbose_name="who",
                            ),
                        ),
                        (
                            "pledge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="blocs.pledge",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PledgeVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("content", models.JSONField()),
                        ("content_hash", models.CharField(max_length=64)),
                        ("step", models.CharField(max_length=30)),
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
                            "pledge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="blocs.pledge",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pledge", "number"), name="one_version_of_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Registration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "titles",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(2000)],
                                verbose_name="titles and commendations hoped for",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(2000)],
                                verbose_name="note",
                            ),
                        ),
                        ("updated_at", models.DateTimeField()),
                        ("revision", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "pledge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="blocs.pledge",
                            ),
                        ),
                        (
                            "updated_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__sort_key", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pledge", "organisation"), name="one_registration_per_member"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSketch",
                    fields=[
                        (
                            "report",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="sketch",
                                serialize=False,
                                to="blocs.report",
                            ),
                        ),
                        ("hashes", models.BinaryField()),
                    ],
                    options={
                        "ordering": ["report"],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(1000)],
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "figure",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="figure"
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence_notes",
                                to="blocs.criterion",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence_notes",
                                to="blocs.report",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["criterion", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "criterion"), name="one_evidence_note_per_criterion"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                        ("file", models.FileField(max_length=120, upload_to=blocs.models.evidence.place)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence_files",
                                to="blocs.criterion",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="blocs.report",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at__isnull", True)),
                                fields=("report", "criterion", "content_hash"),
                                name="evidence_once_beside_a_criterion",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("criterion__isnull", True), ("removed_at__isnull", True)),
                                fields=("report", "content_hash"),
                                name="evidence_once_beside_the_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.CharField(max_length=30)),
                        ("came_from", models.CharField(blank=True, max_length=10)),
                        ("went_to", models.CharField(blank=True, max_length=10)),
                        ("revision", models.PositiveIntegerField(default=0)),
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="blocs.report",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportRemark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("part", models.CharField(max_length=20, verbose_name="part")),
                        (
                            "text",
                            models.TextField(
                                validators=[django.core.validators.MaxLengthValidator(2000)],
                                verbose_name="remark",
                            ),
                        ),
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="blocs.report",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSection",
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
                                    ("results", "Results"),
                                    ("weaknesses", "Weaknesses and their causes"),
                                    ("lessons", "Lessons learned"),
                                    ("plans", "Tasks of the time to come"),
                                    ("proposals", "Proposals"),
                                ],
                                max_length=10,
                                verbose_name="section",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(20000)],
                                verbose_name="text",
                            ),
                        ),
                        ("changed_in", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="blocs.report",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "kind"), name="one_section_of_a_kind_per_report"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("content", models.JSONField()),
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="blocs.report",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "number"), name="report_handed_in_once_as_a_version"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[("own", "Self-scored"), ("checked", "Checked"), ("final", "Final")],
                                max_length=7,
                                verbose_name="level",
                            ),
                        ),
                        (
                            "base",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=7,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="points",
                            ),
                        ),
                        (
                            "bonus",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=7,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="bonus",
                            ),
                        ),
                        (
                            "deduction",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=7,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="deduction",
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=1000, verbose_name="why")),
                        ("computed", models.BooleanField(default=False, editable=False)),
                        ("at", models.DateTimeField()),
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
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="blocs.criterion",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="blocs.report",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["criterion", "level"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "criterion", "level"),
                                name="one_score_per_criterion_and_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("base__gte", 0), ("bonus__gte", 0), ("deduction__gte", 0)
                                ),
                                name="score_not_below_nought",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("computed", False), ("level", "own"), _connector="OR"),
                                name="only_own_points_are_computed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublishedPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("rank", models.PositiveSmallIntegerField(null=True)),
                        ("tied", models.BooleanField(default=False)),
                        ("base", models.DecimalField(decimal_places=2, max_digits=9)),
                        ("bonus", models.DecimalField(decimal_places=2, max_digits=9)),
                        ("deduction", models.DecimalField(decimal_places=2, max_digits=9)),
                        ("band", models.CharField(blank=True, max_length=250)),
                        ("notes", models.TextField(blank=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "publication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="blocs.scorepublication",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["publication", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("publication", "organisation"), name="one_published_place_per_member"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Witness",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("organisation", models.CharField(max_length=250, verbose_name="organisation")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="full name")),
                        (
                            "pledge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="witnesses",
                                to="blocs.pledge",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who signs",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("pledge", "user"), name="a_person_witnesses_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandoverItem",
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
                                choices=[("task", "Open task"), ("file", "File")],
                                max_length=4,
                                verbose_name="kind",
                            ),
                        ),
                        ("text", models.CharField(max_length=250, verbose_name="what")),
                        (
                            "detail",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="how far it is, or how many copies"
                            ),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                        ("source", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "handover",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="blocs.handover",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                fields=("handover", "source"),
                                name="gathered_once_per_handover",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PledgeComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                validators=[django.core.validators.MaxLengthValidator(2000)],
                                verbose_name="comment",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(2000)],
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.organisation",
                            ),
                        ),
                        (
                            "pledge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="blocs.pledge",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="blocs.pledgeitem",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="blocs.pledgetarget",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("item__isnull", True), ("target__isnull", True), _connector="OR"
                                ),
                                name="comment_is_on_one_line_at_most",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegisteredTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.CharField(max_length=500, verbose_name="target")),
                        ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                        (
                            "value",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="value"
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="blocs.registration",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TargetResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=16,
                                null=True,
                                verbose_name="achieved",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="blocs.report",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="blocs.pledgetarget",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["target__order", "target"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "target"), name="one_result_per_target_and_report"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "finding",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agrees", "Agreed"),
                                    ("differs", "Not agreed"),
                                    ("missing", "Evidence missing"),
                                ],
                                max_length=8,
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "base",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="points",
                            ),
                        ),
                        (
                            "bonus",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="bonus",
                            ),
                        ),
                        (
                            "deduction",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("10000")),
                                ],
                                verbose_name="deduction",
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=1000, verbose_name="why")),
                        ("note", models.CharField(blank=True, max_length=1000, verbose_name="note")),
                        ("at", models.DateTimeField()),
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
                            "criterion",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.criterion",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.pledgeitem",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.pledgetarget",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="blocs.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["visit", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("visit", "criterion"), name="one_finding_per_criterion"
                            ),
                            models.UniqueConstraint(
                                fields=("visit", "target"), name="one_finding_per_target"
                            ),
                            models.UniqueConstraint(fields=("visit", "item"), name="one_finding_per_item"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("criterion__isnull", False),
                                        ("item__isnull", True),
                                        ("target__isnull", True),
                                    ),
                                    models.Q(
                                        ("criterion__isnull", True),
                                        ("item__isnull", True),
                                        ("target__isnull", False),
                                    ),
                                    models.Q(
                                        ("criterion__isnull", True),
                                        ("item__isnull", False),
                                        ("target__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="finding_is_on_one_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("base__isnull", True), ("base__gte", 0), _connector="OR"),
                                    models.Q(("bonus__isnull", True), ("bonus__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("deduction__isnull", True), ("deduction__gte", 0), _connector="OR"
                                    ),
                                ),
                                name="proposed_points_not_below_nought",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Movement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="name")),
                        ("slogan", models.CharField(blank=True, max_length=250, verbose_name="slogan")),
                        (
                            "form",
                            models.CharField(
                                choices=[("regular", "Regular"), ("thematic", "Thematic")],
                                max_length=10,
                                verbose_name="form",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("prime_minister", "Prime Minister"),
                                    ("central", "Central body"),
                                    ("province", "Province"),
                                    ("sector", "Sector"),
                                    ("bloc", "Bloc"),
                                    ("organisation", "Organisation"),
                                ],
                                max_length=20,
                                verbose_name="launched by",
                            ),
                        ),
                        (
                            "launcher",
                            models.CharField(blank=True, max_length=250, verbose_name="launching body"),
                        ),
                        (
                            "decision",
                            models.CharField(blank=True, max_length=250, verbose_name="decision or plan"),
                        ),
                        ("scope", models.CharField(blank=True, max_length=250, verbose_name="scope")),
                        (
                            "objects_of_emulation",
                            models.CharField(blank=True, max_length=250, verbose_name="who may take part"),
                        ),
                        ("goal", models.TextField(blank=True, max_length=4000, verbose_name="goal")),
                        (
                            "contents",
                            models.TextField(
                                blank=True, max_length=8000, verbose_name="content and measures"
                            ),
                        ),
                        ("criteria", models.TextField(blank=True, max_length=8000, verbose_name="criteria")),
                        ("starts", models.DateField(blank=True, null=True, verbose_name="begins")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="ends")),
                        (
                            "interim_review_on",
                            models.DateField(blank=True, null=True, verbose_name="interim review"),
                        ),
                        (
                            "final_review_on",
                            models.DateField(blank=True, null=True, verbose_name="final review"),
                        ),
                        (
                            "award_forms",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="forms of commendation and quotas"
                            ),
                        ),
                        ("dossier_due", models.DateField(blank=True, null=True, verbose_name="dossiers due")),
                        (
                            "receiving_office",
                            models.CharField(blank=True, max_length=250, verbose_name="dossiers go to"),
                        ),
                        (
                            "lead_agency",
                            models.CharField(blank=True, max_length=250, verbose_name="lead agency"),
                        ),
                        ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "sort_key",
                            models.CharField(db_index=True, default="", editable=False, max_length=512),
                        ),
                        (
                            "bloc",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="movements",
                                to="blocs.bloc",
                                verbose_name="launched inside the bloc",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="movements",
                                to="blocs.province",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts__isnull", True),
                                    ("ends__isnull", True),
                                    ("ends__gte", models.F("starts")),
                                    _connector="OR",
                                ),
                                name="movement_ends_after_it_begins",
                                violation_error_message="The movement ends before it begins.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("bloc__isnull", True)),
                                fields=("province", "name"),
                                name="movement_name_once_per_province",
                                violation_error_message="There is already a movement of this name.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("bloc__isnull", False)),
                                fields=("bloc", "name"),
                                name="movement_name_once_per_bloc",
                                violation_error_message="There is already a movement of this name.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=150, verbose_name="what is counted")),
                        ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                        (
                            "movement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measures",
                                to="blocs.movement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("movement", "name"), name="measure_once_per_movement"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("named", "Takes part"),
                                    ("asked", "Not answered yet"),
                                    ("enrolled", "Enrolled"),
                                    ("declined", "Does not take part"),
                                ],
                                default="named",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "target",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(2000)],
                                verbose_name="target",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="why it does not take part"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(editable=False, null=True)),
                        ("reminded_at", models.DateTimeField(editable=False, null=True)),
                        ("answered_at", models.DateTimeField(editable=False, null=True)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="blocs.movement",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="blocs.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__sort_key", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("movement", "organisation"), name="enrolled_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "enrolled"), _negated=True),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        models.Q(("target", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="enrolled_with_a_target",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "declined"), _negated=True),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="declined_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovementChange",
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
                            "movement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="blocs.movement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MovementDocument",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("launch", "Launch letter or plan"),
                                    ("guidance", "Guidance"),
                                    ("review", "Report of a review"),
                                    ("other", "Other papers"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("file", models.FileField(max_length=120, upload_to=blocs.models.exemplar.place)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="blocs.movement",
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
                    ],
                    options={
                        "ordering": ["kind", "at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at__isnull", True)),
                                fields=("movement", "content_hash"),
                                name="document_once_in_a_movement",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovementYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "movement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="years",
                                to="blocs.movement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["year"],
                        "constraints": [
                            models.UniqueConstraint(fields=("movement", "year"), name="movement_year_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovementReview",
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
                                choices=[("interim", "Interim review"), ("final", "Final review")],
                                max_length=10,
                                verbose_name="review",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="held on")),
                        (
                            "summary",
                            models.TextField(
                                validators=[django.core.validators.MaxLengthValidator(8000)],
                                verbose_name="results",
                            ),
                        ),
                        (
                            "lessons",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="weaknesses and lessons",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("at", models.DateTimeField(editable=False)),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="blocs.movement",
                            ),
                        ),
                        (
                            "leading",
                            models.ManyToManyField(
                                related_name="leading_in",
                                to="blocs.organisation",
                                verbose_name="leading organisations",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["held_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("movement", "kind"), name="one_review_of_a_kind_per_movement"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exemplar",
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
                                    ("collective", "Collective within an organisation"),
                                    ("person", "Person"),
                                ],
                                max_length=12,
                                verbose_name="exemplar is",
                            ),
                        ),
                        (
                            "name",
                            emulation.fields.OneLineField(blank=True, max_length=250, verbose_name="name"),
                        ),
                        (
                            "position",
                            emulation.fields.OneLineField(
                                blank=True, max_length=250, verbose_name="position or place of work"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "half",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "First half"), (2, "Second half")],
                                null=True,
                                verbose_name="half year",
                            ),
                        ),
                        (
                            "story",
                            models.TextField(
                                validators=[django.core.validators.MaxLengthValidator(6000)],
                                verbose_name="what they did",
                            ),
                        ),
                        (
                            "consent",
                            emulation.fields.OneLineField(blank=True, max_length=250, verbose_name="consent"),
                        ),
                        (
                            "picture",
                            models.FileField(
                                blank=True, editable=False, max_length=120, upload_to="exemplars/"
                            ),
                        ),
                        (
                            "picture_words",
                            emulation.fields.OneLineField(
                                blank=True, max_length=250, verbose_name="what the picture shows"
                            ),
                        ),
                        ("search_text", models.TextField(default="", editable=False)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("at", models.DateTimeField(editable=False)),
                        ("published_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exemplars",
                                to="blocs.movement",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exemplars",
                                to="blocs.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "-half", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "organisation"), ("name", "")),
                                    models.Q(
                                        models.Q(("kind", "organisation"), _negated=True),
                                        models.Q(("name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="exemplar_has_a_name_of_its_own",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__gte", 1948), ("year__lte", 2100)),
                                name="exemplar_of_a_known_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("half__isnull", True), ("half__in", [1, 2]), _connector="OR"
                                ),
                                name="exemplar_of_a_half_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", True),
                                    models.Q(("kind", "person"), _negated=True),
                                    models.Q(("consent", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="person_published_with_consent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovementResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True,
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="results",
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="blocs.movement",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="movement_results",
                                to="blocs.report",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["movement__sort_key", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "movement"), name="one_result_per_movement_and_report"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeriodResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "half",
                            models.PositiveSmallIntegerField(choices=[(1, "First half"), (2, "Second half")]),
                        ),
                        (
                            "text",
                            models.TextField(
                                validators=[django.core.validators.MaxLengthValidator(4000)],
                                verbose_name="what was done",
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("at", models.DateTimeField(editable=False)),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="blocs.enrolment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["year", "half", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("enrolment", "year", "half"), name="one_result_per_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("half__in", [1, 2])), name="result_of_a_half_year"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(decimal_places=2, max_digits=15, verbose_name="target"),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="blocs.enrolment",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="blocs.measure",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["measure__order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("enrolment", "measure"), name="one_target_per_measure"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)),
                                name="target_of_a_measure_is_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeriodFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(decimal_places=2, max_digits=15, verbose_name="reached"),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="blocs.measure",
                            ),
                        ),
                        (
                            "result",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="blocs.periodresult",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["measure__order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("result", "measure"), name="one_figure_per_measure_and_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)),
                                name="figure_of_a_period_is_not_negative",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="movement",
            name="participants",
            field=models.ManyToManyField(
                related_name="movements", through="blocs.Enrolment", to="blocs.organisation"
            ),
        ),
        migrations.RunPython(
            lambda apps, editor: usual.load(apps.get_model("blocs", "UsualLine")), migrations.RunPython.noop
        ),
        migrations.RunPython(lambda apps, editor: catalogue.load(apps), migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: append_only.protect(editor.connection), migrations.RunPython.noop
        ),
    ]
