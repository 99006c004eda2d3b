"""An organisation as it is: entered, edited, spelt right. What becomes of it: organisation_events."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation, OrganisationAlias, OrganisationName, Province
from blocs.rules.formats import usual_profile
from blocs.rules.rights import Act, may
from blocs.selectors import organisations, people
from blocs.services import naming
from blocs.services.pledges import Stale
from documents.models import FormatProfile
from emulation.models import User
from emulation.text import folded


@transaction.atomic
def create(
    province: Province,
    *,
    code: str,
    name: str,
    kind: str,
    by: User,
    short_name: str = "",
    valid_from: date | None = None,
    format_profile: FormatProfile | None = None,
    confirmed: bool = False,
    at: datetime | None = None,
    **fields: Any,
) -> Organisation:
    """An organisation with its first name; one much like it must be confirmed to be another."""
    at = at or timezone.now()
    # Two people may enter the same one at once.
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    _allowed(province, by, at)
    if province.organisations.filter(code=code).exists():
        raise ValidationError({"code": _("Another organisation has this code.")})
    check_name(name, province, confirmed=confirmed)
    organisation = Organisation(
        province=province,
        code=code,
        kind=kind,
        format_profile=format_profile or FormatProfile.objects.get(code=usual_profile(kind, name)),
        **fields,
    )
    _check_parent(organisation)
    organisation.full_clean()
    organisation.save()
    first = OrganisationName(
        organisation=organisation, name=name, short_name=short_name, valid_from=valid_from
    )
    first.full_clean(exclude=["organisation"])
    first.save()
    naming.refresh(organisation)
    organisation.changes.create(actor=by, step="create", note=name, at=at)
    return organisation


@transaction.atomic
def edit(
    organisation: Organisation,
    *,
    by: User,
    seen: int | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> None:
    """Change kind, place in the tree, format and contact; names have their own way, the code stays.

    `seen` is the key of the last edit when the form was drawn; raises Stale when there is a later one.
    """
    at = at or timezone.now()
    _begin(organisation, by, at)
    changed = [name for name, value in fields.items() if getattr(organisation, name) != value]
    if not changed:
        return
    last = organisations.last_edit(organisation)
    if seen is not None and last is not None and last.pk != seen:
        raise Stale(organisation, by=last.actor, at=last.at)
    was = {name: _shown(organisation, name) for name in changed}
    for name, value in fields.items():
        setattr(organisation, name, value)
    _check_parent(organisation)
    organisation.full_clean()
    organisation.save(update_fields=changed)
    note = "; ".join(f"{_label(name)}: {was[name]} → {_shown(organisation, name)}" for name in changed)
    organisation.changes.create(actor=by, step="edit", note=note, at=at)


@transaction.atomic
def correct(
    dated: OrganisationName,
    *,
    name: str,
    by: User,
    short_name: str = "",
    confirmed: bool = False,
    at: datetime | None = None,
) -> None:
    """Put a wrong spelling right, keeping its days; papers that are issued stay as they are."""
    at = at or timezone.now()
    organisation = dated.organisation
    _begin(organisation, by, at)
    dated.refresh_from_db()
    was = (dated.name, dated.short_name)
    if (name, short_name) == was:
        return
    if dated.valid_to is None:
        check_name(name, organisation.province, confirmed=confirmed, but=organisation.pk)
    dated.name, dated.short_name = name, short_name
    dated.full_clean(exclude=["organisation"])
    dated.save(update_fields=["name", "short_name"])
    _refresh(organisation)
    note = f"{_both(*was)} → {_both(name, short_name)}"
    organisation.changes.create(actor=by, step="correct_name", note=note, at=at)


@transaction.atomic
def add_alias(
    organisation: Organisation, *, text: str, by: User, at: datetime | None = None
) -> OrganisationAlias:
    """Another way to write it, for search and import. What another organisation is called so is refused."""
    at = at or timezone.now()
    _begin(organisation, by, at)
    called = Organisation.objects.filter(province=organisation.province_id).called(text)
    if not folded(text):
        raise ValidationError({"text": _("Write a name with letters or digits.")})
    if called.filter(pk=organisation.pk).exists():
        raise ValidationError({"text": _("The organisation is found by this name already.")})
    other = called.first()
    if other is not None:
        raise ValidationError(
            {"text": _("%(name)s goes by this name already.") % {"name": other.current_name}}
        )
    alias = OrganisationAlias(organisation=organisation, text=text)
    alias.full_clean(exclude=["organisation"])
    alias.save()
    _refresh(organisation)
    organisation.changes.create(actor=by, step="alias", note=text, at=at)
    return alias


@transaction.atomic
def remove_alias(alias: OrganisationAlias, *, by: User, at: datetime | None = None) -> None:
    """Pressed twice, it is gone all the same."""
    at = at or timezone.now()
    organisation = alias.organisation
    _begin(organisation, by, at)
    gone, _rows = OrganisationAlias.objects.filter(pk=alias.pk).delete()
    if gone:
        _refresh(organisation)
        organisation.changes.create(actor=by, step="remove_alias", note=alias.text, at=at)


def check_name(name: str, province: Province, *, confirmed: bool, but: int | None = None) -> None:
    """Refuse what is taken, at the field; what is only much like another's waits for a tick."""
    found = organisations.meant_by(name, province.pk, but=but)
    same = next((row for row in found if row.is_the_same), None)
    if same is not None:
        taken = _("An organisation of this name is there already, code %(code)s.")
        raise ValidationError({"name": taken % {"code": same.known.code}})
    if found and not confirmed:
        compare = _("Compare with these organisations. If it is another one, tick here and save again.")
        raise ValidationError({"confirmed": compare})


def _check_parent(organisation: Organisation) -> None:
    parent = organisation.parent
    if parent is None:
        return
    if parent.province_id != organisation.province_id:
        raise ValidationError({"parent": _("The organisation belongs to another province.")})
    if organisation.pk and parent.pk in {organisation.pk, *organisations.below(organisation)}:
        raise ValidationError(
            {
                "parent": _("%(parent)s itself belongs to %(name)s.")
                % {"parent": parent.current_name, "name": organisation.current_name}
            }
        )


def _refresh(organisation: Organisation) -> None:
    naming.refresh(organisation, aliases=organisation.aliases.values_list("text", flat=True))


def _both(name: str, short_name: str) -> str:
    return f"{name} ({short_name})" if short_name else name


def _label(name: str) -> str:
    return str(Organisation._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields


def _shown(organisation: Organisation, name: str) -> str:
    value = getattr(organisation, name)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    chosen = getattr(organisation, f"get_{name}_display", None)
    return str(chosen() if chosen else value or "–")


def _allowed(province: Province, by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.MANAGE_CATALOGUE, people.province_seats(someone, province.pk)).or_refuse()


def _begin(organisation: Organisation, by: User, at: datetime) -> None:
    """The province's row keeps order among its names and its tree; the organisation is read anew."""
    Province.objects.select_for_update(no_key=True).get(pk=organisation.province_id)
    organisation.refresh_from_db(
        from_queryset=Organisation.objects.select_for_update(of=("self",), no_key=True)
    )
    _allowed(organisation.province, by, at)
