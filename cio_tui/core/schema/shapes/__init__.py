"""What a value of a runbook may be. Each shape checks a value, describes itself as JSON Schema, and in words.

One shape a form of value: the checker, the published schema and the reference all ask the same object, so they
cannot disagree. A shape without parameters is a plain class: a frozen dataclass costs 0.2 ms even then.
"""
