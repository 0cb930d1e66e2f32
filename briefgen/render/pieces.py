"""Pieces that many pages share, each written once. In: a macro and what it is given. Out: its text, from memory where it was there before.

A template that is imported without context sees nothing of the page that draws it in: that is Jinja's own rule. Its macros see what they are
given, and here also what is the same for every page of a site: the frame, `say`, `asset`. So what a macro writes follows from its values, and
from where addresses start: how deep the page lies. Under these its text is kept, and no theme can keep too much: what could make two equal calls
differ is not there to be named.

Three things need care. An address that leads to a part of a page is shorter on that page itself; so addresses note the pages to whose parts they
lead, and there the piece is written anew. Where an address does no more than be written, its way up is left open, and one text serves all depths
(`generator` sees to it that nothing looks at such a text); where it does more, there is a text for each depth. And values are equal that are not
the same, 1 and True, a text and its Markup; so their types are part of the key, and a call that is given anything but texts, numbers, records and
tuples of records is written anew each time.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import TemplateRuntimeError
from jinja2.runtime import Macro
from markupsafe import Markup

from briefgen.model.record import Record
from briefgen.render.filters import PLACE, Here, address, encoded
from briefgen.render.markup import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

# What a context holds beside the names that a template can write: its own pieces, for `import`.
PIECES: Final = "its pieces"
SIMPLE: Final = frozenset({str, Markup, int, bool, type(None)})
# A text is kept from the second time on that it is asked for, since most are asked for once: of those a number is kept, so many at most.
ONCE: Final = 100_000
# Two generations of so many texts are kept, none longer than so many characters.
GENERATION: Final = 8_000
LONGEST: Final = 4_000
# Stand where the way up is left open: before an address, and for the address of the root. No text can hold them: XML has no such characters.
OPEN: Final = "\0"
ROOT: Final = "\1"
NOWHERE: Final = Here("", "")


class Kept(NamedTuple):
    """The text of a piece, and the pages to whose parts it leads; whether ways up are open in it; else the way up that it depends on, if any."""

    text: str
    led: frozenset[str]
    open: bool
    up: str | None


class Memory:
    """Texts of pieces by all that they follow from. What was not asked for while a whole generation came is forgotten."""

    def __init__(self) -> None:
        self.young: dict[object, Kept] = {}
        self._old: dict[object, Kept] = {}
        self._once: set[int] = set()
        # What was found out of types, so that it is not asked of each value: whole calls, and what tuples hold.
        self._fit: dict[tuple[type, ...], bool] = {}
        self._records: set[type] = set()

    def fit(self, values: tuple[object, ...], kinds: tuple[type, ...]) -> bool:
        """Whether equal values of these types are the same to whoever writes them out."""
        fit = self._fit.get(kinds)
        if fit is None:
            fit = self._fit[kinds] = all(kind in SIMPLE or kind is tuple or issubclass(kind, Record) for kind in kinds)
        if fit and tuple in kinds:
            for value in values:
                if type(value) is tuple and not self._records.issuperset(map(type, value)):
                    found = set(map(type, value))
                    if not all(issubclass(kind, Record) for kind in found):
                        return False
                    self._records |= found
        return fit

    def older(self, key: object) -> Kept | None:
        """What is not among the young."""
        found = self._old.get(key)
        if found is not None:
            self._put(key, found)
        return found

    def put(self, key: object, kept: Kept) -> None:
        """Keeps a text that is asked for again."""
        mark = hash(key)
        if mark in self._once:
            self._put(key, kept)
        else:
            if len(self._once) >= ONCE:
                self._once.clear()
            self._once.add(mark)

    def _put(self, key: object, kept: Kept) -> None:
        if len(kept.text) <= LONGEST:
            if len(self.young) >= GENERATION:
                self._old, self.young = self.young, {}
            self.young[key] = kept


class Somewhere:
    """Any page of one depth, with a template's macros as they are written there."""

    def __init__(self, up: str) -> None:
        self.names: Mapping[str, object] = {}
        self.up = up
        self._led: set[str] = set()
        self._open = 0
        self._fixed = False

    def to(self, permalink: str) -> str:
        """A permalink as it is written on any page of that depth but the one whose part it leads to."""
        self._fixed = True
        path, mark, _ = permalink.partition("#")
        if mark:
            self._led.add(path)
        return address(permalink, Here("", self.up))

    def shown(self, permalink: str) -> str:
        """The same with its way up left open, for what goes nowhere but onto the page."""
        if permalink[:1] != "/" or permalink[1:2] == "/":
            return address(permalink, NOWHERE)  # the same from anywhere
        path, mark, fragment = permalink.partition("#")
        if mark:
            self._led.add(path)
        self._open += 1
        return (OPEN + encoded(path)[1:] if len(path) > 1 else ROOT) + mark + fragment

    def written(self, name: str, values: tuple[object, ...], named: Mapping[str, object]) -> Kept | None:
        """A call's text; None where something in it looks like a way left open."""
        self._led.clear()
        self._open, self._fixed = 0, False
        macro: Any = self.names[name]
        text: str = macro(*values, **named)
        if text.count(OPEN) + text.count(ROOT) != self._open:
            return None
        if self._fixed:
            return Kept(closed(text, self.up), frozenset(self._led), open=False, up=self.up)
        return Kept(text, frozenset(self._led), self._open > 0, None)


