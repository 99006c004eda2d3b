"""Verification codes, short enough to read out on the telephone; a slip of the pen never hits another paper.

Ten letters from 31 (no 0, 1, I, L, O); the last is a check that catches every wrong letter and every swap.
"""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31, a prime: what makes the check catch swaps
LENGTH = 10
_BLANKS = dict.fromkeys(map(ord, " -–\u00a0.\t\n\r"))


def new() -> str:
    body = "".join(secrets.choice(LETTERS) for _ in range(LENGTH - 1))
    return body + _check(body)


def read(typed: str) -> str:
    """The code that was typed, or "" when it cannot be one."""
    code = typed[:40].translate(_BLANKS).upper()
    if len(code) != LENGTH or any(letter not in LETTERS for letter in code):
        return ""
    return code if _check(code[:-1]) == code[-1] else ""


def shown(code: str) -> str:
    return f"{code[:5]}-{code[5:]}"


def _check(body: str) -> str:
    return LETTERS[
        sum(place * LETTERS.index(letter) for place, letter in enumerate(body, start=1)) % len(LETTERS)
    ]
