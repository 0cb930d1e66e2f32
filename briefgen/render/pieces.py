"""Pieces that many pages share, each written once. In: a macro and what it is given. Out: its text, from memory where it was there before.

A template that is imported without context sees nothing of the page that draws it in: that is Jinja's own rule. Its macros see what they are
given, and here also what is the same for every page of a site: the frame, `say`, `asset`. So what a macro writes follows from its values, and
from where addresses start: how deep the page lies. Under these its text is kept, and no theme can keep too much: what could make two equal calls
differ is not there to be named.

Two things need care. An address that leads to a part of a page is shorter on that page itself; so addresses note the pages to whose parts they
lead, and there the piece is written anew. And values are equal that are not the same, 1 and True, a text and its Markup; so their types are part
of the key, and a call that is given anything but texts, numbers, records and tuples of records is written anew each time.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import TemplateRuntimeError
from jinja2.runtime import Macro
from markupsafe import Markup

from briefgen.model.record import Record
from briefgen.render.filters import PLACE, Here, address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

# What a context holds beside the names that a template can write: its own pieces, for `import`.
PIECES: Final = "its pieces"
SIMPLE: Final = frozenset({str, Markup, int, bool, type(None)})
# Two generations of so many pieces are kept, none longer than so many characters: some 15 MB where all are full.
GENERATION: Final = 12_000
LONGEST: Final = 4_000


class Kept(NamedTuple):
    """The text of a piece, and the pages to whose parts it leads."""

    text: str
    led: frozenset[str]


class Somewhere:
    """Any page of one depth."""

    __slots__ = ("led", "up")

    def __init__(self, up: str) -> None:
        self.up = up
        self.led: set[str] = set()

    def to(self, permalink: str) -> str:
        """A permalink as it is written on any page of that depth but the one whose part it leads to."""
        path, mark, _ = permalink.partition("#")
        if mark:
            self.led.add(path)
        return address(permalink, Here("", self.up))


class Pieces:
    """The pieces of a site: one theme, one frame. `common` is what they may name."""

    def __init__(self, environment: Environment, common: Mapping[str, Any]) -> None:
        self._environment = environment
        self._common = dict(common)
        self._depths: dict[str, Somewhere] = {}
        self._modules: dict[tuple[str, str], dict[str, Any]] = {}
        self._young: dict[Any, Kept] = {}
        self._old: dict[Any, Kept] = {}
        # The preview renders in threads, and a depth notes for one piece at a time.
        self._lock = RLock()

    def on(self, place: Here) -> OnPage:
        """The pieces as one page draws them in."""
        return OnPage(self, place)

    def module(self, name: str, place: Here | Somewhere) -> dict[str, Any]:
        """What a template sets and defines, written for `place`."""
        template = self._environment.get_template(name)
        context = template.new_context({**self._common, PLACE: place, PIECES: lambda other: Module(other, self.module(other, place))}, shared=True)
        for _ in template.root_render_func(context):
            pass
        for key, value in context.vars.items():
            if not isinstance(value, (Macro, Module)) and not fit((value,)):
                message = f'{name} sets "{key}" to what can change, and its macros are remembered: import it with context, or set texts and numbers'
                raise TemplateRuntimeError(message)
        return context.vars

    def macro(self, name: str, macro: str, up: str) -> Any:  # noqa: ANN401 - or any value that a template sets
        """A macro as it is written on pages of one depth."""
        module = self._modules.get((name, up))
        if module is None:
            with self._lock:
                module = self._modules[name, up] = self.module(name, self._depths.setdefault(up, Somewhere(up)))
        return module.get(macro)

    def kept(self, key: tuple[Any, ...], macro: Macro, up: str, values: tuple[Any, ...], named: dict[str, Any]) -> Kept:
        """The text of a call, from memory or written now."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                with self._lock:
                    led = self._depths[up].led
                    led.clear()
                    found = Kept(macro(*values, **named), frozenset(led))
            if len(found.text) <= LONGEST:
                self._keep(key, found)
        return found

    def _keep(self, key: tuple[Any, ...], found: Kept) -> None:
        if len(self._young) >= GENERATION:
            self._old, self._young = self._young, {}
        self._young[key] = found


class OnPage:
    """What `import` without context gives a page's template."""

    __slots__ = ("pieces", "place")

    def __init__(self, pieces: Pieces, place: Here) -> None:
        self.pieces = pieces
        self.place = place

    def __call__(self, name: str) -> Drawn:
        """A template's pieces."""
        return Drawn(name, self.pieces, self.place)


class Module:
    """A template's macros as another's pieces see them: written where those are, and kept with them."""

    def __init__(self, name: str, found: Mapping[str, Any]) -> None:
        self.__dict__.update(found)
        self.__name__ = name


class Drawn:
    """A template's pieces on one page, by name."""

    def __init__(self, name: str, pieces: Pieces, place: Here) -> None:
        self.__name__ = name
        self._pieces = pieces
        self._place = place
        self._own: dict[str, Any] = {}
        pieces.macro(name, "", place.up)  # a template that cannot be drawn in says so here

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a macro, or any value that the template sets
        """A piece, or a value that the template sets; the next time it is found without asking."""
        found = self._pieces.macro(self.__name__, name, self._place.up)
        if found is None:
            raise AttributeError(name)
        made = Piece(self, name, found) if isinstance(found, Macro) else found
        self.__dict__[name] = made
        return made

    def own(self, name: str) -> Macro:
        """A macro that is written for this very page."""
        if not self._own:
            self._own = self._pieces.module(self.__name__, self._place)
        return self._own[name]


class Piece:
    """A macro that is remembered, as one page calls it."""

    __slots__ = ("_drawn", "_macro", "_name", "_named", "_page", "_pieces", "_up")

    def __init__(self, drawn: Drawn, name: str, macro: Macro) -> None:
        self._drawn, self._name, self._macro = drawn, name, macro
        self._pieces, place = drawn._pieces, drawn._place
        self._page, self._up = place
        self._named = (drawn.__name__, name, self._up)

    def __call__(self, *values: Any, **named: Any) -> str:
        """The text of the call."""
        given = (*values, *named.values()) if named else values
        if not fit(given):
            return self._drawn.own(self._name)(*values, **named)
        key = (self._named, values, tuple(named), given, tuple(map(type, given))) if named else (self._named, values, tuple(map(type, given)))
        found = self._pieces.kept(key, self._macro, self._up, values, named)
        return self._drawn.own(self._name)(*values, **named) if self._page in found.led else found.text


def fit(values: tuple[Any, ...]) -> bool:
    """Whether equal values of these types are the same to whoever writes them out: texts, numbers, records, tuples of records."""
    for value in values:
        kind = type(value)
        if kind in SIMPLE or issubclass(kind, Record):
            continue
        if kind is not tuple or not all(issubclass(one, Record) for one in set(map(type, value))):
            return False
    return True
