"""What stands inside a block, where it is written plainly. In: a block's words. Out: the tokens that markdown-it makes of them, or None: let it look.

Nearly all words of a text are plain: text, citations, links, code, and stress whose signs can only open here and only close there. One pattern reads
them one after another, at a fifth of what it costs to try rules at each sign and then to pair those of stress.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from briefgen.understand.markdown.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Spans = Callable[[str, Mapping[str, Any]], "list[Token] | None"]

# Addresses that markdown-it would give back as they are, after it has taken them apart and put them together; none has letters in code (IDNA's xn--).
PLAIN_ADDRESS: Final = re.compile(
    r"(?!.*xn--)(?:https?://[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,3}(?:/[A-Za-z0-9/._~?=&,+#-]*)?|[a-z]{2,20}:[A-Za-z0-9][A-Za-z0-9._-]{0,200})\Z")
_ADDRESS: Final = "[A-Za-z0-9/:._~?=&,+#-]+"
_LABEL: Final = r"[^\n\\`*_\[\]<&{]+"
# CommonMark §6.2: after space or a mark and before a letter a sign can only open; after a letter and before space or a mark, or after a mark and
# before space, it can only close.
_STRESS: Final = (
    r"""(?<![^ \n"'(“‘—–-])(?P<sign>\*\*?)(?P<stressed>[^\W_][^\n\\`*_\[<&{]*)"""
    r"""(?:(?<=\w)(?P=sign)(?![^ \n.,;:!?)”’"'…—–-])|(?<=[.:,;!?)”’"%])(?P=sign)(?![^ \n]))""")


def reader(citation: re.Pattern[str]) -> Spans:
    """A reader of the words of blocks, given markdown-it's `env`, which holds the text's references; `citation` is what a citation looks like."""
    pattern = re.compile("|".join((
        r"(?P<text>[^\n\\`*_\[<&{!]+|!(?!\[)|&(?= ))", rf"(?P<citation>{citation.pattern})", rf"\[(?P<label>{_LABEL})\]\((?P<address>{_ADDRESS})\)",
        rf"(?P<bracket>\[{_LABEL}\](?!\())", _STRESS, r"`(?P<code>[^`\n ]|[^`\n ][^`\n]*[^`\n ])`(?!`)", rf"<(?P<shown>{_ADDRESS})>",
        r"(?<! )(?P<line>\n)(?![ \t])")))

    def spans(words: str, env: Mapping[str, Any]) -> list[Token] | None:
        made: list[Token] = []
        text: str | None = None
        place = 0
        for found in pattern.finditer(words):
            if found.start() != place:
                return None
            place, kind = found.end(), found.lastgroup
            if kind == "text" or (kind == "bracket" and "references" not in env):
                text = found[0] if text is None else text + found[0]
                continue
            strong = kind == "stressed" and found["sign"] == "**"
            if text is not None or strong:  # the outer of two signs leaves a text of its own, be it without words
                made.append(Token("text", "", 0, content=text or ""))
            text = "" if strong else None
            some = _span(found)
            if some is None:
                return None
            made += some
        if text is not None:
            made.append(Token("text", "", 0, content=text))
        return made if place == len(words) else None

    return spans


def _span(found: re.Match[str]) -> tuple[Token, ...] | None:
    kind = found.lastgroup
    if kind == "citation":
        return (Token("citation", "", 0, content=found[0][1:-1], meta={"start": found.start(), "end": found.end()}),)
    if kind == "stressed":
        name, sign = "em" if len(found["sign"]) == 1 else "strong", found["sign"]
        return (Token(f"{name}_open", name, 1, markup=sign), _inner(found["stressed"]), Token(f"{name}_close", name, -1, markup=sign))
    if kind in ("address", "shown") and PLAIN_ADDRESS.match(address := found[kind]):
        opening, closing = Token("link_open", "a", 1, attrs={"href": address}), Token("link_close", "a", -1)
        if kind == "shown":
            opening.markup = closing.markup = "autolink"
            opening.info = closing.info = "auto"
        return opening, _inner(found["label"] or address), closing
    if kind == "code":
        return (Token("code_inline", "code", 0, content=found["code"], markup="`"),)
    return (Token("softbreak", "br", 0),) if kind == "line" else None


def _inner(words: str) -> Token:
    return Token("text", "", 0, content=words, level=1)
