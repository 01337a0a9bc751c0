"""Expected errors. A refusal names the pack item that says what happened and what to do next."""

from dasupport.refusal_id import RefusalId


class Refusal(Exception):
    """An expected error that stops an action; `item` is the id of its sentence in the pack.

    It carries no text about people, so it may be logged. `number` refers to the program log, for errors
    that were not foreseen. Raises ValueError if `item` is no RefusalId, as no words would exist for it.
    """

    def __init__(self, item: RefusalId, number: str = "") -> None:
        super().__init__(item)
        self.item = RefusalId(item)
        self.number = number
