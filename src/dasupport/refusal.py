"""Trouble that was foreseen: a refusal names the pack item that says what happened and what to do next."""


class Refusal(Exception):
    """Raised where the program will not go on; `item` is the id of its sentence in the pack.

    It carries no text about people, so it may be logged. `number` is where the log has more, for what nobody foresaw.
    """

    def __init__(self, item: str, number: str = "") -> None:
        super().__init__(item)
        self.item = item
        self.number = number
