"""Maker of the blank pack: the smallest pack that keeps every rule, in words that are their own names.

It is made from the English pack when a test needs it and is kept in a temporary folder named after the content of its
sources. Tests use this pack and never the real wording, so that an editor can change a word without breaking a test.
"""

import getpass
import hashlib
import os
import re
import shutil
import string
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from dasupport.content.load import LIST_FILES, PACKS_FOLDER, load_pack
from dasupport.content.pack import Pack
from dasupport.content.plurals import FORMS

ENGLISH = PACKS_FOLDER / "en"
FEW: dict[str, dict[str, tuple[str, ...]]] = {
    "identify": {
        "routes": ("K-S1-ROUTE-02", "K-S1-ROUTE-05"),
        "signs": ("K-S1-IND-01", "K-S1-IND-02", "K-S1-VIC-01", "K-S1-VIC-06"),
        "forms": ("K-DEF-03", "K-DEF-06", "K-DEF-11-FGM"),
        "relations": ("K-DEF-14-PARTNER", "K-DEF-16-RELATIVE"),
    },
    "ask": {"excuses": ("K-HTA-BEH-05", "K-HTA-BEH-07")},
    "profile": {"pairs": ("K-CA-CHK-01", "K-CA-CHK-04"), "dyn": ("K-CA-DYN-01",)},
    "motivate": {
        "invitations": ("K-S3-Q-02", "K-S3-Q-04"),
        "messages": ("K-HTA-MSG-01",),
        "support": (),
        "plan": (),
    },
    "ladders": {
        "prompts": (
            "LU-REL-1-1",
            "LU-MONEY-1-1",
            "LU-MONEY-2-1",
            "LU-ALL-3-1",
            "LU-ALL-4-4",
            "LU-ALL-6-1",
            "LE-FRAME-1",
            "A-22.4.8-Q01",
            "A-22.4.8-Q07",
            "A-22.4.8-Q10",
        ),
        "ways_in": ("relationship", "money", "home"),
    },
    "directory": {"": ("K-DIR-CDAP", "K-DIR-RESP", "K-VIC-KIDAS", "SAMARITANS", "KM-MARAC", "KM-CHILD-KENT")},
}
KEPT = {
    "id",
    "value",
    "carries",
    "raises",
    "raises_right",
    "side",
    "group",
    "tone",
    "ways_in",
    "audience",
    "areas",
    "genders",
    "needs",
    "contacts",
    "places",
    "sure",
    "number",
    "training_phrase",
    "file_name",
    "kind",
    "item",
    "part",
}
"""What is no wording."""
CALENDAR = {"months", "weekdays", "ordinals"}
"""Lists that are whole or of no use."""
PLACE = {"title", "sub", "short"}
"""The names of a page: the only labels that are told apart by the table that they stand in."""
TITLES = {"about": {"id": "blank", "version": "1", "language": "en-GB"}}


GIVEN = "DASUPPORT_TEST_PACK"
"""The variable that names the folder to a process whose temporary folder is another one, or is watched."""


@cache
def make_blank_pack() -> Path:
    """Return the folder of the blank pack. It is made once for every state of the English pack and of the code."""
    if given := os.environ.get(GIVEN):
        return Path(given)
    folder = Path(tempfile.gettempdir()) / f"dasupport-blank-{getpass.getuser()}-{_hash_sources()}"
    if not folder.is_dir():
        draft = Path(tempfile.mkdtemp(dir=folder.parent))
        draft.chmod(0o755)
        for name, text in written().items():
            (draft / name).write_text(text, encoding="utf-8")
        try:
            draft.rename(folder)
        except OSError:  # another worker of pytest was first
            shutil.rmtree(draft)
    return folder


def _hash_sources() -> str:
    code = (Path(__file__), *sorted(PACKS_FOLDER.parent.rglob("*.py")))
    read = hashlib.sha256()
    for path in (*code, *sorted(ENGLISH.glob("*.toml"))):
        read.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return read.hexdigest()[:16]


