"""Going through the duplicates of the whole store: verdicts by key, and what the database says after them."""

from contextlib import closing
from dataclasses import replace

import pytest
from desk_pilot import at_the_desk, rows
from desk_samples import ANALYST, CAMP, NOW, known
from textual.pilot import Pilot

from nlp.similarity import likeness
from store.articles import add_article
from store.database import open_database
from store.incidents import approve, incidents_of
from store.model import Analysis, Article, Count, DatePrecision, DateRange, Incident, Slot, Target, Weapon
from tui.all_duplicates import likely
from tui.desk import Desk
from tui.likely import likely_same
from tui.screens.compare import CompareScreen
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.incidents import IncidentsScreen
from tui.screens.queue import QueueScreen

DAY = NOW.date().replace(month=7, day=27)
ROCKETS = Incident(
    type="rocket_or_missile_attack",
    date=DateRange(DAY, DAY, DatePrecision.DAY),
    place=CAMP,
    weapon=Weapon("rocket", ("rockets",), 4, 4, 4),
    target=Target(("the base",), "Camp Sadr", "military_base"),
    killed=Count(2, 2, 2),
    injured=Count(7, 7, 7),
    damage="a fuel truck",
    summary="rocket attack on Camp Sadr",
)


def told(path, *incidents):
    """Store approved incidents, each from an outlet of its own, and return the path."""
    with closing(open_database(path)) as db:
        for number, incident in enumerate(incidents):
            article = Article(f"told {number}", f"a{number}", f"News {number}", f"outlet{number}")
            added = add_article(db, Analysis(article, (known(incident),), made_by="hand@1"), now=NOW)
            for record in incidents_of(db, added.article_id):
                approve(db, record, analyst=ANALYST, now=NOW)
    return path


@pytest.fixture
def thrice(tmp_path):
    """One incident by three outlets, and one of another month."""
    later = DateRange(DAY.replace(month=6), DAY.replace(month=6), DatePrecision.DAY)
    return told(tmp_path / "desk.db", ROCKETS, ROCKETS, ROCKETS, replace(ROCKETS, date=later))


async def looked(hands) -> DuplicatesScreen:
    await hands.press("i", "d")
    return await found(hands)


async def found(hands) -> DuplicatesScreen:
    pilot: Pilot[None] = hands.pilot
    await hands.app.workers.wait_for_complete()
    await pilot.pause()
    screen = hands.app.screen
    assert isinstance(screen, DuplicatesScreen)
    return screen


def pairs(screen):
    return [(row.a, row.b) for row in screen.rows]


async def test_all_pairs_of_the_store_are_shown_group_by_group(thrice):
    async with at_the_desk(thrice) as hands:
        screen = await looked(hands)
        assert pairs(screen) == [(1, 2), (1, 3), (2, 3)]
        assert {row.group for row in screen.rows} == {(1, 2, 3)}
        assert "3 pairs · 1 group " in hands.shown(screen.header)
        assert "same place" in hands.shown(screen.pane)
        assert "outlet0" in hands.shown(screen.pane)
        assert "1, 2, 3" in hands.shown(screen.pane_title)


@pytest.mark.parametrize(("key", "verdict"), [("!", "different"), ("n", "update"), ("r", "related")])
async def test_a_verdict_is_written_and_its_pair_is_gone_until_it_is_undone(thrice, key, verdict):
    async with at_the_desk(thrice) as hands:
        screen = await looked(hands)
        await hands.press("j", key)
        assert verdict in hands.message
        assert pairs(screen) == [(1, 2), (2, 3)]
        assert rows(thrice, "SELECT low_id, high_id, verdict FROM verdicts") == [(1, 3, verdict)]
        await hands.press("u")
        assert pairs(screen) == [(1, 2), (1, 3), (2, 3)]
    assert rows(thrice, "SELECT * FROM verdicts") == []


async def test_same_merges_and_the_pairs_of_what_was_merged_are_gone(thrice):
    async with at_the_desk(thrice) as hands:
        screen = await looked(hands)
        await hands.press("=")
        assert "merged" in hands.message
        assert pairs(screen) == [(1, 3)]
        await hands.press("=")
        assert pairs(screen) == []
    assert rows(thrice, "SELECT id, merged_into FROM incidents ORDER BY id") == [(1, None), (2, 1), (3, 1), (4, None)]
    assert rows(thrice, "SELECT count(DISTINCT article_id) FROM evidence WHERE incident_id = 1") in ([(0,)], [(3,)])


async def test_enter_compares_the_pair_and_its_verdict_leads_back_to_the_next(thrice):
    async with at_the_desk(thrice) as hands:
        await looked(hands)
        await hands.press("enter")
        assert isinstance(hands.app.screen, CompareScreen)
        await hands.press("!")
        screen = await found(hands)
        assert "different" in hands.message
        assert pairs(screen) == [(1, 3), (2, 3)]
        await hands.press("q")
        assert isinstance(hands.app.screen, IncidentsScreen)
        await hands.press("q")
        assert isinstance(hands.app.screen, QueueScreen)
    assert rows(thrice, "SELECT low_id, high_id, verdict FROM verdicts") == [(1, 2, "different")]


async def test_a_month_of_attacks_on_one_base_does_not_chain_into_one_group(tmp_path):
    days = [DAY.replace(month=7, day=day) for day in range(1, 29)]
    month = [replace(ROCKETS, date=DateRange(day, day, DatePrecision.DAY), killed=Count(n, n, n)) for n, day in
             enumerate(days)]  # fmt: skip
    path = told(tmp_path / "desk.db", *month, *month[:1])
    async with at_the_desk(path, size=(120, 40)) as hands:
        screen = await looked(hands)
        groups = {row.group for row in screen.rows if row.group}
        assert (1, 29) in groups
        assert max(map(len, groups)) <= 4


async def test_a_store_without_duplicates_says_so(tmp_path):
    path = told(tmp_path / "desk.db", ROCKETS)
    async with at_the_desk(path) as hands:
        await looked(hands)
        assert "no two incidents are likely the same" in hands.message
        await hands.press("enter", "!", "=", "j", "q")
        assert isinstance(hands.app.screen, IncidentsScreen)


async def test_they_open_from_the_list_of_actions_too(thrice):
    async with at_the_desk(thrice) as hands:
        await hands.press("i", ":", *"all pairs", "enter")
        assert pairs(await found(hands)) == [(1, 2), (1, 3), (2, 3)]


def test_what_fits_another_record_better_scores_less_and_the_same_in_the_list_of_all(tmp_path):
    other = replace(ROCKETS, type="bombing", weapon=Weapon("ied"), killed=Count(4, 4, 4), injured=Count(30, 30, 30))
    report = replace(ROCKETS, type=None, weapon=Weapon(), killed=Count(2, 2, 3), injured=Count(), damage=None)
    path = told(tmp_path / "desk.db", ROCKETS, other)
    with closing(open_database(path)) as db:
        article = Article("told once more", "c", "News", "outlet9")
        added = add_article(db, Analysis(article, (known(report),), made_by="hand@1"), now=NOW)
        (record,) = incidents_of(db, added.article_id)
        here = {one.record.id: one for one in likely_same(Desk(db, path, ANALYST), record)}
        everywhere = {(row.a, row.b): row.score for row in likely(db, now=NOW)}
    alone = likeness(report, other, busy=2).score
    assert here[2].score < alone
    assert "fits another better" in here[2].reasons[Slot.SUMMARY]
    assert here[1].score > here[2].score
    assert {(number, record.id): one.score for number, one in here.items()} == {
        pair: score for pair, score in everywhere.items() if record.id in pair
    }
