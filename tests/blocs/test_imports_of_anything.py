"""Whatever stands anywhere in a file, there is an answer: saved, or told what is wrong."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocs import models
from blocs.exchange.tables import tables
from blocs.services import imports
from tests import factories
from tests.blocs.season_files import as_bytes, undone

pytestmark = pytest.mark.django_db
WHOLE = json.loads(Path("tests/blocs/files/dak-lak.json").read_text(encoding="utf-8"))

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=20)
    | st.sampled_from(
        ["skhcn", "dl-cum-1", "2024", "2024-02-30", "", " ", "CO_TINH", "bloc", "x" * 5000, "\u0000"]
    )
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(value, path=()):
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


PLACES = list(places(WHOLE))


def put(value, path, new):
    """A copy with another value at the path; an earlier change may have taken the place away."""
    if not path:
        return new
    if not isinstance(value, dict | list):
        return value
    copy = dict(value) if isinstance(value, dict) else list(value)
    with suppress(IndexError, KeyError, TypeError):
        copy[path[0]] = put(copy[path[0]], path[1:], new)
    return copy


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), anything), min_size=1, max_size=4))
def test_any_value_anywhere_is_taken_or_told(changes):
    whole = WHOLE
    for path, new in changes:
        whole = put(whole, path, new)
    content = as_bytes(whole) if not has_surrogates(whole) else json.dumps(whole).encode()

    with undone():
        read = imports.read(content)
        outcome = imports.take(read, by=None, at=factories.NOON)
        tables(read, outcome.problems)
        assert outcome.saved is not bool(outcome.problems)
        assert models.Province.objects.exists() is outcome.saved
        assert all(str(problem) for problem in outcome.problems)
        if outcome.saved:
            assert not imports.load(content, by=None, at=factories.NOON).changes_anything


def has_surrogates(value) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in json.dumps(value, ensure_ascii=False))
