"""Words that must stand in no file of ours: package hosts, one machine's paths, work left undone."""

import re

import pytest

from tests.house.source import ROOT, modules, name_of, text_files

# Each word has a ~ in it, so that this file passes its own test.
PACKAGE_HOSTS = [
    r"py~pi\.org",
    r"python~hosted\.org",
    r"registry\.npm~js",
    r"npm~js\.(org|com)",
    r"deb\.deb~ian",
]
MACHINE_PATHS = [r"/wo~rk/", r"/ro~ot/", r"/ho~me/[a-z]", r"/Us~ers/[a-z]", r"/tm~p/[a-z]"]
UNDONE = [r"\bTO~DO\b", r"\bFIX~ME\b", r"\bXX~X\b", r"\bHA~CK\b", r"NotImplemented~Error"]
NOT_TESTED = [r"mark\.sk~ip", r"mark\.xf~ail", r"pytest\.sk~ip\(", r"importor~skip"]
MOCKS = [r"unittest\.mo~ck", r"Magic~Mock", r"monkeypatch\.setattr\(.?serv~ice"]


def find(patterns: list[str], *suffixes: str) -> list[str]:
    wanted = re.compile("|".join(patterns).replace("~", ""))
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in text_files()
        if (not suffixes or name.endswith(suffixes))
        for number, line in enumerate(text.splitlines(), 1)
        if wanted.search(line)
    ]


@pytest.mark.parametrize(
    ("patterns", "suffixes"),
    [
        pytest.param(PACKAGE_HOSTS, (), id="package hosts"),
        pytest.param(MACHINE_PATHS, (), id="paths of one machine"),
        pytest.param(UNDONE, (), id="work left undone"),
        pytest.param(NOT_TESTED, (".py",), id="tests that do not test"),
        pytest.param(MOCKS, (".py",), id="mocks of our own code"),
    ],
)
def test_no_file_holds(patterns: list[str], suffixes: tuple[str, ...]) -> None:
    assert find(patterns, *suffixes) == []


def test_every_silenced_check_says_which_and_why() -> None:
    silent = re.compile(r"#\s*(type: ignore(?!\[)|noqa(?!: [A-Z])|pragma: no (cover|branch)\s*$)")
    bare = re.compile(r"#\s*(type: ignore\[[a-z, -]+\]|noqa: [A-Z0-9, ]+)\s*$")
    found = [
        f"{name_of(path)}:{number}"
        for path in (*modules(), *modules(ROOT / "tests"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if silent.search(line) or bare.search(line)
    ]
    assert not found, "write the reason after it: # noqa: S608 - why"
