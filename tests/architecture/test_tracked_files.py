"""What is committed works elsewhere: it names no machine, no folder of a developer, and no package index."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOREIGN = re.compile(
    "|".join(
        (
            r"/(?:work|root|opt)/[a-z]",
            r"\b(?:pypi|test\.pypi|pythonhosted)\.org",
            r"\bfiles\.python" + r"hosted",
            r"--(?:extra-)?index-" + r"url\s+\S",
            r"\bregistry\.npm" + r"js",
        )
    )
)


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine_or_a_package_index() -> None:
    found = []
    for path in tracked():
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FOREIGN.finditer(text)]
    assert found == []


def test_every_locked_package_is_exact_and_has_hashes() -> None:
    blocks = (ROOT / "requirements.lock").read_text(encoding="utf-8").split("\n# Made")[-1]
    names = re.findall(
        r"^([a-z0-9-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", blocks, re.MULTILINE
    )
    lines = re.findall(r"^[a-z0-9-]+[^\n]*", blocks, re.MULTILINE)
    assert len(names) == len(lines) > 20
