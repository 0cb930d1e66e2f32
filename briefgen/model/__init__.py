"""The floor: immutable records that every room may stand on. No input, no output, no room's logic."""
