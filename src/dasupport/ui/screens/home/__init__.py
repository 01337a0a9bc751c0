"""Presenter of home and its notices."""
