#!/usr/bin/env python3
"""Writes a wheel of the Python module, with the shipped models and songs, from what the preset `python` built.

    tools/make_wheel.py build/python/python/leitmotif VERSION -o build/python/wheel

Nothing is downloaded and nothing beside the standard library is needed. The shared libraries of Debian that the module
is linked with are not in the wheel. The same files give the same bytes.
"""

import argparse
import base64
import hashlib
import sysconfig
import zipfile
from pathlib import Path

DATA = ("models", "songbook", "wishes")


def wheel_tag() -> str:
    """Which Python and machine the compiled part is for: cp311-cp311-linux_x86_64."""
    python = "cp" + sysconfig.get_config_var("py_version_nodot")
    return f"{python}-{python}-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"


def metadata(version: str) -> str:
    return (
        "Metadata-Version: 2.1\nName: leitmotif\n"
        f"Version: {version}\nSummary: Finds songs by what they say\nLicense: MIT\nRequires-Python: >=3.9\n"
        "Provides-Extra: arrays\nRequires-Dist: numpy; extra == 'arrays'\n"
    )


def files_of(package: Path, data: Path) -> dict[str, bytes]:
    """What goes into the wheel, by its name there."""
    found = {}
    for path in sorted(package.iterdir()):
        if path.is_file() and path.suffix in {".py", ".pyi", ".so", ".typed"}:
            found[f"leitmotif/{path.name}"] = path.read_bytes()
    if not any(name.endswith(".so") for name in found):
        raise SystemExit(f"make_wheel: error: no compiled part in {package}; build the preset python first")
    for folder in DATA:
        for path in sorted((data / folder).rglob("*")):
            if path.is_file():
                found[f"leitmotif/data/{path.relative_to(data).as_posix()}"] = path.read_bytes()
    return found


def write_wheel(files: dict[str, bytes], version: str, output: Path) -> Path:
    """The wheel's file, whole or not there."""
    info = f"leitmotif-{version}.dist-info"
    tag = wheel_tag()
    files[f"{info}/METADATA"] = metadata(version).encode()
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: leitmotif\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    record = ""
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        record += f"{name},sha256={digest},{len(content)}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    output.mkdir(parents=True, exist_ok=True)
    wheel = output / f"leitmotif-{version}-{tag}.whl"
    beside = wheel.with_suffix(".part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    beside.replace(wheel)
    return wheel


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a wheel of the Python module.")
    parser.add_argument("package", type=Path, help="folder of the built package")
    parser.add_argument("version")
    parser.add_argument("-o", "--output", type=Path, default=Path("."), help="folder of the wheel")
    wish = parser.parse_args()
    data = Path(__file__).resolve().parent.parent / "data"
    print(write_wheel(files_of(wish.package, data), wish.version, wish.output))


if __name__ == "__main__":
    main()
