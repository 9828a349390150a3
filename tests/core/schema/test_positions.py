from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
import tomli

from cio_tui.core.schema.positions import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.schema.positions import Path


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    match value:
        case dict():
            for key, item in value.items():
                yield from leaves(item, (*path, key))
        case list():
            for index, item in enumerate(value):
                yield from leaves(item, (*path, index))
        case _:
            yield path, value


class Writer:
    """Writes random TOML in every style the language has; each leaf is a number of its own."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 1000
        self.names = 0

    def text(self) -> str:
        lines = [self.pair(2) + self.end() for _ in range(self.random.randint(0, 4))]
        for _ in range(self.random.randint(0, 5)):
            header = ".".join(self.key() for _ in range(self.random.randint(1, 3)))
            times = self.random.choice([0, 0, 1, 3])
            for _ in range(max(times, 1)):
                lines.append((f"[[{header}]]" if times else f"[ {header} ]") + self.end())
                lines += [self.pair(2) + self.end() for _ in range(self.random.randint(0, 4))]
                if times and self.random.random() < 0.5:
                    lines.append(f"[{header}.{self.key()}]" + self.end())
                    lines.append(self.pair(1) + self.end())
        return "".join(lines)

    def key(self) -> str:
        self.names += 1
        return self.random.choice([f"k{self.names}", f'"k.{self.names} é\\""', f"'[k#{self.names}'"])

    def end(self) -> str:
        return self.random.choice(["\n", ' # [no] = "table\n', "\n\n", "\t\n# '''\n", "\r\n"])

    def pair(self, depth: int) -> str:
        key = self.random.choice([".", " . "]).join(self.key() for _ in range(self.random.choice([1, 1, 2])))
        return key + self.random.choice(["=", " = "]) + self.value(depth)

    def value(self, depth: int) -> str:
        kind = self.random.choice(["leaf", "string", "list", "table"] if depth else ["leaf", "string"])
        if kind == "list":
            gap = self.random.choice([" ", "\n", " # ]\n"])
            return "[" + "".join(f"{gap}{self.value(depth - 1)}{gap}," for _ in range(3)) + gap + "]"
        if kind == "table":
            return "{" + ", ".join(self.pair(depth - 1) for _ in range(self.random.randint(0, 3))) + " }"
        self.number += 1
        quote = self.random.choice(['"', "'", '"""', "'''"]) if kind == "string" else ""
        inside = self.random.choice(["", " ]},=#", "\n[x]\n" if len(quote) == 3 else " [x] "])
        return f"{quote}{self.number}{inside if quote else ''}{quote}"


def assert_every_leaf_is_found(text: str) -> None:
    normal = text.replace("\r\n", "\n")
    positions = locate(normal)
    assert positions.stopped is None
    for path, value in leaves(tomli.loads(text)):
        written = normal[positions.values[path] :].lstrip("\"'")
        assert written.startswith(str(value).strip()), path
        if isinstance(path[-1], str):
            assert normal[positions.keys[path] :].lstrip("\"'").startswith(path[-1].rstrip('"')), path


@pytest.mark.parametrize("seed", range(300))
def test_every_value_is_found_where_it_stands(seed: int) -> None:
    assert_every_leaf_is_found(Writer(seed).text())


@pytest.mark.soak
def test_every_value_is_found_in_a_hundred_thousand_texts() -> None:
    for seed in range(100_000):
        assert_every_leaf_is_found(Writer(seed).text())


def test_a_table_stands_at_its_header_and_its_name_inside_it() -> None:
    positions = locate("[probe.track]\nkind = 'http'\n\n[[step]]\nid = 'a'\n[[step]]\nid = 'b'\n")
    assert positions.place(positions.value(("probe", "track"))) == (1, 1)
    assert positions.place(positions.key(("probe", "track"))) == (1, 8)
    assert positions.place(positions.value(("step", 1))) == (6, 1)
    assert positions.place(positions.value(("step", 1, "id"))) == (7, 6)


def test_what_is_missing_stands_at_the_table_that_should_have_it() -> None:
    positions = locate("a = 1\n[b]\nc = 2\n")
    assert positions.place(positions.value(("b", "d", 3))) == (2, 1)
    assert positions.place(positions.value(("x",))) == (1, 1)


@pytest.mark.parametrize(
    ("written", "index", "column"),
    [
        ("'abc'", 1, 7),
        ('"abc"', 2, 8),
        (r'"\u00e9b"', 1, 12),
        (r'"\"b"', 1, 8),
        (r"'\nb'", 2, 8),
        ('"""abc"""', 1, 9),
        ('"abc"', 3, 9),
    ],
)
def test_a_place_inside_a_string_counts_an_escape_as_one(written: str, index: int, column: int) -> None:
    positions = locate(f"a = {written}\n")
    assert positions.place(positions.inside(4, index)) == (1, column)


def test_a_place_inside_a_string_of_several_lines_is_on_its_own_line() -> None:
    positions = locate('a = """\nfirst\n  second \\\n   joined"""\n')
    assert tomli.loads(positions.text)["a"] == "first\n  second joined"
    assert positions.place(positions.inside(4, 8)) == (3, 3)
    assert positions.place(positions.inside(4, len("first\n  second "))) == (4, 4)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = 1\nb = 'x\nc = 2\n", (2, 5)),
        ("a = [1,\n  2\nb = 3\n", (1, 5)),
        ("a = { b = 1\nc = 2\n", (1, 5)),
        ("[step\na = 1\n", (1, 1)),
        ("a = Complete outage\n", (1, 5)),
        ("a = 1 b = 2\n", (1, 5)),
        ("a == 1\n", (1, 4)),
        ("a\n", (1, 2)),
        ('a = """x\n\ny = 3\n', (1, 5)),
    ],
)
def test_the_scanner_stops_at_the_token_that_cannot_be_read(text: str, place: tuple[int, int]) -> None:
    positions = locate(text)
    assert positions.stopped is not None
    assert positions.place(positions.stopped) == place
