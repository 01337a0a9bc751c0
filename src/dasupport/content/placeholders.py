"""Declaration of the placeholders that the program fills into a label, beside the label's type."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints


class Fills:
    """Metadata of a label: `saved: Annotated[str, Fills("time")]` says that the program fills in `{time}`."""

    def __init__(self, *names: str) -> None:
        self.names = frozenset(names)


def iter_declared_placeholders(shape: Any, path: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the path of every text below a struct or named tuple, with the placeholders that it may hold."""
    for field, hint in get_type_hints(shape, include_extras=True).items():
        kind, metadata = (get_args(hint)[0], get_args(hint)[1:]) if get_origin(hint) is Annotated else (hint, ())
        names = frozenset().union(*(part.names for part in metadata if isinstance(part, Fills)))
        if hasattr(kind, "__struct_fields__") or hasattr(kind, "_fields"):
            for inner, more in iter_declared_placeholders(kind, f"{path}.{field}"):
                yield inner, names | more
        else:
            yield f"{path}.{field}", names
