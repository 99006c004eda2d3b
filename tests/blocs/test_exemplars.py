"""Exemplars of a movement: who writes of them, who sees them, what becomes of a picture."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from blocs.models import Exemplar
from blocs.selectors import exemplars as reading
from blocs.selectors import people
from blocs.services import exemplars, movements
from blocs.services.pledges import Stale
from emulation.verdicts import Refused
from tests import factories

YEAR, NOON = factories.YEAR, factories.NOON


def photo(size=(3000, 1500), form="JPEG"):
    """As a telephone saves it: large, lying on its side, with the place where it was taken."""
    notes = Image.Exif()
    notes[0x0112] = 6  # to be turned by a quarter
    notes[0x010E] = "Nhà riêng, số 1 phố Mẫu"
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, form, exif=notes)
    return out.getvalue()


@pytest.fixture
def movement(season, bloc, leader_head):
    given = {"years": [YEAR], "form": "thematic", "by": leader_head, "at": NOON}
    return movements.launch(bloc.province, name="Đền ơn đáp nghĩa", bloc=bloc, **given)


@pytest.fixture
def write(movement, members, head):
    def written(**given):
        given = {"kind": "person", "name": "Trần Thị Mẫu", "year": YEAR, "by": head, "at": NOON} | given
        organisation = given.pop("organisation", members[2])
        return exemplars.write(movement, organisation, **{"story": "Giúp 20 hộ nghèo."} | given)

    return written


def seen_by(user):
    return list(reading.visible(people.person(user, on=NOON.date())))


def test_a_draft_is_seen_by_its_organisation_and_who_launched(
    write, head, leader_head, deputy_head, outsider
):
    draft = write()

    assert seen_by(head) == seen_by(leader_head) == [draft]
    assert seen_by(deputy_head) == seen_by(outsider) == []


def test_once_published_the_bloc_sees_it_and_nobody_else(write, leader_head, deputy_head, council, outsider):
    made = write(consent="Bằng văn bản, 01/03/2026")
    exemplars.publish(made, by=leader_head, at=NOON)

    assert seen_by(deputy_head) == seen_by(council) == [made]
    assert seen_by(outsider) == []


def test_a_person_is_not_published_without_consent(write, leader_head, english):
    made = write()
    with pytest.raises(Refused, match="agreed to be shown"):
        exemplars.publish(made, by=leader_head, at=NOON)


def test_consent_stays_as_long_as_a_person_is_published(write, leader_head):
    made = write(consent="Bằng văn bản, 01/03/2026")
    exemplars.publish(made, by=leader_head, at=NOON)
    with pytest.raises(ValidationError) as error:
        write(exemplar=made, consent="", by=leader_head, seen=made.revision)
    assert "consent" in error.value.error_dict


def test_who_is_published_is_changed_by_who_launched_only(write, head, leader_head):
    made = write(kind="collective", name="Tổ dân vận số 1")
    exemplars.publish(made, by=leader_head, at=NOON)
    with pytest.raises(Refused):
        write(exemplar=made, story="Khác.", by=head, seen=made.revision)
    with pytest.raises(Refused):
        exemplars.remove(made, by=leader_head, at=NOON)

    exemplars.withdraw(made, by=leader_head, at=NOON)
    exemplars.remove(made, by=head, at=NOON)
    assert not Exemplar.objects.exists()


@pytest.mark.parametrize("who", ["deputy_head", "auditor", "outsider"])
def test_nobody_writes_of_another(write, who, request):
    with pytest.raises(Refused):
        write(by=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["head", "deputy_head", "auditor"])
def test_only_who_launched_publishes(write, who, request):
    made = write(kind="organisation", name="")
    with pytest.raises(Refused):
        exemplars.publish(made, by=request.getfixturevalue(who), at=NOON)


def test_an_organisation_has_no_other_name_and_the_others_need_one(write, members):
    assert str(write(kind="organisation", name="Tên khác")) == members[2].current_name
    with pytest.raises(ValidationError) as error:
        write(kind="collective", name="")
    assert "name" in error.value.error_dict


def test_a_form_sent_twice_writes_once_and_a_colleague_is_not_overwritten(write, leader_head):
    made = write()
    assert write() == made

    write(exemplar=made, story="Giúp 21 hộ nghèo.", by=leader_head, seen=1)
    with pytest.raises(Stale):
        write(exemplar=made, story="Giúp 22 hộ nghèo.", seen=1)


def test_a_picture_is_turned_bounded_and_rid_of_its_notes(write):
    made = write(picture=photo())

    with made.picture.open("rb") as file:
        content = file.read()
    with Image.open(io.BytesIO(content)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (800, 1600))
        assert not kept.getexif()
    assert "Nhà riêng".encode() not in content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        b"MZ" + b"\0" * 100,
        photo()[:400],
        b"GIF89a" + b"\0" * 50,
    ],
    ids=["empty", "svg", "pdf", "program", "cut off", "gif"],
)
def test_a_picture_that_is_none_is_told_at_its_field(write, content):
    with pytest.raises(ValidationError) as error:
        write(picture=content)
    assert list(error.value.error_dict) == ["picture"]
    assert not Exemplar.objects.exists()


def test_another_picture_takes_the_place_of_the_first(write, django_capture_on_commit_callbacks):
    made = write(picture=photo())
    storage, first = made.picture.storage, made.picture.name
    with django_capture_on_commit_callbacks(execute=True):
        write(exemplar=made, picture=photo((40, 20), "PNG"), seen=1)
    assert not storage.exists(first)
    second = made.picture.name
    with django_capture_on_commit_callbacks(execute=True):
        exemplars.remove(made, by=made.by, at=NOON)
    assert not storage.exists(second)


def test_the_log_does_not_keep_the_name_of_a_person(write, movement, head):
    exemplars.remove(write(), by=head, at=NOON)
    assert "Trần" not in " ".join(movement.changes.values_list("note", flat=True))


def test_the_form_brings_what_was_typed_and_a_bad_picture_loses_nothing(client, movement, members, head):
    client.force_login(head)
    address = reverse("blocs:exemplar-new", args=[movement.pk])
    sent = {"organisation": members[2].pk, "kind": "collective", "name": "Tổ dân vận số 1", "year": YEAR}
    sent |= {"story": "Giúp 20 hộ nghèo.", "picture_words": "Tổ dân vận", "seen": 0}

    bad = SimpleUploadedFile("anh.jpg", b"day khong phai anh")
    answer = client.post(address, sent | {"picture": bad})
    assert "picture" in answer.context["form"].errors
    assert "Giúp 20 hộ nghèo." in answer.content.decode()

    good = SimpleUploadedFile("anh.exe", photo((40, 20)))
    answer = client.post(address, sent | {"picture": good})
    made = Exemplar.objects.get()
    assert answer.url == made.get_absolute_url()
    picture = client.get(reverse("blocs:exemplar-picture", args=[made.pk]))
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert b"".join(picture.streaming_content).startswith(b"\xff\xd8\xff")


def test_the_list_is_by_level_and_period(client, write, movement, head):
    first = write(half=1)
    write(name="Lê Văn Mẫu", half=2, at=NOON + timedelta(days=1))
    client.force_login(head)
    address = reverse("blocs:exemplar-list")

    def listed(query):
        return list(client.get(address + query).context["page"].object_list)

    assert listed(f"?period={YEAR}-1&level=bloc&q=tran") == [first]
    assert len(listed(f"?period={YEAR}")) == 2
    assert listed("?level=province") == listed(f"?period={YEAR}-2&q=tran") == listed("?state=published") == []
