"""Room for calls that go deep.

CPython keeps the frames of Python functions in chunks of 16 KB, and gives a chunk back to the system as soon
as the first frame in it ends. Templates and the layout of papers recurse through several of them. Where the
innermost calls happen to stand at the end of one, each of them asks the system for memory and gives it back:
as measured, a tenth to two thirds on top of a layout's time, a third of a page's, by how deep the caller
stood. A frame that is said to need much room is given a chunk of that size, which all calls below it share.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

WORDS = 1 << 16  # half a megabyte of addresses; CPython rounds up to a whole one, the rest is free


def with_room(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, below which a thousand frames find room in one chunk. Serves as middleware too."""

    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    code = call.__code__.replace(co_stacksize=WORDS)
    roomy = FunctionType(code, call.__globals__, closure=call.__closure__)
    return cast("Callable[P, R]", wraps(function)(roomy))
