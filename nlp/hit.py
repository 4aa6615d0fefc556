"""The people that a word for harm is said of: before "were killed", after "killed" or "the shooting of"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from nlp.coordination import FINITE, PLURAL, RELATIVE, SINGULAR, SUBJECTS, first_run, last_run
from nlp.lexicons import fold, word_set
from nlp.notes import Notes, People, Trigger
from nlp.number_words import is_rough
from nlp.person_words import ATTACKING, DETERMINERS, SENDING, STOPS
from nlp.voice import ALWAYS_PASSIVE, is_passive
from store.model import Count, MentionKind

_BEING = SINGULAR | PLURAL
_NEAR = 14  # words between somebody and the verb that is said of them
_FROM_WOUND = 10  # words between somebody and the wound that is told ("one 17 and the other 21, suffered")
_FROM_OF = 8  # words from "the killing of" to whom
_FROM_DEATHS = 4  # words from "deaths" to whom
_FROM_ACTIVE = 6  # words from "killed" to whom
_LISTED = 12  # so many people one verb is said of ("three victims, a man, a woman and a boy, were hit")
_BEFORE_SUBJECT = 10  # words from a verb put first to its subject ("Killed in the blast were two soldiers")
_ASIDES = frozenset({",", "-", "–", "—", "(", ")"})
_OWNING = frozenset({"'s", "'", "’s", "’"})
_OF_THEM = word_set("hit", "of_them")
_PERFECT = frozenset({"have", "had", "been", "were", "are", "also", "even"})
_SOME = frozenset({"some", "many", "most"})
_BEFORE_CLAUSE = frozenset({"and", "but", ",", ";"})
_WHO = 3  # words from those told of to the verb behind "who"
_ADVERBS = 4  # words: "who shot his son last week has died"
_RISEN = word_set("hit", "risen")
_AMONG = ["among", "them"]
_SPANS = frozenset({"week", "month", "year", "annual", "monthly", "weekly"})
_HURT = (["wounded"], ["injured"], ["hurt"], ["missing"])
_JOINING = frozenset({"or", "and"})


def part_of(notes: Notes, people: list[People], whole: People) -> People | None:
    """Return those told of others: "one" in "one of the five people"."""
    return next((p for p in people if p.first < whole.first and _is_part_of(notes, p, whole)), None)


def _is_part_of(notes: Notes, part: People, whole: People) -> bool:
    between = notes.words[part.last : whole.first] if not part.role else []
    return between[:1] == ["of"] and set(between) <= _OF_THEM


def people_hit(notes: Notes, people: list[People], trigger: Trigger, left: int, right: int) -> list[People]:
    """Return the people that a trigger is said of: after an active verb, before a passive one."""
    after = [p for p in people if trigger.last <= p.first < right]
    before = [p for p in people if left <= p.first and p.last <= trigger.first and _can_be_hit(notes, p, trigger)]
    if (put_after := _inverted(notes, people, trigger)) is not None:
        return put_after
    if after and _describes(notes, after[0], trigger):
        return after[:1]
    if _describes_owner(notes, trigger):
        return []
    if deaths := _deaths_of(notes, after, trigger):
        return deaths
    if _has_wound(notes, trigger):
        return last_run(notes, before) if before and trigger.first - before[-1].last <= _FROM_WOUND else []
    if trigger.is_noun and notes.words[trigger.first] not in ALWAYS_PASSIVE:
        return _hit_by_noun(notes, before, after, trigger)
    if trigger.type == "any" and not _is_said_of_people(notes, before, after, trigger):
        return []
    if _is_said_of_subject(notes, before, after, trigger):
        return _hit_by_passive(notes, people, before, trigger, left)
    return _hit_by_active(notes, people, after, trigger)


def _can_be_hit(notes: Notes, one: People, trigger: Trigger) -> bool:
    """Return whether a trigger behind people can be said of them: not of who did it, nor of some in an aside."""
    if one.part and not _leads(notes, one, trigger):
        return False
    return trigger.is_noun or not _is_agent(notes, one) or "who" in notes.words[one.last : trigger.first]


def _hit_by_noun(notes: Notes, before: list[People], after: list[People], trigger: Trigger) -> list[People]:
    """Return those that a noun is said of: "Luis Galan's murder", "the toll rose to five", "the killing of two"."""
    if before and before[-1].name and notes.words[before[-1].last : trigger.first] in (["'s"], ["'"]):
        return before[-1:]
    toll = is_toll(notes, trigger)
    if toll and (reached := _reached(notes, after)):
        return [] if _is_wider(notes, trigger, reached[0]) else reached
    if (end := _end_of_leading_words(notes, trigger)) is not None:
        counted = first_run(notes, [p for p in after if p.first <= end + _FROM_OF])
        if counted and toll and "and" in notes.words[trigger.last : counted[0].first]:
            return []  # "told of the toll and said ten others were injured"
        return [] if counted and toll and _is_wider(notes, trigger, counted[0]) else counted
    word = notes.words[trigger.first]
    if word == "shooting" and after and after[0].first == trigger.last:
        of_doer = after[0].noun in ATTACKING or notes.words[trigger.last] in _JOINING
        return [] if of_doer else first_run(notes, after)  # but for "the shooting suspect"
    return before[-1:] if _names_victim(notes, trigger) else []


def _end_of_leading_words(notes: Notes, trigger: Trigger) -> int | None:
    """Return the end of a noun that leads to those hit: "the killing of", "the death on Monday of", "death toll"."""
    end = next((m.last for m in notes.marks_in(trigger.last, trigger.last + 3, MentionKind.TIME)), trigger.last)
    following = "".join(notes.words[trigger.last : trigger.last + 1])
    leads = following in {"of", "toll", "to"} or (notes.words[trigger.first] == "death" and following.isalpha())
    return end if leads or notes.words[end : end + 1] == ["of"] else None


def _deaths_of(notes: Notes, after: list[People], trigger: Trigger) -> list[People]:
    """Return whose deaths are told behind the word, which else is said of those before it: "the deaths of two"."""
    near = bool(after) and after[0].first <= trigger.last + _FROM_DEATHS
    of = notes.words[trigger.first] == "deaths" and notes.words[trigger.last : trigger.last + 1] == ["of"]
    return first_run(notes, after) if near and of else []


def _is_said_of_people(notes: Notes, before: list[People], after: list[People], trigger: Trigger) -> bool:
    """Return whether a verb for harm to whatever it may be is said of people: "a rocket hit two guards"."""
    return (bool(before) and is_passive(notes, trigger)) or _right_after(notes, after, trigger)


def _is_said_of_subject(notes: Notes, before: list[People], after: list[People], trigger: Trigger) -> bool:
    """Return whether those hit stand before a verb: "were killed", "needed surgery"; but not "sent two to hospital"."""
    word = notes.words[trigger.first]
    if trigger.type == "hit" and after and (word in SENDING or (word == "grazed" and not before)):
        return False
    return trigger.type == "hit" or is_passive(notes, trigger)


def _hit_by_passive(
    notes: Notes, people: list[People], before: list[People], trigger: Trigger, left: int
) -> list[People]:
    """Return those before a verb that it is said of."""
    if trigger.first and notes.words[trigger.first - 1] in {"the", "those"}:
        return []  # "the wounded", "the dead"
    if died := _before_relative(notes, people, trigger):
        return died
    if ("those", "who") in pairwise(notes.words[max(0, trigger.first - 5) : trigger.first]):
        return [p for p in before if p.last == trigger.first - 1]  # "turned up to mourn those who had died"
    if _is_of_unnamed(notes, trigger):
        return []
    if _ends_doer(notes, trigger):
        start, _ = notes.sentence_of(trigger.first)
        return [p for p in people if start <= p.first][:1]
    if (doer := verb_before(notes, trigger)) is not None:
        return [p for p in people if p.last <= doer.first and doer.first - p.last <= _ADVERBS][-1:]
    if (whole := _whole(notes, people, trigger, left)) is not None:
        return last_run(notes, [p for p in people if left <= p.first <= whole.first])
    hit = _nearest(notes, people, _some_or_all(notes, before, trigger), trigger)
    of_them = len(hit) == 1 and any(_is_who_of_them(notes, p, hit[0]) for p in people if p.last <= hit[0].first)
    return [replace(hit[0], part=True)] if of_them else hit


def _is_who_of_them(notes: Notes, one: People, named: People) -> bool:
    """Return whether an aside says who one of those counted was: "one of them, a girl of nine, died"."""
    between = notes.words[one.last : named.first]
    closed = notes.words[named.last : named.last + 1] == [","]
    return one.part and closed and between[:2] == ["of", "them"] and between[2:] == [","]


def _ends_doer(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a verb tells how who attacked came to an end: "killed two and hurt three before being killed"."""
    if notes.words[trigger.first - 2 : trigger.first] not in (["before", "being"], ["until", "being"]):
        return False
    start, _ = notes.sentence_of(trigger.first)
    before = [t for t in notes.triggers_in(start, trigger.first) if t.form == "past" and t.specific]
    return bool(before) and not is_passive(notes, before[0])


