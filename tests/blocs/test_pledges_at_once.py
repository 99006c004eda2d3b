"""Two who work on a pledge at the same moment. Such tests leave an empty database behind."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from blocs import usual
from blocs.models import Pledge, PledgeItem, UsualLine
from blocs.services import papers, pledges
from blocs.services.pledges.registrations import Wish
from documents import profiles
from documents.models import FormatProfile, Paper
from emulation.models import User
from emulation.verdicts import Refused
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
NOON = factories.NOON


@pytest.fixture
def cast():
    """A pledge that is open for comments, and the people of its leader."""
    profiles.load(FormatProfile)
    usual.load(UsualLine)
    members = [factories.organisation(code=f"dv-{number}") for number in range(3)]
    season = factories.season(factories.bloc(), members)
    people = {
        "head": factories.someone(members[0], "head"),
        "one": factories.someone(members[0], "officer"),
        "other": factories.someone(members[0], "officer"),
        "member": factories.someone(members[2], "officer"),
    }
    pledge = pledges.start(season, by=people["one"], at=NOON)
    pledges.lines.add_item(pledge, section="content", text="Đoàn kết", by=people["one"], at=NOON)
    pledges.open_for_comments(pledge, by=people["one"], at=NOON)
    return {name: person.pk for name, person in people.items()} | {"season": season, "third": members[2]}


def at_once(*jobs):
    """What each gave, or the kind of refusal; they start together, each on a connection of its own."""
    start = Barrier(len(jobs))

    def one(job):
        try:
            start.wait()
            return job()
        except Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(one, job) for job in jobs]]


def pledge():
    return Pledge.objects.select_related("season__bloc").get()


def person(cast, name):
    return User.objects.get(pk=cast[name])


def test_two_officers_who_edit_one_line_at_once(cast):
    item = PledgeItem.objects.get()

    def edit(name):
        def act():
            own = PledgeItem.objects.select_related("pledge__season__bloc").get()
            pledges.lines.edit(own, seen=item.changed_in, text=f"Của {name}", by=person(cast, name), at=NOON)
            return name

        return act

    outcomes = at_once(edit("one"), edit("other"))

    assert outcomes.count("Stale") == 1
    (saved,) = [outcome for outcome in outcomes if outcome != "Stale"]
    assert PledgeItem.objects.get().text == f"Của {saved}"


def test_many_lines_added_at_once_each_have_a_place_and_a_version(cast):
    def add(number):
        return lambda: (
            pledges.lines.add_item(
                pledge(), section="content", text=f"Dòng {number}", by=person(cast, "one"), at=NOON
            ).pk
        )

    at_once(*[add(number) for number in range(6)])

    orders = list(PledgeItem.objects.values_list("order", flat=True))
    assert len(orders) == len(set(orders)) == 7
    assert list(pledge().versions.values_list("number", flat=True)) == list(range(1, 9))


def test_a_line_changed_while_the_text_is_settled_is_in_the_hash_or_refused(cast):
    def agree():
        pledges.agree(pledge(), by=person(cast, "head"), at=NOON)

    def add():
        pledges.lines.add_item(
            pledge(), section="other", text="Vào phút chót", by=person(cast, "one"), at=NOON
        )

    outcomes = at_once(agree, add)

    settled = pledge()
    assert outcomes[0] is None
    assert settled.agreed_hash == settled.versions.last().content_hash
    assert PledgeItem.objects.count() == (1 if outcomes[1] == "Refused" else 2)


def test_a_step_taken_twice_at_once_is_one(cast):
    def agree():
        pledges.agree(pledge(), by=person(cast, "head"), at=NOON)

    assert at_once(agree, agree) == [None, None]
    assert pledge().events.filter(step="agree").count() == 1


def test_a_pledge_begun_twice_at_once_is_one(cast):
    season = factories.season(cast["season"].bloc, [cast["third"]], year=factories.YEAR + 1)

    def start():
        own = type(season).objects.select_related("bloc").get(pk=season.pk)
        return pledges.start(own, usual=UsualLine.objects.all(), by=person(cast, "member"), at=NOON).pk

    outcomes = at_once(start, start)

    assert outcomes.count("Refused") == 1
    assert season.pledges.count() == 1


def test_two_colleagues_who_register_at_once(cast):
    second = factories.someone(cast["third"], "head").pk

    def register(key, titles):
        def act():
            made = pledges.registrations.register(
                pledge(),
                cast["third"],
                titles=titles,
                wishes=[Wish("Nhà", "nhà", Decimal(1))],
                seen=0,
                by=User.objects.get(pk=key),
                at=NOON,
            )
            return made.titles

        return act

    outcomes = at_once(register(cast["member"], "Cờ"), register(second, "Bằng khen"))

    assert outcomes.count("Stale") == 1
    assert pledge().registrations.get().titles in outcomes
    assert pledge().registrations.get().targets.count() == 1


def test_a_pledge_issued_twice_at_once_takes_one_number(cast):
    pledges.agree(pledge(), by=person(cast, "head"), at=NOON)

    def issue():
        season = type(cast["season"]).objects.for_listing().get(pk=cast["season"].pk)
        return papers.issue("pledge", season, by=person(cast, "head"), at=NOON).number

    assert at_once(issue, issue) == [1, 1]
    assert Paper.objects.count() == 1
