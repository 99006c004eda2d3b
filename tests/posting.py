"""The mails that have reached the mail server of the tests."""

from django.core import mail
from django.core.mail import EmailMessage

from emulation.outbox import delivering


def posted() -> list[EmailMessage]:
    """All that were written, delivered now where the transaction of a test has held them up."""
    delivering.deliver()
    outbox: list[EmailMessage] = mail.outbox
    return outbox


def forget_posted() -> None:
    """What was written so far, as while a test was set up."""
    posted().clear()
