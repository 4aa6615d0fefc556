"""The decisions of the review screen: each calls the store once and says in a line what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from store import articles, incidents, merging, splitting, undoing, verdicts
from store.decisions import Decision
from store.incidents import Comparison
from store.merging import Pick
from store.model import Incident, Place, Slot, Span, Status, Verdict
from store.records import Record
from tui import editing, offers, slots
from tui.desk import NOUNS, Desk, EntryError
from tui.detail import counted_text
from tui.keys import REVIEW
from tui.offers import Offer
from tui.place_look_up import LookUp
from tui.reading import Reading

DECIDED = {Status.APPROVED: "approved", Status.REJECTED: "rejected", Status.POSTPONED: "left for later"}
_ACTS = {
    Status.APPROVED: incidents.approve,
    Status.REJECTED: incidents.reject,
    Status.POSTPONED: incidents.postpone,
}


def decide(reading: Reading, status: Status) -> str:
    """Approve, reject or postpone the current incident; an article without any is dismissed."""
    record, key = reading.record, reading.desk.key
    if record is None:
        if reading.article.dismissed:
            return f"dismissed before; {reading.desk.undoes}"
        reading.desk.decide(articles.dismiss, reading.article.id, as_of=reading.as_of)
        reading.reload()
        return f"dismissed, it holds no incident; {reading.desk.undoes}"
    if record.status is status:
        raise EntryError(
            f"it is {DECIDED[status]} already; {key('next_incident')} shows the next, {key('back')} the queue"
        )
    if record.status is Status.MERGED:
        raise EntryError(
            f"it is part of incident {record.merged_into} now; {reading.desk.undoes} that, if it was the last"
        )
    reading.desk.decide(_ACTS[status], record)
    reading.reload()
    return f"{DECIDED[status]} ({reading.desk.undoes}): {_name(record.incident)}"


def _name(incident: Incident) -> str:
    return incident.summary or slots.text_of(incident, Slot.TYPE) or "incident"


def merge_pair(desk: Desk, compared: Comparison, picks: Mapping[Slot, Pick] | None = None) -> str:
    """Make two incidents one, with all sources and the picked values; if not given, what a merge usually takes."""
    into, other = compared.into, compared.other
    if other.merged_into == into.id:
        raise EntryError(f"they are one already: incident {into.id}")
    picks = merging.usual_picks(into.incident, other.incident) if picks is None else picks
    merged = merging.combine(into.incident, other.incident, picks, compared.figures)
    for record in (into, other):
        desk.check_incident_free(record)
    desk.decide(incidents.merge, other, into, merged=merged, as_of=compared.as_of)
    return f"merged: incident {into.id} is told by both now; {desk.undoes}"


_JUDGED = {
    Verdict.DIFFERENT: "two incidents, and not asked about again",
    Verdict.UPDATE: "one brings later news of the other; both stay",
    Verdict.RELATED: "two incidents that belong together; both stay",
}


def judge_pair(desk: Desk, pair: tuple[Record, Record], verdict: Verdict, as_of: int) -> str:
    """Say that two incidents, read when a decision was the newest, are two, and how they belong together."""
    for record in pair:
        desk.check_incident_free(record)
    desk.decide(verdicts.judge, *(record.id for record in pair), verdict, as_of=as_of)
    return f"{verdict.value}: {_JUDGED[verdict]}; {desk.undoes}"


def flag(reading: Reading) -> str:
    """Flag the article, or take its flag away."""
    on = not reading.article.flagged
    reading.desk.decide(articles.flag, reading.article.id, on, as_of=reading.as_of)
    reading.reload()
    return f"{'flagged' if on else 'the flag is gone'}; {reading.desk.undoes}"


def write(reading: Reading, slot: Slot, incident: Incident) -> str:
    """Store a changed slot, with what follows from it, in the analyst's name."""
    record = reading.record
    if record is None:
        raise EntryError(reading.desk.begins)
    published = reading.article.article.published
    changed = editing.finished(editing.signed(incident, reading.desk.analyst), slot, published)
    before, after = slots.text_of(record.incident, slot), slots.text_of(changed, slot)
    if changed == record.incident:
        return f"{slot}: as it was"
    reading.desk.decide(incidents.edit, record, changed)
    reading.reload()
    reading.to_slot(slot)
    return f"{slot}: {before or 'empty'} → {after or 'empty'}; {reading.desk.undoes}"


