"""What the review screen asks for in its prompt: a slot's value, the published date, words to find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.model import Slot, Status
from tui import deciding, detail, keys, slots
from tui.fuzzy import ranked
from tui.offers import MOST, Offer
from tui.place_look_up import LookUp
from tui.widgets.lines import Part
from tui.widgets.prompt import Question

if TYPE_CHECKING:
    from tui.screens.review import ReviewScreen
    from tui.screens.review_lanes import ReviewLanes


def ask_value(screen: ReviewScreen) -> None:
    """Ask for another value of the current slot, with what the article and the codebook offer."""
    reading = screen.reading
    offered: list[Offer] = []

    def offer(typed: str) -> Sequence[str]:
        offered[:] = deciding.offered(reading, typed)
        return [one.label for one in offered]

    def changed(_typed: str, _choices: Sequence[str], chosen: int | None) -> None:
        looks, block = screen.looks, screen.detail
        lines = _lines_of(screen, offered, chosen)
        if reading.slot is Slot.PLACE and screen.desk.places is not LookUp.OPEN:
            kept = [line for line in lines if line][: block.size.height - 1]
            lines = [*kept, [(f" {screen.desk.places.value}", looks.dim)]]
        block.show(lines)

    def accept(typed: str, chosen: int | None) -> None:
        if chosen is None:
            screen.act(lambda: deciding.type_in(reading, typed))
        else:
            choice = offered[chosen]
            screen.act(lambda: deciding.choose(reading, choice))

    if reading.slot is Slot.PLACE:
        screen.desk_app.want_places()
    text = slots.entry_text(reading.incident, reading.slot)
    screen.ask(Question(reading.slot.value, accept, text, offer, changed, screen.show_detail))


def ask_published(screen: ReviewScreen) -> None:
    """Ask for the day the article was published, and show what would be counted from it."""
    reading = screen.reading
    height = max(1, screen.detail.size.height)
    published = reading.article.article.published

    def accept(typed: str, _chosen: int | None) -> None:
        screen.act(lambda: deciding.set_published(reading, typed))

    def changed(typed: str, _choices: Sequence[str], _chosen: int | None) -> None:
        day = deciding.single_day(typed)
        told = deciding.dates_from(reading, day)[:height] if day else []
        screen.detail.show([[(f" {line}", screen.looks.text)] for line in told])

    text = published.isoformat() if published else ""
    screen.ask(Question("published", accept, text, changed=changed, closed=screen.show_detail))


def ask_join(screen: ReviewLanes) -> None:
    """Ask which other incident of the article is the same event, the nearest one first."""
    reading = screen.reading
    others = sorted(
        (at for at, record in enumerate(reading.records) if record.status not in (Status.MERGED, Status.REJECTED)),
        key=lambda at: (abs(at - reading.at), at),
    )
    named = {f"{at + 1} {reading.records[at].incident.summary}": at for at in others if at != reading.at}
    if not named or reading.record is None:
        screen.prompt.say("there is no other incident in this article to join it with")
        return
    offered: list[str] = []

    def offer(typed: str) -> Sequence[str]:
        offered[:] = ranked(typed, named, lambda name: name)[:MOST]
        return offered

    def accept(typed: str, chosen: int | None) -> None:
        if chosen is None:
            screen.prompt.say(f"no other incident of the article is “{typed}”", bad=True)
            return
        other = reading.records[named[offered[chosen]]]
        screen.act(lambda: deciding.join(reading, other))

    def changed(_typed: str, choices: Sequence[str], chosen: int | None) -> None:
        screen.detail.show(_lines_of(screen, [Offer(label) for label in choices], chosen))

    screen.ask(Question("join with", accept, offer=offer, changed=changed, closed=screen.show_detail, must_choose=True))


def ask_search(screen: ReviewScreen) -> None:
    """Ask for words to find in the article; nothing typed finds the next."""

    def accept(typed: str, _chosen: int | None) -> None:
        words = typed.strip() or screen.searched
        if not words:
            return
        screen.searched = words
        after = screen.found.end if screen.found else screen.article_view.offset_at_top
        screen.found = screen.reading.search(words, after)
        screen.article_view.show_found(screen.found)
        screen.show_titles()
        if screen.found is None:
            screen.prompt.say(f"“{words}” is not in this article", bad=True)
        else:
            key = screen.desk.key
            again = f"{key('search')} {key('accept', keys.PROMPT)} finds the next"
            screen.prompt.say(f"“{words}”: {again}, {key('mark')} marks from here, {key('escape')} leaves")

    screen.ask(Question("find", accept))


def _lines_of(screen: ReviewLanes, offered: Sequence[Offer], chosen: int | None) -> list[list[Part]]:
    """Return what there is to choose, each as wide as there is room for."""
    cells, height = screen.detail.size
    lines, _ = detail.offer_lines(
        screen.looks, offered, cells, max(1, height), chosen=chosen, digits=False, widest=cells
    )
    return lines
