"""What no single key can tell: keys that need, exclude or contradict one another."""
