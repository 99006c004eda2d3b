"""Is a report nearly the same as another? Told by runs of words, from a small sketch kept of each.

A sketch holds the smallest hashes of all runs of five words. Two texts that share much share much of their
sketches: thousands are searched without reading one text. How much is equal is counted on the texts, after.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from emulation.text import folded

RUN = 5  # words
SIZE = 128  # hashes in a sketch
SHORTEST = 40  # words; below that everybody writes the same
LEAST = 30  # per cent, as the sketches see it
TOLD_FROM = 50  # per cent that must be equal before anybody is told
CROWDED = 60  # texts with one run: a set phrase, which says nothing about copying
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    new: int
    old: int
    share: float  # per cent


def runs(text: str) -> set[int]:
    """A number for each run of words; none for a text too short to tell."""
    words = _WORDS.findall(folded(text))
    if len(words) < SHORTEST:
        return set()
    return {_hash(" ".join(words[place : place + RUN])) for place in range(len(words) - RUN + 1)}


def sketch(text: str) -> bytes:
    return array("Q", nsmallest(SIZE, runs(text))).tobytes()


def search(new: Mapping[int, bytes], old: Mapping[int, bytes]) -> list[Pair]:
    """Each new text beside the old ones that seem alike, by their keys; never beside itself."""
    sketches = {key: _read(kept) for key, kept in new.items()}
    places: dict[int, list[int]] = defaultdict(list)
    for key, hashes in sketches.items():
        for each in hashes:
            if len(places[each]) < CROWDED:
                places[each].append(key)
    found = []
    for key, kept in old.items():
        hashes = _read(kept)
        shared = Counter(other for each in hashes for other in places.get(each, ()) if other != key)
        for other, count in shared.items():
            if count * 100 >= LEAST * SIZE // 2 or count * 2 >= min(len(hashes), len(sketches[other])):
                share = _likeness(sketches[other], hashes)
                if share >= LEAST:
                    found.append(Pair(other, key, share))
    return found


def equal_share(text: str, other: str) -> int:
    """How much of the text stands in the other, too, in per cent."""
    own = runs(text)
    return round(100 * len(own & runs(other)) / len(own)) if own else 0


def _likeness(first: array[int], second: array[int]) -> float:
    """Of the smallest hashes of both together, the share that both have."""
    one, two = set(first), set(second)
    smallest = sorted(one | two)[: min(SIZE, max(len(one), len(two)))]
    return 100 * sum(each in one and each in two for each in smallest) / len(smallest)


def _read(kept: bytes) -> array[int]:
    hashes = array("Q")
    hashes.frombytes(kept)
    return hashes


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "little")


def text_of(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
