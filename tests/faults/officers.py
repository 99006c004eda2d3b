"""python -m tests.faults.officers NUMBER: begins a report for each officer and prints how it is saved.

In a process of its own, for the database that is about to break is not that of the tests.
"""

import json
import sys

import django

django.setup()

from django.test import Client
from django.urls import reverse

from blocs.rules.report_fields import token
from blocs.services import reports
from tests import factories


def begun(number):
    members = [factories.organisation(code=f"dv-{place}") for place in range(number)]
    season = factories.season(factories.bloc("Khối các sở", code="khoi"), members, stage="running")
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    for member in members:
        user = factories.someone(member, "officer", user=factories.UserFactory(password=None))
        report = reports.start(season, member, kind="annual", by=user)
        client = Client()
        client.force_login(user)
        place = [season.bloc.code, season.year, member.code, report.kind]
        yield {
            "report": report.pk,
            "session": client.cookies["sessionid"].value,
            "seen": token(None),
            "fields": reverse("blocs:report-fields", args=place),
            "evidence": reverse("blocs:evidence-add", args=place),
        }


json.dump(list(begun(int(sys.argv[1]))), sys.stdout)
