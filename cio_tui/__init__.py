"""cio-tui: Customer.io incident runbooks in the terminal.

The version is a constant here, so that `cio-tui --version` imports nothing (57 ms through importlib.metadata).
"""

__version__ = "0.1.0"
