"""Whether the disk is encrypted as a whole, on made-up machines: trees of files that look as Linux shows its disks."""

import re
from pathlib import Path

import pytest

from dasupport.platform import disk_encryption as disk
from dasupport.platform.device_check import check_device
from dasupport.platform.disk_encryption import DiskEncryption

NUMBERS = {
    "sda": "8:0",
    "sda2": "8:2",
    "sda3": "8:3",
    "sdb": "8:16",
    "sdb1": "8:17",
    "dm-0": "253:0",
    "dm-1": "253:1",
    "md0": "9:0",
    "zram0": "251:0",
    "loop0": "7:0",
    "nbd0": "43:0",
}
CRYPT, VOLUME = "CRYPT-LUKS2-1", "LVM-abc"
ROOT_ON = "1 0 {number} / / rw - {kind} {source} rw\n"


class Machine:
    """A machine made of files: disks, what they stand on, and what is mounted."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "sys/dev/block").mkdir(parents=True)
        (root / "proc").mkdir()

    def disk(
        self, name: str, *, uuid: str = "", on: tuple[str, ...] = (), part_of: str = "", loop: bool = False
    ) -> None:
        node = self.root / "sys/devices" / part_of / name
        node.mkdir(parents=True, exist_ok=True)
        (self.root / "sys/dev/block" / NUMBERS[name]).symlink_to(node)
        (node / "slaves").mkdir()
        for below in on:
            (node / "slaves" / below).symlink_to((self.root / "sys/dev/block" / NUMBERS[below]).resolve())
        for place, text in {
            "dm/uuid": uuid,
            "partition": "1" if part_of else "",
            "loop/backing_file": "x" * loop,
        }.items():
            if text:
                (node / place).parent.mkdir(exist_ok=True)
                (node / place).write_text(text)

    def mount(self, name: str, kind: str = "ext4", number: str = "") -> None:
        line = ROOT_ON.format(number=number or NUMBERS[name], kind=kind, source=f"/dev/{name}")
        (self.root / "proc/self").mkdir(exist_ok=True)
        (self.root / "proc/self/mountinfo").write_text(line)

    def swap(self, name: str, kind: str = "partition") -> None:
        (self.root / "proc/swaps").write_text(f"Filename\tType\tSize\n{name}\t{kind}\t1000\n")

    def verdict(self) -> DiskEncryption:
        return disk.check_linux(Path("/home/amara"), self.root, lambda path: NUMBERS.get(Path(path).name, ""))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def plain(machine: Machine) -> None:
    machine.disk("sda")
    machine.disk("sda2", part_of="sda")
    machine.mount("sda2")


def sealed(machine: Machine) -> None:
    machine.disk("sda")
    machine.disk("sda2", part_of="sda")
    machine.disk("dm-0", uuid=CRYPT, on=("sda2",))
    machine.mount("dm-0")


def volume_on_sealed(machine: Machine) -> None:
    sealed(machine)
    machine.disk("dm-1", uuid=VOLUME, on=("dm-0",))
    machine.mount("dm-1")


def volume_on_plain(machine: Machine) -> None:
    plain(machine)
    machine.disk("dm-1", uuid=VOLUME, on=("sda2",))
    machine.mount("dm-1")


def mirror_of_two(machine: Machine, second: str) -> None:
    machine.disk("sda")
    machine.disk("sdb")
    machine.disk("dm-0", uuid=CRYPT, on=("sda",))
    machine.disk("dm-1", uuid=second, on=("sdb",))
    machine.disk("md0", on=("dm-0", "dm-1"))
    machine.mount("md0")


def sealed_with(machine: Machine, swap: str, kind: str = "partition") -> None:
    sealed(machine)
    machine.disk("sdb")
    machine.disk("sdb1", part_of="sdb")
    machine.disk("zram0")
    machine.swap(swap, kind)


def nameless(machine: Machine, source: str) -> None:
    sealed(machine)
    machine.mount(source, "btrfs", "0:41")


def under(machine: Machine, name: str) -> None:
    machine.disk(name, loop=name == "loop0")
    machine.mount(name)


COMBINATIONS = {
    "a plain disk": (plain, DiskEncryption.OFF),
    "a sealed partition": (sealed, DiskEncryption.ON),
    "a volume on a sealed partition": (volume_on_sealed, DiskEncryption.ON),
    "a volume on a plain one": (volume_on_plain, DiskEncryption.OFF),
    "a mirror of two sealed disks": (lambda machine: mirror_of_two(machine, CRYPT), DiskEncryption.ON),
    "a mirror of which one half is plain": (lambda machine: mirror_of_two(machine, VOLUME), DiskEncryption.OFF),
    "sealed, with swap on a plain partition": (lambda machine: sealed_with(machine, "/dev/sdb1"), DiskEncryption.OFF),
    "sealed, with swap on the sealed one": (lambda machine: sealed_with(machine, "/dev/dm-0"), DiskEncryption.ON),
    "sealed, with swap in a file on it": (lambda machine: sealed_with(machine, "/swapfile", "file"), DiskEncryption.ON),
    "sealed, with swap in memory": (lambda machine: sealed_with(machine, "/dev/zram0"), DiskEncryption.ON),
    "sealed, with swap nobody knows": (lambda machine: sealed_with(machine, "/dev/odd"), DiskEncryption.UNKNOWN),
    "btrfs on a sealed partition": (lambda machine: nameless(machine, "dm-0"), DiskEncryption.ON),
    "btrfs on nothing that is known": (lambda machine: nameless(machine, "odd"), DiskEncryption.UNKNOWN),
    "a file as a disk": (lambda machine: under(machine, "loop0"), DiskEncryption.UNKNOWN),
    "a disk of another machine": (lambda machine: under(machine, "nbd0"), DiskEncryption.UNKNOWN),
}


@pytest.mark.parametrize("name", COMBINATIONS)
def test_that_each_machine_gets_its_verdict(machine: Machine, name: str) -> None:
    made, verdict = COMBINATIONS[name]
    made(machine)
    assert machine.verdict() is verdict


def test_that_a_machine_that_tells_nothing_is_unknown(machine: Machine) -> None:
    assert machine.verdict() is DiskEncryption.UNKNOWN


def test_that_disks_that_stand_on_each_other_without_end_are_unknown(machine: Machine) -> None:
    machine.disk("dm-0", uuid=VOLUME)
    node = (machine.root / "sys/dev/block/253:0").resolve()
    (node / "slaves/dm-0").symlink_to(node)
    machine.mount("dm-0")
    assert machine.verdict() is DiskEncryption.UNKNOWN


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("1\r\n", DiskEncryption.ON),
        ("2\n", DiskEncryption.OFF),
        ("3", DiskEncryption.OFF),
        ("4", DiskEncryption.OFF),
        ("5", DiskEncryption.OFF),
        ("6", DiskEncryption.ON),
        ("", DiskEncryption.UNKNOWN),
        ("0", DiskEncryption.UNKNOWN),
        ("Zugriff verweigert", DiskEncryption.UNKNOWN),
    ],
)
def test_that_what_windows_says_of_a_drive_is_read(said: str, verdict: DiskEncryption) -> None:
    assert disk.parse_windows(said) is verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("true\n", DiskEncryption.ON),
        ("false\n", DiskEncryption.OFF),
        ("", DiskEncryption.UNKNOWN),
        ("Error: 5", DiskEncryption.UNKNOWN),
    ],
)
def test_that_what_macos_says_of_its_disk_is_read(said: str, verdict: DiskEncryption) -> None:
    assert disk.parse_macos(said) is verdict


def test_that_this_very_machine_gets_a_verdict_without_any_trouble(tmp_path: Path) -> None:
    seen = check_device(tmp_path)
    assert seen.disk in DiskEncryption
    assert re.fullmatch(r"[\w ]*", seen.synced_by)
