"""manage.py generate: made-up provinces by the thousand rows, for benchmarks and trials."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.services import generating as awarding
from blocs.models import Organisation
from blocs.services import generating, log
from emulation.management.speaking import SpeakingCommand
from emulation.models import User

FEWEST = {"provinces": 1, "blocs": 1, "members": 2, "years": 1}
MOST = {"provinces": 99, "blocs": 500, "members": 60, "years": 50}
USUAL = {"provinces": 1, "blocs": 4, "members": 12, "years": 2}


class Command(SpeakingCommand):
    help = "Fills the database with made-up provinces. Refuses where real data is, unless --force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, usual in USUAL.items():
            parser.add_argument(
                f"--{name}",
                type=int,
                default=usual,
                metavar="N",
                help=f"as usual {usual}, up to {MOST[name]}",
            )
        parser.add_argument(
            "--seed", type=int, default=0, metavar="N", help="other made-up words and figures"
        )
        parser.add_argument("--password", help="of everybody; without one nobody made up can sign in")
        parser.add_argument("--force", action="store_true", help="also beside real data")

    def handle(self, *args: Any, **options: Any) -> None:
        for name, fewest in FEWEST.items():
            if not fewest <= options[name] <= MOST[name]:
                raise CommandError(
                    _("--%(name)s takes a number from %(fewest)s to %(most)s.")
                    % {"name": name, "fewest": fewest, "most": MOST[name]}
                )
        if not options["force"] and _holds_real_data():
            raise CommandError(
                _("This database holds data of its own. Name an empty one in DATABASE_URL, or add --force.")
            )
        size = generating.Size(blocs=options["blocs"], members=options["members"], years=options["years"])
        this_year = timezone.localdate().year
        for _turn in range(options["provinces"]):
            with transaction.atomic():  # a province has its honours, or is not there
                made = generating.province(
                    generating.next_number(),
                    size,
                    last_year=this_year,
                    password=options["password"],
                    seed=options["seed"],
                )
                members = [own for _bloc, own in made.blocs]
                over = range(this_year - size.years + 1, this_year)
                awarding.honours(members, over, seed=options["seed"])
            self.stdout.write(f"{made.province.code} {made.province.name}: {made.standing.username}")
            self.stdout.flush()
        log.take_over()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what came in by the thousand nobody counted yet
        self.stdout.write(
            _("Made up: %(provinces)s provinces with %(organisations)s organisations. Nothing of it is real.")
            % {
                "provinces": options["provinces"],
                "organisations": options["provinces"] * options["blocs"] * options["members"],
            }
        )


def _holds_real_data() -> bool:
    """Organisations or people that this command did not make."""
    made_up = User.objects.filter(mandates__organisation__province__in=generating.provinces())
    return (
        Organisation.objects.exclude(province__in=generating.provinces()).exists()
        or User.objects.exclude(pk__in=made_up.values("pk")).exists()
    )
