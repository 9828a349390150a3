"""The walk line by line: for screen readers, dumb terminals, pipes and scripts. The same conductor, the same log."""
