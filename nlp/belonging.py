"""To which story of an article a report belongs, or that it begins a new one.

Two reports are of one event when nothing they say contradicts the other (type, date, place) and something ties them
together: the same day, the same place, a definite reference ("the attack"), or that one only adds to what was just
said. ``tell`` tries the ties in order, the strongest first.
"""

from __future__ import annotations

from dataclasses import replace

from nlp import likeness_of_reports as alike
from nlp.aftermath import crime_of, is_its_reason, those_who_died
from nlp.completion import hurt_by
from nlp.date_grammar import MONTHS
from nlp.dates import lane_of
from nlp.lexicons import fold
from nlp.merging import act_of, add, add_responsibility, undated, untyped
from nlp.notes import Notes, People, Report, Story
from nlp.same_raid import act_told, operation_told, raid_told, shot_down_of
from nlp.sums import is_another
from nlp.told_again import attackers_told, stray_told, victims_told
from nlp.type_clues import BY_POLICE
from nlp.undated import is_of_long_before, on_its_day
from store.model import Attribution, DatePrecision, DateRange, Lane, MentionKind, Outcome, Place, PlacePrecision, Slot

_TELLING = (Slot.TYPE, Slot.PLACE, Slot.WEAPON, Slot.TARGET)
_LONG_TIMES = frozenset({DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.UNKNOWN})
_REACH = 3
_FAR = 12
_AT_ONCE = 100  # so many events an article can keep apart; with more a report is held against the last ones
_HARMED = frozenset({Outcome.KILLED, Outcome.INJURED})
_TELLING_TYPE = 5  # reports of a story, of which an analyst takes the type
_ARTICLE = 3  # words from "the" to those counted: "the other three soldiers"
_ASIDES = frozenset((turn, a) for turn in ("following", "after") for a in ("a", "an"))
_FROM_AIRCRAFT = frozenset({None, "missile", "air_munition"})
_OPENING = 3  # paragraphs of a text that still tell what its headline tells


def tell(notes: Notes, stories: list[Story], report: Report) -> None:
    """Add a report to the story it belongs to, or begin a new one with it."""
    told = stories[-_AT_ONCE:]
    if report.role == "claim":
        if (story := _spoken_of(notes, told, report)) is not None:
            add_responsibility(story, report)
    elif (crime := crime_of(notes, told, report)) is not None:
        crime.reports.append(report)
    elif (story := those_who_died(notes, told, report)) is not None:
        add(story, undated(report))
    elif report.specific or report.definite or not hurt_by(report.incident):  # else how many such events have killed
        _tell_event(notes, stories, told, report)


def _tell_event(notes: Notes, stories: list[Story], told: list[Story], report: Report) -> None:
    fitting = _fitting(notes, told, report)
    if (story := _tied(told, fitting, report) or _headline_story(told, report)) is not None:
        add(story, report)
        return
    if (attack := attackers_told(told, report)) is not None:
        add(attack, replace(report, specific=False))  # how they ended is not how they attacked
        return
    if (attack := victims_told(told, report) or stray_told(notes, told, report)) is not None:
        add(attack, report if alike.same_kind(attack.incident, report.incident, bare=True) else untyped(report))
        return
    if (attack := shot_down_of(told, report)) is not None:
        add(attack, report)
        return
    if (attack := operation_told(told, report) or raid_told(notes, told, report)) is not None:
        add(attack, report if alike.same_kind(attack.incident, report.incident, bare=True) else untyped(report))
        return
    bare = _is_bare(report)
    last = _just_told(notes, told, fitting, report, bare)
    if last is not None and _adds_only(notes, last, report, bare):
        add(last, report)
    elif report.firm and (attack := act_told(told, report)) is not None and not _is_past(notes, told, attack):
        add(attack, act_of(report))
    elif report.firm and not (report.definite and fitting and bare):
        report = on_its_day(notes, told, report)
        stories.append(Story(report.incident, report.typed, [report]))
    elif report.definite and fitting and report.specific:
        add(max(fitting, key=lambda s: s.last.first), report)


def _fitting(notes: Notes, told: list[Story], report: Report) -> list[Story]:
    """Return the stories that nothing in a report contradicts."""
    return [
        s
        for s in told
        if alike.compatible(s.incident, report.incident, _are_of_two_types(notes, s, report), report.definite)
        and not (report.definite and alike.victims_differ(s.incident, report.incident))
        and not (is_of_long_before(notes, s, report) or is_another(notes, s, report) or is_its_reason(notes, s, report))
    ]


def _are_of_two_types(notes: Notes, story: Story, report: Report) -> bool:
    """Return whether words name the type of both, and those of the story never that of the report.

    "Shot and stabbed a man", then "they stabbed him"; a riot in which police opened fire, then "the shooting".
    """
    return story.typed and report.typed and not _names_type(notes, story, report)