def _nearest(notes: Notes, people: list[People], before: list[People], trigger: Trigger) -> list[People]:
    """Return the people nearest before a verb with those they are joined to, or whom a clause about them is about."""
    if len(before) > 1 and (shot := _whom(notes, before, trigger)):
        return shot
    near = [p for p in before if trigger.first - p.last <= _NEAR]
    if near and near[-1].part:
        return near[-1:]
    run = first_run(notes, last_run(notes, before[-_LISTED:])) if near else []
    if _closes_aside(notes, before, run, trigger):
        return before[:1]
    return _agreeing(notes, _who(notes, people, run, trigger) or _of_a_clause(notes, run, trigger), trigger)


def _hit_by_active(notes: Notes, people: list[People], after: list[People], trigger: Trigger) -> list[People]:
    """Return those behind a verb that hits them: "killed two guards"."""
    if _is_counted(notes, trigger) and not (after and after[0].first == trigger.last):
        return [p for p in people if p.last == trigger.first - 1]
    if not after or after[0].noun in SUBJECTS or _counts_things(notes, trigger, after[0]):
        return []  # "shot Diaz after he woke up"
    listed = trigger.type == "any" and _right_after(notes, after, trigger)
    return first_run(notes, after) if listed or after[0].first - trigger.last <= _FROM_ACTIVE else []


