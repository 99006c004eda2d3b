"""What the database keeps closed by SECRET_KEY, closed by the newest one. Call as resealing.seal_anew()."""

import logging
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction

from blocs.models import Webhook
from blocs.models.webhook import SECRET
from emulation import sealed
from emulation.accounts import SECOND_STEP
from emulation.models import Letter
from emulation.outbox.delivering import SECRETS

logger = logging.getLogger(__name__)
IN_SECOND_STEPS = ("secret", "seed")  # as allauth calls them


@dataclass(slots=True)
class Outcome:
    resealed: int = 0
    shut: int = 0  # closed by a key that the site does not know; they stay as they are

    def anew(self, text: str, *, of: str) -> str:
        if not text:
            return text
        try:
            text = sealed.seal_anew(text, of=of)
        except InvalidToken:
            self.shut += 1
        else:
            self.resealed += 1
        return text


@transaction.atomic
def seal_anew() -> Outcome:
    outcome = Outcome()
    for step in Authenticator.objects.select_for_update(no_key=True).order_by("pk"):
        closed = {name: step.data[name] for name in IN_SECOND_STEPS if name in step.data}
        if closed:
            step.data |= {name: outcome.anew(text, of=SECOND_STEP) for name, text in closed.items()}
            step.save(update_fields=["data"])
    for hook in Webhook.objects.select_for_update(no_key=True).order_by("pk"):
        hook.sealed_secret = outcome.anew(hook.sealed_secret, of=SECRET)
        hook.save(update_fields=["sealed_secret"])
    for letter in Letter.objects.select_for_update(no_key=True).filter(is_secret=True).order_by("pk"):
        letter.text, letter.html = (outcome.anew(part, of=SECRETS) for part in (letter.text, letter.html))
        letter.save(update_fields=["text", "html"])
    logger.info("Secrets sealed anew: %d, not opened: %d", outcome.resealed, outcome.shut)
    return outcome
