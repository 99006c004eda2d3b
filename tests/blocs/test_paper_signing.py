"""The list of members, signed by the leader's head: what every paper can have in one call."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from blocs.services import paper_signing, papers
from documents.models import Paper, SignatureRequest, Signer
from documents.rules.rejections import words
from documents.services import verification
from documents.services.papers import digest
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.pledge_pages import address
from tests.documents import samples
from tests.documents import signing_attacks as attacks
from tests.documents import signing_cast as cast
from tests.documents.signing_cast import PIN, enrol
from tests.posting import forget_posted, posted

State = SignatureRequest.State


@pytest.fixture
def asked(season, leader_head, leader_officer):
    """The list of members, waiting for the signature of the leader's head."""
    enrol(leader_head)
    return papers.have_signed("members", season, by=leader_officer)


def page(name, paper):
    return reverse(f"blocs:paper-{name}", args=[paper.code])


def kind_of(client):
    return client.get(address("paper-list")).context["kinds"][1]


def place_of(paper):
    return Signer.objects.select_related("request__paper__profile").get(request__paper=paper)


def sign_with_pin(client, paper, **changes):
    sent = {"agreed": "on", "pin": PIN, "seen": paper.content_hash} | changes
    return client.post(page("sign", paper), sent, follow=True)


def test_the_leader_has_the_list_signed_and_everybody_can_verify_it(
    client, season, leader_head, leader_officer, officer, tmp_path, django_capture_on_commit_callbacks
):
    enrol(leader_head)
    client.force_login(leader_officer)
    url = kind_of(client).have_signed
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post(url)
    paper = Paper.objects.get()
    assert (paper.state, paper.number) == (Paper.State.SIGNING, 1)
    (letter,) = posted()
    assert letter.to == [leader_head.email]
    assert page("sign", paper) in letter.body
    posted().clear()

    client.force_login(leader_head)
    assert page("sign", paper) in client.get("/").content.decode()
    client.get(page("sign", paper))
    assert place_of(paper).state == Signer.State.VIEWED
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_with_pin(client, paper)
    assert response.redirect_chain[-1][0] == page("receipt", paper)

    paper.refresh_from_db()
    request = SignatureRequest.objects.get()
    assert (paper.state, request.state) == (Paper.State.ISSUED, State.SEALED)
    assert sorted(letter.to[0] for letter in posted()) == sorted(
        [leader_head.email, leader_head.email, leader_officer.email]  # receipt, and the final copy to both
    )
    name, content, _type = next(letter for letter in posted() if letter.attachments).attachments[0]
    assert name == paper.file_name
    look = verification.look_at(content)
    assert (look.good, look.paper) == (True, paper)
    file = tmp_path / "danh-sach.pdf"
    file.write_bytes(content)
    call_command("verify_paper", str(file))
    client.logout()
    public = client.get(reverse("documents:paper-verify", args=[paper.code])).content.decode()
    assert leader_head.full_name in public
    client.force_login(officer)
    assert client.get(address("season-members-pdf")).content == content


def test_its_own_token_signs_as_well(client, asked, leader_head):
    token = cast.token_of(leader_head.full_name)
    client.force_login(leader_head)
    taken = client.post(page("token-file", asked))
    content = b"".join(taken.streaming_content)
    signed = attacks.appending.sign(
        content, place_of(asked).slot, signer=token.signer, clock=token.clock, reason="Đồng ý"
    )

    def bring(sent):
        return client.post(page("token", asked), {"file": SimpleUploadedFile("ds.pdf", sent)}, follow=True)

    assert bring(content).context["form"].errors["file"]
    assert bring(b"%PDF-1.7").context["form"].errors["file"] == [words("NOT_AN_APPEND")]
    response = bring(signed)

    assert response.redirect_chain[-1][0] == page("receipt", asked)
    assert place_of(asked).method == Signer.Method.UPLOAD


def test_the_file_can_be_given_back(client, asked, leader_head):
    client.force_login(leader_head)
    b"".join(client.post(page("token-file", asked)).streaming_content)
    assert client.get(page("token", asked)).context["lease"] is not None

    client.post(page("token-give-back", asked))

    assert client.get(page("token", asked)).context["lease"] is None


def test_a_wrong_pin_is_told_at_its_field_and_nothing_is_signed(client, asked, leader_head):
    client.force_login(leader_head)

    response = sign_with_pin(client, asked, pin="khong-dung")

    assert list(response.context["form"].errors) == ["pin"]
    assert place_of(asked).state != Signer.State.SIGNED


def test_nobody_else_finds_the_page(client, asked, officer, leader_officer):
    for user in (officer, leader_officer):
        client.force_login(user)
        for name in ("sign", "sign-pdf", "receipt", "decline", "token"):
            told = client.get(page(name, asked))
            assert told.status_code == 404
            assert reverse("documents:verify") in told.content.decode()


