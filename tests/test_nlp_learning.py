"""Weights learned from verdicts."""

import random

from nlp.learning import learn, loss
from nlp.levels import LEVELS
from nlp.similarity import fixed_weights, likeness
from store.model import VERDICTS_TO_LEARN_FROM as ENOUGH
from store.model import Incident

TWIN = {"date": "same", "place": "same", "type": "same"}


def verdicts(number, *, seed=1, telling="target"):
    """Verdicts of a team for whom one feature decides, which the fixed weights do not know."""
    rnd = random.Random(seed)
    made = []
    for _ in range(number):
        same = rnd.random() < 0.4
        right = rnd.random() < 0.95
        made.append(({**TWIN, telling: "same" if same == right else "other"}, same))
    return made


def test_too_few_verdicts_teach_nothing():
    assert learn(verdicts(ENOUGH - 1)) is None


def test_verdicts_all_of_one_kind_teach_nothing():
    assert learn([(TWIN, True)] * 400) is None


def test_what_decides_for_the_team_is_learned_and_better_on_verdicts_not_seen():
    learned = learn(verdicts(400))
    assert learned is not None
    assert learned.learned
    unseen = verdicts(400, seed=2)
    assert loss(unseen, learned) < loss(unseen, fixed_weights())


def test_learned_weights_that_are_no_better_on_verdicts_held_back_are_not_used():
    rnd = random.Random(4)
    held, kept = [(TWIN, True), ({"date": "far", "place": "apart"}, False)], [(TWIN, False), ({"date": "far"}, True)]
    assert learn([rnd.choice(kept if n % 5 else held) for n in range(400)]) is None


def test_a_level_never_seen_keeps_what_it_is_worth():
    learned = learn(verdicts(400))
    assert learned.values["weapon"] == dict(fixed_weights().values["weapon"])


def test_an_equal_value_is_never_worth_less_than_another_after_learning():
    upside_down = [
        ({**TWIN, "target": "other" if same else "same", "killed": "few" if same else "differ"}, same)
        for _, same in verdicts(400)
    ]
    learned = learn(upside_down)
    for feature in LEVELS:
        if feature not in ("busy", "date", "place", "killed", "injured"):
            assert learned.values[feature][LEVELS[feature][-1]] == max(0, *learned.values[feature].values())


def test_the_same_verdicts_give_the_same_weights():
    assert learn(verdicts(300)) == learn(verdicts(300))


def test_only_learned_weights_say_same():
    from test_nlp_similarity import STRIKE

    assert likeness(STRIKE, STRIKE).label == "likely"
    assert likeness(STRIKE, STRIKE, weights=learn(verdicts(400))).label == "same"
    assert likeness(Incident(), STRIKE, weights=learn(verdicts(400))).label == "unlikely"
