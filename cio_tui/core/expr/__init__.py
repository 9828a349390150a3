"""The language of conditions: parsed once, at load, against the names that exist; evaluated in three values.

Unknown (None) means that no fresh reading decides. It is contagious in Kleene's sense and never becomes False.
"""

from __future__ import annotations

from cio_tui.core.expr.evaluation import evaluate, truth
from cio_tui.core.expr.explanation import explain
from cio_tui.core.expr.parser import parse
from cio_tui.core.expr.template import check_template, fill
from cio_tui.core.expr.tree import Expression, names, stables
from cio_tui.core.expr.vocabulary import RESERVED, ExpressionError, Vocabulary

__all__ = [
    "RESERVED",
    "Expression",
    "ExpressionError",
    "Vocabulary",
    "check_template",
    "evaluate",
    "explain",
    "fill",
    "names",
    "parse",
    "stables",
    "truth",
]
