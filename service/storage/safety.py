"""What must hold before anything is served: where files lie and who may read them."""

import stat
from pathlib import Path
from typing import Final

from service.storage.failures import UnsafeSetting

_NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre"}
)
_MOUNTS: Final = Path("/proc/mounts")


def check_folder(folder: Path) -> None:
    """Raise UnsafeSetting when others may read the data folder, or its disk is on a network."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeSetting("DATA_DIR_OPEN_TO_OTHERS", mend=f"chmod 700 {folder}", found=f"{mode:04o}")
    kind = find_file_system(folder.resolve(), _MOUNTS.read_text() if _MOUNTS.exists() else "")
    if kind in _NETWORK or kind.startswith("fuse."):
        raise UnsafeSetting("NETWORK_FILE_SYSTEM", mend="AVAL_DATABASE_URL=postgresql://…", found=kind)


def find_file_system(folder: Path, mounts: str) -> str:
    """Return the kind of file system a folder is on, by the system's table of mounts."""
    lines = (line.split() for line in mounts.splitlines())
    points = ((Path(_unescape(point)), kind) for _, point, kind, *_ in filter(None, lines))
    over = [(point, kind) for point, kind in points if folder.is_relative_to(point)]
    # Of two mounts on one point the later one is seen.
    return max(enumerate(over), key=lambda each: (len(each[1][0].parts), each[0]))[1][1] if over else ""


def _unescape(point: str) -> str:
    return point.encode().decode("unicode_escape")
