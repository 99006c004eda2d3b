"""manage.py signing_round: what is due in signing; run it every few minutes."""

import logging
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import SignatureRequest, SigningLease
from documents.services import authority, rounds, signing
from emulation.management.speaking import SpeakingCommand

logger = logging.getLogger(__name__)


class Command(SpeakingCommand):
    help = "Closes what ran out of time, seals what all have signed, and keeps the revocation list fresh."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        SigningLease.objects.filter(expires__lte=now).delete()
        late = SignatureRequest.objects.filter(deadline__lte=now, state__in=("frozen", "signing"))
        expired = sum(signing.expire(request, at=now) for request in late)
        sealed = sum(self._sealed(request) for request in signing.unsealed())
        if authority.is_ready():
            authority.newest_list()
        rounds.run()
        self.stdout.write(
            _("Ran out of time: %(expired)d. Sealed: %(sealed)d.") % {"expired": expired, "sealed": sealed}
        )

    def _sealed(self, request: SignatureRequest) -> bool:
        try:
            return signing.seal(request)
        except Exception:
            logger.exception("The archive seal of %s has to be tried again.", request.paper.code)
            return False
