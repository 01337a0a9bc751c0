"""The application: controllers, overlays, commands, page factory."""
