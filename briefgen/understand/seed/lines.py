"""What each line of a saved article is. In: its lines. Out: a role for each. Rules of language and position, no model.

A caption is told by its credit, by its form (who or what is shown, where, and a full date), or by the words that open it. Boilerplate
is what every article of an outlet carries: calls to follow and subscribe, contact lines, rights, related links, bylines and datelines
that stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefgen.model.seed import Role

_CREDIT: Final = (
    r"pictures?|photos?|photographs?|photograph by|photo by|images?|image credit|credits?|file photo|courtesy|getty(?: images)?|reuters|afp|epa|ap photo"
    r"|alamy|shutterstock|tass|anadolu|ukrinform|pa wire|pa media|bloomberg|desk archive|handout|archive"
)
CREDITED: Final = re.compile(rf"[(\[][^()\[\]]{{0,40}}?\b(?:{_CREDIT})\b[^()\[\]]{{0,60}}[)\]]\.?\s*\Z", re.IGNORECASE)
CREDIT_END: Final = re.compile(
    r"(?:\b(?:pictures?|photos?|photograph|images?|credits?)\s*(?::|by\b|/)\s*[^.]{2,60}|\b(?:getty images|ap photo|reuters|afp|epa)\b(?:/[\w .-]{2,40})?|/(?:getty|reuters|afp|ap|epa)"
    r"[\w /.-]{0,40})\.?\s*\Z", re.IGNORECASE)
CAPTION_START: Final = re.compile(
    r"(?:file photo|file image|file picture|pictured|caption|photo(?:graph)?|image|picture|screenshot|in this (?:photo|image|picture)|this (?:photo|image|picture|handout)"
    r"|a (?:photo|picture|satellite image|video grab) (?:shows|taken|released)|\(l(?:eft)?\s*(?:-|to)\s*r(?:ight)?\))\b[\s:,–-]", re.IGNORECASE)
MONTHS: Final = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
FULL_DATE: Final = re.compile(rf"\b(?:{MONTHS}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTHS},?\s+\d{{4}})\b", re.IGNORECASE)
EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL_ONLY: Final = re.compile(r"(?:https?://|www\.)\S+\s*\Z", re.IGNORECASE)
BOILERPLATE: Final = re.compile(
    r"(?:\A(?:get in touch|contact us|follow (?:us|the|our)|sign up|subscribe|share (?:this|on)|read (?:more|also|next)|related(?:\s|:|\Z)|see also|more (?:from|on|stories)|most read"
    r"|watch(?:\s*:|\s+(?:live|now|the video))|listen(?:\s*:|\s+(?:live|now))|click here|tap here|download (?:our|the)|join (?:us|our)|advertisement|sponsored|comments?\s*\Z|leave a comment"
    r"|log in|register|copyright|©|\(c\) \d|all rights reserved|this (?:article|story|note|report) (?:was|is|has|originally|first)|reporting by|editing by|additional reporting|our standards|source:"
    r"|for more (?:stories|news|notes|information|on)|to (?:receive|republish|subscribe|read|comment)|notes? of the desk|if you (?:have|want|would|enjoyed)|do you have|got a story|have you|what do you think"
    r"|support (?:our|us|the)|donate|print\s*\Z|email\s*\Z|tags?\s*:|topics?\s*:|filed under|published\s*:|updated\s*:|last (?:updated|modified)|posted (?:on|by)|the views expressed|corrections? and questions|write to)"
    r"|\b(?:all rights reserved|terms (?:of use|and conditions)|privacy policy|cookie policy|newsletter|our news team|check our news page|follow us on|on (?:twitter|facebook|telegram|whatsapp)\b"
    r"|e-?mail(?:ing)? us|breaking news alerts?|free to reuse)\b)", re.IGNORECASE)
BYLINE: Final = re.compile(r"(?:by|von|par|від|автор:?)\s+(?:[^\W\d_][\w.’'-]*\s*(?:,|and|und|et|і)?\s*){1,8}(?:\|.*|,\s*[\w ]{2,40})?\Z", re.IGNORECASE)
DATE_ONLY: Final = re.compile(
    rf"(?:(?:published|updated|posted)[:\s]+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:{MONTHS}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTHS},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})(?:[\s,|at-]+\d{{1,2}}[:.]\d{{2}}\s*(?:[ap]\.?m\.?)?\s*[A-Z]{{0,4}})?\s*\Z", re.IGNORECASE)
SENTENCE_END: Final = re.compile(r"[.!?。！？…][\"'”’»)\]]*\s*\Z")
VERB_OF_SHOWING: Final = re.compile(
    r"\b(?:poses?|walks?|stands?|speaks?|looks?|loads?|attends?|gestures?|arrives?|shakes?|waves?|sits?|smiles?|gathers?|confers?|seen|pictured|shown|beside|outside|during|gather|arrive"
    r"|at work|at anchor|from the air|in a picture dated)\b", re.IGNORECASE)
LONGEST: Final = 60_000


def labels(lines: Sequence[str]) -> list[Role]:
    """A role for each line, blank lines counting as boilerplate. Linear in the length of the text."""
    texts = [line.strip() for line in lines]
    found = [_one(text) for text in texts]
    filled = [i for i, text in enumerate(texts) if text]
    _tail(texts, found, filled)
    if filled:
        _headline(texts, found, filled)
    return found


def _one(text: str) -> Role:
    if not text or len(text) > LONGEST:
        return Role.BOILERPLATE if not text else Role.BODY
    words = len(text.split())
    if DATE_ONLY.match(text) or URL_ONLY.match(text) or (words <= 12 and BYLINE.match(text)):  # noqa: PLR2004
        return Role.BOILERPLATE
    if words <= 70 and (CREDITED.search(text) or (CAPTION_START.match(text) and words <= 60)):  # noqa: PLR2004
        return Role.CAPTION
    if words <= 60 and CREDIT_END.search(text) and not SENTENCE_END.search(CREDIT_END.sub("", text[-1:])):  # noqa: PLR2004
        return Role.CAPTION
    if words <= 40 and FULL_DATE.search(text) and VERB_OF_SHOWING.search(text) and not SENTENCE_END.search(text):  # noqa: PLR2004
        return Role.CAPTION
    if words <= 45 and BOILERPLATE.search(text):  # noqa: PLR2004
        return Role.BOILERPLATE
    if EMAIL.search(text) and words <= 30:  # noqa: PLR2004
        return Role.BOILERPLATE
    if words <= 2 and not SENTENCE_END.search(text):  # noqa: PLR2004 - a button, a tag, a number
        return Role.BOILERPLATE
    return Role.BODY


def _tail(texts: list[str], found: list[Role], filled: list[int]) -> None:
    """After the last full paragraph, short lines without an end are furniture: titles of other articles, tags."""
    last = next((i for i in reversed(filled) if found[i] is Role.BODY and SENTENCE_END.search(texts[i])), None)
    if last is None:
        return
    for i in filled:
        if i > last and found[i] is Role.BODY and len(texts[i].split()) <= 20:  # noqa: PLR2004
            found[i] = Role.BOILERPLATE


def _headline(texts: list[str], found: list[Role], filled: list[int]) -> None:
    """The first line of text, where it is short, does not end as a sentence does, and a longer paragraph follows."""
    for place, i in enumerate(filled[:4]):
        if found[i] is not Role.BODY:
            continue
        following = [texts[j] for j in filled[place + 1:place + 4] if found[j] is Role.BODY]
        if len(texts[i].split()) <= 24 and not texts[i].rstrip().endswith(".") and following and max(map(len, following)) > len(texts[i]):  # noqa: PLR2004
            found[i] = Role.HEADLINE
        return
