"""Text as HTML. In: text, or whatever a template writes out. Out: text with the five signs of HTML written as references.

The same as MarkupSafe's `escape`, but text: a `Markup` that is joined with its neighbours an instant later costs four times as much as what is
done to its letters (python -m timeit -s 'from markupsafe import Markup' 'Markup("a name")').
"""

from __future__ import annotations

from markupsafe import Markup, escape

__all__ = ["escaped", "marked", "written"]

try:
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:  # pragma: no cover - where MarkupSafe was built without it
    def escaped(text: str, /) -> str:
        """A text, escaped."""
        return str(escape(text))


def written(value: object) -> str:
    """What an expression adds to a page: a text escaped, a `Markup` as it is, anything else as `escape` has it."""
    if type(value) is str:
        return escaped(value)
    return value if type(value) is Markup else str(escape(value))


def marked(html: str) -> Markup:
    """A text that is HTML already. Markup's own constructor asks what it is given, which costs three times as much."""
    return str.__new__(Markup, html)
