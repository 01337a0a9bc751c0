"""The window: what frames the pages, and what is true on every one of them."""
