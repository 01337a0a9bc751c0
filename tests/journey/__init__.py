"""Whole journeys through the real window, on a real vault."""
