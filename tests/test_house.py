"""The rules of the house, read off the code: imports, purity, size. Each check takes a tree, so that a planted fault is seen."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "briefgen"

FLOOR = {"model", "schema"}
# Room: what it may import of briefgen. A room that is not here is refused.
MAY_IMPORT = {
    "model": {"model"},
    "schema": FLOOR,
    "engine": {"engine", "model"},
    "gazetteer": {"gazetteer", *FLOOR},
    "read": {"read", *FLOOR},
    "understand": {"understand", "gazetteer", *FLOOR},
    "link": {"link", "gazetteer", *FLOOR},
    "plan": {"plan", *FLOOR},
    "render": {"render", *FLOOR},
    "publish": {"publish", *FLOOR},
    "config": FLOOR,
    "report": FLOOR,
    "build": {"build", "config", "report", "engine", "gazetteer", "read", "understand", "link", "plan", "render", "publish", "__init__", *FLOOR},
    "serve": {"serve", "build", "config", "report", "read", "publish", "render", "__init__", *FLOOR},
    "cli": {"cli", "build", "engine", "serve", "config", "report", "read", "publish", "understand", "gazetteer", "link", "__init__", *FLOOR},
    "__main__": {"cli"},
    "__init__": set(),
}
EDGES = {"read", "publish", "engine", "serve", "build", "cli"}
IMPURE = {
    "os", "io", "shutil", "socket", "http", "subprocess", "sqlite3", "tempfile", "threading", "time", "random", "secrets", "locale", "watchdog",
    "pathlib", "glob", "asyncio", "multiprocessing", "concurrent", "ctypes", "signal", "urllib.request", "requests", "getpass", "platform",
}
IMPURE_CALLS = {"open", "input", "print", "eval", "exec", "compile", "__import__"}
IMPURE_ATTRIBUTES = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("os", "environ"), ("sys", "argv")}
FORBIDDEN_EVERYWHERE = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}
# Scripts that make packaged data: run by hand, imported by nothing.
SCRIPTS = ("compile",)
LINES, FUNCTION_LINES = 300, 80


def modules(package: Path) -> Iterator[tuple[str, Path, ast.Module]]:
    """(room, path, tree) of each module."""
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        room = inside.parts[0] if len(inside.parts) > 1 else inside.stem
        yield room, path, ast.parse(path.read_text(encoding="utf-8"))


def script(path: Path) -> bool:
    return path.stem.startswith(SCRIPTS) and "gazetteer" in path.parts


def imported(tree: ast.Module, path: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Each name imported, absolute, with its line."""
    here = ("briefgen", *path.relative_to(package).with_suffix("").parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level] if node.level else ()
            name = ".".join((*above, node.module) if node.module else above)
            yield node.lineno, name
            yield from ((node.lineno, f"{name}.{alias.name}") for alias in node.names)


def wrong_imports(package: Path) -> list[str]:
    found = []
    for room, path, tree in modules(package):
        if room not in MAY_IMPORT:
            found.append(f"{path}: the room {room} is not in the table")
            continue
        for line, name in imported(tree, path, package):
            parts = name.split(".")
            if parts[0] != "briefgen" or len(parts) < 2:
                continue
            target = parts[1] if (package / parts[1]).is_dir() or (package / f"{parts[1]}.py").is_file() else "__init__"
            if target not in MAY_IMPORT[room] and target != room:
                found.append(f"{path}:{line}: {room} imports {name}")
    return found


def impurities(package: Path) -> list[str]:
    found = []
    for room, path, tree in modules(package):
        for line, name in imported(tree, path, package):
            if name.split(".")[0] in FORBIDDEN_EVERYWHERE:
                found.append(f"{path}:{line}: {name} is never used here")
            if room not in EDGES and not script(path) and (name.split(".")[0] in IMPURE or name in IMPURE):
                found.append(f"{path}:{line}: {room} imports {name}")
        if script(path):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Global):
                found.append(f"{path}:{node.lineno}: global")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and room not in EDGES and node.func.id in IMPURE_CALLS:
                found.append(f"{path}:{node.lineno}: {room} calls {node.func.id}()")
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and room not in EDGES \
                    and (node.value.id, node.attr) in IMPURE_ATTRIBUTES:
                found.append(f"{path}:{node.lineno}: {room} reads {node.value.id}.{node.attr}")
    return found


