import pytest

from documents import profiles
from documents.models import FormatProfile
from documents.services import papers
from emulation.models import User
from tests.documents import samples


@pytest.fixture
def officer(db):
    return User.objects.create_user("officer", "officer@example.vn", full_name="Nguyễn Văn Mẫu")


@pytest.fixture
def formats(db):
    profiles.load(FormatProfile)  # a test with threads of its own leaves an empty database behind
    return FormatProfile.objects.in_bulk()


@pytest.fixture
def state(formats):
    return formats["state"]


@pytest.fixture
def issue(state, officer):
    """issue(**what differs): an issued paper, its text a short submission unless said."""

    def issued(build=None, **changes):
        said = {
            "issuer_key": "snv",
            "issuer_name": "Sở Nội vụ",
            "profile": state,
            "kind": "proposal",
            "year": 2024,
            "subject": "proposal:1",
            "symbol": "TTr",
            "issuer_symbol": "SNV",
            "by": officer,
            "at": samples.MOMENT,
        }
        return papers.issue(build or (lambda taken: samples.submission()), **said | changes)

    return issued
