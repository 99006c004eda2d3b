"""What the tests of a pledge share: one that is open for comments, and the addresses of its pages."""

from django.urls import reverse

from tests import factories

YEAR = factories.YEAR


def address(name, *args):
    return reverse(f"blocs:{name}", args=["khoi-thu", YEAR, *args])


def versions(pledge):
    return list(pledge.versions.values_list("step", flat=True))


def steps(pledge):
    return list(pledge.events.values_list("step", flat=True))
