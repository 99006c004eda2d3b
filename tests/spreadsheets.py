"""Files as a spreadsheet program reads them: LibreOffice opens each, saves it anew, and that is read back."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

PATIENCE = 300  # seconds; its first start on a slow machine makes a profile
AS_TEXT = "CSV:44,34,76,1,,0,false,false"  # commas, quotes, UTF-8; days and figures only where they are plain


def opened(files: dict[str, bytes], folder: Path) -> dict[str, list[tuple]]:
    """The cells of each file, by its name, after LibreOffice has opened it."""
    if shutil.which("soffice") is None:
        pytest.fail("LibreOffice is missing: apt-get install libreoffice-calc", pytrace=False)
    found = {}
    for ending, options in (("xlsx", []), ("csv", [f"--infilter={AS_TEXT}"])):
        given, made = folder / ending, folder / f"{ending}-opened"
        given.mkdir()
        names = {f"{place}.{ending}": name for place, name in enumerate(files) if name.endswith(ending)}
        for file, name in names.items():
            (given / file).write_bytes(files[name])
        if names:
            _convert([given / file for file in names], made, folder, options)
        for file, name in names.items():
            found[name] = read((made / file).with_suffix(".xlsx"))
    return found


def read(file) -> list[tuple]:
    return list(load_workbook(file).active.values)


def _convert(files: list[Path], into: Path, folder: Path, options: list[str]) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *options, "--convert-to", "xlsx", "--outdir", into, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
