"""Work that is shared out to forked processes: they have what was read already, and nothing is sent but results."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Found = TypeVar("Found")

_work: Callable[[Any], Any]


def cores() -> int:
    """Return how many processes may work at once: the cores we may use; one where forking is not safe."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


def in_order(work: Callable[[Piece], Sequence[Found]], pieces: Sequence[Piece], processes: int) -> Iterator[Found]:
    """Yield what ``work`` finds in each piece, in the order of the pieces, whoever is done first.

    Forks: call it only where no other thread runs.
    """
    gc.collect()
    gc.freeze()  # else the children's collections would write to, and so copy, every page they share with us
    fork = multiprocessing.get_context("fork")
    # Under fork the arguments of the initializer are inherited, not pickled.
    executor = ProcessPoolExecutor(processes, mp_context=fork, initializer=_begin, initargs=(work,))
    try:
        for found in executor.map(_do, pieces):
            yield from found
    finally:
        executor.shutdown(cancel_futures=True)
        gc.unfreeze()


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops us


def _do(piece: Any) -> Any:
    return _work(piece)
