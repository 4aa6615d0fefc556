"""Records to plain JSON values and back, for every dataclass of the model.

The JSON of an incident is a contract (``blotter extract --jsonl``): field names are those of the
records, dates are ISO 8601, an unknown value is null.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from store import model

T = TypeVar("T")

MENTION_VALUES: Mapping[model.MentionKind, type] = {
    model.MentionKind.TIME: model.DateRange,
    model.MentionKind.PLACE: model.Place,
    model.MentionKind.FACILITY: model.Place,
    model.MentionKind.GROUP: model.Actor,
    model.MentionKind.PERSON: model.Actor,
    model.MentionKind.WEAPON: model.Weapon,
    model.MentionKind.COUNT: model.Count,
    model.MentionKind.CLAIM: model.Claim,
    model.MentionKind.TRIGGER: str,
}

_PLAIN = frozenset((type(None), str, int, float, bool))


def to_json(value: Any) -> Any:
    """Return the value as dicts, lists, strings, numbers and None."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, model.Evidence) and value.article_id is None:
        return {"start": value.start, "end": value.end, "quote": value.quote}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(to_json(k)): to_json(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(v) for v in value]
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls, vars(model))


def from_json(cls: type[T], data: Any) -> T:
    """Return the record of ``cls`` that ``to_json`` made ``data`` from.

    Unknown keys are ignored and missing ones take the record's default, so that rows written by
    an earlier version still load. Raises ValueError or TypeError where a value does not fit.
    """
    return typing.cast(T, _decode(cls, data))


def _decode(hint: Any, data: Any) -> Any:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        if data is None:
            return None
        return _decode(next(a for a in args if a is not type(None)), data)
    if origin is tuple:
        return tuple(_decode(args[0], item) for item in data)
    if origin is not None and issubclass(origin, Mapping):
        return {_decode(args[0], k): _decode(args[1], v) for k, v in data.items()}
    if hint is model.Mention:
        return _decode_mention(data)
    if dataclasses.is_dataclass(hint):
        hints = _hints(typing.cast(type, hint))
        return hint(**{k: _decode(hints[k], v) for k, v in data.items() if k in hints})  # type: ignore[operator]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(data)
    if hint is dt.date:
        return dt.date.fromisoformat(data)
    return data


def _decode_mention(data: Mapping[str, Any]) -> model.Mention:
    """Decode a mention, whose value's record depends on its kind."""
    kind = model.MentionKind(data["kind"])
    value = data.get("value")
    if value is not None:
        value = _decode(MENTION_VALUES[kind], value)
    return model.Mention(kind, data["start"], data["end"], value)
