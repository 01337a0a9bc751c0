"""Widgets that draw blocks. Each widget shows one block and reports what the user did with it as an event."""
