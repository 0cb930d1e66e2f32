"""How a template becomes code. In: Jinja's nodes. Out: the code that Jinja writes of them, with three detours of it cut short.

A theme cannot tell the difference but by the clock: whatever is not the plain case is handed to Jinja's own way, which also says what is wrong
with it. More than half of a page's time was spent on the detours (tests/bench/test_pages.py):

- text is escaped into text, not into a `Markup` that is joined with its neighbours an instant later;
- what is called is called: nothing that a template can name and call asks for Jinja's context, which is what Jinja's way of calling looks for;
- a macro passes on what it is given.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro, missing
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape

from briefgen.render.pieces import PIECES

try:
    # What `escape` itself calls, without the Markup around it.
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:  # pragma: no cover - where MarkupSafe was built without it
    def escaped(text: str, /) -> str:
        """A text with the five signs of HTML written as references."""
        return str(escape(text))

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.compiler import Frame, MacroRef
    from jinja2.runtime import Context

# Where a template says how things are escaped, Jinja decides that while it renders.
DECIDED_LATER: Final = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)


def written(value: object) -> str:
    """What an expression adds to a page: what `escape` makes of it, as text."""
    if type(value) is str:
        return escaped(value)
    return value if type(value) is Markup else str(escape(value))


class Direct(Macro):
    """A macro that passes on what it is given, and is Jinja's own where it is given anything out of the ordinary."""

    def __init__(
        self, environment: Environment, func: Callable[..., str], name: str, arguments: list[str], *special: bool,
    ) -> None:
        super().__init__(environment, func, name, arguments, *special)
        count = len(arguments)
        ordinary = special == (False, False, False, True)  # takes no more than it names, has no caller, and escapes
        # What a call with so many values leaves out; nothing fits where a macro is out of the ordinary itself.
        self._lacking = tuple((missing,) * (count - given) for given in range(count + 1)) if ordinary else ()
        self._places = {argument: place for place, argument in enumerate(arguments)}

    @pass_eval_context  # Jinja's own way of calling says first how things are escaped here
    def __call__(self, *values: Any, **named: Any) -> str:
        """The text."""
        given = len(values)
        if given >= len(self._lacking) or (given and type(values[0]) is EvalContext):
            return super().__call__(*values, **named)
        lacking = self._lacking[given]
        if named:
            rest = list(lacking)
            for name, value in named.items():
                place = self._places.get(name, -1) - given
                if place < 0:
                    return super().__call__(*values, **named)
                rest[place] = value
            lacking = tuple(rest)
        # A Markup whose text is text already: its own constructor asks what it is given.
        return str.__new__(Markup, self._func(*values, *lacking))


class Generator(CodeGenerator):
    """Writes the code of one template."""

    plain = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name for it
        """The whole module."""
        self.plain = node.find(DECIDED_LATER) is not None
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """What the root and every block begin with."""
        super().write_commons()
        self.writeline("written = environment.written")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """The macro of a function that was just written."""
        del frame
        of = macro_ref.node
        self.write(f"environment.macro(environment, macro, {getattr(of, 'name', None)!r}, {tuple(argument.name for argument in of.args)!r}, "
                   f"{macro_ref.accesses_kwargs!r}, {macro_ref.accesses_varargs!r}, {macro_ref.accesses_caller!r}, context.eval_ctx.autoescape)")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self.plain:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("written(")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.drawn(context, ")
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """A call, its values in order and by name."""
        if self.plain or forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for number, value in enumerate((*node.args, *node.kwargs)):
            self.write(", " if number else "")
            self.visit(value, frame)
        self.write(")")


class Closed(Environment):
    """Jinja's environment, with the code that is written here and what that code names."""

    code_generator_class = Generator
    written = staticmethod(written)
    macro = Direct

    def drawn(self, context: Context, name: str, importing: str) -> object:
        """What `import` without context gives: pieces, where the page has any; else Jinja's own module."""
        pieces = context.resolve_or_missing(PIECES)
        return self.get_template(name, importing)._get_default_module(context) if pieces is missing else pieces(name)  # noqa: SLF001 - as Jinja does
