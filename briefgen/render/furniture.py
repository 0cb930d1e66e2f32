"""What is the same on every page of a site. In: the frame. Out: its words, its assets, the pieces that pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import TemplateRuntimeError

from briefgen.render.pieces import Pieces

if TYPE_CHECKING:
    from jinja2 import Environment

    from briefgen.model.parts import Frame


class Furniture:
    """The words, assets and pieces of one frame."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.words = dict(frame.words)
        self._assets = dict(frame.assets)
        self._pieces: dict[Environment, Pieces] = {}

    def pieces(self, environment: Environment) -> Pieces:
        """The pieces that pages share, as one environment writes them. They see what is the same on every page, and nothing else."""
        found = self._pieces.get(environment)
        if found is None:
            found = self._pieces.setdefault(environment, Pieces(environment, {"frame": self.frame, "say": self.say, "asset": self.asset}))
        return found

    def say(self, key: str, **values: object) -> str:
        """A word or sentence of the theme, its `{names}` filled. A key that is not there is an error of the template."""
        try:
            return self.words[key].format(**values) if values else self.words[key]
        except KeyError as missing:
            raise TemplateRuntimeError(f'the theme has no word "{key}", or the word has no place for {missing}') from None

    def asset(self, name: str) -> str:
        """The permalink of one of the theme's assets."""
        found = self._assets.get(name)
        if found is None:
            raise TemplateRuntimeError(f'the theme has no asset "{name}"')
        return found
