"""Schema 1 as data, one file a table: every key with its shape, its meaning and its default."""
