"""Stage: the reports that tell of one event become one incident.

Two reports are of one event when nothing they say contradicts the other (type, date, place) and
something ties them together: the same day, the same place, a definite reference ("the attack"),
or that one only adds to what was just said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from nlp import likeness_of_reports as alike
from nlp.apart import is_definite
from nlp.completion import finish, hurt_by, told_places
from nlp.confidence import Confidence
from nlp.doers import are_fighters, states
from nlp.lexicons import fold
from nlp.mentions import span_of
from nlp.notes import Mark, Notes, Report, Story, notes_of
from nlp.same_raid import operation_told, raid_told
from nlp.sums import is_another, without_headline, without_sums
from nlp.undated import is_of_long_before, on_its_day
from store.model import (
    Attribution,
    Count,
    Incident,
    Mention,
    MentionKind,
    Place,
    PlacePrecision,
    Slot,
    Span,
    Stage,
    Victim,
)

_TELLING = (Slot.TYPE, Slot.PLACE, Slot.WEAPON, Slot.TARGET)
_HARM = (Slot.KILLED, Slot.INJURED, Slot.VICTIMS, Slot.DAMAGE)
_REACH = 3
_AT_ONCE = 100  # so many events an article can keep apart; with more a report is held against the last ones
_ENOUGH = 20  # pieces of evidence a slot shows; an analyst reads no more, and what is added stays cheap
_STOPS = frozenset((".", "!", "?", '"', "”", "»", "…"))
_FAR = 12
# What goes off when it lands: an explosion told later makes no bomb of it.
_GOING_OFF = frozenset(
    {"drone_attack", "rocket_or_missile_attack", "shelling", "airstrike", "grenade_attack", "suicide_bombing"}
)
_SHOTS = re.compile(r"gunshot|bullet|shell", re.I)  # no arms, and often told of wounds
_SCENE = frozenset({"scene", "site", "spot"})
_OPENING = 3  # paragraphs of a text that still tell what its headline tells


class Events:
    """Merges reports into incidents; spaCy component ``blotter_events``.

    Requires ``blotter_arguments``; assigns ``doc._.blotter.incidents``, ``.mentions`` and ``.uncovered``.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Fill the notes of a document with its incidents."""
        notes = notes_of(doc)
        stories: list[Story] = []
        for report in notes.reports:
            _tell(notes, stories, report)
        stories = without_sums(notes, without_headline([s for s in stories if any(r.firm for r in s.reports)]))
        places = told_places(doc, notes)
        finished = [(story, finish(doc, notes, stories, n, places)) for n, story in enumerate(stories)]
        weigher = Confidence(doc, notes)
        for story, incident in finished:
            if incident is not None:
                weighed, grounds = weigher.weigh(story, incident, first=not notes.incidents)
                notes.incidents.append(weighed)
                notes.grounds.append(grounds)
        used = {r.sentence for story, incident in finished if incident is not None for r in story.reports}
        notes.uncovered = list(_uncovered(doc, notes, used))
        notes.mentions = _mentions(doc, notes)
        return doc


def _tell(notes: Notes, stories: list[Story], report: Report) -> None:
    """Add a report to the story it belongs to, or begin a new one with it."""
    told = stories[-_AT_ONCE:]
    if report.role == "claim":
        if (story := _spoken_of(notes, told, report)) is not None:
            _add_responsibility(story, report)
        return
    if (crime := _answered_by(notes, told, report)) is not None:
        crime.reports.append(report)
        return
    if not (report.specific or report.definite) and hurt_by(report.incident):
        return  # how many such events have killed so far
    fitting = [
        s for s in told if alike.compatible(s.incident, report.incident, s.typed and report.typed, report.definite)
    ]
    fitting = [s for s in fitting if not (report.definite and alike.victims_differ(s.incident, report.incident))]
    fitting = [s for s in fitting if not (is_of_long_before(notes, s, report) or is_another(notes, s, report))]
    tied = [s for s in fitting if alike.ties(s.incident, report.incident) and (report.definite or not report.fresh)]
    if not (report.firm or report.definite or report.incident.known(Slot.DATE) or alike.has_place(report.incident)):
        tied = [s for s in tied if s is max(told, key=lambda s: s.last.first)]  # "four were treated", there as here
    tied = tied or [s for s in fitting if _is_named_again(s, report)]
    if tied:
        tied = [s for s in fitting if _is_of_that_kind(s, report)] or tied
        _add(max(tied, key=lambda s: (alike.ties(s.incident, report.incident), s.last.first)), report)
        return
    if (head := _headline_story(stories, report)) is not None:
        _add(head, report)
        return
    if (operation := operation_told(told, report)) is not None:
        _add(operation, _untyped(report))
        return
    if (raid := raid_told(notes, told, report)) is not None:
        _add(raid, report if alike.same_kind(raid.incident, report.incident, bare=True) else _untyped(report))
        return
    undated = not report.incident.known(Slot.DATE) or (not report.firm and alike.is_of_statement(report.incident))
    bare = undated and not alike.has_place(report.incident)
    # among several events what names neither day nor place is of the one just told
    latest = max((s.last.sentence for s in told), default=0) if notes.round_up else 0
    near = [
        s
        for s in fitting
        if not report.fresh
        and report.paragraph - s.last.paragraph <= _reach(s, report, bare and s.last.sentence >= latest)
    ]
    last = max(near, key=lambda s: (_is_of_that_kind(s, report), s.last.first), default=None)
    if last is not None and _adds_only(last, report, bare):
        _add(last, report)
    elif report.firm and not (report.definite and fitting and bare):
        report = on_its_day(notes, told, report)
        stories.append(Story(report.incident, report.typed, [report]))
    elif report.definite and fitting and report.specific:
        _add(max(fitting, key=lambda s: s.last.first), report)


def _is_of_that_kind(story: Story, report: Report) -> bool:
    """Return whether "the bombing" points to a story that was told to be one."""
    named = report.definite and report.typed and story.incident.type is not None
    return named and (
        alike.same_kind(story.incident, report.incident, bare=False)
        or {story.incident.type, report.incident.type} <= alike.OPEN  # "the killings" of a massacre
    )


def _is_named_again(story: Story, report: Report) -> bool:
    """Return whether a report dates what was only named: "the murder of the priests ... the priests were killed on"."""
    open_day = not story.incident.known(Slot.DATE) or alike.is_of_statement(story.incident)
    if not (open_day and story.reports[0].definite and report.incident.known(Slot.DATE)) or report.fresh:
        return False
    kind = report.incident.type in {None, story.incident.type}
    return kind and alike.same_people(story.incident, report.incident)


def _untyped(report: Report) -> Report:
    """Return a report that does not change what its event is: what those who bombed a market did besides."""
    evidence = dict(report.incident.evidence)
    evidence.pop(Slot.TYPE, None)
    return replace(report, incident=replace(report.incident, evidence=evidence), typed=False)


def _answered_by(notes: Notes, stories: list[Story], report: Report) -> Story | None:
    """Return the attack that an arrest or what was found belongs to: "the suspect was arrested" is no incident."""
    arrest = report.incident
    attacks = [s for s in stories if s.reports[0].role != "police"]
    attack = max(attacks, key=lambda s: s.last.first, default=None)
    if arrest.type == "weapons_seizure" and not _SCENE.isdisjoint(notes.words[report.first : report.last]):
        return attack  # "three rifles were recovered from the scene"
    if arrest.type == "weapons_seizure" and attack is not None and _is_aftermath(attack, report):
        return attack
    if arrest.type == "raid_or_arrest" and report.in_raid and attack is not None:
        return attack if report.sentence - attack.last.sentence <= _REACH else None
    if arrest.type != "raid_or_arrest" or alike.has_place(arrest):
        return None
    if arrest.weapon.type is not None and (attack is None or arrest.weapon.type != attack.incident.weapon.type):
        return None
    same_day = attack is not None and alike.same_days(attack.incident.date, arrest.date)
    return attack if same_day or not arrest.known(Slot.DATE) else None


def _is_aftermath(attack: Story, report: Report) -> bool:
    """Return whether arms without a day or place of their own were seized from those just told of."""
    near = report.paragraph == attack.last.paragraph and report.sentence - attack.last.sentence <= _REACH
    return near and not report.incident.known(Slot.DATE) and not alike.has_place(report.incident)


def _reach(story: Story, report: Report, bare: bool) -> int:
    """Return how many paragraphs after a story was last told a report can still add to it.

    A headline stands apart from its text, and one that names neither day nor place goes on with what was told.
    """
    if bare and alike.same_kind(story.incident, report.incident, bare):
        return _FAR
    return _REACH if report.definite or not report.firm or story.last.headline else 1


def _headline_story(stories: list[Story], report: Report) -> Story | None:
    """Return the story of the headline, if the opening of the text goes on with it: where is often put differently."""
    if len(stories) != 1 or not all(r.headline for r in stories[0].reports) or not report.specific:
        return None
    opening = 0 < report.paragraph <= _OPENING and not report.fresh
    news, head = report.incident, stories[0].incident
    same_type = report.typed and stories[0].typed and news.type == head.type
    if not (report.typed and stories[0].typed):
        same_type = alike.same_dead(head, news)  # "gunmen kill one, kidnap 18" says not what they did first
    return stories[0] if opening and same_type and alike.fits_but_for_place(head, news) else None


def _adds_only(story: Story, report: Report, bare: bool) -> bool:
    """Return whether a report only adds to the story just told."""
    if not report.firm:
        return bare or report.definite or report.sentence == story.last.sentence
    if report.definite or report.also:
        return True
    dated = report.incident.known(Slot.DATE) and not alike.is_of_statement(report.incident)
    placed = alike.has_place(report.incident)
    spoken_of = alike.is_of_statement(story.incident) and alike.same_people(story.incident, report.incident)
    spoken_of = spoken_of or alike.is_of_talk(story.incident) or _opens(story, report)
    open_day = not dated or not story.incident.known(Slot.DATE) or spoken_of
    fills = open_day and (not placed or not alike.has_place(story.incident))
    return (
        alike.same_kind(story.incident, report.incident, bare)
        and fills
        and not alike.counts_differ(story.incident, report.incident)
    )


def _opens(story: Story, report: Report) -> bool:
    """Return whether an article's first lines say in which country it was and when somebody told of it, the next where.

    "Rebels killed seven villagers in the north of the country, officials said on Thursday. They attacked the village
    of Ndoro on Wednesday night."
    """
    news, told = report.incident, story.incident
    opening = story.last.paragraph <= 1 and report.paragraph - story.last.paragraph <= 1
    vague = alike.is_of_statement(told) and not alike.has_place(told) and not report.fresh
    fuller = alike.has_place(news) or (alike.is_eve(told.date, news.date) and not alike.is_of_statement(news))
    same_type = story.typed and report.typed and news.type == told.type
    leads = story.reports[0].sentence <= 1 and report.paragraph - story.last.paragraph <= 1 and same_type
    return vague and ((opening and fuller) or leads) and not alike.tolls_differ(told, news)


def _spoken_of(notes: Notes, stories: list[Story], report: Report) -> Story | None:
    """Return the story that a claim or an accusation is about: the one it shares words with, else the last told."""
    near = [s for s in stories if 0 <= report.paragraph - s.last.paragraph <= _REACH]
    near = [s for s in near if s.reports[0].role != "police"] or near  # nobody claims the arrests after an attack
    near = [s for s in near if not _is_of_elsewhere(notes, s, report)]
    said = set(notes.words[report.first : report.last])

    def shared(story: Story) -> int:
        quotes = [e.quote for slot in _TELLING for e in story.incident.evidence.get(slot, ())]
        return len(said & {w for quote in quotes for w in fold(quote).split() if len(w) > 3})

    return max(near, key=lambda s: (shared(s), s.last.first), default=None)


def _is_of_elsewhere(notes: Notes, story: Story, report: Report) -> bool:
    """Return whether somebody is accused of what was done at another place: "accused Iran of attacks elsewhere"."""
    if report.incident.perpetrator.attribution is not Attribution.ACCUSED or not alike.has_place(story.incident):
        return False
    for trigger in notes.triggers_in(report.first, report.last):
        if trigger.form != "plural" or "of" not in notes.words[trigger.first - 3 : trigger.first]:
            continue
        for mark in notes.marks_in(trigger.last + 1, trigger.last + 3, MentionKind.PLACE):
            if isinstance(mark.value, Place) and mark.value.precision is not PlacePrecision.COUNTRY:
                return not alike.share_name(mark.value, story.incident.place)
    return False


def _add(story: Story, report: Report) -> None:
    """Put what a report says into its story; what is already there stays unless the report knows better."""
    incident, news = story.incident, report.incident
    slots = list(Slot) if report.specific else list(_HARM)
    headed = not report.headline and all(r.headline for r in story.reports)
    for slot in slots:
        if slot not in news.evidence or _only_tried(slot, report, story):
            continue
        if slot is Slot.PERPETRATOR and _only_answers(report, incident):
            continue
        if not incident.known(slot) or slot not in incident.evidence:
            incident = _take(incident, news, slot)
        elif slot is Slot.TYPE:
            if news.type == incident.type:
                incident = _support(incident, news, slot)
                story.typed = story.typed or report.typed
                continue
            if news.type == "bombing" and incident.type in _GOING_OFF:
                story.typed = story.typed or report.typed
                continue  # "a drone crashed into the plant, after which it exploded"
            vague = incident.type == "bombing" and news.type is not None
            if news.type and ((report.typed and not story.typed) or (vague and report.typed >= story.typed)):
                incident, story.typed = _take(incident, news, slot), report.typed
        elif slot is Slot.DATE:
            if alike.sharper_date(incident, news):
                incident = _take(incident, news, slot)
            elif alike.same_days(incident.date, news.date):
                incident = _support(incident, news, slot)
        elif slot is Slot.PLACE:
            named = [r for r in story.reports if Slot.PLACE in r.incident.evidence]
            above = not report.headline and all(r.headline for r in named)
            if alike.sharper_place(incident.place, news.place) or (
                above and (alike.part_of(news.place, incident.place) or alike.is_province(news.place, incident.place))
            ):
                whole = incident.place
                incident = _take(incident, news, slot)
                incident = replace(incident, place=alike.completed_by(incident.place, whole))
        elif slot in (Slot.KILLED, Slot.INJURED):
            incident = _count(incident, news, slot)
        elif slot is Slot.WEAPON:
            unnamed = not incident.weapon.words and news.weapon.type == incident.weapon.type
            unnamed = unnamed and not any(_SHOTS.search(words) for words in news.weapon.words)
            if ((headed or unnamed) and news.weapon.words) or (
                incident.weapon.best is None
                and incident.weapon.min is None
                and news.weapon.best is not None
                and news.weapon.type == incident.weapon.type
            ):
                incident = _take(incident, news, slot)
        elif slot is Slot.PERPETRATOR:
            incident = _perpetrator(incident, news, headed)
        elif slot is Slot.VICTIMS:
            incident = replace(_support(incident, news, slot), victims=_together(incident.victims, news.victims))
    story.incident = incident
    story.typed = story.typed or (report.typed and incident.type == news.type)
    story.reports.append(report)


def _only_answers(report: Report, incident: Incident) -> bool:
    """Return whether a report tells how troops killed those who attacked: they made the attack of no other kind."""
    kinds = {None, "armed_clash", "raid_or_arrest"}
    if report.incident.perpetrator.name not in {None, *states()}:
        return False
    return report.role == "harm" and report.incident.type == "armed_clash" and incident.type not in kinds


def _only_tried(slot: Slot, report: Report, story: Story) -> bool:
    """Return whether a report tells of an attempt that undoes nothing told: another one, or one to murder those hit."""
    tried = slot is Slot.STAGE and report.incident.stage is Stage.ATTEMPTED
    return tried and (not report.definite or any(r.harms for r in story.reports))


def _perpetrator(incident: Incident, news: Incident, headed: bool) -> Incident:
    """Keep the group named first and the first words for its people; a text may doubt what its headline says."""
    known, told = incident.perpetrator, news.perpetrator
    if headed and told.name in {known.name, None} and told.attribution is Attribution.SUSPECTED:
        known = replace(known, attribution=Attribution.SUSPECTED)
        incident = replace(incident, perpetrator=known)
    if known.name is None and told.name is not None:
        words = told.words or known.words
        return replace(_take(incident, news, Slot.PERPETRATOR), perpetrator=replace(told, words=words))
    if known.name in states() and told.name is None and are_fighters(told.words):
        return incident  # "forces killed two gunmen", then "the fighters had stormed the hotel"
    if not known.words and told.words and told.name in {None, known.name}:
        supported = _support(incident, news, Slot.PERPETRATOR)
        return replace(supported, perpetrator=replace(known, words=told.words))
    return incident


def _together(known: tuple[Victim, ...], told: tuple[Victim, ...]) -> tuple[Victim, ...]:
    """Return victims without those told again, who keep their fuller words: "police officers", then "officers"."""
    victims = list(known)
    for outcome in {v.outcome for v in told}:
        parts = [v for v in told if v.outcome is outcome]
        whole = sum(v.count or 0 for v in parts)
        listed = whole > 2 and len(parts) > 1 and all(v.count and not v.name for v in parts)
        if listed and any(v.outcome is outcome and v.count == whole for v in known):
            told = tuple(v for v in told if v.outcome is not outcome)  # "five men, seven women": those told again
    for victim in told:
        again = next((n for n, old in enumerate(victims) if _same_people(old, victim)), None)
        if again is None:
            victims.append(victim)
        elif len(victim.words) > len(victims[again].words):
            victims[again] = victim
    return tuple(victims)


def _same_people(a: Victim, b: Victim) -> bool:
    """Return whether two descriptions, of as many people and of one fate, are one but for what goes before."""
    if a == b:
        return True
    if (a.count, a.outcome) != (b.count, b.outcome) or a.count is None or a.count < 2 or (a.name or b.name):
        return False
    short, long = sorted((fold(a.words), fold(b.words)), key=len)
    return long == short or long.endswith(f" {short}")


def _count(incident: Incident, news: Incident, slot: Slot) -> Incident:
    """Keep the larger of two figures; what they come to is added up when all is told."""
    old: Count = getattr(incident, slot)
    new: Count = getattr(news, slot)
    return _take(incident, news, slot) if (new.number or 0) > (old.number or 0) else incident


def _add_responsibility(story: Story, report: Report) -> None:
    incident, news = story.incident, report.incident
    if Slot.CLAIM in news.evidence and not incident.known(Slot.CLAIM):
        incident = _take(incident, news, Slot.CLAIM)
    if Slot.PERPETRATOR in news.evidence:
        known = incident.perpetrator
        same = known.name == news.perpetrator.name
        headed = all(r.headline for r in story.reports if Slot.PERPETRATOR in r.incident.evidence)
        # who claims it has done it, and a headline says for certain what its text leaves to those who accuse
        stronger = known.name is None or (same and (headed or news.perpetrator.attribution is Attribution.CLAIMED))
        if stronger and not (known.words and news.perpetrator.name is None):
            incident = _take(incident, news, Slot.PERPETRATOR)
    story.incident = incident
    story.reports.append(report)


def _take(incident: Incident, news: Incident, slot: Slot) -> Incident:
    """Return the incident with one slot, its evidence, confidence and origin taken from another."""
    return replace(
        incident,
        **{slot.value: getattr(news, slot)},
        evidence={**incident.evidence, slot: news.evidence[slot]},
        confidence={**incident.confidence, slot: news.confidence[slot]},
        asserted_by={**incident.asserted_by, slot: news.asserted_by[slot]},
    )


def _support(incident: Incident, news: Incident, slot: Slot) -> Incident:
    if len(incident.evidence[slot]) >= _ENOUGH:
        return incident
    fresh = tuple(e for e in news.evidence[slot] if e not in incident.evidence[slot])
    return replace(incident, evidence={**incident.evidence, slot: (*incident.evidence[slot], *fresh)})


def _uncovered(doc: Doc, notes: Notes, used: set[int]) -> list[Span]:
    """Return the sentences that tell of violence and belong to no incident.

    Talk of attacks in general tells of none, "condemned the attack" tells nothing new, and a headline
    over incidents only says again what the story says.
    """
    spans: list[Span] = []
    for number, (first, last) in enumerate(notes.sentences):
        violent = any(t.specific and not is_definite(notes, t) for t in notes.triggers_in(first, last))
        headline = number == 0 and bool(used) and notes.words[last - 1] not in _STOPS
        if violent and not headline and number not in used and not notes.sets_aside(doc[first].idx):
            spans.append(span_of(doc, first, last))
    return spans


def _mentions(doc: Doc, notes: Notes) -> list[Mention]:
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
            span = span_of(doc, mark.first, mark.last)
            found.append(Mention(mark.kind, span.start, span.end, mark.value))
    return sorted(found, key=lambda m: m.start)
