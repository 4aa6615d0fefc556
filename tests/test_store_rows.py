"""An incident and its flat columns."""

from contextlib import closing

from hypothesis import HealthCheck, given, settings
from store_samples import NOW, TAJI, add, analysis, any_incident, desk, in_article

from store import rows
from store.articles import add_article, get_article
from store.database import open_database
from store.incidents import get_incident, incidents_of
from store.model import (
    Action,
    Actor,
    Analysis,
    Article,
    Claim,
    ClaimStatus,
    Count,
    DateRange,
    Mention,
    MentionKind,
    Place,
    Span,
    Weapon,
)


@given(any_incident)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_incident_comes_back_as_it_was_stored(incident):
    with desk() as db:
        (record,) = add(db, incident)
    assert record.incident == in_article(incident, record.article_id)


def test_an_incident_reads_as_flat_columns_in_any_sqlite_tool():
    with desk() as db:
        add(db, TAJI)
        row = db.execute(
            "SELECT date_start, place_name, latitude, weapon_words, killed_best, injured_best FROM incidents"
        ).fetchone()
    assert tuple(row) == ("2020-07-27", "Camp Taji", 33.52, '["Katyusha rockets"]', 0, None)


def test_every_column_of_the_mapping_is_in_the_table():
    with desk() as db:
        columns = [row["name"] for row in db.execute("PRAGMA table_info (incidents)")]
    assert [column for column in columns if column in rows.COLUMNS] == list(rows.COLUMNS)
    assert set(rows.DERIVED) < set(columns)


def test_every_kind_of_mention_comes_back_as_it_was_stored():
    mentions = (
        Mention(MentionKind.TRIGGER, 0, 1, "shooting"),
        Mention(MentionKind.TIME, 1, 2, DateRange(phrase="Monday")),
        Mention(MentionKind.PLACE, 2, 3, Place("Taji", latitude=33.5, longitude=44.3)),
        Mention(MentionKind.FACILITY, 3, 4, Place(facility="Camp Taji")),
        Mention(MentionKind.GROUP, 4, 5, Actor("ISIS", "jihadist")),
        Mention(MentionKind.PERSON, 5, 6, Actor("Qassem Soleimani")),
        Mention(MentionKind.WEAPON, 6, 7, Weapon("rocket", ("rockets",), 3, 3, 3)),
        Mention(MentionKind.COUNT, 7, 8, Count(12, 12, None, "at least a dozen")),
        Mention(MentionKind.CLAIM, 8, 9, Claim(ClaimStatus.CLAIMED, "ISIS", "statement")),
        Mention(MentionKind.COUNT, 9, 10),
    )
    seen = Analysis(Article("x" * 20, id="a", boilerplate=(Span(0, 3),)), (), mentions, (Span(4, 9),), "blotter@test")
    with desk() as db:
        stored = get_article(db, add_article(db, seen, now=NOW).article_id)
    assert (stored.article, stored.mentions, stored.uncovered) == (seen.article, seen.mentions, seen.uncovered)


def test_reading_over_a_second_connection_gives_the_same(tmp_path):
    with closing(open_database(tmp_path / "desk.db")) as one, closing(open_database(tmp_path / "desk.db")) as two:
        article_id = add_article(one, analysis(TAJI), now=NOW).article_id
        assert incidents_of(one, article_id) == incidents_of(two, article_id)
        assert get_incident(two, 1).incident == in_article(TAJI, article_id)


def test_the_log_knows_every_action():
    with desk() as db:
        sql = db.execute("SELECT sql FROM sqlite_master WHERE name = 'decisions'").fetchone()[0]
    assert all(f"'{action}'" in sql for action in Action)
