"""The language of conditions: parsed once, at load, against the names that exist; evaluated in three values.

Unknown (None) means that no fresh reading decides. It is contagious in Kleene's sense and never becomes False.
"""

from __future__ import annotations

from cio_tui.core.expr.evaluation import truth
from cio_tui.core.expr.explanation import decisive, explain
from cio_tui.core.expr.facts import check_facts
from cio_tui.core.expr.literals import is_reserved
from cio_tui.core.expr.parser import parse
from cio_tui.core.expr.template import check_template, fill
from cio_tui.core.expr.tree import Expression, names, stables
from cio_tui.core.expr.vocabulary import ExpressionError, Vocabulary

__all__ = [
    "Expression",
    "ExpressionError",
    "Vocabulary",
    "check_facts",
    "check_template",
    "decisive",
    "explain",
    "fill",
    "is_reserved",
    "names",
    "parse",
    "stables",
    "truth",
]