def _names_type(notes: Notes, story: Story, report: Report) -> bool:
    if story.incident.type == report.incident.type:
        return False
    told = (t for r in story.reports[:_TELLING_TYPE] for t in notes.triggers_in(r.first, r.last))
    return any(t.type == report.incident.type for t in told)


def _tied(told: list[Story], fitting: list[Story], report: Report) -> Story | None:
    """Return the fitting story that shares most with a report, of the kind that it points to if there is one."""
    tied = [s for s in fitting if alike.ties(s.incident, report.incident) and (report.definite or not report.fresh)]
    if not (report.firm or report.definite or report.incident.known(Slot.DATE) or alike.has_place(report.incident)):
        tied = [s for s in tied if s is max(told, key=lambda s: s.last.first)]  # "four were treated", there as here
    tied = tied or [s for s in fitting if _is_named_again(s, report)]
    tied = tied or [s for s in fitting if report.definite and alike.are_hijackings(s.incident, report.incident)]
    if tied:
        tied = [s for s in fitting if _is_of_that_kind(s, report)] or tied
    if report.typed:  # the strikes go on, and not the shooting that they came after
        tied = [s for s in tied if s.typed and s.incident.type == report.incident.type] or tied
    return max(
        tied,
        key=lambda s: (_is_of_that_day(s, report), alike.ties(s.incident, report.incident), s.last.first),
        default=None,
    )


def _is_bare(report: Report) -> bool:
    """Return whether a report tells neither the day of its event nor the place."""
    undated = not report.incident.known(Slot.DATE) or (not report.firm and alike.is_of_statement(report.incident))
    return undated and not alike.has_place(report.incident)


def _just_told(notes: Notes, told: list[Story], fitting: list[Story], report: Report, bare: bool) -> Story | None:
    """Return the fitting story told last before a report, near enough to be gone on with.

    Among several events what names neither day nor place is of the one just told.
    """
    latest = max((s.last.sentence for s in told), default=0) if notes.round_up else 0
    near = [
        s
        for s in fitting
        if not report.fresh
        and report.paragraph - s.last.paragraph <= _reach(s, report, bare and s.last.sentence >= latest)
    ]
    return max(
        near,
        key=lambda s: (
            _is_of_that_kind(s, report),
            _has_told_of_them(notes, s, report),
            not _is_looked_back_on(notes, told, s, report),
            s.last.first,
        ),
        default=None,
    )


def _has_told_of_them(notes: Notes, story: Story, report: Report) -> bool:
    """Return whether those whom a report takes up, by their number, were told of before: "of the three injured"."""
    again = {
        (h.outcome, h.number)
        for h in report.harms
        if h.number > 1 and h.outcome in _HARMED and any(_is_taken_up(notes, p) for p in h.people)
    }
    return any((h.outcome, h.number) in again for r in story.reports for h in r.harms)


def _is_taken_up(notes: Notes, people: People) -> bool:
    return "the" in notes.words[people.first - _ARTICLE : people.first + 1]


def _is_looked_back_on(notes: Notes, told: list[Story], story: Story, report: Report) -> bool:
    """Return whether a story of before was told in passing: what the next paragraph goes on with is not that."""
    if story is told[0] or report.paragraph == story.last.paragraph:
        return False
    first = story.reports[0].first
    aside = tuple(notes.words[first : first + 2]) in _ASIDES and notes.sentence_of(first)[0] < first
    if aside and not any(r.firm for r in story.reports[1:]):
        return True  # "a curfew was in force / following a deadly raid on Monday"
    if not report.definite:
        return False
    return _is_past(notes, told, story)


def _is_past(notes: Notes, told: list[Story], story: Story) -> bool:
    """Return whether a story is of long before what its article is about."""
    lanes = [lane_of(s.incident.date, notes.published) for s in (told[0], story)]
    return lanes[1] is Lane.BACKGROUND and lanes[0] is not Lane.BACKGROUND


def _is_of_that_day(story: Story, report: Report) -> bool:
    """Return whether "Saturday's attack" points to a story of that Saturday, rather than to one of that month."""
    one, other = story.incident.date, report.incident.date
    dated = other.start is not None and other.precision is DatePrecision.DAY
    return report.definite and dated and (one.start, one.precision) == (other.start, DatePrecision.DAY)


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


def _reach(story: Story, report: Report, bare: bool) -> int:
    """Return how many paragraphs after a story was last told a report can still add to it.

    A headline stands apart from its text, and one that names neither day nor place goes on with what was told.
    """
    if bare and alike.same_kind(story.incident, report.incident, bare):
        return _FAR
    if _says_where(story, report):
        return _FAR
    return _REACH if report.definite or not report.firm or story.last.headline else 1


def _says_where(story: Story, report: Report) -> bool:
    """Return whether a report says where that was of which so far only the country is known, as officials do later."""
    news, told = report.incident, story.incident
    attacks = report.role == story.reports[0].role == "attack"
    placed = alike.has_place(news) and told.place.precision is PlacePrecision.COUNTRY
    there = placed and news.place.country == told.place.country
    return attacks and there and not news.known(Slot.DATE) and not alike.tolls_differ(told, news)


