"""SECRET_KEY is changed: what it closed goes on to open, first by the old key and then without it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth as recovery
from allauth.mfa.totp.internal import auth as totp
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command

from blocs.models import CalendarFeed, Webhook
from blocs.models.calendar_feed import key_in
from blocs.services import calendar_feeds
from emulation import sealed
from emulation.models import Letter
from emulation.outbox import Written, delivering
from tests import factories

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
NEW = "another-secret-of-the-site-" * 3


@pytest.fixture
def closed(officer, told_outside):
    """A second step with recovery codes, a webhook, a mail with a secret link, and a calendar."""
    totp.TOTP.activate(officer, SECRET)
    codes = recovery.RecoveryCodes.activate(officer).get_unused_codes()
    mail = EmailMessage("Thư mời", "Liên kết mật", to=["a@example.vn"])
    mail.written = Written(kind="account", is_secret=True)
    mail.send()
    feed = calendar_feeds.renew(None, seen=0, by=officer, at=factories.NOON)
    return {"codes": codes, "webhook": Webhook.objects.get().secret, "calendar": feed.token}


def opened(officer):
    auth = {row.type: row.wrap() for row in Authenticator.objects.filter(user=officer)}
    letter = Letter.objects.get(is_secret=True)
    totp.cache.clear()
    return {
        "codes": auth["recovery_codes"].get_unused_codes(),
        "webhook": Webhook.objects.get().secret,
        "code": auth["totp"].validate_code(now_code()),
        "letter": sealed.unseal(letter.text, of=delivering.SECRETS),
    }


def now_code():
    return totp.format_hotp_value(totp.hotp_value(SECRET, int(time.time()) // 30))


def test_after_it_the_old_key_is_needed_no_more(officer, closed, settings, capsys):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW

    call_command("seal_anew")
    settings.SECRET_KEY_FALLBACKS = []

    found = opened(officer)
    assert (found["codes"], found["webhook"]) == (closed["codes"], closed["webhook"])
    assert found["code"]
    assert found["letter"] == "Liên kết mật"
    assert "4 bí mật" in capsys.readouterr().out


def test_it_can_be_done_twice(officer, closed, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW

    call_command("seal_anew")
    call_command("seal_anew")

    assert opened(officer)["webhook"] == closed["webhook"]


def test_without_the_old_key_it_says_so_and_changes_nothing(officer, closed, settings):
    before = settings.SECRET_KEY
    settings.SECRET_KEY = NEW

    with pytest.raises(CommandError, match="SECRET_KEY_FALLBACKS"):
        call_command("seal_anew")

    settings.SECRET_KEY = before
    assert opened(officer)["codes"] == closed["codes"]


def test_a_calendar_is_read_under_its_address_while_the_old_key_is_known(closed, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW
    key = CalendarFeed.objects.get().key

    assert key_in(closed["calendar"]) == key
    assert key_in(CalendarFeed.objects.get().token) == key
    settings.SECRET_KEY_FALLBACKS = []
    assert key_in(closed["calendar"]) is None
