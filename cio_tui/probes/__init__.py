"""Measurements, one kind a file."""
