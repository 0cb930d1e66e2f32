"""How a template becomes code, twice. In: Jinja's nodes. Out: the code of them, in one environment or the other.

`Closed` is Jinja's own code, but for `import` without context, which gives pieces (`pieces`). `Quick` leaves out what Jinja does in case something
is out of the ordinary, which was half of a page's time (tests/bench/test_pages.py). It raises whatever it comes to raise where something is; the
page is then written by `Closed`, which takes the case or says what is wrong with it. What both write is the same:

- text is escaped into text, not into a `Markup` that is joined with its neighbours an instant later;
- what is called is called: nothing that a template can name asks for Jinja's context, which is what Jinja's way of calling looks for;
- an attribute is read, and what has none of that name is not asked for an item;
- a macro passes on what it is given;
- what a template writes comes in one piece, not line by line through every template that it extends.
"""

from __future__ import annotations

from functools import lru_cache
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.runtime import Macro
from jinja2.utils import missing

from briefgen.render.compiled import Compiled
from briefgen.render.filters import PLACE
from briefgen.render.markup import escaped, marked, written
from briefgen.render.pieces import PIECES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping
    from types import CodeType

    from jinja2.compiler import Frame, MacroRef
    from jinja2.runtime import Context

# Where a template says how things are escaped, Jinja decides that while it renders.
DECIDED_LATER: Final = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)

# What catches text that was written, and what is called for something else than a text that was.
LOOKING: Final = (nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.Extends, nodes.Include)
# What a context holds beside the names that a template can write: the contexts that were made for its page.
MADE: Final = "its contexts"
HARMLESS: Final = frozenset({"say", "asset", "range", "dict", "namespace"})
# The filters that write addresses, and what a page's place calls them: one of templates, one of ours that no template can name.
LEFT_OPEN: Final = "url left open"
ADDRESSES: Final = {"url": "to", LEFT_OPEN: "shown"}


class Generator(CodeGenerator):
    """Jinja's own code, with pieces."""

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        self.write(f"environment.{'within' if node.with_context else 'drawn'}(context, ")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}{', ' + self.dump_local_context(frame) if node.with_context else ''})")


class Closed(Environment):
    """Jinja's environment, with pieces; a page that was written leaves nothing that only the collector of garbage could take away."""

    code_generator_class = Generator

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's chain of two mappings as one, of which every page's context is a copy: nobody changes the environment's once it writes."""
        return {**self.globals, **(d or {})}

    def page(self, name: str, names: Mapping[str, Any]) -> str:
        """A template filled in."""
        template = self.get_template(name)
        made: list[Context] = []
        context = template.new_context({**names, MADE: made})
        made.append(context)
        try:
            return "".join(template.root_render_func(context))
        except Exception:  # noqa: BLE001 - raised again, with the template's lines in place of its code's
            self.handle_exception()
        finally:
            while made:  # its macros hold on to it, and it to them
                made.pop().vars.clear()

    def within(self, context: Context, name: str, importing: str, names: Mapping[str, Any]) -> TemplateModule:
        """What `import` with context gives."""
        template = self.get_template(name, importing)
        own = template.new_context(context.get_all(), True, names)
        context.parent.get(MADE, []).append(own)
        return TemplateModule(template, own)

    def drawn(self, context: Context, name: str, importing: str) -> object:
        """What `import` without context gives: pieces, where the page has any; else Jinja's own module."""
        pieces = context.resolve_or_missing(PIECES)
        return self.get_template(name, importing)._get_default_module(context) if pieces is missing else pieces(name)  # noqa: SLF001 - as Jinja does


