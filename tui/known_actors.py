"""What the lexicon knows of an actor by its name, for the layouts of codebooks."""

from __future__ import annotations

from functools import cache

from nlp.lexicons import read_lexicon
from store.export.codes import KnownActor


@cache
def _actors() -> dict[str, KnownActor]:
    return {
        row["name"]: KnownActor(row.get("inter"), row.get("country")) for row in read_lexicon("groups").get("group", [])
    }


def known_actor(name: str) -> KnownActor | None:
    """Return what is known of an actor by its canonical name, None where the lexicon does not have it."""
    return _actors().get(name)
