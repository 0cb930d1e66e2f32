"""Drawings made at build time. In: views and records. Out: SVG, with the light theme's colours as attributes."""