def choose(reading: Reading, offer: Offer) -> str:
    """Put what was offered into the current slot."""
    incident, slot = reading.incident, reading.slot
    if offer.place is not None:
        return write(reading, slot, editing.from_gazetteer(incident, offer.place, reading.source))
    if offer.mention is not None:
        return write(reading, slot, editing.from_mention(incident, slot, offer.mention, reading.source))
    return type_in(reading, offer.label)


def type_in(reading: Reading, typed: str) -> str:
    """Put what was typed into the current slot."""
    incident, slot = reading.incident, reading.slot
    if typed.strip() == slots.entry_text(incident, slot):
        return f"{slot}: as it was"
    return write(reading, slot, editing.from_typing(incident, slot, typed, reading.source))


def take_words(reading: Reading, span: Span) -> str:
    """Put marked words into the current slot, as its evidence too."""
    return write(reading, reading.slot, editing.from_words(reading.incident, reading.slot, span, reading.source))


def shift_date(reading: Reading, days: int) -> str:
    """Move the date of the current incident by days."""
    if reading.record is not None and reading.incident.date.start is None:
        key = reading.desk.key
        raise EntryError(
            f"there is no date yet to move; {key('published')} sets the published date, {key('edit')} types one"
        )
    return write(reading, Slot.DATE, editing.shifted(reading.incident, days))


def set_published(reading: Reading, typed: str) -> str:
    """Set the published date, from which every relative date of the article is counted anew."""
    published = single_day(typed)
    if typed.strip() and published is None:
        raise EntryError(f"“{typed}” is no single day; type it as 2020-07-28 or 28 July 2020")
    if published == reading.article.article.published:
        return "published: as it was"
    follow = {
        record.id: editing.redated(record.incident, published)
        for record in reading.records
        if record.status is not Status.MERGED
    }
    moved = {record.id for record in reading.records if record.id in follow and follow[record.id] != record.incident}
    reading.desk.decide(
        articles.set_published,
        reading.article.id,
        published,
        {key: follow[key] for key in follow if key in moved},
        as_of=reading.as_of,
    )
    reading.reload()
    dates = f"{len(moved)} incident{'' if len(moved) == 1 else 's'} followed" if moved else "no date depends on it"
    date = reading.incident.date
    told = f"published {slots.day_text(published) or 'unknown'}"
    if date.anchor and date.phrase and date.start:
        told = f"{date.phrase} → {slots.date_text(date)}"
    return f"{dates} ({reading.desk.undoes}): {told}"


def single_day(typed: str) -> dt.date | None:
    """Return the one day that was typed; None for anything else."""
    from nlp.dates import parse_entry

    date = parse_entry(typed, None)
    return date.start if date is not None and date.start == date.end else None


def dates_from(reading: Reading, published: dt.date | None) -> list[str]:
    """Return how the relative dates of the article's incidents would be counted from a day, each phrase once."""
    dates = [editing.redated(record.incident, published).date for record in reading.records]
    return list(dict.fromkeys(counted_text(date) for date in dates if date.phrase and (date.anchor or not date.start)))


def begin(reading: Reading, offset: int, *, here: bool) -> str:
    """Begin a new incident at the next sentence that none uses, or at the one shown."""
    span = reading.sentence_for_new(offset, here=here)
    if span.end <= span.start:
        raise EntryError("there is no sentence here to begin from")
    record = reading.desk.decide(incidents.create, reading.article.id, editing.begun(span, reading.source))
    reading.reload()
    reading.go_to(record.id)
    reading.to_slot(Slot.TYPE)
    return f"a new incident, as far as its sentence tells; {reading.desk.undoes}"


def split(reading: Reading, found: Span | None) -> str:
    """Split off what a sentence tells: the one found, else the one that holds the evidence shown."""
    record, pieces = reading.record, reading.evidence(reading.slot)
    if record is None:
        raise EntryError("there is no incident here to split")
    if found is None and not pieces:
        raise EntryError(f"{reading.slot} shows no words to split at; move to a slot with words in the other event")
    offset = found.start if found else pieces[reading.piece].start
    span = reading.sentence_for_new(offset, here=True)
    published = reading.article.article.published
    kept, off = (
        editing.finished(replace(part, summary=""), Slot.TYPE, published)
        for part in splitting.split(record.incident, reading.article.id, span)
    )
    if not slots.by_machine(record.incident, Slot.SUMMARY):
        kept = replace(kept, summary=record.incident.summary)
    new = reading.desk.decide(incidents.split, record, kept, off)
    reading.reload()
    reading.go_to(new.id)
    reading.to_slot(Slot.TYPE)
    return f"split off: what it only borrowed from the other is marked as doubtful; {reading.desk.undoes}"


