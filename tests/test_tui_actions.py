"""Every action of the key table: its key is pressed where the table says it works, and then the database is read.

What only shows something is looked at on the screen. Each step looks before the key too: what was so already
proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from desk_pilot import Hands, at_the_desk, rows, stored
from desk_samples import ANALYST, NOW, make_database, quiet, river, same
from record_samples import make_record

from store import leases
from store.database import open_database
from store.incidents import approve, incidents_of
from store.model import Incident, Lane, Slot, Status
from store.queue import QueueFilter
from tui import keys
from tui.screens.help import HelpScreen
from tui.screens.review import ReviewScreen

Look = Callable[[Hands], object]
CHANGED = object()
"""What a look gives after the key where only that it is another thing can be said beforehand."""


@dataclass(frozen=True)
class Press:
    """An action, what is looked at, and what that gives after its key; ``then`` is typed before one looks.

    ``key`` is the one pressed, where an action has several that do several things.
    """

    action: str
    look: Look
    after: object
    then: str = ""
    key: str = ""


Step = Press | str
"""A key that is tested, or the keys on the way to where the next one is."""


@dataclass(frozen=True)
class Walk:
    """Keys in the order in which they are pressed, the first in the queue."""

    screen: str
    database: Callable[[Path], None]
    steps: tuple[Step, ...]


# Databases


def articles(path: Path) -> None:
    """Nothing is decided; the queue shows 3, 1, 2: 1 has three incidents, two of the background, and 2 none."""
    told = river()
    first, *others = told.incidents
    background = (replace(one, lane=Lane.BACKGROUND) for one in others)
    make_database(path, replace(told, incidents=(first, *background)), quiet(), same())


def record(path: Path) -> None:
    """Three approved incidents that are one, and article 4, which tells of it too."""
    again = [
        replace(same(), article=replace(same().article, text=same().article.text + more)) for more in ("", "1", "2")
    ]
    told = river()
    dated = replace(told.incidents[0], date=same().incidents[0].date)
    ids = make_database(path, *again, replace(told, incidents=(dated, *told.incidents[1:])))
    with closing(open_database(path)) as db:
        for article_id in ids[:3]:
            for incident in incidents_of(db, article_id):
                approve(db, incident, analyst=ANALYST, now=NOW)


def many(path: Path) -> None:
    """Incidents in several places and years."""
    make_record(path, 20)


def held(path: Path) -> None:
    """A colleague has the first article of the queue open."""
    articles(path)
    with closing(open_database(path)) as db:
        leases.take(db, 3, leases.Session("omar"), now=NOW)


# Looks


def where(hands: Hands) -> str:
    """Whose keys are in force."""
    return keys.HELP if isinstance(hands.app.screen, HelpScreen) else hands.screen.keys_now


def sql(text: str) -> Look:
    """The first value that a query gives, None where it gives no row."""
    return lambda hands: next((value for (value,) in rows(hands.app.desk.path, text)), None)


def incident(number: int, of: Callable[[Incident], object], article: int = 1) -> Look:
    return lambda hands: of(stored(hands.app.desk.path, article)[number].incident)


def reading(of: Callable[[ReviewScreen], object]) -> Look:
    return lambda hands: of(hands.review)


def shows(widget: str, words: str) -> Look:
    return lambda hands: words in hands.shown(hands.app.screen.query_one(f"#{widget}"))


def text_of(widget: str) -> Look:
    return lambda hands: hands.shown(hands.app.screen.query_one(f"#{widget}"))


def cursor(hands: Hands) -> int:
    return hands.screen.list.cursor  # type: ignore[attr-defined]


def value_of_row(hands: Hands) -> object:
    """The letter of the side whose value is taken of the slot under the cursor."""
    screen = hands.screen
    return screen.picks.get(screen.comparison.fields[screen.list.cursor].slot)  # type: ignore[attr-defined]


def first_lines(hands: Hands) -> str:
    return hands.shown(hands.app.screen.query_one("#page")).split("\n")[0].strip()


def in_pane(hands: Hands) -> bool:
    """Whether the title over the lower lines stands out, as that of the current pane does."""
    (first, *_) = hands.screen.query_one("#detail-title").render_line(0)
    return first.style == hands.screen.looks.bar_key


def wanted(name: str) -> Look:
    return lambda hands: getattr(hands.app.desk.record.wanted, name)


def marked(hands: Hands) -> str | None:
    marker = hands.review.marker
    return None if marker is None else marker.span.quote(marker.text)


ended: Look = lambda hands: hands.app.return_code  # noqa: E731
clipboard: Look = lambda hands: hands.app.clipboard  # noqa: E731
typed: Look = lambda hands: hands.screen.prompt.typed  # noqa: E731
verdict = sql("SELECT verdict FROM verdicts")
approved = sql("SELECT count(*) FROM incidents WHERE status = 'approved'")
rejected = sql("SELECT count(*) FROM incidents WHERE status = 'rejected'")
slot, pane, at = (reading(lambda r: r.reading.slot), reading(lambda r: r.pane), reading(lambda r: r.reading.at))
top = reading(lambda r: r.article_view.top)
incidents_of_1 = sql("SELECT count(*) FROM incidents WHERE article_id = 1")


def status(number: int) -> Look:
    return sql(f"SELECT status FROM incidents WHERE id = {number}")


def flag(article: int) -> Look:
    return sql(f"SELECT flagged FROM articles WHERE id = {article}")


# Walks

EVERYWHERE: tuple[Step, ...] = (
    Press("palette", where, keys.PROMPT), "escape",
    Press("help", where, keys.HELP), "x",
)  # fmt: skip
QUIT = Press("quit", ended, 0)


def list_moves(down: int, last: int) -> tuple[Step, ...]:
    """The moves of a list with its cursor on the first row: one down, and to the last."""
    return (
        Press("down", cursor, down), Press("up", cursor, 0), Press("page_down", cursor, CHANGED),
        Press("page_up", cursor, 0), Press("last", cursor, last), Press("first", cursor, 0),
    )  # fmt: skip


WALKS: tuple[Walk, ...] = (
    Walk(keys.QUEUE, articles, (
        *list_moves(1, 2),
        Press("flag", flag(3), 1), Press("undo", flag(3), 0), Press("redo", flag(3), 1),
        Press("raise", sql("SELECT raised FROM articles WHERE id = 3"), 1),
        Press("lower", sql("SELECT raised FROM articles WHERE id = 3"), 0),
        "G", Press("discard", sql("SELECT dismissed FROM articles WHERE id = 2"), 1), "u",
        Press("discard_all", sql("SELECT dismissed FROM articles WHERE id = 2"), 1), "u g",
        Press("limit", lambda hands: hands.app.desk.view.show, QueueFilter.LATER), "l l l",
        Press("search", lambda hands: [row.id for row in hands.queue.rows], [1], then="b a k e r y enter"),
        Press("escape", lambda hands: len(hands.queue.rows), 3), "g",
        Press("open", where, keys.REVIEW), "q",
        Press("incidents", where, keys.INCIDENTS), "q",
        Press("dashboard", where, keys.DASHBOARD), "q",
        Press("all_duplicates", where, keys.DUPLICATES), "q",
        *EVERYWHERE, Press("back", ended, 0),
    )),
    Walk(keys.QUEUE, articles, (QUIT,)),
    Walk(keys.REVIEW, articles, (
        "j enter",
        Press("down", slot, Slot.STAGE), Press("up", slot, Slot.TYPE),
        Press("last", slot, Slot.SUMMARY), Press("first", slot, Slot.TYPE), Press("slot", slot, Slot.DATE, key="D"),
        Press("copy", clipboard, "on Monday night"),
        Press("next_incident", at, 1), Press("previous_incident", at, 0), "g",
        Press("evidence", reading(lambda r: r.reading.piece), 1),
        Press("page_down", top, CHANGED), Press("page_up", top, CHANGED),
        Press("pane", pane, "article"), "tab", Press("wide", reading(lambda r: r.wide), True), "w",
        Press("fold", shows("article", "folded"), True), "z",
        Press("search", reading(lambda r: r.found is not None), True, then="b a k e r y enter"),
        Press("escape", reading(lambda r: r.found), None),
        Press("uncovered", reading(lambda r: r.found is not None), True), "escape",
        Press("mark", where, keys.MARK), "escape",
        Press("background", where, keys.LANE), "escape",
        Press("layouts", where, keys.LAYOUTS), "q",
        Press("incidents", where, keys.INCIDENTS), "q",
        Press("dashboard", where, keys.DASHBOARD), "q",
        *EVERYWHERE, Press("back", where, keys.QUEUE),
    )),
    Walk(keys.REVIEW, articles, (
        "j enter",
        Press("flag", flag(1), 1), Press("undo", flag(1), 0), Press("redo", flag(1), 1),
        Press("edit", incident(0, lambda one: one.type), "shelling", then="s h e l l enter"),
        Press("published", sql("SELECT published FROM articles WHERE id = 1"), "2020-07-28",
              then="2 0 2 0 - 0 7 - 2 8 enter"),
        Press("day_back", incident(0, lambda one: one.date.start.day), 26),
        Press("day_forward", incident(0, lambda one: one.date.start.day), 27), "P",
        Press("choose", incident(0, lambda one: one.place.canonical), "Tarmiyah", key="2"),
        "D T", Press("approve", status(1), "approved"),
        Press("reject", status(2), "rejected"), Press("later", status(3), "postponed"), QUIT,
    )),
    Walk(keys.REVIEW, articles, (
        "j enter C", Press("split", incidents_of_1, 4), "u", Press("new", incidents_of_1, 4), "u",
        Press("join", sql("SELECT count(*) FROM incidents WHERE status = 'merged'"), 1, then="enter"),
    )),
    Walk(keys.REVIEW, record, (
        "enter",
        Press("duplicates", pane, "candidates"),
        Press("different", verdict, "different"), "u",
        Press("same", status(4), "merged"), "u",
        Press("compare", where, keys.COMPARE),
    )),
    Walk(keys.REVIEW, held, (
        "enter", Press("take_over", sql("SELECT analyst FROM leases WHERE article_id = 3"), ANALYST),
    )),
    Walk(keys.MARK, articles, (
        "j enter M m",
        Press("word_right", marked, "a"), Press("word_left", marked, "burning"),
        Press("line_down", marked, CHANGED), Press("line_up", marked, CHANGED), "escape M m l",
        Press("anchor", reading(lambda r: r.marker.anchored), True), "l",
        Press("take", incident(0, lambda one: one.damage), "a fuel"),
        "D m", Press("mention_right", marked, "two soldiers"), Press("mention_left", marked, "on Monday night"),
        "escape C m", Press("sentence_right", marked, "No group has claimed the attack."),
        Press("sentence_left", marked, CHANGED),
        Press("leave", where, keys.REVIEW), "m", Press("new", incidents_of_1, 4),
    )),
    Walk(keys.LANE, articles, (
        "j enter b", Press("reject", status(3), "rejected"), "u b",
        Press("later", status(3), "postponed"), "u b", Press("leave", where, keys.REVIEW), "b",
        Press("approve", status(3), "approved", then="a a a a a a"),
    )),
    Walk(keys.PROMPT, articles, (
        "j enter M enter",
        Press("rub_word", typed, "a fuel "), Press("move", typed, "a fuel! ", key="left", then="!"),
        Press("clear", typed, ""), Press("cancel", where, keys.REVIEW), "enter w a l l",
        Press("accept", incident(0, lambda one: one.damage), "wall"), "g enter ctrl+u",
        Press("previous_choice", incident(0, lambda one: one.type), CHANGED, then="enter"), "enter ctrl+u up",
        Press("next_choice", incident(0, lambda one: one.type), "rocket_or_missile_attack", then="enter"),
    )),
    Walk(keys.INCIDENTS, record, (
        "i g", *list_moves(1, 2),
        Press("days", wanted("first"), NOW.date().replace(month=7, day=1), then="2 0 2 0 - 0 7 enter"),
        Press("escape", wanted("first"), None),
        Press("place", wanted("place"), "sadr", then="s a d r enter"), "escape",
        Press("type", wanted("type"), "shelling", then="s h e l l enter"), "escape",
        Press("actor", wanted("actor"), "owls", then="o w l s enter"), "escape",
        Press("search", wanted("words"), "rockets", then="r o c k e t s enter"), "escape",
        Press("status", wanted("status"), Status.PROPOSED), "l l l l l",
        Press("history", shows("detail-title", "history"), True), "h",
        Press("pane", in_pane, True), "tab g",
        Press("copy", clipboard, CHANGED),
        Press("reopen", approved, 2), Press("undo", approved, 3), Press("redo", approved, 2), "u g",
        Press("compare", lambda hands: hands.app.desk.record.compared, CHANGED),
        Press("layouts", where, keys.LAYOUTS), "q",
        Press("all_duplicates", where, keys.DUPLICATES), "q",
        Press("dashboard", where, keys.DASHBOARD), "i",
        Press("open", where, keys.REVIEW), "q",
        *EVERYWHERE, Press("back", where, keys.QUEUE),
    )),
    Walk(keys.INCIDENTS, record, ("i", QUIT)),
    Walk(keys.DUPLICATES, record, (
        "i d", *list_moves(1, 5),
        Press("different", verdict, "different"), Press("undo", verdict, None), Press("redo", verdict, "different"),
        "u", Press("update", verdict, "update"), "u", Press("related", verdict, "related"), "u",
        Press("same", verdict, "same"), "u",
        Press("open", where, keys.COMPARE), "q",
        *EVERYWHERE, Press("back", where, keys.INCIDENTS), "d", Press("escape", where, keys.INCIDENTS), "d", QUIT,
    )),
    Walk(keys.COMPARE, record, (
        "i g v j v g", *list_moves(1, 12),
        Press("pick", value_of_row, CHANGED, key="2"), Press("open", value_of_row, CHANGED),
        *EVERYWHERE, Press("back", where, keys.INCIDENTS),
        "g v j v", Press("escape", where, keys.INCIDENTS),
        "g v j v", Press("update", verdict, "update"), "u",
        "g v j v", Press("related", verdict, "related"), "u",
        "g v j v", Press("same", verdict, "same"), "u",
        "g v j v", Press("different", verdict, "different"),
        "g v j v", Press("undo", verdict, None), Press("redo", verdict, "different"), QUIT,
    )),
    Walk(keys.LAYOUTS, record, (
        "i o", *list_moves(1, 30),
        Press("turn", lambda hands: hands.screen.name_of_layout, "gtd"),
        Press("undo", approved, 2), Press("redo", approved, 3),
        *EVERYWHERE, Press("back", where, keys.INCIDENTS), "o", Press("escape", where, keys.INCIDENTS), "o", QUIT,
    )),
    Walk(keys.DASHBOARD, many, (
        "t", Press("closer", text_of("page"), CHANGED), Press("farther", text_of("page"), CHANGED),
        Press("turn", shows("page", "Decisions a day"), True), "tab",
        Press("period", shows("page", "the last year"), True),
        Press("undo", rejected, 1), Press("redo", rejected, 2),
        Press("incidents", where, keys.INCIDENTS), "t",
        *EVERYWHERE, Press("back", where, keys.QUEUE), "t", Press("escape", where, keys.QUEUE), "t", QUIT,
    )),
    Walk(keys.HELP, articles, (
        "?", Press("down", first_lines, "In the queue"), Press("up", first_lines, ""), QUIT,
    )),
)  # fmt: skip


def keys_to_press(step: Step, screen: str) -> Iterator[str]:
    if isinstance(step, str):
        yield from step.split()
        return
    key = next(key for key in keys.DEFAULT.of(screen) if key.action == step.action)
    assert not step.key or step.key in key.keys
    yield step.key or key.keys[0]
    yield from step.then.split()


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: f"{walk.screen}-{walk.database.__name__}")
async def test_every_key_does_what_its_action_says(walk, tmp_path):
    walk.database(tmp_path / "desk.db")
    async with at_the_desk(tmp_path / "desk.db") as hands:
        for step in walk.steps:
            if isinstance(step, Press):
                assert where(hands) == walk.screen, step.action
                before = step.look(hands)
                assert before != step.after, step.action
            await hands.press(*keys_to_press(step, walk.screen))
            if hands.app.return_code is None and hands.app.workers:
                await hands.app.workers.wait_for_complete()
                await hands.pilot.pause()
            if isinstance(step, Press):
                after = step.look(hands)
                as_said = after != before if step.after is CHANGED else after == step.after
                assert as_said, (step.action, before, after, hands.message)


def test_no_action_of_the_table_is_left_out():
    of_the_table = {(screen, key.action) for key in keys.KEYS for screen in key.screens}
    pressed = {(walk.screen, step.action) for walk in WALKS for step in walk.steps if isinstance(step, Press)}
    assert pressed == of_the_table
