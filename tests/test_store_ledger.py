"""What killed and injured come to when several sources tell of them."""

import datetime as dt

import pytest
from store_samples import BESMAYA, KIRKUK, NOW, PUBLISHED, add, desk

from store.incidents import approve, edit, figures_of, get_incident, merge, reopen
from store.ledger import FIGURE_SLOTS, Rule, number_of, own_figures, rule_of, settled
from store.model import Count, Figure, Incident, Slot

DAY = dt.date(2020, 7, 28)
EARLIER = DAY - dt.timedelta(1)
BY = {"analyst": "amira", "now": NOW}
MINE = Incident(damage="a wall", killed=Count(2, 2, 2))


def told(*bests, published=DAY):
    return [Figure(Slot.KILLED, n, n, Count(best, best, best), published) for n, best in enumerate(bests)]


@pytest.mark.parametrize(
    ("figures", "count"),
    [
        (told(2), Count(2, 2, 2)),
        (told(2, 3, 3), Count(2, 3, 3)),
        (told(3, 2), Count(2, 2, 3)),
        ([*told(5, 5, published=EARLIER), *told(7)], Count(5, 7, 7)),
        ([*told(5, published=None), *told(4, published=EARLIER)], Count(4, 4, 5)),
        ([*told(5, published=EARLIER), Figure(Slot.KILLED, 9, 9, Count(words="some"), DAY)], Count(5, 5, 5)),
        ([], Count()),
        ([Figure(Slot.KILLED, 9, 9, Count(words="some"))], Count()),
    ],
    ids=["one source", "most", "lowest", "latest", "no date is the oldest", "no number", "no source", "words only"],
)
def test_one_count_follows_from_the_figures_of_all(figures, count):
    assert settled(figures) == count


def test_an_incident_tells_the_figures_that_it_knows():
    assert own_figures(7, 3, MINE) == (Figure(Slot.KILLED, 7, 3, Count(2, 2, 2)),)
    assert FIGURE_SLOTS == (Slot.KILLED, Slot.INJURED)


@pytest.mark.parametrize(
    ("figures", "best"),
    [
        ([*told(5, 5, published=EARLIER), *told(7)], 5),
        (told(7, 4), 4),
        ([Figure(Slot.KILLED, 1, 1, Count(24, 24, None, "dozens"))], 12),
        ([Figure(Slot.KILLED, 1, 1, Count(200, 200, None, "hundreds of people"))], 100),
        ([Figure(Slot.KILLED, 1, 1, Count(12, 12, 12, "a dozen"))], 12),
        ([Figure(Slot.KILLED, 1, 1, Count(None, None, 6, "up to six"))], 6),
    ],
    ids=["not the latest", "lowest", "dozens", "hundreds", "a number", "only a bound"],
)
def test_acled_counts_the_lowest_that_is_told(figures, best):
    assert settled(figures, Rule.ACLED).best == best


@pytest.mark.parametrize("rule", Rule)
def test_the_number_an_analyst_gave_stands_over_every_rule(rule):
    incident = Incident(killed=Count(9, 9, 9), asserted_by={Slot.KILLED: "amira"})
    assert number_of(incident, Slot.KILLED, told(2, 3), rule) == Count(9, 9, 9)


def test_each_layout_counts_by_its_own_rule():
    figures = [*told(2, published=EARLIER), *told(7)]
    assert number_of(MINE, Slot.KILLED, figures, Rule.GTD) == Count(2, 7, 7)
    assert number_of(MINE, Slot.KILLED, figures, Rule.ACLED) == Count(2, 2, 7)
    assert number_of(MINE, Slot.INJURED, figures, Rule.GTD) == Count()


def reports(db, *numbers):
    """Return the incident of each of several articles, one a day, in turn."""
    return [
        add(
            db,
            Incident(type="shooting", killed=Count(n, n, n, f"{n} dead")),
            text=f"Report {at}",
            source=f"Outlet {at}",
            published=PUBLISHED + dt.timedelta(at),
        )[0]
        for at, n in enumerate(numbers)
    ]


def test_a_later_report_updates_the_number_and_loses_none():
    with desk() as db:
        first, second = reports(db, 3, 5)
        approve(db, first, **BY)
        merge(db, second, get_incident(db, first.id), **BY)
        now = get_incident(db, first.id)
        assert now.incident.killed == Count(3, 5, 5, "5 dead")
        assert rule_of(now.incident, Slot.KILLED) is Rule.GTD
        assert [(f.outlet, f.published, f.count.best) for f in figures_of(db, now)] == [
            ("Outlet 0", PUBLISHED, 3),
            ("Outlet 1", PUBLISHED + dt.timedelta(1), 5),
        ]


def test_a_later_report_changes_no_number_that_an_analyst_gave():
    with desk() as db:
        first, second = reports(db, 3, 5)
        mine = Incident(type="shooting", killed=Count(4, 4, 4), asserted_by={Slot.KILLED: "amira"})
        edit(db, first, mine, **BY)
        merge(db, second, get_incident(db, first.id), **BY)
        now = get_incident(db, first.id)
        assert (now.incident.killed.best, rule_of(now.incident, Slot.KILLED)) == (4, None)
        assert [figure.count.best for figure in now.figures] == [4, 5]


def test_the_rule_decides_anew_when_a_report_leaves():
    with desk() as db:
        first, second, third = reports(db, 3, 5, 4)
        merge(db, second, get_incident(db, first.id), **BY)
        merge(db, third, get_incident(db, first.id), **BY)
        assert get_incident(db, first.id).incident.killed == Count(3, 4, 5, "4 dead")
        reopen(db, get_incident(db, second.id), **BY)
        assert get_incident(db, first.id).incident.killed == Count(3, 4, 4, "4 dead")


def test_incidents_without_numbers_follow_no_rule():
    assert rule_of(BESMAYA, Slot.KILLED) is None
    assert rule_of(KIRKUK, Slot.KILLED) is None
