"""New blocs; one that is there is never changed by a file."""

from collections.abc import Sequence

from blocs import models
from blocs.exchange import records
from blocs.services.importing.journal import Journal
from blocs.services.naming import searchable
from emulation.text import sort_key


def save(rows: Sequence[records.Bloc], province: models.Province, journal: Journal) -> None:
    made = models.Bloc.objects.bulk_create(
        models.Bloc(
            province=province,
            code=row.code,
            kind=row.kind,
            name_now=row.name,
            short_name_now=row.name[:120],
            search_text=searchable([row.name]),
            sort_key=sort_key(row.name),
        )
        for row in rows
    )
    names = {row.code: row.name for row in rows}
    models.BlocName.objects.bulk_create(models.BlocName(bloc=bloc, name=names[bloc.code]) for bloc in made)
    models.BlocChange.objects.bulk_create(models.BlocChange(bloc=bloc, **journal.entry) for bloc in made)
