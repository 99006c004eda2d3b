from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from emulation.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_names_are_kept_in_one_form_however_an_account_is_saved():
    typed = "  Nguye\u0302\u0303n\u00a0 Thi\u0323 \n Ma\u0302\u0303u "
    made = [
        User.objects.create_user("mot", "mot@example.vn", "mat-khau-thu", full_name=typed),
        UserFactory(full_name=typed),
        *User.objects.bulk_create([User(username="ba", email="ba@example.vn", full_name=typed)]),
    ]

    assert set(
        User.objects.filter(pk__in=[user.pk for user in made]).values_list("full_name", flat=True)
    ) == {"Nguyễn Thị Mẫu"}


def test_people_stand_in_the_order_of_the_vietnamese_alphabet():
    names = ["An", "Ân", "Bảo", "Dũng", "Đạt", "Ốc", "Ơn", "Yến"]
    for name in reversed(names):
        UserFactory(full_name=name)

    assert list(User.objects.order_by("sort_key").values_list("full_name", flat=True)) == names


def test_a_changed_name_is_found_under_the_new_one():
    user = UserFactory(full_name="Cũ", username="x", email="x@example.vn")
    user.full_name = "Đặng Mới"
    user.save()

    assert User.objects.get(search_text__contains="dang moi") == user
    assert not User.objects.filter(search_text__contains="cu").exists()


def test_accounts_from_before_are_filled_in():
    user = UserFactory(full_name="Đặng Thị Mẫu")
    User.objects.update(sort_key="", search_text="")

    import_module("emulation.migrations.0003_fill_sorting_and_search").fill(apps, None)

    filled = User.objects.get()
    assert (filled.sort_key, filled.search_text) == (user.sort_key, user.search_text)
    assert "dang thi mau" in filled.search_text


@pytest.mark.parametrize("same", [{"username": "NGUOI"}, {"email": "Nguoi@Example.vn"}])
def test_letters_of_another_case_make_no_other_person(same):
    UserFactory(username="nguoi", email="nguoi@example.vn")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(**same)