def test_the_paper_before_holds_until_the_new_one_is_signed(
    client, season, leader_head, leader_officer, django_capture_on_commit_callbacks
):
    enrol(leader_head)
    old = papers.issue("members", season, by=leader_officer)
    new = papers.have_signed("members", season, replacing=old.code, by=leader_officer)
    assert papers.have_signed("members", season, replacing=old.code, by=leader_officer) == new
    old.refresh_from_db()
    assert old.state == Paper.State.ISSUED
    with pytest.raises(Refused):
        papers.issue("members", season, replacing=new.code, by=leader_officer)

    client.force_login(leader_head)
    with django_capture_on_commit_callbacks(execute=True):
        sign_with_pin(client, new)

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state, new.supersedes) == (Paper.State.SUPERSEDED, Paper.State.ISSUED, old)
    third = papers.have_signed("members", season, replacing=new.code, by=leader_officer)
    client.get(page("sign", third))
    with django_capture_on_commit_callbacks(execute=True):
        sign_with_pin(client, third)
    assert SignatureRequest.objects.get(paper=new).state == State.SUPERSEDED
    client.logout()
    told = client.get(reverse("documents:paper-verify", args=[new.code])).content.decode()
    assert third.get_absolute_url() in told


def test_who_issues_it_stops_it_and_says_why(
    client, asked, leader_head, leader_officer, officer, django_capture_on_commit_callbacks
):
    stop = address("paper-stop-signing", "members")
    client.force_login(officer)
    client.post(stop, {"reason": "Sai tên."})
    asked.refresh_from_db()
    assert asked.state == Paper.State.SIGNING
    client.force_login(leader_officer)
    assert client.post(stop, {"reason": " "}).context["form"].errors
    assert kind_of(client).papers.is_being_signed

    with django_capture_on_commit_callbacks(execute=True):
        client.post(stop, {"reason": "Sai tên một đơn vị."})

    asked.refresh_from_db()
    assert (asked.state, asked.void_reason) == (Paper.State.VOID, "Sai tên một đơn vị.")
    assert "Sai tên một đơn vị." in posted()[-1].body
    assert kind_of(client).papers.current is None
    client.force_login(leader_head)
    assert sign_with_pin(client, asked).context["verdict"].reasons
    assert client.post(stop, {"reason": "Lần nữa."}).context["form"].errors


def test_who_declines_says_why_and_who_asked_is_told(
    client, asked, leader_head, leader_officer, django_capture_on_commit_callbacks
):
    client.force_login(leader_head)
    forget_posted()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page("decline", asked), {"reason": "Thiếu một đơn vị."})

    assert place_of(asked).state == Signer.State.DECLINED
    (letter,) = posted()
    assert letter.to == [leader_officer.email]
    assert "Thiếu một đơn vị." in letter.body


def test_a_mandate_that_ended_this_morning_signs_nothing(client, asked, leader_head, english):
    leader_head.language = "en"
    leader_head.save()
    today = timezone.localdate()
    leader_head.mandates.update(starts=today.replace(year=2020), ends=today - timezone.timedelta(days=1))
    client.force_login(leader_head)

    response = sign_with_pin(client, asked)

    assert "ended on" in str(response.context["form"].non_field_errors())
    assert place_of(asked).state != Signer.State.SIGNED


def test_without_a_head_nobody_is_asked(season, standing, english):
    with pytest.raises(Refused, match="mandate as head"):
        papers.have_signed("members", season, by=standing)
    assert not Paper.objects.exists()


def test_a_paper_of_any_kind_is_signed_by_people_without_a_mandate(
    client, season, leader_officer, django_capture_on_commit_callbacks
):
    tellers = [factories.UserFactory(full_name=party.name) for party in samples.parties(2)]
    for user in tellers:
        enrol(user)
    heard = []
    paper_signing.follow("minutes-of-a-test", lambda request: heard.append(request.state))
    style = season.bloc.province and papers.to_issue(
        "members",
        season,
        papers.signers.members_of(season, on=season.first_day),
        on=season.first_day,
        at=timezone.now(),
    )
    style |= {
        "build": lambda taken: samples.pledge(2),
        "kind": "minutes-of-a-test",
        "subject": "minutes-of-a-test:1",
        "symbol": "BB",
    }
    parties = [
        paper_signing.person(user, slot=party.slot, title="Tổ kiểm phiếu")
        for user, party in zip(tellers, samples.parties(2), strict=True)
    ]

    request = paper_signing.ask(parties=parties, by=leader_officer, **style)

    for user in tellers:
        client.force_login(user)
        assert client.get(page("sign", request.paper)).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            sign_with_pin(client, request.paper)
    request.refresh_from_db()
    assert request.state == State.SEALED
    assert heard[-2:] == [State.COMPLETED, State.SEALED]
    assert digest(request.newest().content()) == request.newest().sha256
