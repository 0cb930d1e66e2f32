"""Equal parts of records are held once, and the records stay what they were."""

from __future__ import annotations

from briefgen.engine.sharing import Sharing
from briefgen.model.diagnostic import Span
from briefgen.model.record import Record, decode, encode
from briefgen.model.seed import Role
from briefgen.model.when import When, parse_when


class Inner(Record):
    name: str
    when: When | None
    span: Span


class Outer(Record):
    title: str
    words: tuple[str, ...]
    inner: tuple[Inner, ...]
    one: Inner | None = None
    count: int = 7


def made(title: str, day: str) -> Outer:
    inner = Inner("ukraine", parse_when(day), Span("content/a.md", 3))
    return Outer(title, ("grain", "ports"), (inner, Inner("", None, Span("content/a.md", 4))), inner)


def test_equal_parts_are_one_and_records_stay_equal() -> None:
    given = [made("A", "2024-01-02"), made("B", "2024-01-02"), made("A", "2024-03"), Outer("", (), ())]
    copies = [decode(encode(one), Outer) for one in given]
    sharing = Sharing()
    for one in copies:
        sharing.share(one)
    assert copies == given
    first, second, third, _ = copies
    assert first.words is second.words is third.words
    assert first.title is third.title
    assert first.inner[0].when is second.inner[0].when is first.one.when
    assert first.inner[0].when is not third.inner[0].when
    assert len({id(inner.span.path) for one in copies for inner in one.inner}) == 1
    assert [encode(one) for one in copies] == [encode(one) for one in given]


class Alike(Record):
    role: Role
    roles: tuple[Role, ...]
    words: tuple[str, ...]
    word: str
    flags: tuple[bool, ...]
    numbers: tuple[int, ...]


def test_what_only_equals_it_takes_no_parts_place() -> None:
    sharing = Sharing()
    for one in (Alike(Role.BODY, (Role.BODY,), ("body",), "body", (True,), (1,)), Alike(Role.BODY, (Role.BODY,), ("body",), "body", (True,), (1,))):
        sharing.share(one)
        assert [type(part) for part in (one.role, *one.roles, *one.words, one.word, *one.flags, *one.numbers)] == [Role, Role, str, str, bool, int]
