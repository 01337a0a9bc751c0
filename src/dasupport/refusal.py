"""Expected errors. A refusal names the pack item that says what happened and what to do next."""


class Refusal(Exception):
    """An expected error that stops an action; `item` is the id of its sentence in the pack.

    It carries no text about people, so it may be logged. `number` refers to the program log, for errors
    that were not foreseen.
    """

    def __init__(self, item: str, number: str = "") -> None:
        super().__init__(item)
        self.item = item
        self.number = number
