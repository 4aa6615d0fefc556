"""The page of the review screen: what is drawn of an article and its incidents, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from store.desk import DeskPlace
from store.errors import BlotterError
from store.incidents import sources_of
from store.model import Span
from tui import detail, keys, lanes
from tui.desk import Desk
from tui.glyphs import fit, one_line, width
from tui.marking import Marker
from tui.offers import MOST
from tui.reading import Reading
from tui.screens.desk_screen import DeskScreen
from tui.slots import day_text
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import Bar, Block, LineWidget, Part, cut_at
from tui.widgets.slot_table import Shown, SlotTable

SETTLE_SECONDS = 0.06
"""How long an incident is shown before its duplicates are looked for: never between two keys."""
RESTED_SECONDS = 1.0
"""How long nothing is pressed before the place is kept, for the desk may be killed."""

WIDE = "-wide"
"""The class of the screen while the article has its whole width."""

ALIKE = "≈"
"""As in the queue: an incident is stored already that this may be."""

NOTES = (("approve", "done with the article"), ("new", "a new incident"), ("flag", "flag it"))
"""What can be done with an article without any incident."""


class ReviewPage(DeskScreen, inherit_bindings=False):
    """One article and its incidents. The panes are state of ours: changing them moves no focus."""

    KEYS = keys.REVIEW
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-usual"), (32, "-high")]  # noqa: RUF012

    def __init__(self, desk: Desk, place: DeskPlace, message: str = "") -> None:
        super().__init__(desk, message)
        self.held = desk.take(place.article_id)
        """The lease of another desk that has the article."""
        self.reading = Reading.open(desk, place)
        self.pane = "slots"
        self.wide = False
        self.marker: Marker | None = None
        self.found: Span | None = None
        self.in_lane = False
        self.searched = ""
        self.offers_shown = 0
        self.header = Bar(id="header")
        self.article_title = Bar(id="article-title")
        self.incident_title = Bar(id="incident-title")
        self.article_view = ArticleView(desk.key("fold"), id="article")
        self.slot_table = SlotTable(id="slots")
        self.detail_title = Bar(id="detail-title")
        self.detail = Block(id="detail")

    def compose(self) -> ComposeResult:
        """Make the two panes with a title each, and the lines under them."""
        yield self.header
        yield Horizontal(self.article_title, self.incident_title, id="titles")
        yield Horizontal(self.article_view, self.slot_table, id="panes")
        yield self.detail_title
        yield self.detail
        yield self.prompt
        yield self.footer

    def on_mount(self) -> None:
        """Show the article."""
        self._settled = self.set_timer(SETTLE_SECONDS, self._find_candidates, pause=True)
        self._rested = self.set_timer(RESTED_SECONDS, self.save_place, pause=True)
        self.show_article()
        self.say_held()

    def on_resize(self) -> None:
        """Show as much as there is room for, once the widgets know their sizes."""
        self.call_after_refresh(self.show_all, bring=False)

    def on_unmount(self) -> None:
        """Remember the place, however the screen is left."""
        self.save_place()

    def save_place(self) -> None:
        """Remember the place to come back to."""
        try:
            self.desk.save_place(self.reading.place)
        except BlotterError as error:
            # Losing the place loses no decision: say so and go on.
            self.prompt.say(str(error), bad=True)

    def say_held(self) -> None:
        """Say who has the article, if another desk has."""
        if self.held is not None:
            whose, key = self.desk.whose(self.held), self.desk.keys.shown(keys.REVIEW, "take_over")
            self.prompt.say(f"{whose} has it open since {self.held.since:%H:%M} UTC; {key} takes it over", bad=True)

    @property
    def main(self) -> LineWidget:
        """The article."""
        return self.article_view

    def lay_over(self, lines: Sequence[Sequence[Part]]) -> None:
        """Show lines over the lowest ones of both panes: beside the slots the article is too narrow for them."""
        cut = [cut_at(parts, self.article_view.size.width) for parts in lines]
        self.article_view.lay_over([left for left, _ in cut])
        self.slot_table.lay_over([right for _, right in cut])

    @property
    def place(self) -> DeskPlace:
        """Where one is in the article."""
        return self.reading.place

    # Showing

    def show_article(self) -> None:
        """Show the article from its beginning, at the place of the reading."""
        article = self.reading.article
        self.marker, self.found, self.pane, self.in_lane = None, None, "slots", False
        self.article_view.set_article(
            article.article,
            article.mentions,
            self.reading.read,
            self.reading.rested_on,
            self.reading.differing,
            folded=self.desk.folded,
        )
        self.show_all()

    def show_all(self, *, bring: bool = True) -> None:
        """Show everything as it is now, by default with the evidence in view; only what differs is sent."""
        reading, looks = self.reading, self.looks
        article = reading.article.article
        told = f"{reading.undecided} of {len(reading.records)} open" if reading.records else "no incident"
        if reading.article.dismissed and not reading.records:
            told = "dismissed"
        if self.held is not None:
            told = f"{fit(one_line(self.held.analyst), 16)} has it · {told}"
        outlet = fit(one_line(article.source or ""), self.size.width // 5)
        if reading.others:
            outlet = f"{outlet} +{len(reading.others)}"
        when = day_text(article.published) or f"no date: {self.desk.key('published')}"
        if self.size.width < 70:
            outlet, when = "", when.partition(" ")[2] if article.published else when
        self.header.show(
            [
                (" ⚑" if reading.article.flagged else "", looks.bar_key),
                (f" {one_line(article.title) or '(no headline)'}", looks.bar_strong),
            ],
            [("  " + " · ".join(part for part in (outlet, when, told) if part) + " ", looks.bar)],
        )
        self.show_titles()
        self.show_slots()
        self.show_evidence(bring=bring)
        self.show_detail()
        self.show_footer()
        if reading.candidates is None:
            # A timer fires once: each incident has its own.
            self._settled.stop()
            self._settled = self.set_timer(SETTLE_SECONDS, self._find_candidates)

    def show_titles(self) -> None:
        """Show which pane is current, and where one is in the article and among its incidents."""
        reading, looks = self.reading, self.looks
        active, idle = looks.bar_key, looks.bar_idle
        self._lay_out()
        in_text = self.pane == "article" or self.marker is not None
        style = active if in_text else idle
        left = len(reading.unused)
        which = f" · incident {reading.at + 1}/{len(reading.records)}" if self.wide and reading.records else ""
        title, whereabouts = f" article{which}", f" {self.article_view.whereabouts} "
        if left:
            to_it = f"unused: {self.desk.key('uncovered')}"
            meter = f"  {left} violent sentence{'' if left == 1 else 's'} {to_it}"
            room = self.article_title.size.width - width(title) - width(whereabouts)
            title += meter if width(meter) <= room else f"  {left} {to_it}"
        article = reading.article.article
        told = [one_line(words) for words in (article.author, article.link) if words] if self.wide else []
        self.article_title.show([(" · ".join([title, *told]), style)], [(whereabouts, style)], style)
        record = reading.record
        style = idle if in_text else active
        if record is None:
            self.incident_title.show([("│", looks.dim), ("no incident", style)], fill=style)
            return
        status = record.status.value + (f" into {record.merged_into}" if record.merged_into else "")
        short = f"{reading.at + 1}/{len(reading.records)} · {record.incident.lane.value}"
        name = f"{short} · {status}"
        # On a low screen the duplicates have no room under the slots: the sign says that there are some.
        strip = ALIKE * bool(reading.candidates) + lanes.strip(reading.records, reading.at)
        room = self.incident_title.size.width - 3 - width(strip)
        fitting = next((named for named in (f"incident {name}", name, short) if width(named) <= room), short)
        self.incident_title.show(
            [("│", looks.dim), (fitting, style)], [(f"{strip} ", style)] if width(fitting) <= room else [], fill=style
        )

    def _lay_out(self) -> None:
        """Give the article the whole width or a part of it; only while it is the pane does it have all."""
        self.wide = self.wide and self.pane == "article"
        if self.has_class(WIDE) is not self.wide:
            self.set_class(self.wide, WIDE)
            self.show_footer()
            self.await_layout()
            self.call_after_refresh(self.show_titles)

    def show_slots(self) -> None:
        """Show the slots and the candidates; what the cursor stands on is looked at by that."""
        reading = self.reading
        reading.look()
        notes = () if reading.record else self._notes
        incident = reading.record.incident if reading.record else None
        pane = self.pane if self.marker is None else "article"
        unseen = reading.unseen(reading.record) if reading.record else ()
        overview = lanes.overview(
            reading.records, reading.at, len(reading.unused), self.desk.key("uncovered"), reading.generic_words
        )
        self.slot_table.show(
            Shown(incident, reading.slot, reading.candidates, reading.candidate, pane, notes, unseen, overview)
        )

    @property
    def _notes(self) -> list[str]:
        keyed = [(self.desk.key(action), words) for action, words in NOTES]
        room = max(width(key) for key, _ in keyed)
        return ["the machine found no incident", "", *(f"{key:<{room}}  {words}" for key, words in keyed)]

    def show_evidence(self, *, bring: bool = True) -> None:
        """Make the words of the current slot stand out."""
        self._rested.stop()
        self._rested = self.set_timer(RESTED_SECONDS, self.save_place)
        pieces = self.reading.evidence(self.reading.slot)
        spans = [Span(piece.start, piece.end) for piece in pieces]
        self.reading.piece = min(self.reading.piece, max(0, len(spans) - 1))
        self.article_view.show_evidence(spans, self.reading.piece, bring=bring)
        self.article_view.show_found(self.marker.span if self.marker else self.found, bring=bring)
        self.show_titles()

    def show_detail(self) -> None:
        """Show what the current slot rests on, or what the chosen candidate shares with it."""
        reading, looks = self.reading, self.looks
        cells, lines = self.detail.size.width or self.size.width, max(1, self.detail.size.height)
        if self.pane == "candidates" and reading.candidates:
            reading.look_at_candidate()
            chosen = reading.candidates[reading.candidate]
            sources = sources_of(self.desk.db, chosen.record.id)
            self.detail_title.show(*detail.candidate_title(looks, chosen, len(sources)))
            self.detail.show(detail.candidate_lines(looks, chosen, sources, cells, lines))
            return
        if reading.record is None:
            self.offers_shown = 0
            self.detail_title.show([(" ", looks.bar)])
            self.detail.show([])
            return
        undated = reading.article.article.published is None
        hint = f"; {self.desk.key('published')} sets it" if undated else ""
        self.detail_title.show(*detail.title(looks, reading.incident, reading.slot, unresolved=hint, cells=cells))
        text, slot = reading.article.article.text, reading.slot
        pieces = reading.evidence(slot)
        first = detail.evidence_line(looks, text, pieces, reading.piece, reading.elsewhere(slot), cells)
        offered, self.offers_shown = detail.offer_lines(looks, reading.offers()[:MOST], cells, lines - 1)
        self.detail.show([first, *offered])

    def moved(self) -> None:
        """Show another slot, piece of evidence or incident."""
        self.found = None
        self.show_slots()
        self.show_evidence()
        self.show_detail()

    def _find_candidates(self) -> None:
        if self.reading.find_candidates():
            self.show_slots()
            self.show_titles()
            if self.pane == "candidates":
                self.show_detail()

    @property
    def keys_now(self) -> str:
        """Whose keys the footer shows."""
        if self.prompt.open:
            return super().keys_now
        return keys.MARK if self.marker is not None else keys.LANE if self.in_lane else super().keys_now

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """Return the keys that matter in the current pane first."""
        listed = list(super().footer_keys())
        if self.keys_now != keys.REVIEW:
            return listed
        if self.pane == "candidates":
            key = self.desk.key
            choosing = (f"{key('down')} {key('up')}", "choose")
            deciding = [(key("same"), "same"), (key("different"), "different")]
            return [*deciding, choosing, (key("duplicates"), "slots"), *listed]
        if self.wide:
            wide = self.desk.key("wide")
            return [(wide, "with the slots"), *(pair for pair in listed if pair[0] != wide)]
        return listed
