"""The command that takes another desk's database into ours."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Set
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.session import Session

if TYPE_CHECKING:
    from store.joining import Joined


STEPS = 200
"""How often the progress bar is drawn at most."""


@click.command(short_help="Take another desk's database into this one.")
@click.argument("other", type=click.Path(path_type=Path))
@click.pass_obj
def merge(session: Session, other: Path) -> None:
    """Take the articles, incidents, verdicts and decisions of OTHER, a database of blotter, into this one.

    OTHER is never written, and taking it in again changes nothing. What both desks decided differently
    is not chosen for you: it becomes a proposal beside yours, in the queue, as does an approved incident
    that is likely one of yours.
    """
    from nlp.copies import is_copy
    from store import stories
    from store.joining import join
    from store.model import Slot
    from tui.desk import utc_now
    from tui.editing import finished

    with closing(session.open()) as db, ExitStack() as bars:

        def started(total: int) -> Callable[[int], object]:
            hidden = not sys.stderr.isatty()
            bar = click.progressbar(
                length=total, label="merging", file=sys.stderr, hidden=hidden, update_min_steps=max(1, total // STEPS)
            )
            return bars.enter_context(bar).update

        joined = join(
            db,
            other,
            analyst=session.analyst,
            now=utc_now(),
            twins_of=lambda brought, ours: likely_twins(db, brought, ours),
            finished=lambda incident: finished(incident, Slot.TYPE, None),
            arrived=lambda article_id: stories.join(db, article_id, is_copy),
            started=started,
        )
    for line in told(joined, other):
        click.echo(line)


def likely_twins(db: sqlite3.Connection, brought: Set[int], ours: Set[int]) -> dict[int, int]:
    """Return which of the incidents that came in are almost certainly which of ours, without pairs that were judged."""
    from nlp.columns import Sharing
    from nlp.twins import Twins, weighed
    from store.candidates import undecided_or_approved
    from store.telling import all_words
    from store.verdicts import verdicts_of
    from tui.learned import weights_of

    small, words = Sharing(), all_words(db)
    read = [one for one in undecided_or_approved(db) if one.id in brought or one.id in ours]
    twins = Twins(
        [small(one.incident) for one in read],
        # Two of one article are told apart already, but not where each desk has its own proposals from it.
        [(one.article_id, one.id in ours) for one in read],
        [words.get(one.id, "") for one in read],
        weights=weights_of(db),
    )
    best: dict[int, tuple[float, int]] = {}
    for pair in weighed(list(twins.pairs()), twins.weights):
        number, twin = sorted((read[pair.a].id, read[pair.b].id), key=lambda one: one in ours)
        if pair.label in ("same", "likely") and number in brought and twin in ours:
            best[number] = max(best.get(number, (0.0, 0)), (pair.score, twin))
    return {number: twin for number, (_, twin) in best.items() if twin not in verdicts_of(db, number)}


def told(joined: Joined, other: Path) -> Iterator[str]:
    """Yield what came in and what waits for a person, line by line."""
    from tui.glyphs import one_line, visible

    name = visible(one_line(str(other)))
    if not joined.changed:
        yield f"{name}: nothing in it is new; nothing was changed."
        return
    counts = [(joined.articles, "article"), (joined.incidents, "incident"), (joined.decisions, "decision")]
    went_on = f"{joined.went_on:,} incident{'' if joined.went_on == 1 else 's'}"
    came = [f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts]
    yield f"{name}: {', '.join(came)} came in; {went_on} of yours went on as decided there."
    for one in joined.conflicts:
        about = f"incident {one.incident_id}" if one.incident_id else f"article {one.article_id}"
        waits = f"; theirs waits in the queue as incident {one.beside}" if one.beside else "; yours stays"
        yield f"decided differently, {about} (article {one.article_id}): {one.what}{waits}"
    for number, twin in joined.twins:
        yield f"likely the same, incident {number} of theirs and {twin} of yours: {number} waits in the queue"
    if joined.copy is not None:
        yield f"Your database as it was before is kept as {visible(one_line(joined.copy.name))}."
