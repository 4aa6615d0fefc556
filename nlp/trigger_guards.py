"""Words of the trigger lists that tell of no event where they stand."""

from __future__ import annotations

from collections.abc import Callable

from nlp.mishaps import is_lightning, is_nobodys_bomb
from nlp.notes import Notes, Trigger
from nlp.thrown import throws_no_bomb
from nlp.trigger_causes import is_a_blaze, is_by_a_court, is_by_nature, is_disposal, ruins_without_arms
from nlp.trigger_neighbours import stands_beside
from nlp.trigger_objects import (
    are_bodies_not_found,
    boards_in_peace,
    costs_no_lives,
    finds_no_arms,
    is_driven_at_nobody,
    is_no_piracy,
    is_waylaying,
    is_what_was_hit,
    recovers_things,
    removes_no_fighters,
)
from nlp.trigger_reality import (
    is_a_sentence,
    is_a_verdict,
    is_denied,
    is_either,
    is_half_a_word,
    is_imagined,
    is_known_for,
    is_made_up,
    is_not_to_be_seen,
    is_of_a_law,
    is_of_who_fights,
    only_plays_dead,
)


def only_looks_like_an_event(notes: Notes, trigger: Trigger) -> bool:
    """Return whether a word of the lists means something else: "taken to court", "found a wallet", "claimed credit"."""
    return stands_beside(notes, trigger) or any(guard(notes, trigger) for guard in _GUARDS)


# What trigger words mean besides: each of them asks whether one does so where it stands.
_GUARDS: tuple[Callable[[Notes, Trigger], bool], ...] = (
    # things instead of people, arms or ships
    is_waylaying,
    finds_no_arms,
    costs_no_lives,
    are_bodies_not_found,
    is_driven_at_nobody,
    is_no_piracy,
    boards_in_peace,
    recovers_things,
    removes_no_fighters,
    is_what_was_hit,
    only_plays_dead,
    throws_no_bomb,
    is_half_a_word,
    # nobody's doing
    ruins_without_arms,
    is_a_blaze,
    is_nobodys_bomb,
    is_lightning,
    is_by_nature,
    is_by_a_court,
    is_disposal,
    # nothing that happened, or nothing new
    is_made_up,
    is_not_to_be_seen,
    is_imagined,
    is_denied,
    is_either,
    is_a_sentence,
    is_a_verdict,
    is_of_a_law,
    is_of_who_fights,
    is_known_for,
)
