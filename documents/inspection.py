"""What `check_system` asks about keys for signing; emulation.inspection asks about the rest."""

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.models import AuthorityKey, SigningKey
from documents.rules.rejections import Rejection
from documents.signing import keys
from emulation import inspection
from emulation.inspection import Finding, failure, ok, warning


def register() -> None:
    inspection.CHECKS[gettext_lazy("Keys for signing")] = signing_keys


def signing_keys() -> Finding:
    """The site's own open now; of people's keys, whether the secret that they were sealed with is there."""
    from documents.services import authority  # only who asks pays for loading it

    file = settings.SIGNING_KEYS_FILE
    to_do = _("Put SIGNING_KEYS_FILE back from the safe, readable by the site's user alone.")
    try:
        newest = dict(AuthorityKey.objects.order_by("pk").values_list("purpose", "secret_id"))
    except DatabaseError as error:
        return failure(str(error).strip(), _("Start the database, or correct DATABASE_URL."))
    if not newest:
        return warning(_("not made yet"), _("Run python manage.py signing_authority."))
    known = _known()
    try:
        if not known.issuperset(filter(None, newest.values())):
            raise keys.NoKeys(file)
        authority.current()
    except (Rejection, keys.NoKeys):
        return failure(_("%(file)s does not open them: nobody can sign") % {"file": file or "–"}, to_do)
    shut = SigningKey.objects.filter(destroyed_at=None).exclude(secret_id__in=known).count()
    if shut:
        words = _("%(file)s lacks the secret of %(count)d keys of people") % {"file": file, "count": shut}
        return warning(words, to_do)
    return ok(file)


def _known() -> set[str]:
    """Of a file that is there: whoever asks for one that is not may make it, with DEBUG=1."""
    try:
        return set(keys.known_secrets()) if keys.has_secret() else set()
    except keys.NoKeys:
        return set()
