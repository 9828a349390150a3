"""`make bench`: how good it is, against what is possible. See `docs/benchmarks.md`, which it writes.

Every figure is a ratio to a floor measured in the same run, round by round (A B C A B C …), so that a slow machine or a
busy minute moves both. The program is measured as its user has it: an installed wheel with compiled bytecode.
"""
