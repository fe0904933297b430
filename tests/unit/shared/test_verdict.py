"""The chain: each record is applied once and in order, and a missing one is always noticed."""

from hypothesis import given
from hypothesis import strategies as st

from shared.events.envelope import Chain
from shared.events.inbox.verdict import MOST_RAISES, ChainVerdict, ShardMark


def link(previous: int, id_: int, generation: int = 1) -> Chain:
    return Chain("/sinergi/ledger", generation, shard=7, previous=previous, id=id_)


def test_the_next_record_is_applied_and_moves_the_mark() -> None:
    mark = ShardMark("/sinergi/ledger", last_id=4, generation=1)
    assert mark.judge(link(4, 9)) is ChainVerdict.APPLY
    mark.advance(link(4, 9))
    assert (mark.last_id, mark.judge(link(4, 9))) == (9, ChainVerdict.DUPLICATE)


def test_a_record_after_a_missing_one_is_a_gap() -> None:
    assert ShardMark("/sinergi/ledger", last_id=4, generation=1).judge(link(6, 9)) is ChainVerdict.GAP


def test_an_event_of_an_older_generation_is_not_applied() -> None:
    mark = ShardMark("/sinergi/ledger", last_id=4, generation=2)
    assert mark.judge(link(4, 9)) is ChainVerdict.OLD_GENERATION
    assert mark.judge(link(2, 4)) is ChainVerdict.DUPLICATE


def test_a_generation_far_ahead_is_not_plausible() -> None:
    mark = ShardMark("/sinergi/ledger", last_id=4, generation=2)
    assert mark.is_plausible(link(4, 9)._replace(generation=2 + MOST_RAISES))
    assert not mark.is_plausible(link(4, 9)._replace(generation=3 + MOST_RAISES))


def test_a_held_shard_is_released_once_it_meets_its_stream() -> None:
    mark = ShardMark("/sinergi/ledger", last_id=4, generation=1, held=True)
    mark.advance(link(4, 9))
    assert not mark.held


@given(
    ids=st.lists(st.integers(1, 10_000), min_size=1, max_size=40, unique=True).map(sorted),
    delivered=st.lists(st.integers(0, 39), max_size=200),
)
def test_with_any_repeated_or_early_records_the_effects_are_an_ordered_prefix(
    ids: list[int], delivered: list[int]
) -> None:
    chain = [link(previous, id_) for previous, id_ in zip([0, *ids], ids, strict=False)]
    mark, applied = ShardMark("/sinergi/ledger", last_id=0, generation=1), []
    for nth in delivered:
        record = chain[nth % len(chain)]
        if mark.judge(record) is ChainVerdict.APPLY:
            mark.advance(record)
            applied.append(record.id)
    assert applied == ids[: len(applied)]
