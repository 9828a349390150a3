"""What a command costs that opens no screen: `--version`, one without network, one over TLS."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tools.bench.interleave import ratio, wall_times
from tools.bench.row import Row
from tools.bench.stand_in import named_by_this_host, near

if TYPE_CHECKING:
    from tools.bench.place import Place

LOCAL = ("config show", "runbook list", "incident list")


def measure(place: Place) -> list[Row]:
    """Four rows; of the commands without network the dearest counts."""
    commands = {"pass": [place.python, "-c", "pass"], "--version": [place.program, "--version"]}
    commands |= {words: [place.program, *words.split()] for words in LOCAL}
    with near(place) as config:
        plain = named_by_this_host(place, config)
        for name, path in (("check track", plain), ("with dns", config)):
            commands[name] = [place.program, "--config", str(path), "check", "track"]
        times = wall_times(place, commands)
    floor = f"`python -c pass`, {median(times['pass']) * 1000:.1f} ms"
    ratios = {name: ratio(times, name, "pass") for name in commands}
    dearest = max(LOCAL, key=lambda words: ratios[words])
    return [
        Row("`cio-tui --version`", ratios["--version"], 1.5, "×", floor),
        Row(f"a headless command without network (`{dearest}`)", ratios[dearest], 3, "×", floor),
        Row("a headless command over TLS (`check track`)", ratios["check track"], 10, "×", floor),
        Row("the same, its name asked of a server in `[network] dns`", ratios["with dns"], 10, "×", floor),
    ]
