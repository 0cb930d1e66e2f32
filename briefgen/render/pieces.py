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

from typing import TYPE_CHECKING, Any, Final

from jinja2 import TemplateRuntimeError
from jinja2.runtime import Macro
from markupsafe import Markup
from msgspec import Struct

from briefgen.model.record import Record
from briefgen.render.filters import PLACE, Here, address, encoded
from briefgen.render.markup import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

# What a context holds beside the names that a template can write: its own pieces, for `import`.
PIECES: Final = "its pieces"
SIMPLE: Final = frozenset({str, Markup, int, bool, type(None)})
# Two generations of so many pieces are kept, no text longer than so many characters. Few are enough: pages that show the same are made one after
# another (`Plan.nearby`).
GENERATION: Final = 1_000
LONGEST: Final = 4_000
# Stand where the way up is left open: before an address, and for the address of the root. No text can hold them: XML has no such characters.
OPEN: Final = "\0"
ROOT: Final = "\1"
NOWHERE: Final = Here("", "")


class Text(Struct, frozen=True):
    """A piece as it was written, and the pages to whose parts it leads; `anywhere`: the same from any depth, but for ways up left open in it."""

    text: str
    led: frozenset[str]
    anywhere: bool


class Kept(Struct, frozen=True):
    """A piece by all that it follows from, `kinds` being the types of what it was given; its text from anywhere, and as it is shown by the way up."""

    key: tuple[object, ...]
    kinds: tuple[type, ...]
    anywhere: Text | None
    shown: dict[str, Text]


class Memory:
    """Pieces by the hashes of their keys, which are worked out once for a call. What nobody asked for while a whole generation came is forgotten."""

    def __init__(self) -> None:
        self.young: dict[int, Kept] = {}
        self._old: dict[int, Kept] = {}
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

    def older(self, mark: int) -> Kept | None:
        """What is not among the young."""
        found = self._old.get(mark)
        if found is not None:
            self.put(mark, found)
        return found

    def put(self, mark: int, kept: Kept) -> None:
        """Keeps a piece."""
        if len(self.young) >= GENERATION:
            self._old, self.young = self.young, {}
        self.young[mark] = kept


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

    def written(self, name: str, values: tuple[object, ...], named: Mapping[str, object]) -> Text | None:
        """A call's text; None where something in it looks like a way left open."""
        self._led.clear()
        self._open, self._fixed = 0, False
        macro: Any = self.names[name]
        text: str = macro(*values, **named)
        if text.count(OPEN) + text.count(ROOT) != self._open:
            return None
        return Text(text, frozenset(self._led), anywhere=not self._fixed)


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
        names = {key: _remembering((name, key), self, up, pieces.memory) if isinstance(value, Macro) else value
                 for key, value in self._made().names.items() if not key.startswith("_")}  # those Jinja gives to nobody either
        # A class with the pieces as methods: a page that calls one asks nobody where it is.
        self.seen: type[Drawn] = type("Pieces", (Drawn,), {**names, "__slots__": (), "_pieces": pieces, "_name": name})

    def written(self, name: str, values: tuple[object, ...], named: Mapping[str, object]) -> Text | None:
        """The text of a macro's call, as `Somewhere.written`."""
        try:
            place = self._idle.pop()
        except IndexError:
            place = self._made()
        text = place.written(name, values, named)
        self._idle.append(place)
        return text

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
        return lambda name: self.depth(name, place.up).seen(place)

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


def _remembering(called: tuple[str, str], depth: Depth, up: str, memory: Memory) -> Callable[..., str]:
    """A macro that is written once for what it is given, as pages of one depth call it. A function of local names: pages call hundreds of these."""
    name = called[1]

    def piece(drawn: Drawn, *values: object, **named: object) -> str:
        given = (*values, *named.values()) if named else values
        key = (called, given, tuple(named)) if named else (called, given)
        kinds = tuple(map(type, given))
        try:
            mark = hash(key)
        except TypeError:  # it was given what can change, and that is never kept
            mark = 0
        kept = memory.young.get(mark) or memory.older(mark)
        if kept is not None and (kept.kinds != kinds or kept.key != key):
            kept = None
        text = kept.shown.get(up) if kept is not None else None
        if text is None:
            text = kept.anywhere if kept is not None and kept.anywhere is not None else depth.written(name, values, named)
            if text is None:
                return drawn._anew(name, values, named)  # noqa: SLF001 - a method in all but its place
            here = Text(closed(text.text, up), text.led, text.anywhere)
            if kept is not None:
                kept.shown[up] = here
            elif len(text.text) <= LONGEST and memory.fit(given, kinds):
                memory.put(mark, Kept(key, kinds, text if text.anywhere else None, {up: here}))
            text = here
        return drawn._anew(name, values, named) if drawn._page in text.led else text.text  # noqa: SLF001

    return piece


class Within:
    """A template's macros as the pieces of another see them."""

    def __init__(self, name: str, names: Mapping[str, object]) -> None:
        self.__dict__.update(names)
        self.__name__ = name


class Drawn:
    """A template's pieces as one page sees them: its heirs have them as methods (`Depth`)."""

    __slots__ = ("_own", "_page", "_place")
    _pieces: Pieces
    _name: str

    def __init__(self, place: Here) -> None:
        self._place, self._page = place, place.permalink
        self._own: Mapping[str, object] = {}

    def __getattr__(self, name: str) -> object:
        raise AttributeError(f'the template {self._name} has nothing of the name "{name}"')

    def _anew(self, name: str, values: tuple[object, ...], named: Mapping[str, object]) -> str:
        """A call's text on this very page."""
        if not self._own:
            self._own = self._pieces.names(self._name, self._place)
        macro: Any = self._own[name]
        text: str = macro(*values, **named)
        return text
