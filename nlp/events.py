"""Stage: the reports that tell of one event become one incident (``nlp.belonging``), completed and weighed."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.apart import is_definite
from nlp.belonging import tell
from nlp.completion import finish
from nlp.confidence import Confidence
from nlp.mentions import span_of
from nlp.notes import Mark, Notes, Story, notes_of
from nlp.placing import told_places
from nlp.sums import without_headline, without_sums
from store.model import Mention, MentionKind, Span

_STOPS = frozenset((".", "!", "?", '"', "”", "»", "…"))


class Events:
    """Merges reports into incidents; spaCy component ``blotter_events``.

    Requires ``blotter_arguments``; assigns ``doc._.blotter.incidents``, ``.mentions`` and ``.uncovered``.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Fill the notes of a document with its incidents."""
        notes = notes_of(doc)
        stories = _stories(notes)
        places = told_places(notes)
        finished = [(story, finish(doc, notes, stories, n, places)) for n, story in enumerate(stories)]
        weigher = Confidence(notes)
        for story, incident in finished:
            if incident is not None:
                weighed, grounds = weigher.weigh(story, incident, first=not notes.incidents)
                notes.incidents.append(weighed)
                notes.grounds.append(grounds)
        used = {r.sentence for story, incident in finished if incident is not None for r in story.reports}
        notes.uncovered = _uncovered(notes, used)
        notes.mentions = _mentions(notes)
        return doc


def _stories(notes: Notes) -> list[Story]:
    """Return the events that an article tells, each with its reports, without those that add up others."""
    stories: list[Story] = []
    for report in notes.reports:
        tell(notes, stories, report)
    return without_sums(notes, without_headline([s for s in stories if any(r.firm for r in s.reports)]))


def _uncovered(notes: Notes, used: set[int]) -> list[Span]:
    """Return the sentences that tell of violence and belong to no incident.

    Talk of attacks in general tells of none, "condemned the attack" tells nothing new, and a headline
    over incidents only says again what the story says.
    """
    spans: list[Span] = []
    for number, (first, last) in enumerate(notes.sentences):
        violent = any(t.specific and not is_definite(notes, t) for t in notes.triggers_in(first, last))
        headline = number == 0 and bool(used) and notes.words[last - 1] not in _STOPS
        if violent and not headline and number not in used and not notes.sets_aside(notes.starts[first]):
            spans.append(span_of(notes, first, last))
    return spans


def _mentions(notes: Notes) -> list[Mention]:
    """Return all marks and triggers as mentions with character offsets, without overlaps."""
    marks = [
        *notes.marks,
        *(
            Mark(MentionKind.TRIGGER, t.first, t.last, t.type if t.type != "any" else None)
            for t in notes.triggers
            if t.role != "harm"
        ),
    ]
    taken: set[int] = set()
    found: list[Mention] = []
    for mark in sorted(marks, key=lambda m: (m.kind is MentionKind.TRIGGER, m.first)):
        if taken.isdisjoint(range(mark.first, mark.last)):
            taken.update(range(mark.first, mark.last))
            span = span_of(notes, mark.first, mark.last)
            found.append(Mention(mark.kind, span.start, span.end, mark.value))
    return sorted(found, key=lambda m: m.start)
