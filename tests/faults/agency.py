"""python -m tests.faults.agency: signs in somebody of the standing agency, above the bloc of officers.py."""

import json
import sys

import django

django.setup()

from django.test import Client

from blocs.models import Bloc
from tests import factories

province = Bloc.objects.get(code="khoi").province
agency = factories.organisation(code="co-quan", province=province, kind="standing_agency")
user = factories.someone(
    agency,
    "standing",
    user=factories.UserFactory(username="so.noi.vu", email="snv@example.vn", password=None),
)
client = Client()
client.force_login(user)
session = client.cookies["sessionid"].value
json.dump({"user": user.pk, "organisation": agency.pk, "session": session}, sys.stdout)