def verb_before(notes: Notes, trigger: Trigger) -> Trigger | None:
    """Return the verb whose subject a passive goes on with: "A man stabbed two guards and was shot dead"."""
    shot = next((t for t in notes.triggers_in(trigger.first - 2, trigger.first) if t.last == trigger.first), trigger)
    trigger = shot if shot.form == "past" else trigger  # "was shot" of "was shot dead"
    joint = trigger.first - (notes.words[trigger.first] not in _BEING)
    if joint < 1 or notes.words[joint - 1] != "and" or notes.words[joint] not in {"was", "were"}:
        return None
    start, _ = notes.sentence_of(trigger.first)
    before = [t for t in notes.triggers_in(start, joint) if t.form == "past" and t.specific]
    return before[-1] if before and before[-1].role == "attack" and not is_passive(notes, before[-1]) else None


def _is_agent(notes: Notes, one: People) -> bool:
    """Return whether somebody did what was told before: of "a soldier taken by rebels was shot" the soldier was."""
    groups = [m.first for m in notes.marks_in(one.first - _NEAR, one.last, MentionKind.GROUP) if m.last >= one.first]
    first = min([one.first, *groups])
    return notes.words[first - 1 : first] == ["by"] or (
        notes.words[first - 2 : first - 1] == ["by"] and notes.words[first - 1] in DETERMINERS
    )


