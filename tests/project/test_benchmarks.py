"""What `make bench` finds can be run: every module of benchmarks/ gives figures, or helps those that do."""

import importlib

import pytest

from benchmarks import __main__ as bench
from benchmarks.figure import Figure, medians


@pytest.mark.parametrize("name", bench.names())
def test_a_benchmark_tells_its_figures(name):
    assert callable(importlib.import_module(f"benchmarks.{name}").figures)


def test_helpers_are_no_benchmarks():
    found = set(bench.names())

    assert {"downloads", "imports", "pages", "pdf", "start"} <= found
    assert not found & bench.NO_BENCHMARKS
    for name in bench.NO_BENCHMARKS - {"__main__"}:
        assert not hasattr(importlib.import_module(f"benchmarks.{name}"), "figures")


@pytest.mark.parametrize(
    ("value", "at_least", "holds"),
    [(2, False, True), (2.01, False, False), (2, True, True), (1.99, True, False)],
)
def test_a_promise_holds_up_to_its_limit(value, at_least, holds):
    assert Figure("a figure", value, limit=2, at_least=at_least).holds is holds


def test_acts_take_turns_forwards_and_backwards():
    order = []

    def act(name, taken):
        order.append(name)
        return taken

    assert medians(2, a=lambda: act("a", 1.0), b=lambda: act("b", 2.0)) == {"a": 1.0, "b": 2.0}
    assert "".join(order) == "ab" + "ba" + "ab"
