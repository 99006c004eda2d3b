"""Settings, in the order in which a request meets them. What differs per place comes from the environment."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from emulation import csp, watching
from emulation.notices import hours

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-debugging" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY in the environment or in .env (see .env.example), or set DEBUG=1."
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # those before it, the newest first

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORT = env.str("PORT", default="8000")  # of the demo
SITE_ADDRESS = env.str("SITE_ADDRESS", default=f"http://127.0.0.1:{PORT}").rstrip("/")
SECURE = SITE_ADDRESS.startswith("https://")
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # whose word for the visitor's address is taken
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE else "sessionid"  # no neighbouring host sets or reads it
SESSION_ENGINE = "emulation.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day
CSRF_FAILURE_VIEW = "emulation.views.errors.csrf_failure"
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")  # before /.well-known/; none: no such button
CONTENT_SECURITY_POLICY = csp.with_sign_on(csp.POLICY, OIDC_SERVER_URL)

INSTALLED_APPS = [
    "emulation",
    "documents",
    "blocs",
    "awards",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_guid",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # without one nothing is counted, and no page tells it
MIDDLEWARE = [
    "django_guid.middleware.guid_middleware",
    "emulation.watching.log_requests",
    "emulation.deep_calls.with_room",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "emulation.middleware.TooLargePages",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "emulation.guarding.told_to_browsers",
    "emulation.visitors.remembered",
    "emulation.middleware.language_of_the_reader",
    "emulation.middleware.SignInFirst",
    "emulation.middleware.SecondStepFirst",
    "emulation.guarding.FewFiles",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "emulation.middleware.OwnErrorPages",  # the next one is asked first what becomes of a failure
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "emulation.replica.Reports",  # the last, so that it makes a page again before anybody hears of a failure
]
if METRICS_TOKEN:
    MIDDLEWARE.insert(0, "django_prometheus.middleware.PrometheusBeforeMiddleware")
    MIDDLEWARE.append("django_prometheus.middleware.PrometheusAfterMiddleware")
DJANGO_GUID = {"GUID_HEADER_NAME": "X-Request-ID", "EXPOSE_HEADER": False}
ROOT_URLCONF = "emulation.urls"
WSGI_APPLICATION = "emulation.wsgi.application"

AUTH_USER_MODEL = "emulation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_REDIRECT_URL = LOGIN_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "emulation.accounts.Accounts"
ACCOUNT_FORMS = {
    "login": "emulation.account_forms.SignInForm",
    "change_password": "emulation.account_forms.ChangePasswordForm",
    "set_password": "emulation.account_forms.SetPasswordForm",
    "reset_password": "emulation.account_forms.ResetPasswordForm",
    "reset_password_from_key": "emulation.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "emulation.account_forms.ReauthenticateForm",
}
MFA_ADAPTER = "emulation.accounts.SecondFactor"
MFA_FORMS = {
    "authenticate": "emulation.second_factor_forms.CodeForm",
    "reauthenticate": "emulation.second_factor_forms.CodeAgainForm",
    "activate_totp": "emulation.second_factor_forms.ActivateForm",
    "deactivate_totp": "emulation.second_factor_forms.DeactivateForm",
    "generate_recovery_codes": "emulation.second_factor_forms.RecoveryCodesForm",
    "add_webauthn": "emulation.second_factor_forms.AddPasskeyForm",
    "edit_webauthn": "emulation.second_factor_forms.NamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the administrator vouches for addresses
MFA_TOTP_TOLERANCE = 1  # telephones whose clock is half a minute off
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are opened by an administrator, not by their owners
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # or anybody could have us write to anybody
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# Sign-on of the office by OpenID Connect: people are matched, never made.
OIDC_NAME = env.str("OIDC_NAME", default="")
OIDC_MATCHES_EMAIL = env.bool("OIDC_MATCHES_EMAIL", default=True)  # a verified address, at the first sign-in
SOCIALACCOUNT_ADAPTER = "emulation.sign_on.SignOn"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "office",
                "name": OIDC_NAME,
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
        if OIDC_SERVER_URL
        else [],
    }
}
SOCIALACCOUNT_STORE_TOKENS = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "emulation.context_processors.reader",
                "blocs.context_processors.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "emulation.templatetags.ui",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # No row locks there: a transaction takes the whole file when it begins, so that our locks hold on both.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
if REPLICA := env.str("DATABASE_REPLICA_URL", default=""):
    # A standby of the database, where reports and exports are read; see docs/operations.md.
    DATABASES["replica"] = env.db_url_config(REPLICA) | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    DATABASES["replica"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 2)
    DATABASES["replica"]["TEST"] = {"MIRROR": "default"}
DATABASE_REPLICA_LAG = env.float("DATABASE_REPLICA_LAG", default=5)  # seconds; a later one is not asked
DATABASE_ROUTERS = ["emulation.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", ("guide", BASE_DIR / "docs" / "guide" / "pictures")]
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(BASE_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# The secret that the keys for signing are sealed with lies outside the database; see docs on signing.
SIGNING_KEYS_FILE = env.str("SIGNING_KEYS_FILE", default=str(BASE_DIR / ".signing-keys") if DEBUG else "")
SIGNING_KEYS_MADE = DEBUG  # otherwise `manage.py signing_authority` makes them, once
SIGNING_KEY_BITS = 3072
SIGNING_PIN_COST = {"time_cost": 3, "memory_cost": 65536}  # of Argon2id, memory in KiB
SIGNING_TSA_URLS = env.list("SIGNING_TSA_URLS", default=[])  # asked in this order; none: the site's own clock
SIGNING_TSA_TIMEOUT = env.int("SIGNING_TSA_TIMEOUT", default=5)
SIGNING_CSC_ADDRESS = env.str("SIGNING_CSC_ADDRESS", default="")  # of a remote service, before /csc/v1/
SIGNING_CSC_TOKEN = env.str("SIGNING_CSC_TOKEN", default="")  # with which the site signs in there
SIGNING_CSC_TIMEOUT = env.int("SIGNING_CSC_TIMEOUT", default=15)  # seconds until it says whose key it has
SIGNING_CSC_CONFIRMING = 240  # seconds to confirm on one's telephone; the file is kept for five minutes
SIGNING_WAIT = 30  # seconds that a signature waits for those who sign at the same moment

CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")  # host:port, or a socket's path
# The secret around the urn of a secret ballot, outside the database: docs/ballots.md says what hangs on it.
BALLOT_SECRET = env.str("BALLOT_SECRET", default=SECRET_KEY)
BALLOT_PHRASE_COST = {"time_cost": 3, "memory_cost": 65536}  # of Argon2id, memory in KiB

# Long work: by processes of `manage.py db_worker`, or step by step while its page is open.
TASKS_IN_DATABASE = env.bool("TASKS_IN_DATABASE", default=False)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if TASKS_IN_DATABASE
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# Networks inside the wall, as 10.20.0.0/16, whose systems may be told of events; by http as well.
WEBHOOK_NETWORKS = env.list("WEBHOOK_NETWORKS", default=[])

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Mails are rows first; EMAIL_URL says who takes them from there.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DELIVERY_BACKEND = vars()["EMAIL_BACKEND"]
EMAIL_BACKEND = "emulation.outbox.Outbox"
OUTBOX_KEEPS_DAYS = env.int("OUTBOX_KEEPS_DAYS", default=30)  # what letters say, after they are settled
# When nobody is written to who did not choose other hours; empty: at any hour. Days before (-: after) a date
# on which the digest tells of it.
QUIET_HOURS = hours.hours_in(env.str("QUIET_HOURS", default="21:00-06:30"))
REMINDER_DAYS = [int(days) for days in env.list("REMINDER_DAYS", default=[14, 7, 3, 1, -1, -3, -7, -14])]
NOTICES_KEEP_DAYS = env.int("NOTICES_KEEP_DAYS", default=365)
EMAIL_TIMEOUT = 10  # seconds: a mail server that does not answer shall not hold up the page
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="thi-dua@localhost")

LOGGING = watching.logging_for(debug=DEBUG, as_json=env.bool("LOG_JSON", default=False))
watching.tell_failures(env.str("SENTRY_DSN", default=""))
