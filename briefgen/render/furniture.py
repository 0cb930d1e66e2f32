"""What is the same on every page of a site. In: the frame, the theme's environment. Out: its words, its assets, the pieces that pages share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import TemplateRuntimeError

from briefgen.render.pieces import Pieces

if TYPE_CHECKING:
    from jinja2 import Environment

    from briefgen.model.parts import Frame


class Furniture:
    """The words, assets and pieces of one frame in one theme."""

    def __init__(self, frame: Frame, environment: Environment) -> None:
        self.frame = frame
        self.words = dict(frame.words)
        self._assets = dict(frame.assets)
        self._environment = environment

    @cached_property
    def pieces(self) -> Pieces:
        """The pieces that pages share, which see these and nothing else."""
        return Pieces(self._environment, {"frame": self.frame, "say": self.say, "asset": self.asset})

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
