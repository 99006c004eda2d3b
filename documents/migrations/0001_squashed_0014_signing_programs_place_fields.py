import django.core.validators
import django.db.models.deletion
import documents.models.profile
import emulation.fields
import emulation.migrating
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from documents import append_only, profiles


class Migration(migrations.Migration):
    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_format_profiles"),
        ("documents", "0003_signing"),
        ("documents", "0004_append_only_evidence"),
        ("documents", "0005_search_in_papers"),
        ("documents", "0006_fill_search_in_papers"),
        ("documents", "0007_remote_credentials"),
        ("documents", "0008_append_only_sign_ins"),
        ("documents", "0009_changes_of_formats"),
        ("documents", "0010_signing_in_place_of_a_paper"),
        ("documents", "0011_annexes_of_papers"),
        ("documents", "0012_retired_roots"),
        ("documents", "0013_passkeys_open_signing_keys"),
        ("documents", "0014_signing_programs_place_fields"),
    ]
    initial = True

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        emulation.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="EventChain",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=80, unique=True)),
                        ("length", models.PositiveIntegerField(default=0)),
                        (
                            "head",
                            models.CharField(
                                default="0000000000000000000000000000000000000000000000000000000000000000",
                                max_length=64,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["key"],
                    },
                ),
                migrations.CreateModel(
                    name="FileCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("checked_at", models.DateTimeField()),
                        ("report", models.JSONField()),
                    ],
                    options={
                        "ordering": ["-checked_at"],
                    },
                ),
                migrations.CreateModel(
                    name="AuthorityKey",
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
                                choices=[
                                    ("root", "Root"),
                                    ("issuing", "Issuing authority"),
                                    ("clock", "Time-stamps"),
                                    ("seal", "Seal of the site"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("certificate", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("blob", models.BinaryField(null=True)),
                        ("secret_id", models.CharField(blank=True, max_length=40)),
                        ("not_before", models.DateTimeField()),
                        ("not_after", models.DateTimeField()),
                        ("made_at", models.DateTimeField()),
                        ("revocation_list", models.BinaryField(null=True)),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("blob__isnull", True), ("purpose", "root")),
                                    models.Q(
                                        models.Q(("purpose", "root"), _negated=True), ("blob__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="only_the_root_key_is_elsewhere",
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
                        ("organisation", models.CharField(max_length=250, verbose_name="organisation")),
                        ("title", models.CharField(max_length=250, verbose_name="position")),
                        (
                            "decision",
                            models.CharField(
                                max_length=120, verbose_name="number of the paper that names the person"
                            ),
                        ),
                        ("approved_at", models.DateTimeField()),
                        ("used_at", models.DateTimeField(null=True)),
                        (
                            "approved_by",
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
                                related_name="enrolments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("used_at__isnull", True)),
                                fields=("user",),
                                name="one_open_enrolment_each",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormatProfile",
                    fields=[
                        (
                            "code",
                            models.SlugField(
                                max_length=20, primary_key=True, serialize=False, verbose_name="code"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("heading", models.TextField(verbose_name="heading at the right, a line each")),
                        (
                            "heading_size",
                            models.PositiveSmallIntegerField(
                                default=12,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="heading, pt",
                            ),
                        ),
                        (
                            "motto_size",
                            models.PositiveSmallIntegerField(
                                default=13,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="motto, pt",
                            ),
                        ),
                        (
                            "agency_size",
                            models.PositiveSmallIntegerField(
                                default=12,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="issuer, pt",
                            ),
                        ),
                        (
                            "agency_mark",
                            models.CharField(
                                choices=[
                                    ("rule", "a rule"),
                                    ("*", "one star"),
                                    ("***", "three stars"),
                                    ("-----", "five dashes"),
                                ],
                                default="rule",
                                max_length=5,
                                verbose_name="below the issuer",
                            ),
                        ),
                        (
                            "margin_top",
                            models.PositiveSmallIntegerField(
                                default=20,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(40),
                                ],
                                verbose_name="top margin, mm",
                            ),
                        ),
                        (
                            "margin_right",
                            models.PositiveSmallIntegerField(
                                default=15,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(40),
                                ],
                                verbose_name="right margin, mm",
                            ),
                        ),
                        (
                            "margin_bottom",
                            models.PositiveSmallIntegerField(
                                default=20,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(40),
                                ],
                                verbose_name="bottom margin, mm",
                            ),
                        ),
                        (
                            "margin_left",
                            models.PositiveSmallIntegerField(
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(40),
                                ],
                                verbose_name="left margin, mm",
                            ),
                        ),
                        (
                            "body_size",
                            models.PositiveSmallIntegerField(
                                default=14,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="text, pt",
                            ),
                        ),
                        (
                            "line_spacing",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("1.3"),
                                max_digits=4,
                                verbose_name="line spacing",
                            ),
                        ),
                        (
                            "line_spacing_in_points",
                            models.BooleanField(default=False, verbose_name="line spacing is in points"),
                        ),
                        (
                            "indent",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("10"),
                                max_digits=4,
                                verbose_name="first line indent, mm",
                            ),
                        ),
                        (
                            "paragraph_gap",
                            models.PositiveSmallIntegerField(
                                default=6,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="between paragraphs, pt",
                            ),
                        ),
                        (
                            "number_label",
                            models.CharField(default="Số:", max_length=10, verbose_name="before the number"),
                        ),
                        (
                            "number_pattern",
                            models.CharField(
                                default="{number}/{kind}-{issuer}",
                                max_length=60,
                                validators=[documents.models.profile.check_number_pattern],
                                verbose_name="number",
                            ),
                        ),
                        (
                            "number_digits",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[django.core.validators.MaxValueValidator(4)],
                                verbose_name="digits at least",
                            ),
                        ),
                        (
                            "number_period",
                            models.CharField(
                                choices=[
                                    ("year", "begins again each year"),
                                    ("term", "begins again each term of the committee"),
                                ],
                                default="year",
                                max_length=4,
                                verbose_name="numbering",
                            ),
                        ),
                        (
                            "page_number",
                            models.CharField(
                                choices=[("top", "top centre"), ("bottom", "bottom centre")],
                                default="top",
                                max_length=6,
                                verbose_name="page number",
                            ),
                        ),
                        (
                            "abstract_mark",
                            models.CharField(
                                choices=[
                                    ("rule", "a rule"),
                                    ("*", "one star"),
                                    ("***", "three stars"),
                                    ("-----", "five dashes"),
                                ],
                                default="rule",
                                max_length=5,
                                verbose_name="below the abstract",
                            ),
                        ),
                        (
                            "addressee_label",
                            models.CharField(
                                default="Kính gửi:", max_length=20, verbose_name="before the addressee"
                            ),
                        ),
                        ("bases_italic", models.BooleanField(default=True, verbose_name="bases in italics")),
                        (
                            "bases_dash",
                            models.BooleanField(default=False, verbose_name="bases begin with a dash"),
                        ),
                        (
                            "authority_mark",
                            models.CharField(
                                choices=[(".", "TM."), ("/", "T/M")],
                                default=".",
                                max_length=1,
                                verbose_name="after TM, KT, TL",
                            ),
                        ),
                        ("position_bold", models.BooleanField(default=True, verbose_name="position in bold")),
                        (
                            "recipients_underlined",
                            models.BooleanField(
                                default=False, verbose_name="“Nơi nhận” underlined, not in bold italics"
                            ),
                        ),
                        (
                            "archive_label",
                            models.CharField(
                                default="Lưu:", max_length=10, verbose_name="before the archive's name"
                            ),
                        ),
                        (
                            "ending",
                            models.CharField(default="./.", max_length=3, verbose_name="ends the text"),
                        ),
                        ("source", models.CharField(blank=True, max_length=250, verbose_name="source")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("sourced", "from the official text"),
                                    ("secondary", "from a restatement; compare with the official text"),
                                    ("assumed", "not known; the state's format stands in"),
                                ],
                                default="assumed",
                                max_length=10,
                                verbose_name="how sure",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                    ],
                    options={
                        "verbose_name": "format of papers",
                        "verbose_name_plural": "formats of papers",
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("heading", ""), _negated=True),
                                name="format_profile_has_a_heading",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number_pattern__contains", "{number}")),
                                name="format_profile_numbers_its_papers",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberRegister",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("issuer_key", models.CharField(max_length=80)),
                        ("kind", models.CharField(max_length=40)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["issuer_key", "kind", "year"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issuer_key", "kind", "year"),
                                name="one_register_per_issuer_kind_and_year",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RemoteCredential",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("known_since", models.DateTimeField()),
                        (
                            "known_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remote_credential",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SignaturePicture",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("png", models.BinaryField()),
                        ("changed_at", models.DateTimeField()),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signature_picture",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="TokenCertificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("subject", models.CharField(max_length=250)),
                        ("issuer", models.CharField(max_length=250)),
                        ("known_since", models.DateTimeField()),
                        (
                            "known_by",
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
                                related_name="token_certificates",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-known_since"],
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "sha256"), name="token_known_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrustedRoot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name of the list")),
                        (
                            "use",
                            models.CharField(
                                choices=[
                                    ("signers", "Signatures"),
                                    ("clocks", "Time-stamps"),
                                    ("both", "Signatures and time-stamps"),
                                ],
                                default="both",
                                max_length=10,
                                verbose_name="believed for",
                            ),
                        ),
                        ("certificate", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("subject", models.CharField(max_length=250)),
                        ("between", models.BinaryField(blank=True, default=b"")),
                        ("revocation_list", models.BinaryField(blank=True, default=b"")),
                        ("valid_from", models.DateField(verbose_name="from")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="to")),
                        ("added_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(null=True)),
                        ("retired_reason", models.TextField(blank=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "retired_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("retired_at__isnull", True),
                                    models.Q(("retired_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="retired_root_says_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("serial", models.CharField(max_length=64, unique=True)),
                        ("der", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("not_before", models.DateTimeField()),
                        ("not_after", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=30)),
                        ("note", models.TextField(blank=True)),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.authoritykey",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="documents.enrolment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-not_before", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at__isnull", True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="revocation_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("not_after__gt", models.F("not_before"))),
                                name="certificate_lasts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="kind")),
                        ("subject", models.CharField(db_index=True, max_length=80, verbose_name="subject")),
                        ("issuer_key", models.CharField(max_length=80)),
                        ("issuer_name", models.CharField(max_length=250, verbose_name="issuer")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="number")),
                        (
                            "number_text",
                            models.CharField(blank=True, max_length=80, verbose_name="number and symbol"),
                        ),
                        ("title", models.CharField(max_length=500, verbose_name="title")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                        ("issued_at", models.DateTimeField(null=True)),
                        ("file", models.FileField(blank=True, upload_to="papers/", verbose_name="file")),
                        ("file_name", models.CharField(blank=True, max_length=50)),
                        (
                            "content_hash",
                            models.CharField(
                                blank=True, db_index=True, max_length=64, verbose_name="SHA-256"
                            ),
                        ),
                        ("size", models.PositiveIntegerField(default=0, verbose_name="bytes")),
                        (
                            "code",
                            models.CharField(max_length=10, unique=True, verbose_name="verification code"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("signing", "Being signed"),
                                    ("issued", "Current"),
                                    ("superseded", "Replaced"),
                                    ("void", "Void"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("void_reason", models.TextField(blank=True, verbose_name="why it is void")),
                        (
                            "search_text",
                            emulation.fields.SearchField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=1200,
                                of=("number_text", "title", "code", "issuer_name"),
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.formatprofile",
                                verbose_name="format",
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="documents.paper",
                                verbose_name="replaces",
                            ),
                        ),
                        (
                            "supplements",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="annexes",
                                to="documents.paper",
                                verbose_name="annex to",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "paper",
                        "verbose_name_plural": "papers",
                        "ordering": ["-issued_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issuer_key", "kind", "year", "number"),
                                name="paper_number_once_per_register",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    models.Q(
                                        models.Q(("content_hash", ""), _negated=True),
                                        models.Q(("file", ""), _negated=True),
                                        ("issued_on__isnull", False),
                                        ("issued_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="issued_paper_has_its_bytes_and_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "draft"), _negated=True),
                                    ("number__isnull", True),
                                    _connector="OR",
                                ),
                                name="draft_takes_no_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "void"), _negated=True),
                                    models.Q(("void_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="void_paper_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("supersedes__isnull", True),
                                    models.Q(("supersedes", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="paper_does_not_replace_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProfileChange",
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
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="documents.formatprofile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RevocationList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("content", models.BinaryField()),
                        ("this_update", models.DateTimeField()),
                        ("next_update", models.DateTimeField()),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lists",
                                to="documents.authoritykey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="SignatureEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seq", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=30)),
                        ("at", models.DateTimeField()),
                        ("data", models.JSONField(default=dict)),
                        ("prev", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
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
                            "chain",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="documents.eventchain",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["chain", "seq"],
                        "constraints": [
                            models.UniqueConstraint(fields=("chain", "seq"), name="events_follow_each_other")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperEvent",
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
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="documents.paper",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SigningKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("blob", models.BinaryField()),
                        ("secret_id", models.CharField(max_length=40)),
                        ("kdf", models.JSONField()),
                        ("failed", models.PositiveSmallIntegerField(default=0)),
                        ("locked_until", models.DateTimeField(null=True)),
                        ("destroyed_at", models.DateTimeField(null=True)),
                        (
                            "certificate",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="key",
                                to="documents.certificate",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PasskeyUnlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("blob", models.BinaryField()),
                        ("secret_id", models.CharField(max_length=40)),
                        ("added_at", models.DateTimeField()),
                        (
                            "passkey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="mfa.authenticator",
                            ),
                        ),
                        (
                            "key",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passkeys",
                                to="documents.signingkey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["added_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("key", "passkey"), name="passkey_opens_a_key_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignatureRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "order",
                            models.CharField(
                                choices=[
                                    ("any", "In any order"),
                                    ("leader_first", "The leader first"),
                                    ("leader_last", "The leader last"),
                                ],
                                default="any",
                                max_length=12,
                                verbose_name="order of signing",
                            ),
                        ),
                        (
                            "profile",
                            models.CharField(
                                choices=[
                                    ("certified", "Signed in the fields of the paper alone"),
                                    ("open", "Signing programs may place a field of their own"),
                                ],
                                default="certified",
                                max_length=10,
                                verbose_name="fields for signatures",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("frozen", "Ready to be signed"),
                                    ("signing", "Being signed"),
                                    ("completed", "Signed by all"),
                                    ("sealed", "Signed and sealed"),
                                    ("in_ink", "Signed in ink"),
                                    ("declined", "Declined"),
                                    ("expired", "Time ran out"),
                                    ("cancelled", "Cancelled"),
                                    ("superseded", "Replaced by a new version"),
                                ],
                                default="frozen",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "deadline",
                            models.DateTimeField(blank=True, null=True, verbose_name="to be signed before"),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("completed_at", models.DateTimeField(null=True)),
                        ("sealed_at", models.DateTimeField(null=True)),
                        ("stop_reason", models.TextField(blank=True)),
                        (
                            "chain",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.eventchain",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signing",
                                to="documents.paper",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.paper",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-opened_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="InkCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file", models.FileField(upload_to="scans/")),
                        ("content_type", models.CharField(max_length=40)),
                        ("sha256", models.CharField(db_index=True, max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("pages", models.PositiveSmallIntegerField()),
                        ("signed_on", models.DateField(verbose_name="signed on")),
                        ("certified_as", models.CharField(max_length=250)),
                        ("certified_at", models.DateTimeField()),
                        (
                            "certified_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ink",
                                to="documents.signaturerequest",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("sha256", ""), _negated=True), ("size__gt", 0)),
                                name="ink_copy_has_its_bytes",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slot", models.CharField(max_length=40)),
                        ("party", models.CharField(blank=True, max_length=80)),
                        (
                            "role",
                            models.CharField(
                                choices=[("leader", "Leader"), ("member", "Member"), ("witness", "Witness")],
                                default="member",
                                max_length=10,
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=1)),
                        ("place", models.PositiveSmallIntegerField(default=0)),
                        (
                            "organisation",
                            models.CharField(blank=True, max_length=250, verbose_name="organisation"),
                        ),
                        ("title", models.CharField(blank=True, max_length=250, verbose_name="position")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "acting",
                            models.CharField(
                                blank=True,
                                max_length=250,
                                verbose_name="signs in place of the one named, under",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("embedded", "With the key kept here"),
                                    ("upload", "With a token of one's own"),
                                    ("remote", "With a remote signing service"),
                                    ("ink", "In ink, on paper"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Not its turn yet"),
                                    ("invited", "Asked to sign"),
                                    ("viewed", "Has opened the paper"),
                                    ("signed", "Has signed"),
                                    ("declined", "Has declined"),
                                    ("withdrawn", "Has withdrawn the signature"),
                                ],
                                default="waiting",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("invited_at", models.DateTimeField(null=True)),
                        ("viewed_at", models.DateTimeField(null=True)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("reminders", models.PositiveSmallIntegerField(default=0)),
                        ("reminded_at", models.DateTimeField(null=True)),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signers",
                                to="documents.signaturerequest",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signings",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who signs",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["place", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "slot"), name="one_signer_in_each_room"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["declined", "withdrawn"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="decliner_says_why",
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
                        ("seq", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("certified", "Frozen, with the site's seal"),
                                    ("signed", "One more signature"),
                                    ("sealed", "Evidence and archive time-stamp"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("parent_sha256", models.CharField(blank=True, max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("file", models.FileField(upload_to="papers/")),
                        ("made_at", models.DateTimeField()),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="documents.signaturerequest",
                            ),
                        ),
                        (
                            "signer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="documents.signer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["seq"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "seq"), name="revisions_follow_each_other"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("signer__isnull", False)),
                                fields=("request", "signer"),
                                name="each_signer_signs_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "signed"), ("signer__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "signed"), _negated=True), ("signer__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="a_signature_has_its_signer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("embedded", "With the key kept here"),
                                    ("upload", "With a token of one's own"),
                                    ("remote", "With a remote signing service"),
                                    ("ink", "In ink, on paper"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("own_field", models.CharField(blank=True, max_length=120)),
                        ("certificate_der", models.BinaryField()),
                        ("certificate_sha256", models.CharField(db_index=True, max_length=64)),
                        ("subject", models.CharField(max_length=250)),
                        ("issuer", models.CharField(max_length=250)),
                        ("serial", models.CharField(max_length=64)),
                        ("algorithm", models.CharField(max_length=80)),
                        ("trusted_by", models.CharField(max_length=120)),
                        ("claimed_at", models.DateTimeField(null=True)),
                        ("stamped_at", models.DateTimeField()),
                        (
                            "revision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signature",
                                to="documents.revision",
                            ),
                        ),
                        (
                            "signer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="documents.signer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["stamped_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SigningLease",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token", models.CharField(max_length=32, unique=True)),
                        ("expires", models.DateTimeField()),
                        (
                            "base",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.revision",
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lease",
                                to="documents.signaturerequest",
                            ),
                        ),
                        (
                            "signer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.signer",
                            ),
                        ),
                    ],
                ),
            ],
        ),
        migrations.AddField(
            model_name="signaturerequest",
            name="head",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.revision",
            ),
        ),
        migrations.RunPython(
            lambda apps, editor: profiles.load(apps.get_model("documents", "FormatProfile")),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            lambda apps, editor: append_only.protect(editor.connection),
            lambda apps, editor: append_only.lift(editor.connection),
        ),
    ]
