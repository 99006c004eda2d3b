"""What mandates may stand beside each other. Told the wished one and those that are there."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from blocs.models import Mandate
from blocs.models.dated import overlap
from emulation.verdicts import Reason, Verdict, unless

# An organisation has one head at a time; those who sign for the head (KT., TL., TUQ.) may stand beside it.
AS_HEAD = frozenset({Mandate.SigningForm.OWN, Mandate.SigningForm.FOR_BODY})

Faults = dict[str, Reason]


def faults(wish: Mandate, others: Iterable[Mandate]) -> Faults:
    """What is wrong, at which field. `others`: all mandates of the person and of the organisation."""
    found: Faults = {}
    if wish.ends is not None and wish.ends < wish.starts:
        found["ends"] = _("The mandate ends before it begins.")
        return found
    found |= _of_signing(wish)
    for other in others:
        if other != wish and overlap((wish.starts, wish.ends), (other.starts, other.ends)):
            found |= _beside(wish, other)
    return found


def _of_signing(wish: Mandate) -> Faults:
    found: Faults = {}
    if wish.signing_form != Mandate.SigningForm.OWN and not wish.on_behalf_of:
        found["on_behalf_of"] = _("Say for whom: it stands after KT., TM., TL. or TUQ. on papers.")
    if wish.signing_form == Mandate.SigningForm.AUTHORISED:
        if not wish.authorisation:
            found["authorisation"] = _("Signing by authorisation (TUQ.) needs its document.")
        if wish.ends is None:
            found["ends"] = _("Signing by authorisation (TUQ.) needs an end date.")
    return found


def _beside(wish: Mandate, other: Mandate) -> Faults:
    same_person = wish.user_id == other.user_id
    same_organisation = wish.organisation_id == other.organisation_id
    if same_person and Mandate.Role.ADMINISTRATOR in {wish.role, other.role} and wish.role != other.role:
        return {
            "role": _(
                "No other mandate beside that of an administrator, who sees no ballots and signs nothing."
            )
        }
    if same_person and same_organisation and wish.role == other.role:
        text = _("The person holds this role from %(first)s to %(last)s already.")
        return {"role": text % _days(other)}
    if same_organisation and _is_head(wish) and _is_head(other):
        text = _(
            "%(name)s is head from %(first)s to %(last)s. End that mandate first, "
            "or let this person sign as a deputy (KT.)."
        )
        return {"role": text % ({"name": other.user.full_name} | _days(other))}
    return {}


def _is_head(mandate: Mandate) -> bool:
    return mandate.role == Mandate.Role.HEAD and mandate.signing_form in AS_HEAD


def _days(mandate: Mandate) -> dict[str, object]:
    return {
        "first": f"{mandate.starts:%d/%m/%Y}",
        "last": f"{mandate.ends:%d/%m/%Y}" if mandate.ends else _("further notice"),
    }


def not_oneself(same: bool) -> Verdict:
    return unless(
        not same,
        _("Nobody changes their own mandates or closes their own account. Ask another administrator."),
    )


def none_lapsed(authorisations: Iterable[Mandate]) -> Verdict:
    """No paper is issued in the name of somebody whose authorisation (TUQ.) is over, nor with a gap there."""
    told = _(
        "The authorisation of %(name)s to sign for %(organisation)s (TUQ.) ended on %(day)s. "
        "Have an administrator enter who signs now."
    )
    return Verdict(
        tuple(
            told
            % {
                "name": row.user.full_name,
                "organisation": row.organisation.short_name_now or row.organisation.name_now,
                "day": f"{row.ends:%d/%m/%Y}",
            }
            for row in authorisations
        )
    )
