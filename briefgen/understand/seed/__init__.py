"""A seed: a saved article's text, and its sidecar, to `Seed` and `Passages`. Nothing is guessed silently."""

from briefgen.understand.seed.reading import read_seed

__all__ = ["read_seed"]
