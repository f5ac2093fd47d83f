"""Ids: ordered inside, unreadable outside, the same every time for loaded data."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rourou.foundation.kernel import ids

KEY = bytes(range(16))
some_id = st.uuids()
some_code = st.text(alphabet=ids.ALPHABET, min_size=4, max_size=4)


def test_ids_of_one_process_are_version_seven_and_in_order() -> None:
    made = [ids.new_id() for _ in range(200)]
    assert {m.version for m in made} == {7}
    assert {m.variant for m in made} == {uuid.RFC_4122}
    assert len(set(made)) == 200
    assert [m.int >> 80 for m in made] == sorted(m.int >> 80 for m in made)


@given(some_code, some_id)
def test_public_ids_come_back(code: str, inner: uuid.UUID) -> None:
    public = ids.PublicIds(KEY).public(code, inner)
    assert len(public) == 30
    assert public.startswith(code)
    assert ids.PublicIds(KEY).inner(public) == (code, inner)
    assert ids.PublicIds(KEY).inner(public.upper()) == (code, inner)


@given(some_code, some_id)
def test_another_store_reads_something_else(code: str, inner: uuid.UUID) -> None:
    public = ids.PublicIds(KEY).public(code, inner)
    other = ids.PublicIds(bytes(16)).inner(public)
    assert other is not None
    assert other[1] != inner


@given(st.text(max_size=40))
def test_what_cannot_be_an_id_is_nothing(text: str) -> None:
    answer = ids.PublicIds(KEY).inner(text)
    assert answer is None or len(text) == 30


def test_a_body_over_128_bits_is_nothing() -> None:
    assert ids.PublicIds(KEY).inner("0000" + "z" * 26) is None


def test_the_key_has_sixteen_bytes() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        ids.PublicIds(b"short")


def test_labelled_ids_are_the_same_every_time() -> None:
    def take() -> list[uuid.UUID]:
        with ids.labelled("demo", "manaia"):
            return [ids.new_id() for _ in range(5)]

    assert take() == take()
    assert len(set(take())) == 5
    with ids.labelled("demo", "finn"):
        assert ids.new_id() not in take()
    with ids.labelled("other", "manaia"):
        assert ids.new_id() not in take()


def test_labels_nest_and_end() -> None:
    with ids.labelled("demo", "a"):
        first = ids.new_id()
        with ids.labelled("demo", "b"):
            ids.new_id()
        second = ids.new_id()
    with ids.labelled("demo", "a"):
        assert [ids.new_id(), ids.new_id()] == [first, second]
    assert ids.new_id() not in {first, second}


@given(st.text(), st.lists(st.text(), min_size=1, max_size=4))
def test_keyed_ids_depend_on_everything(seed: str, parts: list[str]) -> None:
    one = ids.keyed_id(seed, *parts)
    assert one == ids.keyed_id(seed, *parts)
    assert one != ids.keyed_id(seed + "x", *parts)
    assert one != ids.keyed_id(seed, *parts, "x")
    assert one.version == 7


def test_codes_of_a_country_of_clusters_do_not_meet() -> None:
    codes = [ids.code_from(f"cluster {n}".encode()) for n in range(220)]
    assert all(len(c) == ids.CODE_LENGTH and set(c) <= set(ids.ALPHABET) for c in codes)
    assert len(set(codes)) == len(codes)
