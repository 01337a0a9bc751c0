"""What is written is kept out of the laptop's search where there is a mark for it. Windows is stood in for by what
takes down a call: what it makes of it could not be tried here."""

from ctypes import CDLL, c_uint32, c_wchar_p
from pathlib import Path
from typing import cast

import pytest

from dasupport.atomic_files import open_private_draft, write_private
from dasupport.platform.search_indexing import INVALID_ATTRIBUTES, NOT_INDEXED, exclude_from_search, make_windows_marker

HIDDEN = 0x2


class Asks:
    """A function that gives the attributes of a file."""

    restype: object = None

    def __init__(self, kernel32: "Kernel32") -> None:
        self._kernel32 = kernel32

    def __call__(self, name: c_wchar_p) -> int:
        return self._kernel32.attributes.get(name.value or "", INVALID_ATTRIBUTES)


class Kernel32:
    """Windows' attributes of files."""

    def __init__(self, **attributes: int) -> None:
        self.attributes = attributes
        self.GetFileAttributesW = Asks(self)

    def SetFileAttributesW(self, name: c_wchar_p, attributes: c_uint32) -> int:
        self.attributes[name.value or ""] = attributes.value
        return 1


@pytest.mark.parametrize(("before", "after"), [(0x80, 0x80 | NOT_INDEXED), (HIDDEN, HIDDEN | NOT_INDEXED)])
def test_that_windows_is_asked_to_leave_a_file_out_of_its_search_and_nothing_else(before: int, after: int) -> None:
    kernel32 = Kernel32(sheet=before, other=1)
    make_windows_marker(cast("CDLL", kernel32))(Path("sheet"))
    assert kernel32.attributes == {"sheet": after, "other": 1}


def test_that_a_file_that_is_gone_is_not_marked() -> None:
    kernel32 = Kernel32()
    make_windows_marker(cast("CDLL", kernel32))(Path("sheet"))
    assert kernel32.attributes == {}


def test_that_every_file_is_marked_before_a_word_stands_in_it(tmp_path: Path) -> None:
    seen: list[tuple[str, int]] = []
    with open_private_draft(
        tmp_path / "sheet.pdf", mark=lambda path: seen.append((path.name, path.stat().st_size))
    ) as file:
        file.write(b"words")
    assert seen == [("sheet.pdf.new", 0)]
    assert (tmp_path / "sheet.pdf").read_bytes() == b"words"


def test_that_where_there_is_no_mark_a_file_is_written_as_ever(tmp_path: Path) -> None:
    write_private(tmp_path / "sheet.pdf", b"words")
    exclude_from_search(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]
