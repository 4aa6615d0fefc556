"""The one table of keys: what a key does, footer, help and the README's table are made from it.

No key that terminals, tmux or flow control take for themselves, none with alt, and every action
has a plain key. Names of keys are Textual's.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.model import Slot

QUEUE, REVIEW, INCIDENTS, DASHBOARD, COMPARE = "queue", "review", "incidents", "dashboard", "compare"
DUPLICATES = "duplicates"
LAYOUTS, HELP, MARK, LANE, PROMPT = "layouts", "help", "marking", "lane", "typing"
FINDING = (QUEUE, REVIEW, INCIDENTS)
MOVING = (*FINDING, COMPARE, DUPLICATES, LAYOUTS)
UPON = (REVIEW, INCIDENTS, DASHBOARD, COMPARE, DUPLICATES, LAYOUTS)
JUDGING = (COMPARE, DUPLICATES)
EVERY = (*MOVING, DASHBOARD)
TITLES = {
    QUEUE: "in the queue",
    REVIEW: "in an article",
    INCIDENTS: "in the record",
    DASHBOARD: "in the figures",
    COMPARE: "while comparing",
    DUPLICATES: "in the duplicates",
    LAYOUTS: "in the layouts",
    MARK: "while marking text",
    LANE: "deciding the background",
    PROMPT: "while typing",
    HELP: "on this page",
}
SLOT_LETTERS = {
    "D": Slot.DATE, "P": Slot.PLACE, "W": Slot.WEAPON, "A": Slot.PERPETRATOR, "C": Slot.CLAIM, "T": Slot.TARGET,
    "V": Slot.VICTIMS, "K": Slot.KILLED, "I": Slot.INJURED, "M": Slot.DAMAGE, "S": Slot.SUMMARY,
}  # fmt: skip
"""The slots that one key goes to, whichever is current; the type is the first, where ``g`` goes."""

FIXED = ("quit",)
"""Actions whose key is every terminal program's, and stays."""


@dataclass(frozen=True, slots=True)
class Key:
    """One action: the keys that do it, how they are written, and where they work.

    ``footer`` is the short word of the footer, empty where the footer does not show it. With
    ``each`` the action is told which key it was.
    """

    keys: tuple[str, ...]
    shown: str
    action: str
    does: str
    screens: tuple[str, ...]
    footer: str = ""
    each: bool = False