def _headline_story(stories: list[Story], report: Report) -> Story | None:
    """Return the story of the headline, if the opening of the text goes on with it: where is often put differently."""
    others = [s for s in stories[1:] if s.reports[0].sentence != report.sentence]
    if not stories or others or not all(r.headline for r in stories[0].reports) or not report.specific:
        return None
    opening = 0 < report.paragraph <= _OPENING and not report.fresh
    news, head = report.incident, stories[0].incident
    same_type = report.typed and stories[0].typed and (news.type == head.type or alike.are_of_the_air(news, head))
    named = report.typed and stories[0].typed
    # "gunmen kill one, kidnap 18" says not what they did first, and "guard shot" not that he "was murdered"
    again = alike.same_people(head, news) and alike.types_fit(head, news, named)
    same_type = same_type or again or (not named and alike.same_dead(head, news))
    return stories[0] if opening and same_type and alike.fits_but_for_place(head, news) else None


def _adds_only(notes: Notes, story: Story, report: Report, bare: bool) -> bool:
    """Return whether a report only adds to the story just told."""
    if not report.firm:
        return bare or report.definite or report.sentence == story.last.sentence
    if report.definite or report.also:
        return True
    told, news = story.incident, report.incident
    dated = news.known(Slot.DATE) and not alike.is_of_statement(news)
    placed = alike.has_place(news)
    spoken_of = alike.is_of_statement(story.incident) and alike.same_people(story.incident, report.incident)
    spoken_of = spoken_of or alike.is_of_talk(story.incident) or _opens(story, report)
    open_day = not dated or not story.incident.known(Slot.DATE) or spoken_of
    fills = open_day and (not placed or not alike.has_place(story.incident))
    flown = alike.are_of_the_air(told, news) and not (story.typed and report.typed)
    alone = bare and told.perpetrator.name is not None and told.perpetrator.name == news.perpetrator.name
    # airstrikes and their missiles, or all that one army fired
    flown = flown and (alone or {told.weapon.type, news.weapon.type} <= _FROM_AIRCRAFT)
    return (
        (flown or alike.same_kind(told, news, bare) or _names_type(notes, story, report))
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
    # "seized 40 kg of heroin in Kilifi, police said on Wednesday. They raided the house at dawn on Tuesday"
    there = alike.is_of_statement(told) and not alike.has_place(news) and not report.fresh and same_type
    dated = there and alike.is_eve(told.date, news.date) and not alike.is_of_statement(news)
    return ((vague and ((opening and fuller) or leads)) or dated) and not alike.tolls_differ(told, news)


def _spoken_of(notes: Notes, stories: list[Story], report: Report) -> Story | None:
    """Return the story that a claim or an accusation is about: the one it shares words with, else the last told."""
    near = [s for s in stories if 0 <= report.paragraph - s.last.paragraph <= _REACH]
    # nobody claims the arrests after an attack, and those suspected did not make them
    near = [s for s in near if s.reports[0].role != "police"] or [s for s in near if s.incident.type not in BY_POLICE]
    near = [s for s in near if not (_is_of_elsewhere(notes, s, report) or _is_of_another_time(notes, s, report))]
    said = set(notes.words[report.first : report.last])

    def shared(story: Story) -> int:
        quotes = [e.quote for slot in _TELLING for e in story.incident.evidence.get(slot, ())]
        return len(said & {w for quote in quotes for w in fold(quote).split() if len(w) > 3})

    return max(near, key=lambda s: (shared(s), s.last.first), default=None)


def _is_of_another_time(notes: Notes, story: Story, report: Report) -> bool:
    """Return whether a month or year is told that is not the story's: "In May, the group claimed an attack".

    "At the time" takes up what an article looked back on just before, and never what it is about.
    """
    if notes.words[report.first : report.first + 3] == ["at", "the", "time"]:
        return story.last.sentence < report.sentence - 1 or story.reports[0].sentence <= 1
    day = story.incident.date.start
    for mark in notes.marks_in(report.first, report.last, MentionKind.TIME):
        told = mark.value
        if not isinstance(told, DateRange) or told.precision not in _LONG_TIMES:
            continue
        if "since" in notes.words[mark.first - 1 : mark.first + 1]:
            continue  # "a group blamed for massacres since November" may be blamed for this one
        opens = mark.first <= report.first + 1  # where no day counts, only what opens a sentence is of all of it
        if told.start is None or told.end is None or day is None:
            of_months = not frozenset(MONTHS).isdisjoint(fold(told.phrase or "").split())
            if opens and of_months and story.incident.known(Slot.DATE) and story.incident.date.phrase != told.phrase:
                return True
        elif not told.start <= day <= told.end:
            return True
    return False


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
