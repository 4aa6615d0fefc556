"""How right the machine is, measured on incidents that people wrote down.

Gold and proposed incidents of an article are paired one to one, those that agree in most anchor slots
(date within a day, place, type, weapon, killed, injured) first. A pair needs two anchors that agree, one
where the gold has no more. That nobody was hurt fits too many incidents to pair two of them.

Of incidents, precision is the share of the proposed that have a pair, recall the share of the gold that
have one, F1 their harmonic mean; proposals without a pair count only in articles whose gold is complete.
Of a slot, an answer is right if the gold accepts it, and so is none where the gold accepts none:

  accuracy    right among the paired incidents
  precision   right among the answers: wrong ones are those of pairs, and values of proposals without a pair
  recall      right among all gold incidents, found or not: what an analyst feels
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nlp.gazetteer import key_of
from nlp.gold import GRADED, Answer, GoldArticle, GoldIncident
from nlp.lexicons import fold
from nlp.place_words import GENERIC
from store.model import Evidence, Incident, Slot

_POSSESSIVE = re.compile(r"'s\b")
_BETWEEN = re.compile(r"[()\[\],;:/_]")


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that went wrong: a slot, or (slot "incident") one not found or one that nobody asked for."""

    article: str
    slot: str
    wanted: tuple[Answer, ...]
    got: tuple[Answer, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind: ``answers`` is what was proposed, ``wanted`` the gold, ``paired`` the gold found."""

    right: int = 0
    answers: int = 0
    wanted: int = 0
    paired: int = 0

    @property
    def accuracy(self) -> float:
        """Right among the paired; 0 to 1."""
        return _share(self.right, self.paired)

    @property
    def precision(self) -> float:
        """Right among the answers; 0 to 1."""
        return _share(self.right, self.answers)

    @property
    def recall(self) -> float:
        """Right among the gold; 0 to 1."""
        return _share(self.right, self.wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 to 1."""
        return _share(2 * self.right, self.answers + self.wanted)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.answers + other.answers,
            self.wanted + other.wanted,
            self.paired + other.paired,
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A value that carried a confidence, and whether the gold accepts all of it (a place with its country)."""

    slot: Slot
    confidence: float
    right: bool


@dataclass(slots=True)
class Evaluation:
    """What came of a comparison; ``judged`` are the paired values, for the reliability of their confidence."""

    articles: int = 0
    without_prediction: int = 0
    incidents: Tally = Tally()
    mains: Tally = Tally()
    slots: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    @property
    def overall(self) -> Tally:
        """All slots together."""
        return sum(self.slots.values(), Tally())


@dataclass(frozen=True, slots=True)
class Bin:
    """Values of like confidence: how many, their mean confidence, and the share that is right."""

    values: int
    confidence: float
    right: float


def evaluate(gold: Iterable[GoldArticle], predicted: Mapping[str, Sequence[Incident]]) -> Evaluation:
    """Return how the incidents proposed for each article (by its id) compare with the gold."""
    result = Evaluation()
    for article in gold:
        result.articles += 1
        result.without_prediction += article.id not in predicted
        _compare(result, article, predicted.get(article.id, ()))
    result.slots = {name: result.slots[name] for name in GRADED if name in result.slots}
    return result


def pair(gold: Sequence[GoldIncident], proposed: Sequence[Incident]) -> dict[int, int]:
    """Return the position of each gold incident that has a proposal, with the position of that."""
    ranked = sorted((-firm, -weak, g, p) for g, p, firm, weak in _ties(gold, proposed))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, g, p in ranked:
        if g not in pairs and p not in used:
            pairs[g] = p
            used.add(p)
    return pairs


def judge(wanted: GoldIncident, found: Incident) -> list[Judged]:
    """Return the values of a paired incident that have a confidence and an answer in the gold."""
    judged: dict[Slot, Judged] = {}
    for name, accepted in wanted.answers.items():
        slot = _SLOTS[name].slot
        if slot in found.confidence and _SLOTS[name].answers(found):
            right = accepts(name, accepted, found) and (slot not in judged or judged[slot].right)
            judged[slot] = Judged(slot, found.confidence[slot], right)
    return list(judged.values())


def accepts(slot: str, wanted: Sequence[Answer], incident: Incident, *, days: int = 0) -> bool:
    """Return whether an incident's answer for a slot is one of those wanted, a date within so many days."""
    answers = _SLOTS[slot].answers(incident)
    if not answers:
        return None in wanted
    return any(_SLOTS[slot].agrees(want, answers, days) for want in wanted if want is not None)


def reliability(judged: Iterable[Judged], bins: int = 10) -> list[Bin]:
    """Return values in bins of equal width by their confidence, empty ones left out."""
    groups: dict[int, list[Judged]] = {}
    for value in judged:
        groups.setdefault(min(int(value.confidence * bins), bins - 1), []).append(value)
    return [
        Bin(len(g), sum(v.confidence for v in g) / len(g), sum(v.right for v in g) / len(g))
        for _, g in sorted(groups.items())
    ]


def calibration_error(judged: Sequence[Judged]) -> float:
    """Return the expected calibration error: the mean gap between confidence and share right, 0 to 1."""
    return _share(sum(b.values * abs(b.confidence - b.right) for b in reliability(judged)), len(judged))


@dataclass(frozen=True, slots=True)
class _Graded:
    """How a slot of the gold is read from an incident, the answers best first, and compared."""

    slot: Slot
    answers: Callable[[Incident], tuple[Answer, ...]]
    agrees: Callable[[Answer, tuple[Answer, ...], int], bool]


def _same(want: Answer, answers: tuple[Answer, ...], _days: int) -> bool:
    return answers[0] == want


def _same_day(want: Answer, answers: tuple[Answer, ...], days: int) -> bool:
    """Compare a day, or the month or year that the gold gives for one."""
    want, day = str(want), str(answers[0])
    if len(want) < len("2020-01-01"):
        return day.startswith(want)
    return abs((dt.date.fromisoformat(day) - dt.date.fromisoformat(want)).days) <= days


def _same_name(want: Answer, answers: tuple[Answer, ...], _days: int) -> bool:
    """Compare names by their telling words: one is the other or a part of it ("Taji" in "Camp Taji")."""
    wanted = _telling(want)
    return bool(wanted) and any(wanted in given or given in wanted for answer in answers if (given := _telling(answer)))


def _telling(name: Answer) -> str:
    """Return the words of a name that tell it from others, each between spaces; all of them where none does."""
    plain = _POSSESSIVE.sub("", fold(str(name)))
    every = key_of(_BETWEEN.sub(" ", plain)).split()
    words = [w for w in every if w not in GENERIC] or every
    return f" {' '.join(words)} " if words else ""


def _known(*values: Answer) -> tuple[Answer, ...]:
    return tuple(value for value in values if value is not None and value != "")


_SLOTS: Mapping[str, _Graded] = {
    "date": _Graded(Slot.DATE, lambda i: _known(i.date.start.isoformat() if i.date.start else None), _same_day),
    "type": _Graded(Slot.TYPE, lambda i: _known(i.type), _same),
    "stage": _Graded(Slot.STAGE, lambda i: (i.stage.value,), _same),
    "place": _Graded(Slot.PLACE, lambda i: _known(i.place.facility, i.place.name, i.place.admin1), _same_name),
    "country": _Graded(Slot.PLACE, lambda i: _known(i.place.country), _same),
    "weapon": _Graded(Slot.WEAPON, lambda i: _known(i.weapon.type, *i.weapon.words), _same_name),
    "count": _Graded(Slot.WEAPON, lambda i: _known(i.weapon.best), _same),
    "killed": _Graded(Slot.KILLED, lambda i: _known(i.killed.best), _same),
    "injured": _Graded(Slot.INJURED, lambda i: _known(i.injured.best), _same),
    "perpetrator": _Graded(Slot.PERPETRATOR, lambda i: _known(i.perpetrator.name, *i.perpetrator.words), _same_name),
    "victims": _Graded(Slot.VICTIMS, lambda i: _known(*(w for v in i.victims for w in (v.name, v.words))), _same_name),
    "target": _Graded(Slot.TARGET, lambda i: _known(i.target.name, i.target.type, *i.target.words), _same_name),
}
_ANCHORS = ("date", "place", "type", "weapon", "killed", "injured")


def _ties(gold: Sequence[GoldIncident], proposed: Sequence[Incident]) -> Iterable[tuple[int, int, int, int]]:
    """Yield the pairs that may stand for one incident: positions, anchors that agree, and zeros that do."""
    for g, wanted in enumerate(gold):
        anchors = [slot for slot in _ANCHORS if slot in wanted.answers]
        for p, incident in enumerate(proposed):
            given = [s for s in anchors if _SLOTS[s].answers(incident)]
            agreed = [s for s in given if accepts(s, wanted.answers[s], incident, days=1)]
            weak = sum(1 for s in agreed if _SLOTS[s].answers(incident) == (0,))
            if len(agreed) - weak >= min(2, len(anchors)) > 0:
                yield g, p, len(agreed) - weak, weak


def _compare(result: Evaluation, article: GoldArticle, proposed: Sequence[Incident]) -> None:
    pairs = pair(article.incidents, proposed)
    spare = [] if article.partial else [i for p, i in enumerate(proposed) if p not in pairs.values()]
    result.incidents += Tally(len(pairs), len(pairs) + len(spare), len(article.incidents), len(pairs))
    scored = {slot for incident in article.incidents for slot in incident.answers}
    for g, wanted in enumerate(article.incidents):
        found = proposed[pairs[g]] if g in pairs else None
        if wanted.main:
            result.mains += Tally(found is not None, 0, 1, found is not None)
        if found is None:
            answers = [a for slot in _ANCHORS for a in wanted.answers.get(slot, ())[:1]]
            result.misses.append(Miss(article.id, "incident", tuple(answers), ()))
        for slot, answers_wanted in wanted.answers.items():
            _compare_slot(result, article.id, slot, answers_wanted, found)
        if found is not None:
            result.judged += judge(wanted, found)
    for incident in spare:
        evidence = tuple(e for pieces in incident.evidence.values() for e in pieces[:1])[:1]
        result.misses.append(Miss(article.id, "incident", (), (incident.summary or incident.type,), evidence))
        for slot in scored:
            if slot != "stage" and _SLOTS[slot].answers(incident):
                result.slots[slot] = result.slots.get(slot, Tally()) + Tally(answers=1)


def _compare_slot(
    result: Evaluation, article: str, slot: str, wanted: tuple[Answer, ...], found: Incident | None
) -> None:
    tally = result.slots.get(slot, Tally())
    if found is None:
        result.slots[slot] = tally + Tally(wanted=1)
        return
    graded = _SLOTS[slot]
    answers, right = graded.answers(found), accepts(slot, wanted, found)
    result.slots[slot] = tally + Tally(right, right or bool(answers), 1, 1)
    if not right:
        result.misses.append(Miss(article, slot, wanted, answers, found.evidence.get(graded.slot, ())))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
