"""Whether a folder is copied away by another program, or stands on another machine."""

from pathlib import Path

import pytest

from dasupport.platform import synced_folders
from dasupport.platform.mounts import find_mount

TABLE = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 22 0:50 / /home/amara/My\\040Team rw - nfs4 files:/team rw
31 22 0:51 / /srv/shared rw master:1 propagate_from:2 - fuse.sshfs amara@files:/ rw
32 31 8:17 / /srv/shared/stick rw - vfat /dev/sdb1 rw
this is no line
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//amara@files/Team on /Volumes/Team (smbfs, nodev, nosuid, mounted by amara)
"""


@pytest.mark.parametrize(
    ("folder", "away"),
    [
        ("/home/amara/vault", False),
        ("/home/amara/My Team/vault", True),
        ("/home/amara/My Teams", False),
        ("/srv/shared/vault", True),
        ("/srv/shared/stick/vault", False),
    ],
)
def test_that_a_folder_on_another_machine_is_told_from_one_here(folder: str, away: bool) -> None:
    assert synced_folders.is_remote_on_linux(Path(folder), TABLE) is away


def test_that_nothing_is_said_of_a_folder_of_which_nothing_is_known() -> None:
    assert find_mount(Path("/home"), "") is None
    assert not synced_folders.is_remote_on_linux(Path("/home"), "")


@pytest.mark.parametrize(
    ("folder", "kind", "away"),
    [("C:\\Users\\amara", 3, False), ("H:\\amara", synced_folders.DRIVE_REMOTE, True), ("\\\\files\\amara", 0, True)],
)
def test_that_a_drive_of_another_machine_is_known_on_windows(folder: str, kind: int, away: bool) -> None:
    assert synced_folders.is_remote_on_windows(folder, lambda _: kind) is away


@pytest.mark.parametrize(("folder", "away"), [("/Users/amara", False), ("/Volumes/Team/vault", True)])
def test_that_a_share_is_known_on_macos(folder: str, away: bool) -> None:
    assert synced_folders.is_remote_on_macos(Path(folder), MACOS) is away


@pytest.mark.parametrize(
    ("folder", "marks", "program"),
    [
        ("Dropbox/x", (), "Dropbox"),
        ("Dropbox (Charity)/x", (), "Dropbox"),
        ("docs/x", (".dropbox.cache",), "Dropbox"),
        ("CloudStorage/OneDrive-Charity/x", (), "OneDrive"),
        ("CloudStorage/Dropbox-Charity/x", (), "Dropbox"),
        ("CloudStorage/Box-Box/x", (), "Box"),
        ("OneDrive - Charity/x", (), "OneDrive"),
        ("docs/x", (".849C9593-D756-4E56-8D6E-42412F2A707B",), "OneDrive"),
        ("Library/Mobile Documents/x", (), "iCloud Drive"),
        ("Nextcloud2/x", (), "Nextcloud"),
        ("docs/x", (".sync_0a1b2c.db",), "Nextcloud"),
        ("docs/x", ("._sync_0a1b2c.db",), "Nextcloud"),
        ("GoogleDrive-amara@example.org/x", (), "Google Drive"),
        ("docs/x", (".stfolder",), "Syncthing"),
        ("docs/x", (), ""),
        ("docs/x", (".dropbox", "OneDrive", "Dropbox.txt"), ""),
        ("Dropboxes/x", (), ""),
    ],
)
def test_that_a_program_that_copies_a_folder_away_is_known_by_its_traces(
    tmp_path: Path, folder: str, marks: tuple[str, ...], program: str
) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    for mark in marks:
        (place.parent / mark).touch()
    assert synced_folders.find_sync_program(place, synced_folders.list_names) == program


def test_that_a_folder_that_cannot_be_read_hides_nothing_above_it(tmp_path: Path) -> None:
    assert synced_folders.find_sync_program(tmp_path / "Dropbox" / "gone" / "x", synced_folders.list_names) == "Dropbox"