class QuickGenerator(Generator):
    """The shorter code."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name for it
        """The whole module."""
        for kind in DECIDED_LATER:
            if node.find(kind) is not None:
                self.fail("how this is escaped is decided later", node.lineno)
        if not looks_at_texts(node):
            leave_open(node)
        # What is drawn in without context Jinja writes into no list.
        self._whole = all(drawn.with_context for drawn in node.find_all(nodes.Include))
        super().visit_Template(node, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """The body of a template or block into one list, as Jinja writes that of a macro; what lies within it goes into the same."""
        if frame.buffer is not None or not self._whole:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def write_commons(self) -> None:
        """What the root and every block begin with."""
        super().write_commons()
        self.writeline("escaped, written = environment.escaped, environment.written")
        self.writeline(f"place = resolve({PLACE!r})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """The macro of a function that was just written."""
        of = macro_ref.node
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
        else:
            self.write(f"environment.direct(macro, {getattr(of, 'name', None)!r}, {tuple(argument.name for argument in of.args)!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del frame, finalize
        # Most of what is written is text, and asking that here spares a call; what a call gives is most often a piece.
        self.write("(v if type(v := " if isinstance(node, nodes.Call) else "(escaped(v) if type(v := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del frame, finalize
        self.write(") is Markup else written(v))" if isinstance(node, nodes.Call) else ") is str else written(v))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute; blocks by name are items of `self`."""
        if iskeyword(node.attr) or (isinstance(node.node, nodes.Name) and node.node.name == "self"):
            super().visit_Getattr(node, frame)
            return
        self._there(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """A filter; an address is written from the page's place, which needs no looking for."""
        if node.name in ADDRESSES and node.node is not None and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs):
            self.write(f"place.{ADDRESSES[node.name]}(")
            self.visit(node.node, frame)
            self.write(")")
        else:
            super().visit_Filter(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call, its values in order and by name."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self._there(node.node, frame)
        self.write("(")
        for number, value in enumerate((*node.args, *node.kwargs)):
            self.write(", " if number else "")
            self.visit(value, frame)
        self.write(")")

    def _there(self, node: nodes.Expr, frame: Frame) -> None:
        """What is asked for an attribute, or called: a name that is not there raises at that, and need not be looked at before."""
        if isinstance(node, nodes.Name) and node.ctx == "load":
            self.write(frame.symbols.ref(node.name))
        else:
            self.visit(node, frame)


def looks_at_texts(template: nodes.Template) -> bool:
    """Whether a template may do more with the text of a macro than write it out: measure it, change it, hand it on."""
    if any(template.find(kind) is not None for kind in LOOKING):
        return True
    shown: set[int] = set()
    for output in template.find_all(nodes.Output):
        waiting = list(output.nodes)
        while waiting:
            value = waiting.pop()
            if isinstance(value, nodes.CondExpr):
                waiting += [value.expr1, *([value.expr2] if value.expr2 is not None else [])]
            shown.add(id(value))
    harmless = {id(call) for call in template.find_all(nodes.Call) if isinstance(call.node, nodes.Name) and call.node.name in HARMLESS}
    return any(id(call) not in shown | harmless for call in template.find_all(nodes.Call))


def leave_open(template: nodes.Template) -> None:
    """Addresses that do no more than be written may leave their way up open (`pieces`)."""
    for output in template.find_all(nodes.Output):
        for number, value in enumerate(output.nodes):
            if isinstance(value, nodes.Filter) and value.name == "url" and value.node is not None and not (value.args or value.kwargs):
                output.nodes[number] = nodes.Filter(value.node, LEFT_OPEN, [], [], None, None, lineno=value.lineno)


class Direct(Macro):
    """A macro that passes on what it is given."""

    def __init__(self, func: Callable[..., str], name: str, arguments: tuple[str, ...]) -> None:
        # Every page makes those of a template that it draws in with context: what they have in common is not worked out each time.
        self._func = func
        self.name = name
        self._lacking, self._places = _shape(arguments)

    def __call__(self, *values: object, **named: object) -> str:
        """The text. Raises LookupError where it is given too much or a name that it has not."""
        given = len(values)
        lacking = self._lacking[given]
        if named:
            rest = list(lacking)
            for name, value in named.items():
                place = self._places[name] - given
                if place < 0:
                    raise LookupError(name)
                rest[place] = value
            lacking = tuple(rest)
        return marked(self._func(*values, *lacking))


@lru_cache(maxsize=1024)
def _shape(arguments: tuple[str, ...]) -> tuple[tuple[tuple[object, ...], ...], Mapping[str, int]]:
    """What a call with so many values leaves out, number by number; and the place of each name."""
    count = len(arguments)
    return tuple((missing,) * (count - given) for given in range(count + 1)), {argument: place for place, argument in enumerate(arguments)}


class Quick(Closed):
    """The environment whose code leaves out what is not needed in the ordinary case."""

    code_generator_class = QuickGenerator

    def _compile(self, source: str, filename: str) -> CodeType:
        if isinstance(self.bytecode_cache, Compiled):
            self.bytecode_cache.generated[filename] = source
        return super()._compile(source, filename)

    escaped = staticmethod(escaped)
    written = staticmethod(written)
    direct = Direct
