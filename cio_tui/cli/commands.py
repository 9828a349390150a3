"""Every command, as a literal table: `--help` lists it without importing one of the modules behind it."""

from __future__ import annotations

SCREEN = ("cio_tui.cli.screen", "open the start screen")
"""What `cio-tui` alone does."""

COMMANDS = {
    "walk": ("cio_tui.cli.walk", "walk a runbook: BOOK [--plain]"),
    "resume": ("cio_tui.cli.resume", "go on with an incident: [ID] [--plain]"),
    "watch": ("cio_tui.cli.watch", "follow an incident without touching it: [ID] [--plain]"),
    "drill": ("cio_tui.cli.drill", "walk against the simulator: [SCENARIO] [--list] [--speed N] [--plain]"),
    "sim": ("cio_tui.cli.sim", "run the simulator alone and print the configuration that points at it"),
    "check": ("cio_tui.cli.check", "run every probe once: [PROBE…] [--json] [--watch] [--strict]"),
    "delivery": ("cio_tui.cli.delivery", "say whether messages leave late: [--window 1h] [--json]"),
    "domain": ("cio_tui.cli.domain", "say whether receivers would take our mail: [DOMAIN] [--json]"),
    "webhook": ("cio_tui.cli.webhook", "check the receiver, verify a signature, compare an allowlist"),
    "person": ("cio_tui.cli.person", "look into one person: WHO [--json]"),
    "campaign": (
        "cio_tui.cli.campaign",
        "look into a campaign: [ID] [--event] [--person] [--symptom] [--json]",
    ),
    "identify": ("cio_tui.cli.identify", "show what an identify would do: WHO --attr k=v… [--write]"),
    "track": ("cio_tui.cli.track", "show what an event would do: WHO EVENT --data JSON [--write]"),
    "audit": ("cio_tui.cli.audit", "go through the production checklist: [--compare FILE…] [--json]"),
    "smoke": ("cio_tui.cli.smoke", "try both APIs; with --write, create a person and delete it: [--json]"),
    "rollout": ("cio_tui.cli.rollout", "bucket: who is in a staged rollout; gate: go, hold or roll back"),
    "runbook": ("cio_tui.cli.runbook", "list, show, lint, new, schema"),
    "incident": (
        "cio_tui.cli.incident",
        "list, show, review, report, stats, note, amend, verify, sign, export, …",
    ),
    "config": ("cio_tui.cli.config", "show, path, check"),
    "doctor": (
        "cio_tui.cli.doctor",
        "look for what would get in the way: terminal, files, credentials, clock",
    ),
    "completion": ("cio_tui.cli.completion", "print the completion script of a shell: bash, zsh, fish, tcsh"),
}
"""Name to (module, summary). One noun a module; see `cli.main` for what a module has to offer."""
