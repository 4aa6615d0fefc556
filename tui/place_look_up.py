"""The gazetteer at the desk: opened beside the loop, and built in a process of its own where it is missing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from enum import Enum

PROGRAM = (
    "import os, sys; sys.path[:] = sys.argv[1:]; os.nice(19); "
    "from nlp.gazetteer import open_world, world_path; "
    "open_world(world_path(), lambda told: print(told, file=sys.stderr))"
)
_LOOK_SECONDS = 0.1


class LookUp(Enum):
    """Whether places can be looked up now; the value is what is said while they cannot."""

    CLOSED = ""
    OPENING = "the gazetteer is being opened; the first time it is built, some 15 seconds: go on typing"
    OPEN = "open"
    BROKEN = "no gazetteer could be built; blotter gazetteer says why, and a place can be typed all the same"


def open_places(stop: Callable[[], bool]) -> LookUp:
    """Open the gazetteer for this process and return whether it is open; for a thread, as it may take seconds.

    The process that builds it is not ended by ``stop``: what it makes is there for the next start.
    """
    # Imported when a place is first looked up: the first screen needs neither.
    import subprocess

    from nlp import place_names, places  # noqa: F401 - what a look-up needs

    if not _built():
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *sys.path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while process.poll() is None:
            if stop():
                return LookUp.CLOSED
            time.sleep(_LOOK_SECONDS)
        if not _built():
            return LookUp.BROKEN
    places.load()
    return LookUp.OPEN


def _built() -> bool:
    from nlp.gazetteer import world_path, world_stamp
    from store.gazetteer import open_gazetteer

    if (found := open_gazetteer(world_path(), world_stamp())) is None:
        return False
    found.close()
    return True
