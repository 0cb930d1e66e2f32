"""The smallest parts of views: labelled links, dates, facts, badges. In: nothing. Out: those records. No spans, no clock."""

from __future__ import annotations

from briefgen.model.record import Record


class Tag(Record):
    """A labelled link. `current` marks the chosen one of a group; `count` is -1 where no count is shown."""

    label: str
    permalink: str
    current: bool = False
    count: int = -1
    language: str = ""

    def uncounted(self) -> Tag:
        """The same link without its count."""
        return Tag(self.label, self.permalink, self.current, -1, self.language)


class Crumb(Record):
    """One step of a breadcrumb; the last has no permalink."""

    label: str
    permalink: str = ""


class DateLabel(Record):
    """A date in words. `iso` is what HTML's `datetime` can hold, or empty; `note` says why it is vague."""

    words: str
    iso: str = ""
    note: str = ""


class Fact(Record):
    """A label and its value, with a link where there is one; `code` asks for fixed-width type."""

    label: str
    value: str
    permalink: str = ""
    date: DateLabel | None = None
    code: bool = False


class Figure(Record):
    """A key figure."""

    label: str
    value: str
    note: str
    source: Tag | None


class KindLabel(Record):
    """Kind, likelihood and source words of a statement. `kind`: reported, assessed, stated, pictured; `likelihood` 0 or 1-7."""

    kind: str
    word: str
    likelihood: int = 0
    likelihood_word: str = ""
    note: str = ""


class Badge(Record):
    """A short label and what it means in full."""

    text: str
    title: str = ""