def sizes(package: Path) -> list[str]:
    found = []
    for _, path, tree in modules(package):
        if script(path):
            continue
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LINES:
            found.append(f"{path}: {lines} lines")
        if not ast.get_docstring(tree):
            found.append(f"{path}: no docstring")
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno and node.end_lineno - node.lineno >= FUNCTION_LINES:
                found.append(f"{path}:{node.lineno}: {node.name} has {node.end_lineno - node.lineno + 1} lines")
    return found


def test_rooms_import_only_what_the_table_allows() -> None:
    assert wrong_imports(PACKAGE) == []


def test_rooms_see_their_arguments_and_nothing_else() -> None:
    assert impurities(PACKAGE) == []


def test_modules_and_functions_stay_small_and_say_what_they_do() -> None:
    assert sizes(PACKAGE) == []


@pytest.mark.parametrize(("module", "line", "check", "seen"), [
    ("link/site.py", "from briefgen.plan import pages", wrong_imports, "link imports briefgen.plan"),
    ("plan/desk.py", "from ..render import page", wrong_imports, "plan imports briefgen.render"),
    ("understand/x.py", "import briefgen.engine.memo", wrong_imports, "understand imports briefgen.engine"),
    ("attic/x.py", "VALUE = 1", wrong_imports, "the room attic is not in the table"),
    ("link/x.py", "from datetime import datetime\nNOW = datetime.now()", impurities, "link reads datetime.now"),
    ("plan/x.py", "import time", impurities, "plan imports time"),
    ("render/x.py", "TEXT = open('x').read()", impurities, "render calls open()"),
    ("understand/x.py", "import random", impurities, "understand imports random"),
    ("engine/x.py", "import pickle", impurities, "pickle is never used here"),
    ("link/y.py", "def f():\n    global x\n    x = 1", impurities, "global"),
    ("plan/y.py", '"""Long."""\n' + "x = 1\n" * 300, sizes, "301 lines"),
    ("plan/z.py", '"""Long."""\ndef f():\n' + "    x = 1\n" * 80, sizes, "f has 81 lines"),
    ("plan/w.py", "x = 1", sizes, "no docstring"),
])
def test_a_planted_fault_is_found(tmp_path: Path, module: str, line: str, check: object, seen: str) -> None:
    for room in ("link", "plan", "understand", "render", "engine"):
        (tmp_path / room).mkdir()
    path = tmp_path / module
    path.parent.mkdir(exist_ok=True)
    path.write_text(line, encoding="utf-8")
    found = check(tmp_path)  # type: ignore[operator]
    assert any(seen in one for one in found), found


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    code = "import sys, briefgen.cli; print([m for m in ('jinja2','markdown_it','watchdog','trafilatura','lxml','sqlite3','yaml') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == "[]"


def test_a_brief_is_read_without_what_only_seeds_need(tmp_path: Path) -> None:
    """The preview of a saved paragraph waits for these imports. Measured: 55 ms of CPU in all with the reading itself, most of it markdown-it's and YAML's."""
    (tmp_path / "2024-01-10.md").write_text("---\ntitle: A\nas_of: 2024-01-10 10:00\n---\nIn Kyiv, “so” [@a]. {#x when=2024}\n", encoding="utf-8")
    code = ("import sys; from pathlib import Path; from briefgen.build import units; from briefgen.model.file import File, FileKind; from briefgen.model.record "
            "import digest; root = Path(sys.argv[1]); name = '2024-01-10.md'; file = File(name, FileKind.BRIEF, digest((root / name).read_bytes()));"
            "assert units.read(units.job_of(root, file, None, units.Options('Europe/Kyiv', 'en', 30))).value.brief;"
            "print([m for m in ('lxml', 'trafilatura', 'briefgen.understand.seed', 'briefgen.understand.quotations', 'briefgen.understand.dates',"
            "'briefgen.understand.places', 'briefgen.link', 'jinja2', 'sqlite3', 'zipfile', 'tempfile') if m in sys.modules])")
    out = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == "[]"


def test_every_module_imports_alone() -> None:
    names = [".".join(("briefgen", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
             for _, path, _ in modules(PACKAGE) if not script(path) and path.stem != "__main__"]
    code = ("import sys, importlib\nfor name in sys.argv[1:]:\n"
            "    for one in [m for m in sys.modules if m.startswith('briefgen')]: del sys.modules[one]\n"
            "    importlib.import_module(name)\n")
    out = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=False, cwd=ROOT)
    assert out.returncode == 0, out.stderr
