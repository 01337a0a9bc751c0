"""Rules: pure values and functions of the way of working. Standard library only; no clock, no disk, no user
interface.
"""
