"""Printed sheets, each for one reader. A sheet starts empty and is filled by rules."""
