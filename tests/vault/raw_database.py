"""The data file as somebody with the key and a hex editor sees it: every page decrypted, free ones and all, by hand."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.vault.tampering import DATA, PAGE, opens

SALT, BLOCK, RESERVED = 16, 16, 80
"""The first page begins with the salt; each ends with the start value of its cipher and its seal."""


def decrypted(page: bytes, key: bytes, *, first: bool = False) -> bytes:
    """The content of one page."""
    start = page[len(page) - RESERVED :][:BLOCK]
    cipher = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
    return cipher.update(page[SALT if first else 0 : len(page) - RESERVED]) + cipher.finalize()


def laid_bare(folder: Path, data: bytes | None = None) -> bytes:
    """All that the data file holds, or what is given of it, in the clear."""
    _, keys = opens(folder)
    whole = (folder / DATA).read_bytes() if data is None else data
    pages = [whole[at : at + PAGE] for at in range(0, len(whole), PAGE)]
    return b"".join(decrypted(page, keys.data, first=number == 0) for number, page in enumerate(pages))


def empty_pages(folder: Path) -> set[int]:
    """The pages that are out of use: nothing stands in them."""
    _, keys = opens(folder)
    whole = (folder / DATA).read_bytes()
    numbers = range(1, len(whole) // PAGE)
    return {n for n in numbers if not any(decrypted(whole[n * PAGE : (n + 1) * PAGE], keys.data))}


def journal_bare(folder: Path) -> bytes:
    """What the journal holds in the clear: after each of its heads, pages between a number and a sum."""
    _, keys = opens(folder)
    path = folder / f"{DATA}-journal"
    whole = path.read_bytes() if path.exists() else b""
    found = [decrypted(whole[at + 4 : at + 4 + PAGE], keys.data) for at in range(512, len(whole) - PAGE, PAGE + 8)]
    return b"".join(found)


def words_left(content: bytes, canaries: list[str]) -> list[str]:
    """Which words can still be read in some content; our data keeps its text in UTF-8."""
    return [word for word in canaries if word.encode() in content]
