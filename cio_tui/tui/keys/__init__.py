"""Every key, once: id, key, word, tooltip and group, in a table a screen, one module a table.

Lower case is safe and frequent; upper case asks first. Nothing is bound that a terminal or tmux eats (ctrl+s, ctrl+z,
ctrl+a, ctrl+b), and no confirming key is a starting key: `space` opens, `enter` confirms. The tables of the review and
of the evidence are imported with their screens.
"""

from cio_tui.tui.keys.anywhere import ANYWHERE, EVERYWHERE
from cio_tui.tui.keys.key import Group, Key
from cio_tui.tui.keys.start import START
from cio_tui.tui.keys.walk import WALK

__all__ = ["ANYWHERE", "EVERYWHERE", "START", "WALK", "Group", "Key"]
