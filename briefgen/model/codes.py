"""The one table of diagnostic codes. In: a code and where. Out: a `Diagnostic` with the code's default severity.

Families: 0xx project and YAML, 1xx content, 2xx quotations, 30x-34x seeds and chains, 35x-39x permalinks and links,
4xx dates, 5xx corrections and ledger, 6xx claims and themes, 70x-79x regions and output, 9xx internal.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from briefgen.model.diagnostic import Diagnostic, Severity, Span

E, W, N = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: Final = MappingProxyType({
    # code: (default severity, what it means)
    "BG001": (E, "there is no site.yml here or in any folder above"),
    "BG002": (E, "the YAML cannot be read"),
    "BG003": (E, "a key is written twice"),
    "BG004": (E, "the YAML uses a feature or a size that briefgen refuses"),
    "BG005": (E, "a value has the wrong shape"),
    "BG006": (W, "the rest of a value is read as a YAML comment"),
    "BG010": (E, "the site's address is missing or not absolute"),
    "BG011": (E, "the time zone is missing or unknown"),
    "BG012": (E, "the theme does not exist"),
    "BG100": (E, "a file's encoding cannot be read"),
    "BG101": (E, "an unknown source is cited"),
    "BG102": (E, "an unknown storyline is named"),
    "BG103": (E, "a file is empty"),
    "BG104": (E, "a file is too large"),
    "BG105": (E, "a file name gives no date"),
    "BG106": (W, "a file is not of any kind that briefgen reads"),
    "BG107": (W, "a file's encoding was guessed"),
    "BG108": (W, "characters were dropped that no page may hold"),
    "BG120": (E, "an unknown region is named"),
    "BG131": (E, "an unknown field"),
    "BG132": (E, "a required field is missing"),
    "BG133": (E, "a value is not one of those allowed"),
    "BG134": (E, "an id is not usable"),
    "BG140": (E, "the text is nested too deeply to be read whole"),
    "BG141": (E, "an unknown or unclosed ::: block"),
    "BG142": (E, "metadata in {…} cannot be read"),
    "BG143": (E, "an id is given twice"),
    "BG144": (W, "raw HTML in the text is shown as text"),
    "BG145": (E, "a link's address is not allowed"),
    "BG146": (W, "a picture has no description"),
    "BG201": (E, "a quotation is not in the cited source"),
    "BG202": (E, "a quotation is in another source than the cited one"),
    "BG203": (W, "an elision joins distant text"),
    "BG204": (E, "the cited passage does not exist"),
    "BG205": (E, "a quotation is in the source, but not in the cited passage"),
    "BG206": (W, "a number or date is in none of the cited passages"),
    "BG207": (W, "a quotation leaves out the negation before it"),
    "BG301": (E, "a seed changed since it was registered"),
    "BG302": (W, "a seed has no sidecar"),
    "BG303": (W, "two seeds have the same text"),
    "BG304": (W, "a seed's description leaves something out"),
    "BG305": (E, "two seeds have the same id"),
    "BG306": (E, "a sidecar has no seed"),
    "BG307": (W, "a seed's content is not what its name says"),
    "BG308": (E, "what would be made is there already"),
    "BG309": (N, "a brief's region is mentioned in none of its sources, or a place of theirs has no tag"),
    "BG310": (E, "an article of the batch cannot be read"),
    "BG311": (E, "a source chain loops"),
    "BG312": (E, "a grade is not one of the Admiralty scale"),
    "BG313": (E, "a source that was withdrawn is cited in a newer brief"),
    "BG314": (W, "a source is neither named nor described"),
    "BG315": (W, "two sources share wording, and neither names the other"),
    "BG350": (E, "two pages claim one permalink"),
    "BG351": (E, "a permalink would leave the output folder"),
    "BG352": (E, "a link leads to no page"),
    "BG353": (E, "a link leads to a page that is left out"),
    "BG401": (E, "a date cannot be read, or may be read in two ways"),
    "BG402": (E, "an interval ends before it starts"),
    "BG403": (E, "an event happens after it was reported, or after the as-of of its brief"),
    "BG410": (E, "a brief is dated far ahead"),
    "BG420": (N, "a clock time without a zone was read in the site's zone"),
    "BG421": (N, "a clock time falls where the clock is changed"),
    "BG430": (W, "an event has no date"),
    "BG431": (W, "a date lies far from all others"),
    "BG501": (W, "a published page changed without a correction"),
    "BG502": (E, "a correction does not fit the text"),
    "BG503": (E, "a published page would vanish"),
    "BG504": (E, "a correction's date is impossible"),
    "BG505": (E, "a ledger cannot be believed"),
    "BG601": (E, "a claim has no source"),
    "BG602": (E, "a statement stands as fact that another brief has retracted"),
    "BG603": (E, "a claim names an unknown claim or event, or itself"),
    "BG620": (W, "an id is used again for another thing"),
    "BG610": (E, "a template cannot be rendered"),
    "BG611": (E, "the theme is not complete"),
    "BG701": (E, "regions form a loop"),
    "BG702": (E, "two regions have the same id"),
    "BG703": (E, "a region's parent is unknown"),
    "BG720": (W, "a name is not in the house style"),
    "BG730": (E, "the output folder is refused"),
    "BG731": (E, "the output folder cannot be written"),
    "BG732": (E, "another build holds the output folder"),
    "BG733": (W, "a limit of the host is passed"),
    "BG734": (E, "the preview cannot listen on its address"),
    "BG740": (E, "coordinates lie far outside their region"),
    "BG900": (E, "briefgen itself failed"),
})


def note(
    code: str,
    span: Span,
    message: str,
    hint: str = "",
    *,
    detail: tuple[str, ...] = (),
    related: tuple[Span, ...] = (),
) -> Diagnostic:
    """A diagnostic of `code` with its default severity. KeyError where the code is not in the table."""
    return Diagnostic(code, CODES[code][0], span, message, hint, detail, related)