def written() -> dict[str, str]:
    """Each file of the blank pack, by name, as text."""
    english = load_pack(ENGLISH)
    whole = msgspec.json.decode(msgspec.json.encode(english)) | {"first": _table(english.first)}
    return {f"{name}.toml": _file(name, table) for name, table in whole.items() if name in Pack.__struct_fields__}


def _table(value: Any) -> Any:
    """The named tuples of the first page as the tables that they came from."""
    if hasattr(value, "_asdict"):
        return {name: _table(part) for name, part in value._asdict().items()}
    return [_table(part) for part in value] if isinstance(value, tuple) else value


def _file(name: str, table: Any) -> str:
    if name == "training":
        table = {"worker": "Sam Trainer", "cases": []}
    elif name == "tour":
        table = {"words": {}}
    elif name == "left_out":
        table = []
    elif name == "numbers":
        table = dict(table)
    else:
        table = _fewer(table, name, FEW.get(name, {}), name)
        table = _named(table, name) | TITLES.get(name, {}) if isinstance(table, dict) else _named(table, name)
    if name in {*LIST_FILES, "numbers"}:
        return _toml({name: table})
    return _toml(table)


def _fewer(value: Any, name: str, few: dict[str, tuple[str, ...]], file: str) -> Any:
    """Only the items that the tests need."""
    if isinstance(value, dict):
        return {key: _fewer(part, key, few, file) for key, part in value.items()}
    if isinstance(value, list):
        wanted = few.get("" if name == file else name)
        if wanted is not None and value and isinstance(value[0], dict):
            value = [part for part in value if part["id"] in wanted] or value[:1]
        if name == "guide":
            value = value[:2]
        return [_fewer(part, name + "[]", few, file) for part in value]
    return value


def _named(value: Any, name: str, id: str = "") -> Any:
    """Every text replaced by its own name, with the same places to be filled in."""
    if isinstance(value, dict) and "other" in value and value.keys() <= {*FORMS, "language"}:
        forms = {form: part for form, part in value.items() if part and form in FORMS}
        return {form: _named(part, name if form == "other" else f"{name}_{form}", id) for form, part in forms.items()}
    if isinstance(value, dict):
        id = str(value.get("id", value.get("value", id or (name if set(value) == PLACE else ""))))
        return {
            key: part if key in KEPT and not _holds_words(part) else _named(part, key, id)
            for key, part in value.items()
        }
    if isinstance(value, list):
        several = value if name in CALENDAR or not value or not isinstance(value[0], str) else value[:2]
        return [_named(part, f"{name}{number}", id) for number, part in enumerate(several)]
    if isinstance(value, str) and value:
        holes = "".join(f" {{{hole}}}" for _, hole, _, _ in string.Formatter().parse(value) if hole)
        return f"{id} {name}{holes}".strip()
    return value


def _holds_words(value: Any) -> bool:
    return _tables(value) or isinstance(value, dict)


def _tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _toml(table: dict[str, Any], path: str = "") -> str:
    """A table as TOML: plain values first, then tables, then lists of tables."""
    plain, below = [], []
    for key, value in table.items():
        name = f"{path}.{key}" if path else key
        if value in (None, ""):
            continue
        if isinstance(value, dict):
            below.append(f"\n[{name}]\n{_toml(value, name)}")
        elif _tables(value) and "source" in value[0]:
            below.extend(f"\n[[{name}]]\n{_toml(part, name)}" for part in value)
        else:
            plain.append(f"{key} = {_value(value)}\n")
    return "".join((*plain, *below))


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'
    if isinstance(value, dict):
        said = {key: part for key, part in value.items() if part not in (None, "")}
        inside = ", ".join(f"{key} = {_value(part)}" for key, part in said.items())
        return f"{{ {inside} }}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    return str(value)
