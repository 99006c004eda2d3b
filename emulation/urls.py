"""Every address of the site. Each app names its own; this is where they meet."""

from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from django.conf import settings
from django.urls import include, path

from awards.api import urls as interface
from emulation.views import account, errors, gallery, health, metrics, notices, personal, saved_filters

urlpatterns = [
    path("health/", health.health, name="health"),
    path("metrics/", metrics.metrics, name="metrics"),
    path("language/", personal.choose_language, name="language-choose"),
    path("large-text/", personal.toggle_large_text, name="large-text-toggle"),
    path("filters/save/", saved_filters.save, name="filter-save"),
    path("filters/<int:pk>/rename/", saved_filters.rename, name="filter-rename"),
    path("filters/<int:pk>/delete/", saved_filters.delete, name="filter-delete"),
    path("accounts/me/", account.me, name="account-me"),
    path("accounts/me/sessions/end/", account.end_other_sessions, name="account-sessions-end"),
    path("accounts/me/sessions/<int:pk>/end/", account.end_session, name="account-session-end"),
    path("accounts/me/sign-on/join/", account.join_sign_on, name="account-sign-on-join"),
    path("accounts/me/sign-on/<int:pk>/part/", account.part_sign_on, name="account-sign-on-part"),
    path("accounts/me/notices/", notices.choose, name="account-notices"),
    path("notices/", notices.recent, name="notices-recent"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/<int:pk>/open/", notices.open_one, name="notice-open"),
    path("notices/stop/<str:token>/", notices.stop, name="notices-stop"),
    path("accounts/email/", personal.email_address, name="account_email"),
    path("accounts/2fa/webauthn/", account.passkeys, name="mfa_list_webauthn"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/sign-on/oidc/<str:provider_id>/login/", account.sign_on, name="openid_connect_login"),
    path("accounts/sign-on/", include(openid_connect.urlpatterns)),
    path("accounts/sign-on/cancelled/", account.sign_on_ended, name="socialaccount_login_cancelled"),
    path("accounts/sign-on/error/", account.sign_on_ended, name="socialaccount_login_error"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("verify/", include("documents.urls")),
    path("api/v1/", interface.urls),
    path("", include("blocs.urls")),
    path("", include("awards.urls")),
]
if settings.DEBUG:
    urlpatterns.insert(0, path("components/", gallery.gallery, name="gallery"))

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
