from __future__ import annotations

from cio_tui.core.pseudonym import hide_people, pseudonym


def test_the_same_person_has_one_pseudonym_an_incident() -> None:
    assert pseudonym("Ana@Example.com ", "s1") == pseudonym("ana@example.com", "s1")
    assert pseudonym("ana@example.com", "s1") != pseudonym("ana@example.com", "s2")
    assert pseudonym("ana@example.com", "s1").startswith("person:")


def test_addresses_disappear_from_text_however_they_are_written() -> None:
    ana = pseudonym("ana.b+x@mail.example.com", "s")
    assert hide_people("to ana.b+x@mail.example.com, twice", "s") == f"to {ana}, twice"
    assert hide_people("GET /customers?email=ana.b%2Bx%40mail.example.com", "s").count("@") == 0
    assert "example.com" not in hide_people("GET /v1/customers?email=ana%40example.com", "s")


def test_known_ids_disappear_as_whole_words() -> None:
    assert hide_people("person 42 of 420", "s", ["42", ""]) == f"person {pseudonym('42', 's')} of 420"


def test_text_without_people_stays_as_it_is() -> None:
    for text in ("503 in 212 ms", "user@host without a domain", "a @ b", "", "5 @example.com"):
        assert hide_people(text, "s") == text


def test_hiding_twice_changes_nothing() -> None:
    once = hide_people("ana@example.com saw 42", "s", ["42"])
    assert hide_people(once, "s") == once
