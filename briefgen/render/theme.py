"""A theme's templates in a closed Jinja environment. In: template texts by name. Out: `Theme`: closures, rendering, findings.

Templates see their view, the frame and the filters of `filters`, and nothing else: no loader but the theme's own texts, autoescaping in every
file whatever its ending, undefined names are errors. What a template draws in is read off its text, so that finding out that nothing
changed needs no Jinja; for the same reason the name of a template that is drawn in has to stand there in quotation marks (BG611).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span, Stop
from briefgen.model.record import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import CodeType

    from briefgen.model.parts import Frame
    from briefgen.render.compiled import Codes
    from briefgen.render.furniture import Furniture
    from briefgen.render.generator import Closed

DRAWN_IN: Final = re.compile(r"\{%[-+]?\s*(extends|include|import|from)\s+(?:\"([^\"]+)\"|'([^']+)'|([^%]*))")
COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
# Jinja's own globals that a page has no use for; what stays is range, dict and namespace.
FILES: Final = "theme:"
REMOVED: Final = ("lipsum", "cycler", "joiner")


class Theme:
    """The templates of one theme. Equal texts give equal closures and equal pages. What `last` has compiled, or `kept` has, is not compiled again."""

    def __init__(self, templates: Mapping[str, str], last: Theme | None = None, kept: Codes | None = None) -> None:
        self.templates = dict(templates)
        self._kept = kept
        known = last._codes if last is not None else {}  # noqa: SLF001 - of its own kind
        self._codes: dict[str, dict[str, tuple[str, CodeType]]] = {kind: dict(codes) for kind, codes in known.items()}
        # The templates that were out of the ordinary: written by Jinja's own code.
        self.stumbled: set[str] = set()
        self._closures: dict[str, str] = {}
        self._furniture: Furniture | None = None
        self._drawn: dict[str, tuple[tuple[int, str], ...]] = {name: _drawn_in(text) for name, text in self.templates.items()}

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """BG611 for each template that is drawn in but not there, or whose name is made only while rendering."""
        found = []
        for name, drawn in sorted(self._drawn.items()):
            for line, other in drawn:
                span = Span(f"templates/{name}", line, 1)
                if not other:
                    found.append(note("BG611", span, "which template is drawn in here is decided only while rendering",
                                      "name it in quotation marks, one line for each, with  {% if %}  around them"))
                elif other not in self.templates:
                    found.append(note("BG611", span, f'the theme has no template "{other}"', f"put it into templates/{other}, or take this line out"))
        return tuple(found)

    def closure(self, template: str) -> str:
        """A digest of a template and of all that it draws in, however far down. Makers that use no template have the empty closure."""
        if template not in self._closures:
            names: set[str] = set()
            waiting = [template] if template in self.templates else []
            while waiting:
                name = waiting.pop()
                if name not in names:
                    names.add(name)
                    waiting += [other for _, other in self._drawn[name] if other in self.templates]
            self._closures[template] = digest("\0".join(f"{name}\0{self.templates[name]}" for name in sorted(names)))
        return self._closures[template]

    def forget(self) -> None:
        """Lets go of what is remembered of pages."""
        self._furniture = None

    def furniture(self, frame: Frame) -> Furniture:
        """What is the same on every page, made once for one frame."""
        if self._furniture is None or self._furniture.frame is not frame:
            from briefgen.render.furniture import Furniture  # noqa: PLC0415 - as above

            self._furniture = Furniture(frame)
        return self._furniture

    @cached_property
    def environment(self) -> Closed:
        """The closed environment. Compiles a template when it is first asked for."""
        from briefgen.render.generator import Closed  # noqa: PLC0415 - a build that renders nothing starts faster without

        return self._closed(Closed)

    @cached_property
    def quick(self) -> Closed:
        """The same in short: raises whatever it comes to raise where anything is out of the ordinary."""
        from briefgen.render.generator import Quick  # noqa: PLC0415

        return self._closed(Quick)

    def _closed(self, kind: type[Closed]) -> Closed:
        from jinja2 import FunctionLoader, StrictUndefined  # noqa: PLC0415

        from briefgen.render import filters  # noqa: PLC0415
        from briefgen.render.compiled import Compiled  # noqa: PLC0415

        made = kind(loader=FunctionLoader(self._source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                    auto_reload=False, cache_size=-1, bytecode_cache=Compiled(self._codes.setdefault(kind.__name__, {}), self._kept, kind.__name__))
        made.policies["json.dumps_function"], made.policies["json.dumps_kwargs"] = filters.as_json, {}
        for name in REMOVED:
            del made.globals[name]
        made.filters.update(filters.FILTERS)
        made.globals.update(filters.GLOBALS)
        return made

    def _source(self, name: str) -> tuple[str, str, None] | None:
        text = self.templates.get(name)
        return None if text is None else (text, FILES + name, None)

    def write(self, template: str, origin: str, names: Callable[[Closed], Mapping[str, Any]]) -> str:
        """A template filled in: quickly, or by `fill` where that comes to nothing. `names` makes the context for an environment.

        A template that has been out of the ordinary once goes that way at once from then on.
        """
        if template in self.templates and template not in self.stumbled:
            try:
                return self.quick.page(template, names(self.quick))
            except Exception:  # noqa: BLE001, S110 - whatever it is, the long way takes it, or says what is wrong
                pass
        html = self.fill(template, origin, names(self.environment))
        self.stumbled.add(template)
        return html

    def fill(self, template: str, origin: str, context: Mapping[str, Any]) -> str:
        """A template with its context filled in. Raises `Stop` (BG610, exit code 1) that names template, line, and `origin`."""
        from jinja2 import TemplateError  # noqa: PLC0415

        if template not in self.templates:
            raise Stop(note("BG611", Span("theme"), f'the theme has no template "{template}"', f"put one into templates/{template}"), 1)
        try:
            return self.environment.page(template, context)
        except (TemplateError, AttributeError, LookupError, TypeError, ValueError, ArithmeticError, RecursionError) as fault:
            name, line, inside = _where(fault, template)
            if not inside:
                raise
            raise Stop(note("BG610", Span(f"templates/{name}", line, 1 if line else 0), str(fault) or type(fault).__name__,
                            "what a template may name is listed in briefgen/model/views.py and parts.py",
                            detail=(f"while rendering {origin}",) if origin else ()), 1) from fault


def _drawn_in(text: str) -> tuple[tuple[int, str], ...]:
    """(line, name) of each template that a text draws in; the name is empty where it is no plain string."""
    bare = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    return tuple((bare.count("\n", 0, found.start()) + 1, found[2] or found[3] or "") for found in DRAWN_IN.finditer(bare))


def _where(fault: Exception, template: str) -> tuple[str, int, bool]:
    """The template and line that a fault comes from, and whether the template is at fault: not where our own code, called from it, fails."""
    from jinja2 import TemplateError, TemplateSyntaxError  # noqa: PLC0415

    if isinstance(fault, TemplateSyntaxError):
        return fault.name or template, fault.lineno, True
    name, line, innermost = template, 0, ""
    trace = fault.__traceback__
    while trace is not None:
        innermost = trace.tb_frame.f_code.co_filename
        if innermost.startswith(FILES):
            name, line = innermost.removeprefix(FILES), trace.tb_lineno
        trace = trace.tb_next
    return name, line, isinstance(fault, TemplateError) or innermost.startswith(FILES) or "/jinja2/" in innermost or "/markupsafe/" in innermost
