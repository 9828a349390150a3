"""What would get in the way at three in the morning, found beforehand: one topic a module, each yields findings."""
