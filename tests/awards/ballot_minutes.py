"""What the minutes of a ballot say, for tests."""

from awards.ballot_papers import result_of
from awards.models import Ballot
from awards.selectors.ballots import Room
from blocs.selectors import people
from documents.content import Items, Paragraph
from tests.factories import NOON


def minutes(ballot, user):
    """The words of a ballot in its minutes, as this person would print them."""
    made = Ballot.objects.get(pk=ballot.pk)
    found = []
    for block in result_of(Room(made, people.person(user, on=NOON.date()), made.season)):
        if isinstance(block, Items):
            found += [str(item) for item in block.items]
        elif isinstance(block, Paragraph):
            found.append(f"{block.lead} {block.text}")
    return " ".join(found).replace("\N{NO-BREAK SPACE}", " ")
