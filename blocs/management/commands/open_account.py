"""manage.py open_account: the first administrator of a province, who then opens all other accounts."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Mandate, Organisation
from blocs.services import accounts, mandates
from emulation.management.speaking import SpeakingCommand
from emulation.models import User


class Command(SpeakingCommand):
    help = "Opens an administrator's account and prints the link with which its person chooses a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="full name")
        parser.add_argument("--email", required=True)
        parser.add_argument("--province", required=True, help="code of the province")
        parser.add_argument("--organisation", required=True, help="code of the organisation of the person")
        parser.add_argument("--title", required=True, help="title as printed")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = _organisation(options["province"], options["organisation"])
        try:
            with transaction.atomic():
                user = accounts.open_account(
                    organisation.province,
                    full_name=options["name"],
                    email=options["email"],
                    username=options["username"],
                    by=None,
                )
                mandates.give(
                    user,
                    organisation,
                    role=Mandate.Role.ADMINISTRATOR,
                    title=options["title"],
                    starts=timezone.localdate(),
                    by=None,
                )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(_("The account of %(name)s is open.") % {"name": user})
        self.stdout.write(_("Open this link within three days and choose a password:"))
        self.stdout.write(_link(user))


def _organisation(province: str, code: str) -> Organisation:
    rows = Organisation.objects.filter(province__code=province).select_related("province")
    found = rows.filter(code=code).first()
    if found is not None:
        return found
    known = ", ".join(rows.order_by("code").values_list("code", flat=True)[:50])
    told = _("There is no organisation “%(code)s” in the province “%(province)s”. Known there: %(known)s.")
    raise CommandError(told % {"code": code, "province": province, "known": known or "–"})


def _link(user: User) -> str:
    names = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.SITE_ADDRESS}{reverse('account_reset_password_from_key', kwargs=names)}"
