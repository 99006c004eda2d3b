"""Look-alikes while a name is typed, in a browser under the site's own content policy."""

import pytest

from blocs.models import Organisation
from documents import profiles
from documents.models import FormatProfile
from tests import factories

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(open_page, client, live_server):
    profiles.load(FormatProfile)  # tests like these leave an empty database behind
    agency = factories.organisation("Sở Nội vụ tỉnh Thử Nghiệm", short_name="Sở Nội vụ", code="snv")
    client.force_login(factories.someone(agency, "standing"))
    opened = open_page()
    opened.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    opened.goto("/organisations/new/")
    return opened


def test_look_alikes_come_and_go_as_the_name_is_typed(page):
    name = page.locator("#id_name")
    name.press_sequentially("so noi vu")
    page.locator("#similar li").wait_for()
    assert "Sở Nội vụ tỉnh Thử Nghiệm" in page.locator("#similar").inner_text()

    name.fill("Sở Y tế")
    page.locator("#similar li").wait_for(state="detached")
    assert name.input_value() == "Sở Y tế"


def test_an_organisation_much_like_another_is_saved_once_it_is_ticked(page):
    page.locator("#id_name").fill("Sở Nội vụ")
    page.locator("#id_code").fill("snv-2")
    page.locator("#id_kind").select_option("state_agency")
    page.locator("#similar li").wait_for()
    page.locator("form .form-actions button").click()
    page.locator("#error_1_id_confirmed, #id_confirmed.is-invalid").first.wait_for()
    assert Organisation.objects.count() == 1

    page.locator("#id_confirmed").check()
    page.locator("form .form-actions button").click()
    page.wait_for_url("**/organisations/TT/snv-2/")

    assert Organisation.objects.get(code="snv-2").current_name == "Sở Nội vụ"
