"""Small functions, small files, names that say something."""

from tests.house.source import ROOT, functions, modules, name_of

LONGEST_FUNCTION = 40
LONGEST_FILE = 300
NAMES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "manager",
    "managers",
    "misc",
}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in modules()
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long, f"longer than {LONGEST_FUNCTION} lines: {long}"


def test_half_of_all_functions_fit_in_ten_lines() -> None:
    lengths = sorted(
        (function.end_lineno or 0) - function.lineno + 1 for path in modules() for function in functions(path)
    )
    assert not lengths or lengths[len(lengths) // 2] <= 10


def test_no_file_is_longer_than_a_newcomer_reads_at_once() -> None:
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    long = {name: size for name, size in sizes.items() if size > LONGEST_FILE}
    assert not long, f"longer than {LONGEST_FILE} lines: {long}"


def test_no_module_is_called_after_nothing() -> None:
    vague = [name_of(path) for path in modules() if path.stem in NAMES_THAT_SAY_NOTHING]
    vague += [name_of(path) for path in modules(ROOT / "tests") if path.stem in NAMES_THAT_SAY_NOTHING]
    assert not vague
