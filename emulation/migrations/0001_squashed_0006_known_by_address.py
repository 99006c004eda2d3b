import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import emulation.fields
import emulation.migrating
import emulation.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("emulation", "0001_accounts"),
        ("emulation", "0002_names_in_order"),
        ("emulation", "0003_fill_sorting_and_search"),
        ("emulation", "0004_sign_ins"),
        ("emulation", "0005_saved_filters"),
        ("emulation", "0006_known_by_address"),
    ]
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        emulation.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "A user with that username already exists."},
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        (
                            "full_name",
                            emulation.fields.OneLineField(max_length=120, verbose_name="full name"),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                        (
                            "phone",
                            emulation.fields.OneLineField(blank=True, max_length=30, verbose_name="phone"),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "Vietnamese"), ("en", "English")],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("large_text", models.BooleanField(default=False, verbose_name="large text")),
                        ("saves_filters", models.BooleanField(default=False, editable=False)),
                        ("known_by_address", models.BooleanField(default=True, editable=False)),
                        (
                            "sort_key",
                            emulation.fields.SortKeyField(
                                blank=True,
                                db_index=True,
                                default="",
                                editable=False,
                                max_length=512,
                                of=("full_name",),
                            ),
                        ),
                        (
                            "search_text",
                            emulation.fields.SearchField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=600,
                                of=("full_name", "username", "email", "phone"),
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "user",
                        "verbose_name_plural": "users",
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="email_once_whatever_its_case",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("username"),
                                name="username_once_whatever_its_case",
                            ),
                        ],
                    },
                    managers=[
                        ("objects", emulation.models.PersonManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="SavedFilter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.CharField(max_length=300, verbose_name="list")),
                        ("name", emulation.fields.OneLineField(max_length=60, verbose_name="name")),
                        ("query", models.CharField(max_length=1000, verbose_name="filter")),
                        (
                            "sort_key",
                            emulation.fields.SortKeyField(
                                blank=True, default="", editable=False, max_length=300, of=("name",)
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_filters",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "address", "name"),
                                name="saved_filters_have_names_of_their_own",
                                violation_error_message="A filter of this name is saved for this list already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignIn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("succeeded", models.BooleanField()),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("password", "password"),
                                    ("code", "password and second step"),
                                    ("passkey", "passkey"),
                                    ("provider", "sign-on of the office"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("address", models.GenericIPAddressField(null=True)),
                        ("browser", models.CharField(blank=True, max_length=300)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "indexes": [models.Index(fields=["user", "-at"], name="sign_ins_of_somebody")],
                    },
                ),
            ],
        ),
    ]
