"""Pages of 100, continued by a token."""

import base64
from typing import TypeVar

from .errors import ValidationError

PAGE = 100

Item = TypeVar("Item")


def page(items: list[Item], token: str | None, key: str = "") -> tuple[list[Item], str | None]:
    """One page and the token of the next. Of a list that grows at the front, pass the items newest first and
    a `key` that stays: the token then counts from the end, so no item comes twice and none is missed."""
    start = 0
    if token:
        try:
            kind, _, remaining = base64.urlsafe_b64decode(token).decode().rpartition(":")
            start = len(items) - int(remaining)
        except ValueError as error:
            raise ValidationError(f"NextToken {token} is not valid") from error
        if kind != key or not 0 <= start <= len(items):
            raise ValidationError(f"NextToken {token} is not valid")
    rest = len(items) - start - PAGE
    following = base64.urlsafe_b64encode(f"{key}:{rest}".encode()).decode() if rest > 0 else None
    return items[start : start + PAGE], following
