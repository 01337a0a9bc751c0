"""The main window: everything around the pages, and what applies on every page."""