def join(reading: Reading, other: incidents.Record) -> str:
    """Say that the current incident and another one of the article are one event."""
    record = reading.record
    if record is None:
        raise EntryError("there is no incident here to join")
    reading.desk.decide(incidents.merge, record, other, as_of=reading.as_of)
    reading.reload()
    reading.go_to(other.id)
    return f"joined: {_name(reading.incident)}; {reading.desk.undoes}"


def decide_background(reading: Reading, status: Status) -> str:
    """Approve, reject or postpone the open incidents of the background in one decision."""
    background = reading.background
    reading.desk.decide(incidents.decide_all, background, status)
    reading.reload()
    count = f"{len(background)} incident{'' if len(background) == 1 else 's'}"
    return f"{DECIDED[status]}: {count} of the background; {reading.desk.undoes} all of it"


def merge(reading: Reading) -> str:
    """Make the article another source of the chosen stored incident."""
    record, chosen = reading.record, _chosen(reading)
    if record is None:
        raise EntryError("there is no incident here to merge")
    reading.desk.check_incident_free(chosen)
    reading.desk.decide(incidents.merge, record, chosen, as_of=reading.as_of)
    reading.reload()
    sources = len(incidents.sources_of(reading.desk.db, chosen.id))
    return f"merged: incident {chosen.id} has {sources} sources now; {reading.desk.undoes}"


def tell_apart(reading: Reading) -> str:
    """Remember that the chosen stored incident is another one."""
    record, chosen = reading.record, _chosen(reading)
    if record is None:
        raise EntryError("there is no incident here to compare")
    reading.desk.check_incident_free(chosen)
    reading.desk.decide(incidents.judge, record.id, chosen.id, Verdict.DIFFERENT, as_of=reading.as_of)
    reading.reload()
    return f"different from incident {chosen.id}: not asked again; {reading.desk.undoes}"


def _chosen(reading: Reading) -> incidents.Record:
    if not reading.candidates:
        raise EntryError("nothing stored is like it")
    return reading.candidates[reading.candidate].record


def undo(desk: Desk) -> tuple[Decision | None, str]:
    """Undo the last decision of the analyst that can be undone; return it with what to say."""
    staying: list[str] = []
    decision = desk.decide(undoing.undo, staying.append)
    if decision is None:
        return None, "nothing to undo"
    done = f"undone ({desk.keys.shown(REVIEW, 'redo')} does it again): {_named(decision)}"
    return decision, "; ".join([*staying, done])


def redo(desk: Desk) -> tuple[Decision | None, str]:
    """Do again what was undone last and can be done again; return it with what to say."""
    staying: list[str] = []
    decision = desk.decide(undoing.redo, staying.append)
    if decision is None:
        return None, "nothing to do again"
    return decision, "; ".join([*staying, f"done again ({desk.undoes}): {_named(decision)}"])


def _named(decision: Decision) -> str:
    noun = NOUNS.get(decision.target_action, "decision") if decision.target_action else "decision"
    return f"{noun} of {decision.summary}" if decision.summary else noun


def offered(reading: Reading, typed: str) -> list[Offer]:
    """Return the choices for the current slot and the letters typed so far."""
    start = slots.entry_text(reading.incident, reading.slot)
    found = offers.choices("" if typed == start else typed, reading.offers(), reading.slot)
    if reading.slot is Slot.PLACE and typed != start and reading.desk.places is LookUp.OPEN:
        # The article's own places first; the gazetteer's fill what is left of the nine.
        named = {slots.place_text(m.value) for one in found if (m := one.mention) and isinstance(m.value, Place)}
        more = offers.gazetteer(typed, reading.other_place)
        found += [one for one in more if one.place and slots.place_text(one.place) not in named]
    return found[: offers.MOST]
