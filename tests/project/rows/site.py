"""Rows of the site itself: sign-in, accounts, what is open to everybody."""

from tests.factories import YEAR
from tests.project.addresses import (
    AWAY,
    EVERYBODY,
    HIDDEN,
    METHOD,
    NOBODY,
    OPEN,
    WATCHERS,
    Row,
    anybody,
    button,
    public,
)

KINDS = ("signing", "signing_course", "movement", "report", "result", "handover", "decision")
AT_HOME = EVERYBODY - {"stranger_standing"}  # in the province of the world

SITE: dict[str, list[Row]] = {
    "health": [public()],
    "metrics": [Row(otherwise=HIDDEN, signed_out=HIDDEN)],  # but for who brings its word: test_watching
    "language-choose": [
        button(by=EVERYBODY, sends=lambda world: {"language": "vi"}, signed_out=METHOD),
    ],
    "large-text-toggle": [button(by=EVERYBODY, signed_out=METHOD)],
    "blocs:guide": [public()],
    "blocs:guide-page": [public("officer"), Row(otherwise=HIDDEN, signed_out=HIDDEN, args=("README",))],
    "documents:verify": [public()],
    "documents:root-certificate": [public()],
    "documents:revocation-list": [public()],
    "documents:paper-verify": [Row(otherwise=HIDDEN, signed_out=HIDDEN, args=("AAAA-AAAA",))],
    "blocs:start": [anybody()],
    "blocs:overview-list": [Row(WATCHERS | {"stranger_standing"})],
    "blocs:calendar": [anybody()],
    "blocs:calendar-subscribe": [anybody()],
    "blocs:calendar-feed-renew": [button(by=EVERYBODY, sends=lambda world: {"seen": 1})],
    "blocs:calendar-feed-end": [button(by={"head"})],
    "blocs:calendar-feed": [
        public("calendar_feed.token"),
        Row(otherwise=HIDDEN, signed_out=HIDDEN, args=("no-such-address",)),
    ],
    "blocs:calendar-template-list": [
        anybody(
            sends=lambda world: {"year": YEAR + 5, "period": "calendar"},
            changes={"standing", "stranger_standing"},
        )
    ],
    "blocs:calendar-template": [Row(AT_HOME, args=("year_template.pk",))],
    "blocs:calendar-template-edit": [
        Row(
            {"standing"},
            AT_HOME - {"standing"},
            args=("year_template.pk",),
            sends=lambda world: {
                "pledge-due": f"15/03/{YEAR}",
                "seen": world.year_template.changes.last().pk,
            },
            changes={"standing"},
        )
    ],
    "blocs:calendar-template-apply": [
        Row(
            {"standing"},
            AT_HOME - {"standing"},
            args=("year_template.pk",),
            sends=lambda world: {"reason": "Theo kế hoạch của tỉnh."},
            changes={"standing"},
        )
    ],
    "blocs:glossary": [anybody(), anybody(query="?q=thi+dua")],
    "blocs:tour": [anybody()],
    "blocs:tour-leave": [button(by=NOBODY)],  # only the browser remembers it
    "blocs:search": [anybody(query="?q=hội")],
}

ACCOUNTS: dict[str, list[Row]] = {
    "filter-save": [
        button(
            by=EVERYBODY,
            sends=lambda world: {"address": "/movements/", "query": f"year={YEAR}", "name": "Của năm"},
        )
    ],
    "filter-rename": [button("saved_filter.pk", by={"head"}, sends=lambda world: {"name": "Chờ ký"})],
    "filter-delete": [button("saved_filter.pk", by={"head"})],
    "account-me": [
        anybody(sends=lambda world: {"language": "vi", "large_text": "on"}, changes=EVERYBODY),
    ],
    "account-notices": [
        anybody(
            sends=lambda world: {
                "digest": "weekly",
                "quiet": "none",
                **{f"way-{kind}": "digest" for kind in KINDS},
            },
            changes=EVERYBODY,
        )
    ],
    "notices-recent": [anybody()],
    "notices-read": [button(by={"head"}, sends=lambda world: {"upto": world.notice.pk})],
    "notice-open": [button("notice.pk", by={"head"})],
    "notices-stop": [
        public("mail.stop", sends=lambda world: {}, changes=EVERYBODY),
        Row(otherwise=HIDDEN, signed_out=HIDDEN, args=("no-such-address",)),
    ],
    "account-sessions-end": [button(by=NOBODY)],  # nobody of the cast has another session
    "account-session-end": [button("1", by=NOBODY)],
    "account-sign-on-join": [
        button(by=NOBODY)
    ],  # no server is set; asks first whether it is still the person
    "account-sign-on-part": [button("1", by=NOBODY)],
    "account_login": [Row(away=EVERYBODY, signed_out=OPEN)],
    "account_logout": [Row(opens=EVERYBODY, signed_out=AWAY)],
    "account_inactive": [public()],
    "account_signup": [Row(away=EVERYBODY, signed_out=OPEN)],
    "account_reauthenticate": [anybody()],
    "account_email": [anybody()],
    "account_email_verification_sent": [public()],
    "account_confirm_email": [public("no-such-key")],
    "account_change_password": [
        anybody(
            sends=lambda world: {
                "oldpassword": "mat-khau-thu",
                "password1": "một câu dài dễ nhớ",
                "password2": "một câu dài dễ nhớ",
            },
            changes=EVERYBODY,
        )
    ],
    "account_set_password": [Row(away=EVERYBODY)],
    "account_reset_password": [public()],
    "account_reset_password_done": [public()],
    "account_reset_password_from_key": [public("abc", "no-such-key")],
    "account_reset_password_from_key_done": [public()],
    "account_confirm_login_code": [Row(away=EVERYBODY, signed_out=AWAY)],
    "mfa_index": [anybody()],
    "mfa_authenticate": [Row(away=EVERYBODY, signed_out=AWAY)],  # opens between password and code
    "openid_connect_login": [Row(signed_out=HIDDEN, args=("office",))],  # no server is set
    "openid_connect_callback": [Row(signed_out=HIDDEN, args=("office",))],
    "socialaccount_login_cancelled": [Row(away=EVERYBODY, signed_out=AWAY)],
    "socialaccount_login_error": [Row(away=EVERYBODY, signed_out=AWAY)],
    "mfa_list_webauthn": [Row(away=EVERYBODY)],
    "mfa_add_webauthn": [Row(away=EVERYBODY)],  # asks first whether it is still the person
    "mfa_edit_webauthn": [Row(away=EVERYBODY, args=("1",))],
    "mfa_remove_webauthn": [Row(away=EVERYBODY, args=("1",))],
    "mfa_reauthenticate_webauthn": [Row(away=EVERYBODY)],
    "mfa_login_webauthn": [Row(away=EVERYBODY, signed_out=AWAY)],  # the button of the sign-in page
    "mfa_reauthenticate": [Row(away=EVERYBODY)],  # nobody of the cast has a second step
    "mfa_activate_totp": [Row(away=EVERYBODY)],  # asks first whether it is still the person
    "mfa_deactivate_totp": [Row(otherwise=HIDDEN)],
    "mfa_view_recovery_codes": [Row(otherwise=HIDDEN)],
    "mfa_generate_recovery_codes": [Row(away=EVERYBODY)],
    "mfa_download_recovery_codes": [Row(otherwise=HIDDEN)],
}
