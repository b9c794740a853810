"""Ids as the engine makes them: 25 characters of base 36."""

from random import Random

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def new_id(random: Random) -> str:
    return "".join(random.choices(_DIGITS, k=25))
