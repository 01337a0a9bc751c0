"""Whether a file goes to something that can be taken out of the laptop."""

from pathlib import Path

import pytest

from dasupport.platform import removable_media
from dasupport.platform.device_check import TargetFolder, check_target_folder

TABLE = """\
22 1 8:2 / / rw - ext4 /dev/sda2 rw
30 22 8:17 / /media/amara/STICK rw - vfat /dev/sdb1 rw
31 22 8:33 / /media/amara/disk rw - ext4 /dev/sdc1 rw
32 22 179:1 / /media/amara/card rw - exfat /dev/mmcblk0p1 rw
33 22 179:9 / /srv/inner rw - ext4 /dev/mmcblk1p1 rw
34 22 253:0 / /media/amara/sealed rw - ext4 /dev/dm-0 rw
35 22 253:1 / /media/amara/joined rw - ext4 /dev/dm-1 rw
36 22 0:44 / /srv/odd rw - btrfs /dev/sdb1 rw
37 22 0:45 / /run rw - tmpfs tmpfs rw
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev, nosuid, noowners)
//amara@files/Team on /Volumes/Team (smbfs, nodev, nosuid, mounted by amara)
"""


def disk(root: Path, below: str, name: str, parts: dict[str, str], **said: str) -> None:
    """A disk with its partitions, as `/sys` shows it: their numbers, and what is said of the disk."""
    numbers = root / "sys/dev/block"
    numbers.mkdir(parents=True, exist_ok=True)
    home = root / "sys/devices" / below / "block" / name
    for number, part in parts.items():
        place = home / part if part != name else home
        place.mkdir(parents=True)
        if part != name:
            (place / "partition").write_text("1\n")
        (numbers / number).symlink_to(place)
    for what, text in said.items():
        file = home / what.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The disks of a laptop."""
    disk(tmp_path, "pci0/ata1", "sda", {"8:2": "sda2"}, removable="0")
    disk(tmp_path, "pci0/other", "sdb", {"8:17": "sdb1"}, removable="1")
    disk(tmp_path, "pci0/usb2/2-1", "sdc", {"8:33": "sdc1"}, removable="0")
    disk(tmp_path, "pci0/mmc_host/mmc0", "mmcblk0", {"179:1": "mmcblk0p1"}, removable="0", device__type="SD")
    disk(tmp_path, "pci0/mmc_host/mmc1", "mmcblk1", {"179:9": "mmcblk1p1"}, removable="0", device__type="MMC")
    disk(tmp_path, "virtual", "dm-0", {"253:0": "dm-0"}, dm__uuid="CRYPT-LUKS2-1")
    disk(tmp_path, "virtual", "dm-1", {"253:1": "dm-1"}, dm__uuid="LVM-1")
    for name in ("dm-0", "dm-1"):
        slaves = tmp_path / "sys/devices/virtual/block" / name / "slaves"
        slaves.mkdir()
        (slaves / "sdb1").symlink_to(tmp_path / "sys/dev/block/8:17")
    return tmp_path


@pytest.mark.parametrize(
    ("folder", "out"),
    [
        ("/home/amara", False),
        ("/media/amara/STICK/sheets", True),
        ("/media/amara/disk", True),
        ("/media/amara/card", True),
        ("/srv/inner", False),
        ("/media/amara/sealed", False),
        ("/media/amara/joined", True),
        ("/srv/odd", True),
        ("/run/user", False),
    ],
)
def test_that_a_stick_a_card_and_a_disk_on_a_cable_are_told_from_the_laptops_own(
    root: Path, folder: str, out: bool
) -> None:
    numbers = {"/dev/sdb1": "8:17"}
    assert (
        removable_media.is_removable_on_linux(Path(folder), TABLE, root, lambda device: numbers.get(device, "")) is out
    )


def test_that_nothing_is_said_of_a_place_of_which_nothing_is_known(tmp_path: Path) -> None:
    assert not removable_media.is_removable_on_linux(tmp_path, "", tmp_path, lambda _: "")
    assert not removable_media.is_removable_on_macos(tmp_path, "")


@pytest.mark.parametrize(("kind", "out"), [(2, True), (3, False), (4, False), (0, False)])
def test_that_a_drive_that_comes_out_is_known_on_windows(kind: int, out: bool) -> None:
    asked: list[str] = []

    def drive_type(drive: str) -> int:
        asked.append(drive)
        return kind

    assert removable_media.is_removable_on_windows("E:\\sheets", drive_type) is out
    assert asked == ["E:\\"]


@pytest.mark.parametrize(
    ("folder", "out"), [("/Users/amara", False), ("/Volumes/STICK/sheets", True), ("/Volumes/Team", False)]
)
def test_that_a_volume_of_its_own_is_known_on_macos(folder: str, out: bool) -> None:
    assert removable_media.is_removable_on_macos(Path(folder), MACOS) is out


def test_that_this_laptops_own_folder_for_passing_things_is_no_stick(tmp_path: Path) -> None:
    """The real system is asked."""
    assert check_target_folder(tmp_path / "sheet.pdf") == TargetFolder()
    (tmp_path / "Dropbox").mkdir()
    assert check_target_folder(tmp_path / "Dropbox/sheet.pdf") == TargetFolder(synced_by="Dropbox")
