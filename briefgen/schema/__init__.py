"""YAML read by schema, never constructed. In: text. Out: nodes with spans, typed fields, diagnostics."""

from briefgen.schema.fields import Fields
from briefgen.schema.nodes import Mapping, Node, Scalar, Sequence
from briefgen.schema.plain import parse
from briefgen.schema.suggest import distance, nearest

__all__ = ["Fields", "Mapping", "Node", "Scalar", "Sequence", "distance", "nearest", "parse"]
