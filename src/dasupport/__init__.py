"""Four Steps: an offline desktop aid for talking about domestic abuse."""

__version__ = "0.1.0"
