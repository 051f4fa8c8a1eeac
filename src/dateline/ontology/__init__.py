"""PLOVER 2.0 and CAMEO as tables: types, modes, contexts, statuses, scores, codes, and the ways between the two."""

from .checking import check
from .loading import load_ontology
from .plover import CameoCode, Code, Context, EventType, Mode, Ontology, StatusRule

__all__ = ["CameoCode", "Code", "Context", "EventType", "Mode", "Ontology", "StatusRule", "check", "load_ontology"]
