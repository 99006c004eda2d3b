import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from emulation.verdicts import Refused, Verdict, all_of, unless


def test_a_verdict_without_reasons_is_a_yes():
    assert Verdict()
    Verdict().or_refuse()


def test_a_verdict_with_reasons_is_a_no_and_keeps_them_in_order():
    verdict = unless(False, "Too early.") & unless(True, "Never seen.") & unless(False, "Not yours.")

    assert not verdict
    assert verdict == Verdict(("Too early.", "Not yours."))


def test_all_of_is_a_yes_when_nothing_stands_in_the_way():
    assert all_of([]) == Verdict()
    assert all_of([unless(True, "a"), unless(True, "b")]) == Verdict()


def test_all_of_gathers_every_reason():
    assert all_of([unless(False, "a"), unless(True, "b"), unless(False, "c")]) == Verdict(("a", "c"))


def test_a_refusal_carries_the_reasons():
    with pytest.raises(Refused) as refusal:
        Verdict(("Too early.", "Not yours.")).or_refuse()

    assert refusal.value.reasons == ("Too early.", "Not yours.")
    assert str(refusal.value) == "Too early. Not yours."


def test_a_reason_is_read_in_the_language_of_the_reader():
    refusal = Refused(gettext_lazy("This field is required."))

    with translation.override("vi"):
        vietnamese = str(refusal)
    with translation.override("en"):
        english = str(refusal)

    assert (vietnamese, english) == ("Trường này là bắt buộc.", "This field is required.")