def closed(text: str, up: str) -> str:
    """A text with its ways up as they are from one depth."""
    text = str.replace(text, OPEN, up)
    return marked(text.replace(ROOT, up or "./"))


class Depth:
    """A template on pages of one depth. `idle` are the places where its macros can be written: the preview renders in threads, and a place notes
    for one piece at a time, so each that writes takes one, or makes it, and puts it back.
    """

    def __init__(self, pieces: Pieces, name: str, up: str) -> None:
        self._pieces, self._name, self._up = pieces, name, up
        self._idle: list[Somewhere] = []
        self.pieces: dict[str, Callable[..., str]] = {}
        self.names = self._made().names

    def written(self, name: str, values: tuple[object, ...], named: Mapping[str, object]) -> Kept | None:
        """The text of a macro's call, as `Somewhere.written`."""
        try:
            place = self._idle.pop()
        except IndexError:
            place = self._made()
        kept = place.written(name, values, named)
        self._idle.append(place)
        return kept

    def _made(self) -> Somewhere:
        made = Somewhere(self._up)
        made.names = self._pieces.names(self._name, made)
        return made


class Pieces:
    """The pieces of a site: one theme, one frame. `common` is what they may name."""

    def __init__(self, environment: Environment, common: Mapping[str, object]) -> None:
        self._environment = environment
        self._common = dict(common)
        self._depths: dict[tuple[str, str], Depth] = {}
        self.memory = Memory()

    def on(self, place: Here) -> Callable[[str], Drawn]:
        """What `import` without context gives the template of a page: another template's pieces."""
        return lambda name: Drawn(name, self, place)

    def depth(self, name: str, up: str) -> Depth:
        """A template on pages of one depth."""
        found = self._depths.get((name, up))
        return found if found is not None else self._depths.setdefault((name, up), Depth(self, name, up))

    def names(self, name: str, place: Here | Somewhere) -> Mapping[str, object]:
        """What a template sets and defines, written for a place. What it draws in is written with it, and kept with it."""
        template = self._environment.get_template(name)
        within = {**self._common, PLACE: place, PIECES: lambda other: Within(other, self.names(other, place))}
        context = template.new_context(within)
        for _ in template.root_render_func(context):
            pass
        for key, value in context.vars.items():
            if not isinstance(value, (Macro, Within)) and not self.memory.fit((value,), (type(value),)):
                message = f'{name} sets "{key}" to what can change, and its macros are remembered: import it with context, or set texts and numbers'
                raise TemplateRuntimeError(message)
        return context.vars

    def piece(self, template: str, name: str, up: str) -> Callable[..., str]:
        """A macro that is written once for what it is given, as pages of one depth call it."""
        depth = self.depth(template, up)
        found = depth.pieces.get(name)
        return found if found is not None else depth.pieces.setdefault(name, _remembering((template, name), depth, up, self.memory))


def _remembering(called: tuple[str, str], depth: Depth, up: str, memory: Memory) -> Callable[..., str]:
    """A function of local names: pages call thousands of these."""
    name = called[1]

    def piece(drawn: Drawn, *values: object, **named: object) -> str:
        given = (*values, *named.values()) if named else values
        kinds = tuple(map(type, given))
        key: tuple[object, ...] = (called, given, kinds, tuple(named)) if named else (called, given, kinds)
        fit = memory.fit(given, kinds)
        kept = memory.young.get(key) or memory.older(key) if fit else None
        if kept is not None and kept.up not in (None, up):
            key = (*key, up)
            kept = memory.young.get(key) or memory.older(key)
        if kept is None:
            kept = depth.written(name, values, named)
            if kept is not None and fit:
                memory.put(key, kept)
        if kept is None or drawn.page in kept.led:
            return drawn.anew(name, values, named)
        return closed(kept.text, up) if kept.open else kept.text

    return piece


class Within:
    """A template's macros as the pieces of another see them."""

    def __init__(self, name: str, names: Mapping[str, object]) -> None:
        self.__dict__.update(names)
        self.__name__ = name


class Drawn:
    """A template's pieces as one page sees them."""

    def __init__(self, name: str, pieces: Pieces, place: Here) -> None:
        self.__name__ = name
        self.page = place.permalink
        self._pieces = pieces
        self._place = place
        self._names = pieces.depth(name, place.up).names
        self._own: Mapping[str, object] = {}

    def __getattr__(self, name: str) -> object:
        """A piece, or a value that the template sets; the next time it is found without asking."""
        found = self._names.get(name)
        if found is None:
            raise AttributeError(f'the template {self.__name__} has nothing of the name "{name}"')
        made: object = found
        if isinstance(found, Macro):
            made = partial(self._pieces.piece(self.__name__, name, self._place.up), self)
        self.__dict__[name] = made
        return made

    def anew(self, name: str, values: tuple[object, ...], named: Mapping[str, object]) -> str:
        """A call's text on this very page."""
        if not self._own:
            self._own = self._pieces.names(self.__name__, self._place)
        macro: Any = self._own[name]
        text: str = macro(*values, **named)
        return text