KEYS: tuple[Key, ...] = (
    Key(("a",), "a", "approve", "approve and go on, once all in doubt was seen; none: done", (REVIEW,), "approve"),
    Key(("x",), "x", "reject", "reject the incident and go on", (REVIEW,), "reject"),
    Key(("space",), "space", "later", "leave the incident for later and go on", (REVIEW,), "later"),
    Key(("enter",), "enter", "open", "open the article", (QUEUE,), "open"),
    Key(("enter",), "enter", "edit", "type or choose another value for the slot", (REVIEW,), "edit"),
    Key(tuple("123456789"), "1-9", "choose", "put the words of that number into the slot", (REVIEW,), "choose", True),
    Key(("j", "down"), "j ↓", "down", "down: next article, slot, candidate or line", MOVING),
    Key(("k", "up"), "k ↑", "up", "up: the one before", MOVING),
    Key(("tab",), "Tab", "pane", "change between slots and article", (REVIEW,), "pane"),
    Key(("w",), "w", "wide", "the article at the whole width, and back", (REVIEW,), "wide"),
    Key(("right_square_bracket",), "]", "next_incident", "the next incident of the article", (REVIEW,), "next"),
    Key(("left_square_bracket",), "[", "previous_incident", "the incident before", (REVIEW,)),
    Key(tuple(SLOT_LETTERS), "D P W …", "slot", "to a slot by letter: A perpetrator, M damage", (REVIEW,), each=True),
    Key(("e",), "e", "evidence", "the next words that the slot rests on", (REVIEW,), "evidence"),
    Key(("p",), "p", "published", "set the published date; relative dates follow", (REVIEW,), "published"),
    Key(("minus",), "-", "day_back", "the date a day back", (REVIEW,)),
    Key(("plus",), "+", "day_forward", "the date a day forward", (REVIEW,)),
    Key(("m",), "m", "mark", "mark words of the article into the slot", (REVIEW,), "mark"),
    Key(("c",), "c", "uncovered", "the next sentence with violence in it that no incident uses", (REVIEW,), "unused"),
    Key(("b",), "b", "background", "decide the background of the article in one go", (REVIEW,)),
    Key(("s",), "s", "split", "split off what the sentence shown tells", (REVIEW,)),
    Key(("J",), "J", "join", "join into another incident of the article", (REVIEW,)),
    Key(("z",), "z", "fold", "fold menus, credits and what was read before", (REVIEW,)),
    Key(("n",), "n", "new", "a new incident from the next sentence that none uses", (REVIEW,), "new"),
    Key(("d",), "d", "duplicates", "to the likely duplicates and back", (REVIEW,), "same?"),
    Key(("equals_sign",), "=", "same", "merge into the chosen duplicate: one incident, two sources", (REVIEW,)),
    Key(("exclamation_mark",), "!", "different", "not the same: never offer this pair again", (REVIEW,)),
    Key(("enter",), "enter", "open", "open the incident in its article", (INCIDENTS,), "open"),
    Key(("D",), "D", "days", "only what began in a year, month, day or span of days", (INCIDENTS,), "when"),
    Key(("P",), "P", "place", "only what happened in a place", (INCIDENTS,), "where"),
    Key(("T",), "T", "type", "only one type of incident", (INCIDENTS,), "type"),
    Key(("A",), "A", "actor", "only what an actor did or claimed", (INCIDENTS,), "who"),
    Key(("l",), "l", "status", "show approved, open, later, rejected, merged, or all", (INCIDENTS,), "status"),
    Key(("h",), "h", "history", "what was decided about the incident, and back", (INCIDENTS,), "history"),
    Key(("tab",), "Tab", "pane", "change between the list and the lines under it", (INCIDENTS,)),
    Key(("r",), "r", "reopen", "make it a proposal again, to be decided anew", (INCIDENTS,), "re-open"),
    Key(("v",), "v", "compare", "compare with the likely duplicate, or the one marked before", (REVIEW, INCIDENTS)),
    Key(("o",), "o", "layouts", "out: the row that ACLED, the GTD and UCDP would get", (REVIEW, INCIDENTS)),
    Key(("d",), "d", "all_duplicates", "all pairs of incidents that may be one", (QUEUE, INCIDENTS), "same?"),
    Key(("enter",), "enter", "open", "compare the two slot by slot", (DUPLICATES,), "compare"),
    Key(("equals_sign",), "=", "same", "one incident: merge, with what has a star", JUDGING, "same"),
    Key(("exclamation_mark",), "!", "different", "two incidents: never offer this pair again", JUDGING, "different"),
    Key(("n",), "n", "update", "one is later news of the other; both stay", JUDGING, "update"),
    Key(("r",), "r", "related", "two incidents that belong together", JUDGING, "related"),
    Key(("1", "2"), "1 2", "pick", "take the value of the left or the right", (COMPARE,), "take", True),
    Key(("enter",), "enter", "open", "take the other value of the slot", (COMPARE,)),
    Key(("tab",), "Tab", "turn", "the other page: the record, the work", (DASHBOARD,), "other page"),
    Key(("tab",), "Tab", "turn", "the row of the next layout", (LAYOUTS,), "next layout"),
    Key(("l",), "l", "period", "all times, the last year or the last 90 days of the record", (DASHBOARD,), "period"),
    Key(("plus",), "+", "closer", "the map from closer, around where most happened", (DASHBOARD,), "closer"),
    Key(("minus",), "-", "farther", "the map from farther", (DASHBOARD,)),
    Key(("x",), "x", "discard", "dismiss an article that holds no incident", (QUEUE,), "dismiss"),
    Key(("X",), "X", "discard_all", "dismiss every article shown that holds no incident", (QUEUE,)),
    Key(("plus",), "+", "raise", "the article up in the queue", (QUEUE,)),
    Key(("minus",), "-", "lower", "the article down in the queue", (QUEUE,)),
    Key(("f",), "f", "flag", "flag the article, or take the flag away", (QUEUE, REVIEW), "flag"),
    Key(("O",), "O", "take_over", "take over an article that a colleague has open", (REVIEW,)),
    Key(("u",), "u", "undo", "undo the last decision, also after a restart", EVERY, "undo"),
    Key(("U",), "U", "redo", "do again what was undone", EVERY),
    Key(("l",), "l", "limit", "show only open, later, done, or all", (QUEUE,), "limit"),
    Key(("slash",), "/", "search", "search; nothing typed finds the next, or ends it", FINDING, "search"),
    Key(("pagedown", "ctrl+d"), "pgdn", "page_down", "a page down; of the text, in an article", MOVING),
    Key(("pageup", "ctrl+u"), "pgup", "page_up", "a page up", MOVING),
    Key(("g", "home"), "g", "first", "to the first", MOVING),
    Key(("G", "end"), "G", "last", "to the last", MOVING),
    Key(("y",), "y", "copy", "copy the words of the slot, or the summary, to the clipboard", (REVIEW, INCIDENTS)),
    Key(("i",), "i", "incidents", "the record: all incidents, to search", (QUEUE, REVIEW, DASHBOARD), "record"),
    Key(("t",), "t", "dashboard", "totals: when, what, where, how right", (QUEUE, REVIEW, INCIDENTS), "totals"),
    Key(("colon",), ":", "palette", "every action by name", EVERY, "actions"),
    Key(("question_mark", "f1"), "?", "help", "all keys", EVERY, "keys"),
    Key(("q",), "q", "back", "back to where you came from; all is saved", UPON, "back"),
    Key(("q",), "q", "back", "back to the shell; all is saved", (QUEUE,), "leave"),
    Key(("escape",), "esc", "escape", "leave what was begun, else back", EVERY),
    Key(("ctrl+c",), "ctrl+c", "quit", "to the shell from anywhere; all is saved", (*EVERY, HELP)),
    Key(("m", "space"), "m", "anchor", "begin the words here", (MARK,), "begin here"),
    Key(("enter",), "enter", "take", "put the words into the slot, as its evidence too", (MARK,), "into the slot"),
    Key(("l", "right"), "l →", "word_right", "a word to the right", (MARK,), "word"),
    Key(("h", "left"), "h ←", "word_left", "a word to the left", (MARK,), "back a word"),
    Key(("w",), "w", "mention_right", "the next words that the machine marked", (MARK,), "marked"),
    Key(("b",), "b", "mention_left", "the marked words before", (MARK,)),
    Key(("s",), "s", "sentence_right", "the sentence, then the next one", (MARK,), "sentence"),
    Key(("S",), "S", "sentence_left", "the sentence, then the one before", (MARK,)),
    Key(("j", "down"), "j ↓", "line_down", "a line down", (MARK,), "line"),
    Key(("k", "up"), "k ↑", "line_up", "a line up", (MARK,)),
    Key(("n",), "n", "new", "a new incident from the sentence here", (MARK,), "new"),
    Key(("escape", "q"), "esc", "leave", "leave the slot as it was", (MARK,), "leave"),
    Key(("a",), "a", "approve", "approve all of it, once all in doubt was seen", (LANE,), "approve all"),
    Key(("x",), "x", "reject", "reject all of it", (LANE,), "reject all"),
    Key(("space",), "space", "later", "leave all of it for later", (LANE,), "all later"),
    Key(("escape", "q", "b"), "esc", "leave", "leave it as it was", (LANE,), "leave"),
    Key(("enter",), "enter", "accept", "take what is typed, or the choice that stands out", (PROMPT,), "take"),
    Key(("down", "tab"), "down", "next_choice", "the next choice", (PROMPT,), "choices"),
    Key(("up",), "up", "previous_choice", "the choice before", (PROMPT,)),
    Key(("ctrl+u",), "ctrl+u", "clear", "take away all that is typed", (PROMPT,), "clear"),
    Key(("ctrl+w",), "ctrl+w", "rub_word", "take away the last word", (PROMPT,)),
    Key(("left", "right", "home", "end"), "left right", "move", "move in what is typed", (PROMPT,), each=True),
    Key(("escape", "ctrl+c"), "esc", "cancel", "leave it as it was", (PROMPT,), "leave"),
    Key(("j", "down"), "j ↓", "down", "a line down", (HELP,), "down"),
    Key(("k", "up"), "k ↑", "up", "a line up", (HELP,), "up"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyTable:
    """A table of keys: the one above, or what the analyst made of it."""

    keys: tuple[Key, ...] = KEYS

    def of(self, screen: str) -> list[Key]:
        """Return the keys that work on a screen, in the order of the help."""
        return [key for key in self.keys if screen in key.screens]

    def action_for(self, screen: str, pressed: str) -> str | None:
        """Return the action of a pressed key, in Textual's name."""
        return next((key.action for key in self.of(screen) if pressed in key.keys), None)

    def call_for(self, screen: str, pressed: str) -> str | None:
        """Return the action of a pressed key as Textual runs it, with the key where the action is told it."""
        key = next((key for key in self.of(screen) if pressed in key.keys), None)
        return None if key is None else f"{key.action}({pressed!r})" if key.each else key.action

    def footer(self, screen: str) -> list[tuple[str, str]]:
        """Return the keys that the footer shows, with a short word each, the most needed first."""
        return [(key.shown, key.footer) for key in self.of(screen) if key.footer]

    def shown(self, screen: str, action: str) -> str:
        """Return how the first key of an action is written."""
        return next((key.shown.split(" ")[0] for key in self.of(screen) if key.action == action), "")

    def markdown(self) -> str:
        """Return the table of keys as the README shows it."""
        rows = ["| key | does | where | name |", "| --- | --- | --- | --- |"]
        for key in self.keys:
            shown = "`|`" if key.shown == "|" else f"`{key.shown}`"
            where = ", ".join(TITLES[screen] for screen in key.screens)
            rows.append(f"| {shown} | {key.does} | {where} | `{key.action}` |")
        return "\n".join(rows) + "\n"


DEFAULT = KeyTable()
