"""Articles: once each, with their proposals, and what is decided about them as a whole."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from store_samples import BESMAYA, KIRKUK, NOW, PUBLISHED, TAJI, TEXT, add, analysis, desk

from store.articles import add_article, dismiss, dismiss_all, flag, get_article, prioritize, set_published
from store.codec import from_json
from store.desk import newest_decision
from store.errors import BlotterError, ChangedElsewhereError, NotFoundError, RefusedError, UnreadableArticleError
from store.incidents import approve, edit, get_incident, incidents_of
from store.model import Count, DatePrecision, DateRange, Evidence, Incident, Lane, Slot, Status
from store.undoing import undo

BY = {"analyst": "amira", "now": NOW}


def test_an_article_is_stored_once_whatever_its_name():
    with desk() as db:
        first = add_article(db, analysis(TAJI), now=NOW)
        again = add_article(db, analysis(BESMAYA, id="copy", title="Copy"), now=NOW)
        assert (first.new, again.new, again.article_id) == (True, False, first.article_id)
        assert [record.incident.type for record in incidents_of(db, 1)] == [TAJI.type]


def test_adding_an_article_again_keeps_what_was_decided():
    with desk() as db:
        approve(db, add(db, TAJI)[0], **BY)
        add_article(db, analysis(TAJI), now=NOW)
        assert get_incident(db, 1).status is Status.APPROVED


def test_what_was_found_becomes_proposals_in_its_order():
    with desk() as db:
        records = add(db, TAJI, BESMAYA, KIRKUK)
        assert [(r.position, r.status, r.revision) for r in records] == [(n, Status.PROPOSED, 0) for n in range(3)]


def test_a_proposal_stays_what_the_machine_said_after_a_decision():
    with desk() as db:
        approve(db, add(db, TAJI)[0], **BY)
        content, made_by = db.execute("SELECT content, made_by FROM proposals").fetchone()
        assert from_json(Incident, json.loads(content)) == TAJI
        assert made_by == "blotter@test"


@pytest.mark.parametrize(
    "wrong",
    [
        Evidence(0, 5, "three"),
        Evidence(0, 6, "Three"),
        Evidence(len(TEXT), len(TEXT) + 5, ""),
        Evidence(-3, 0, ""),
        Evidence(5, 0, ""),
    ],
)
def test_evidence_that_is_not_what_the_article_says_is_refused_with_its_article(wrong):
    with desk() as db:
        with pytest.raises(RefusedError, match="evidence"):
            add(db, replace(TAJI, evidence={Slot.DATE: (wrong,)}))
        assert db.execute("SELECT count(*) FROM articles").fetchone()[0] == 0


@pytest.mark.parametrize(
    "text", ["nul \0 in the middle", "𝄞 clefs 😀 and é", "a\r\nb\u2028c\u0085d\x1be", "‮bidi‬ and more"]
)
def test_unusual_characters_keep_their_offsets(text):
    quote = text[4:9]
    with desk() as db:
        (record,) = add(db, Incident(evidence={Slot.DATE: (Evidence(4, 9, quote),)}), text=text)
        assert (
            get_article(db, record.article_id).article.text[4:9]
            == quote
            == record.incident.evidence[Slot.DATE][0].quote
        )


def test_a_refused_quote_is_told_in_one_line_without_control_characters():
    with desk() as db, pytest.raises(RefusedError) as told:
        add(db, replace(TAJI, evidence={Slot.DATE: (Evidence(0, 5, "a\n\x1b[31m‮b" * 50),)}))
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 300


def test_a_text_that_is_not_unicode_is_refused_in_one_line():
    with desk() as db, pytest.raises(UnreadableArticleError, match="taji"):
        add(db, text="half a pair \ud800")


@pytest.mark.parametrize(
    "value",
    [
        replace(TAJI, killed=Count(best=10**30)),
        replace(TAJI, damage="half a pair \ud800"),
        replace(TAJI, place=replace(TAJI.place, latitude=91.0)),
        replace(TAJI, place=replace(TAJI.place, longitude=None)),
        replace(TAJI, date=DateRange(dt.date(2020, 2, 2), dt.date(2020, 1, 1), DatePrecision.DAY)),
    ],
)
def test_a_value_outside_its_range_is_refused_and_nothing_is_written(value):
    with desk() as db:
        with pytest.raises(BlotterError):
            add(db, value)
        assert db.execute("SELECT count(*) FROM articles").fetchone()[0] == 0


def test_a_missing_article_is_told_of():
    with desk() as db, pytest.raises(NotFoundError, match="article 7"):
        get_article(db, 7)


def test_flagging_and_dismissing_are_decisions():
    with desk() as db:
        add(db)
        flag(db, 1, True, **BY)
        dismiss(db, 1, **BY)
        stored = get_article(db, 1)
        assert (stored.flagged, stored.dismissed) == (True, True)
        undo(db, **BY)
        undo(db, **BY)
        stored = get_article(db, 1)
        assert (stored.flagged, stored.dismissed) == (False, False)


DECIDE = {
    "flag": lambda db, **by: flag(db, 1, True, **by),
    "dismiss": lambda db, **by: dismiss(db, 1, **by),
    "dismiss all": lambda db, **by: dismiss_all(db, [1, 2], **by),
    "prioritize": lambda db, **by: prioritize(db, 1, 1, **by),
}
BASIL = {"analyst": "basil", "now": NOW}


@pytest.mark.parametrize("decide", DECIDE.values(), ids=DECIDE)
@pytest.mark.parametrize("other", DECIDE.values(), ids=DECIDE)
def test_an_article_changed_since_it_was_shown_is_not_decided_on(decide, other):
    with desk() as db:
        add(db)
        add(db, text="other")
        flag(db, 2, True, **BASIL)
        shown = newest_decision(db)
        other(db, **BASIL)
        with pytest.raises(ChangedElsewhereError, match="Article 1 was changed by basil") as told:
            decide(db, as_of=shown, **BY)
        assert told.value.shown != told.value.stored
        assert newest_decision(db) == shown + 1
        decide(db, as_of=newest_decision(db), **BY)


@pytest.mark.parametrize("decide", DECIDE.values(), ids=DECIDE)
def test_an_article_that_says_what_was_shown_again_is_decided_on(decide):
    with desk() as db:
        add(db)
        add(db, text="other")
        flag(db, 1, True, **BASIL)
        undo(db, **BASIL)
        decide(db, as_of=0, **BY)
        assert newest_decision(db) == 3


def redated(incident, day):
    return replace(
        incident, date=DateRange(day, day, DatePrecision.DAY, incident.date.phrase, PUBLISHED), lane=Lane.BACKGROUND
    )


def test_a_publication_date_redates_incidents_in_one_decision():
    with desk() as db:
        taji, kirkuk = add(db, TAJI, KIRKUK, published=None)
        day = dt.date(2020, 6, 28)
        set_published(db, 1, PUBLISHED, {kirkuk.id: redated(kirkuk.incident, day)}, **BY)
        article = get_article(db, 1).article
        assert (article.published, article.published_from) == (PUBLISHED, "analyst")
        assert get_incident(db, kirkuk.id).incident.date.start == day
        assert get_incident(db, taji.id) == taji
        assert db.execute("SELECT count(*) FROM decisions").fetchone()[0] == 1


def test_undoing_a_publication_date_takes_its_dates_back():
    with desk() as db:
        _, kirkuk = add(db, TAJI, KIRKUK, published=None)
        set_published(db, 1, PUBLISHED, {kirkuk.id: redated(kirkuk.incident, PUBLISHED)}, **BY)
        undo(db, **BY)
        assert get_article(db, 1).article.published is None
        assert get_incident(db, kirkuk.id).incident == kirkuk.incident


def test_a_publication_date_leaves_a_colleagues_edit_alone():
    with desk() as db:
        (shown,) = add(db, KIRKUK)
        edit(db, shown, replace(shown.incident, damage="a burnt car"), analyst="basil", now=NOW)
        set_published(db, 1, PUBLISHED, {shown.id: redated(shown.incident, PUBLISHED)}, **BY)
        assert get_incident(db, shown.id).incident.damage == "a burnt car"


def test_a_publication_date_that_a_colleague_set_meanwhile_is_not_overwritten():
    with desk() as db:
        add(db, KIRKUK, published=None)
        set_published(db, 1, PUBLISHED, {}, as_of=0, **BASIL)
        with pytest.raises(ChangedElsewhereError, match=r"Article 1 was changed by basil \(set published"):
            set_published(db, 1, dt.date(2020, 7, 1), {}, as_of=0, **BY)
        assert get_article(db, 1).article.published == PUBLISHED


def test_a_publication_date_moves_no_date_that_a_colleague_set_meanwhile():
    with desk() as db:
        (shown,) = add(db, KIRKUK, published=None)
        day = dt.date(2020, 6, 1)
        edit(db, shown, redated(shown.incident, day), **BASIL)
        with pytest.raises(ChangedElsewhereError, match="Incident 1 was changed by basil"):
            set_published(db, 1, PUBLISHED, {1: redated(shown.incident, PUBLISHED)}, as_of=0, **BY)
        assert get_incident(db, 1).incident.date.start == day
        assert get_article(db, 1).article.published is None


def test_a_publication_date_is_set_whatever_else_a_colleague_did_meanwhile():
    with desk() as db:
        (shown,) = add(db, KIRKUK, published=None)
        edit(db, shown, replace(shown.incident, damage="a burnt car"), **BASIL)
        flag(db, 1, True, **BASIL)
        set_published(db, 1, PUBLISHED, {1: redated(shown.incident, PUBLISHED)}, as_of=0, **BY)
        stored = get_incident(db, 1).incident
        assert (stored.date.start, stored.damage, get_article(db, 1).flagged) == (PUBLISHED, "a burnt car", True)


def test_a_publication_date_refuses_the_incidents_of_another_article():
    with desk() as db:
        add(db, TAJI)
        (other,) = add(db, replace(BESMAYA, evidence={}), text="other")
        with pytest.raises(NotFoundError):
            set_published(db, 1, PUBLISHED, {other.id: other.incident}, **BY)
        assert get_article(db, 1).article.published_from is None
