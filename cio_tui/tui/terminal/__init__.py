"""The terminal is hostile: everything between Textual and the tty that Textual 8.2.8 leaves open is closed here."""
