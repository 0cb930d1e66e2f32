"""`python -m briefgen`."""

from briefgen.cli import command

command()
