"""A spaCy pipeline that joins the recognition of people and places. In: the name or folder of an installed pipeline. Out: its entities.

spaCy comes with the extra `briefgen[spacy]` and is imported here alone, when a pipeline is asked for. Pipelines are installed by the editor.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from briefgen.understand.places import Entity

if TYPE_CHECKING:
    from collections.abc import Callable

# The labels of OntoNotes and of WikiNER, as pipelines carry them.
PEOPLE: Final = frozenset({"PERSON", "PER"})
PLACES: Final = frozenset({"GPE", "LOC", "FAC"})


def wrong(name: str) -> str:
    """What keeps a pipeline from being used, with the way out; empty where nothing does."""
    try:
        _pipeline(name)
    except ModuleNotFoundError as error:
        if error.name == "spacy":
            return "spaCy is not installed: pip install 'briefgen[spacy]'"
        return f"the pipeline {name} needs {error.name}, which is not installed"
    except OSError:
        return f"there is no pipeline {name}: spaCy finds neither an installed package nor a folder of that name"
    return ""


def entities(name: str) -> Callable[[str], tuple[Entity, ...]]:
    """The reader of people and places of a pipeline that `wrong` has found fit."""
    return partial(_entities, name)


def _entities(name: str, text: str) -> tuple[Entity, ...]:
    found = _pipeline(name)(text).ents
    return tuple(Entity(one.start_char, one.end_char, one.label_ in PEOPLE) for one in found if one.label_ in PEOPLE or one.label_ in PLACES)


@lru_cache(maxsize=1)
def _pipeline(name: str) -> Any:  # noqa: ANN401 - spaCy is optional, so its types may not be there
    import spacy  # noqa: PLC0415

    return spacy.load(name, exclude=["lemmatizer", "textcat"])