def is_toll(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a trigger speaks of the dead of an event by their sum."""
    return notes.words[trigger.first : trigger.last] in (["death", "toll"], ["toll"])


def _reached(notes: Notes, after: list[People]) -> list[People]:
    """Return the sum that a toll came to: "the death toll from the attack on the market rose to five"."""
    return next(([p] for p in after if not _RISEN.isdisjoint(notes.words[p.first - 1 : p.first])), [])


def _is_wider(notes: Notes, trigger: Trigger, reached: People) -> bool:
    """Return whether a toll is of a month or a year, of hurt, or only of an order: "this year's toll to 90"."""
    near = notes.words[trigger.first - 4 : reached.first]
    behind = notes.words[reached.last : reached.last + 1]
    bare = notes.words[trigger.first : trigger.last] == ["toll"]
    return not _SPANS.isdisjoint(near) or (bare and (behind in _HURT or is_rough(reached.count.words)))


def _whole(notes: Notes, people: list[People], trigger: Trigger, left: int) -> People | None:
    """Return all of whom a list names some: "eight people, including a girl and two guards, were killed"."""
    words = notes.words[left : trigger.first]
    named = next((i for i, word in enumerate(words) if word == "including" or words[i : i + 2] == _AMONG), None)
    if named is None:
        return None
    opening = left + named
    before = [p for p in people if left <= p.first and p.last <= opening]
    listed = [p for p in people if opening < p.first and p.last <= trigger.first]
    if not before or not listed or (before[-1].count.number or 0) < 2:
        return None
    goes_on = (FINITE & set(notes.words[opening : listed[-1].last])) or "who" in notes.words[opening : trigger.first]
    plural = PLURAL & set(notes.words[listed[-1].last : trigger.last])
    closed = notes.words[trigger.first - 1] == ","  # "..., a girl and two guards, died"
    return before[-1] if opening - before[-1].last <= 1 and (plural or closed) and not goes_on else None


def _inverted(notes: Notes, people: list[People], trigger: Trigger) -> list[People] | None:
    """Return the subject that follows a participle put first: "Killed in the blast were two soldiers"; else None."""
    start, _ = notes.sentence_of(trigger.first)
    opens = set(notes.words[start : trigger.first]) <= {"also", "and", "among", "the", "those"}
    if trigger.form != "past" or not opens:
        return None
    reach = notes.words[trigger.last : trigger.last + _BEFORE_SUBJECT]
    verb = next((n for n, word in enumerate(reach, trigger.last) if word in {"was", "were"}), None)
    if verb is None or "," in notes.words[trigger.last : verb] or any(trigger.last <= p.first < verb for p in people):
        return None
    subject = [p for p in people if p.first > verb]
    return first_run(notes, subject) if subject and subject[0].first - verb <= 4 else None


def _some_or_all(notes: Notes, before: list[People], trigger: Trigger) -> list[People]:
    """Return the people before a verb without the ones that it is not said of, where some are "of" others.

    "One of the five people shot on Friday has died": five were shot, one has died.
    """
    kept = list(before)
    for whole in before:
        part = part_of(notes, before, whole)
        if part in kept:
            close = not FINITE & set(notes.words[whole.last : trigger.first + 1]) and trigger.first - whole.last <= 2
            kept.remove(part if close or _is_who_of(notes, whole, trigger) else whole)
    return kept


def _is_who_of(notes: Notes, whole: People, trigger: Trigger) -> bool:
    """Return whether a verb only says which ones are meant: "ten of the 26 who were hurt" are ten of 26 hurt."""
    behind = notes.words[whole.last : trigger.last]
    return behind[:1] == ["who"] and trigger.first - whole.last <= _WHO and SINGULAR.isdisjoint(behind)


def _agreeing(notes: Notes, hit: list[People], trigger: Trigger) -> list[People]:
    """Return a subject, of no number where its verb does not agree: "were" of one person, "one of those who died".

    Whoever stands before the verb is then not all of whom it is said: "the mayor, he said, and others were shot".
    """
    if len(hit) != 1 or hit[0].count.best != 1 or hit[0].count.max != 1 or trigger.type == "hit":
        return hit  # "she and her unborn child were in fair condition"
    one, said = hit[0], notes.words[max(0, trigger.first - 1) : trigger.last]
    among = fold(one.phrase).split()[:2] == ["one", "of"]
    agrees = not _is_who_of(notes, one, trigger) if among else "were" not in said or not SINGULAR.isdisjoint(said)
    return hit if agrees else [replace(one, count=Count())]


def _before_relative(notes: Notes, people: list[People], trigger: Trigger) -> list[People]:
    """Return who died behind a clause of its own: of "a woman hurt in the attack that killed her son died" her."""
    if notes.words[trigger.first] not in {"died", "dies"}:
        return []
    near = next((p for p in reversed(people) if p.last <= trigger.first), None)
    verb = notes.triggers_in(near.first - 3, near.first)[-1:] if near is not None else []
    if near is None or not verb or verb[0].last != near.first:
        return []
    if RELATIVE.isdisjoint(notes.words[verb[0].first - 3 : verb[0].first]):  # "who police say shot his son"
        return []
    behind = notes.words[near.last : trigger.first]
    if len(behind) > _ADVERBS or not _ASIDES.isdisjoint(behind):
        return []
    return [p for p in people if p.last < verb[0].first][-1:]


def _whom(notes: Notes, before: list[People], trigger: Trigger) -> list[People]:
    """Return whom somebody shot, told before the verb: "a man who he shot in the hip"."""
    doer, whom = before[-1], before[-2]
    relative = notes.words[whom.last : doer.first]
    direct = doer.role == "pronoun" and doer.last == trigger.first
    return [whom] if direct and relative in (["who"], ["whom"], ["that"]) else []


def _has_wound(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody has a wound: "suffering from gunshot wounds", "with a wound to the arm"."""
    if {"wound", "wounds"}.isdisjoint(notes.words[trigger.first : trigger.last]):
        return False
    before = notes.words[max(0, trigger.first - 2) : trigger.first]
    return trigger.type == "shooting" or before[-1:] in (["a"], ["with"], ["graze"])


def _who(notes: Notes, people: list[People], run: list[People], trigger: Trigger) -> list[People]:
    """Return the subject of "was" behind a clause of its own: "the man who shot four people was killed"."""
    said = set(notes.words[max(0, trigger.first - 1) : trigger.last])
    if not run or not said & SINGULAR or said & PLURAL:
        return []
    if (run[-1].count.best or 0) < 2 and not _is_object(notes, run[0]):
        return []
    return [
        replace(p, phrase=f"{p.phrase} {' '.join(notes.words[p.last : p.last + 2])}")
        for p in people
        if p.last < run[0].first and p.count.best == 1 and notes.words[p.last : p.last + 1] in (["who"], ["that"])
    ][-1:]


def _of_a_clause(notes: Notes, run: list[People], trigger: Trigger) -> list[People]:
    """Return the subject of "was" behind a clause before: "the guests were brother and sister, and a cook was hurt"."""
    said = set(notes.words[max(0, trigger.first - 1) : trigger.last])
    if len(run) < 2 or not said & SINGULAR or said & PLURAL or run[-1].count.best != 1:
        return run
    joints = [notes.words[a.last : b.first] for a, b in pairwise(run)]
    own = joints[-1] == [",", "and"] and not any("," in words for words in joints[:-1])  # no list of three
    return run[-1:] if own and notes.words[run[-1].first] in DETERMINERS else run


def _is_of_unnamed(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a verb is said of some, and not of all told of before: "24 are missing, and some were killed"."""
    subject = trigger.first - 1
    while subject > 0 and notes.words[subject] in _PERFECT:
        subject -= 1
    return notes.words[subject] in _SOME and notes.words[subject - 1] in _BEFORE_CLAUSE


def _is_counted(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a participle stands for people who are counted: "dozens of wounded"."""
    if trigger.form != "past" or notes.words[trigger.first - 1 : trigger.first] != ["of"]:
        return False
    return bool(notes.marks_in(trigger.first - 2, trigger.first - 1, MentionKind.COUNT))


def _is_object(notes: Notes, one: People) -> bool:
    """Return whether somebody is whom an infinitive is about: "who had gone to arrest a suspect"."""
    verb = notes.triggers_in(one.first - 3, one.first)[-1:]
    return bool(verb) and verb[0].form == "base" and notes.words[verb[0].first - 1] == "to"


def _describes(notes: Notes, person: People, trigger: Trigger) -> bool:
    """Return whether a participle only describes whom it stands before: "a wounded man and his son"."""
    counted = bool(notes.marks_in(trigger.first - 1, trigger.first, MentionKind.COUNT))
    article = trigger.first > 0 and notes.words[trigger.first - 1] in DETERMINERS - {"the"}
    return trigger.form == "past" and person.first == trigger.last and (counted or article)


def _counts_things(notes: Notes, trigger: Trigger, person: People) -> bool:
    """Return whether a participle describes another word than people: "one deceased party and several victims"."""
    counted = bool(notes.marks_in(trigger.first - 1, trigger.first, MentionKind.COUNT))
    return trigger.form == "past" and counted and "and" in notes.words[trigger.last : person.first]


def _describes_owner(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a participle describes whom the next one belongs to: "the wounded child's father"."""
    article = trigger.first > 0 and notes.words[trigger.first - 1] in DETERMINERS
    return article and trigger.form == "past" and not _OWNING.isdisjoint(notes.words[trigger.last : trigger.last + 2])


def _leads(notes: Notes, part: People, trigger: Trigger) -> bool:
    """Return whether some of those told of are the subject: "two of them died", "including one who died"."""
    between = notes.words[part.last : trigger.first]
    return _ASIDES.isdisjoint(between) and len(between) <= 6


def _right_after(notes: Notes, after: list[People], trigger: Trigger) -> bool:
    """Return whether people follow at once, or in a list of what was hit: "striking houses, cars and four people"."""
    if not after or after[0].count.best is None:
        return False
    between = notes.words[trigger.last : after[0].first]
    listed = between[-1:] == ["and"] and len(between) <= _LISTED and STOPS.isdisjoint(between)
    return len(between) <= 2 or (listed and not notes.triggers_in(trigger.last, after[0].first))


def _names_victim(notes: Notes, trigger: Trigger) -> bool:
    """Return whether somebody is called the victim of a shooting ("is the victim of a fatal shooting")."""
    near = notes.words[max(0, trigger.first - 5) : trigger.first]
    return "of" in near and bool({"victim", "victims"} & set(near[: near.index("of")]))


def _closes_aside(notes: Notes, before: list[People], run: list[People], trigger: Trigger) -> bool:
    """Return whether "was" goes on after an aside: "her son, who loved his brother and sister, was shot"."""
    said = notes.words[max(0, trigger.first - 1) : trigger.first + 1]
    single = "was" in said and "were" not in said and before[:1] != run[:1] and before[0].count.best == 1
    return single and len(run) > 1 and notes.words[run[-1].last : run[-1].last + 2] == [",", "was"]
