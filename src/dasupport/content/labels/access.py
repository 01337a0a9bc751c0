"""What is asked and shown about who may see what."""

from msgspec import Struct


class AgainLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """The passphrase once more, before something sensitive."""

    title: str
    why: str
    passphrase: str
    go_on: str
    cancel: str
