"""Write the reference part of docs/runbook-format.md anew, from the tables that the checker reads."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from cio_tui.core.schema.reference import reference

MARK = "<!-- from core/schema/tables; written by tools/runbook_reference.py -->\n"


def main() -> None:
    page = ROOT / "docs" / "runbook-format.md"
    prose, mark, _ = page.read_text(encoding="utf-8").partition(MARK)
    page.write_text(f"{prose}{mark}\n{reference()}", encoding="utf-8")


if __name__ == "__main__":
    main()
