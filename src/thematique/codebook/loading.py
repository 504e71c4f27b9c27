"""Read and check the TOML files that people write; every problem of a codebook is told with its line."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from thematique.codebook.content import EXAMPLES, HEAD, LISTS, TEXTS, Codebook, normal
from thematique.errors import InvalidFile
from thematique.records import Code

_PATH = re.compile(r"[a-z0-9][a-z0-9_-]*")
_TABLE_LINE = re.compile(r"\s*\[([^\[\]]+)\]\s*(#.*)?$")
_KEY_LINE = re.compile(r"\s*([\w-]+)\s*=")
_SYNTAX_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def load(path: Path) -> Codebook:
    """Read and check a codebook.

    Raises:
        InvalidFile: with every problem of the file and its line.
    """
    return parse(_text_of(path), file=path.name)


def parse(text: str, *, file: str) -> Codebook:
    """Check the text of a codebook; `file` names it in problems, and gives its title where it has none.

    Raises:
        InvalidFile: with every problem of the text and its line.
    """
    content = _content(text, file)
    reading = _Reading(text)
    head = {key: value for key, value in content.items() if not isinstance(value, Mapping)}
    reading.check_head(head)
    codes = [code for key, value in content.items() if key not in head for code in reading.codes(value, (key,))]
    if not codes and not reading.problems:
        reading.problems.append((1, "la grille ne contient aucun code ; ajoutez par exemple une section [theme.code]."))
    reading.check_repeats(codes)
    if reading.problems:
        raise InvalidFile(file, [f"ligne {line} : {problem}" for line, problem in sorted(reading.problems)])
    return Codebook(
        title=str(head.get("title", Path(file).stem)),
        language=str(head.get("language", "fr")),
        version=str(head.get("version", "")),
        description=str(head.get("description", "")),
        sources=tuple(head.get("sources", ())),
        codes=tuple(codes),
    )


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file that a person wrote holds.

    Raises:
        InvalidFile: it cannot be read, and where.
    """
    return _content(_text_of(path), path.name)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidFile(path.name, ["le fichier est introuvable ou illisible."]) from error
    except UnicodeDecodeError as error:
        raise InvalidFile(path.name, ["le fichier n'est pas en UTF-8 ; enregistrez-le dans cet encodage."]) from error


def _content(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidFile(file, [_syntax(str(error))]) from error
    except RecursionError as error:
        raise InvalidFile(file, ["les crochets y sont trop imbriqués."]) from error


class _Reading:
    """One reading of a codebook: its problems, each with its line."""

    def __init__(self, text: str) -> None:
        self.problems: list[tuple[int, str]] = []
        self._lines = text.split("\n")
        self._tables, self._keys = _index(self._lines)

    def check_head(self, head: Mapping[str, Any]) -> None:
        for key, value in head.items():
            line = self._keys.get(((), key), 1)
            if key not in HEAD:
                self.problems.append((line, f"« {key} » est inconnu ici ; clés admises : {', '.join(HEAD)}."))
            elif not isinstance(value, HEAD[key]):
                self.problems.append((line, f"« {key} » doit être {_FRENCH_TYPES[HEAD[key]]}."))
            elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
                self.problems.append((line, f"« {key} » contient autre chose qu'un texte."))

    def codes(self, table: Any, path: tuple[str, ...]) -> Iterator[Code]:
        """The code of a table and those of the tables within it."""
        line = self._line(path)
        name = ".".join(path)
        children = {key: value for key, value in table.items() if isinstance(value, Mapping)}
        if not _PATH.fullmatch(path[-1]):
            self.problems.append((line, f"[{name}] : un nom de code s'écrit en minuscules sans accent ni espace."))
        if name in HEAD:
            self.problems.append((line, f"[{name}] : ce nom est réservé au début du fichier ; choisissez-en un autre."))
        texts = {key: self._text(table, path, key) for key in TEXTS}
        lists = {key: tuple(self._items(table, path, key)) for key in LISTS}
        for key in table:
            if key not in {*TEXTS, *LISTS, *children}:
                known = ", ".join((*TEXTS, *LISTS))
                self.problems.append(
                    (self._keys.get((path, key), line), f"[{name}] « {key} » est inconnu ; clés admises : {known}.")
                )
        yield Code(
            code=name,
            name=texts["name"],
            definition=texts["definition"],
            codable=not children or bool(lists["examples"]),
            **lists,
        )
        for key, value in children.items():
            yield from self.codes(value, (*path, key))

    def check_repeats(self, codes: Sequence[Code]) -> None:
        seen: dict[str, str] = {}
        for code in codes:
            given = [(key, example) for key in EXAMPLES for example in getattr(code, key)]
            before: Counter[tuple[str, str]] = Counter()
            for key, example in given:
                text = normal(example)
                if text in seen:
                    line = self._item_line(tuple(code.code.split(".")), key, example, nth=before[key, example])
                    where = "déjà donné ici" if seen[text] == code.code else f"déjà donné à [{seen[text]}]"
                    self.problems.append((line, f"[{code.code}] l'exemple « {_short(example)} » est {where}."))
                before[key, example] += 1
                seen.setdefault(text, code.code)

    def _line(self, path: tuple[str, ...]) -> int:
        """The line of a table, or of the first within it where it has no header of its own."""
        return min((line for table, line in self._tables.items() if table[: len(path)] == path), default=1)

    def _text(self, table: Mapping[str, Any], path: tuple[str, ...], key: str) -> str:
        line = self._keys.get((path, key), self._line(path))
        value = table.get(key, "")
        if key not in table:
            self.problems.append((line, f"[{'.'.join(path)}] n'a pas de « {key} »."))
        elif not isinstance(value, str) or not value.strip():
            self.problems.append((line, f"[{'.'.join(path)}] « {key} » doit être un texte non vide."))
        return value if isinstance(value, str) else ""

    def _items(self, table: Mapping[str, Any], path: tuple[str, ...], key: str) -> Iterator[str]:
        line = self._keys.get((path, key), self._line(path))
        values = table.get(key, [])
        if not isinstance(values, list):
            self.problems.append((line, f"[{'.'.join(path)}] « {key} » doit être une liste entre crochets."))
            return
        for value in values:
            if isinstance(value, str) and value.strip():
                yield value
            else:
                at = self._item_line(path, key, str(value))
                self.problems.append((at, f"[{'.'.join(path)}] « {key} » contient autre chose qu'un texte."))

    def _item_line(self, path: tuple[str, ...], key: str, item: str, *, nth: int = 0) -> int:
        """The line of a list's item, the `nth` of those that are alike; the key's own line when it is not found."""
        start = self._keys.get((path, key), self._line(path))
        end = min(
            (n for n in (*self._tables.values(), *self._keys.values()) if n > start), default=len(self._lines) + 1
        )
        # an item with escapes is not written as it reads: its beginning then has to do
        for wanted in (f'"{item}"', f"'{item}'", item.strip()[:30]):
            found = [n for n in range(start, end) if wanted and wanted in self._lines[n - 1]]
            if found:
                return found[min(nth, len(found) - 1)]
        return start


_FRENCH_TYPES: Mapping[type, str] = {str: "un texte entre guillemets", list: "une liste entre crochets"}


def _index(lines: Sequence[str]) -> tuple[dict[tuple[str, ...], int], dict[tuple[tuple[str, ...], str], int]]:
    """The line of each table and of each key, since the TOML reader does not say."""
    tables: dict[tuple[str, ...], int] = {}
    keys: dict[tuple[tuple[str, ...], str], int] = {}
    path: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        if header := _TABLE_LINE.match(line):
            path = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            tables[path] = number
        elif key := _KEY_LINE.match(line):
            keys[path, key[1]] = number
    return tables, keys


def _syntax(message: str) -> str:
    """A syntax error of the TOML reader in French, with its place and its most usual causes."""
    place = _SYNTAX_PLACE.search(message)
    where = f"ligne {place[1]}, colonne {place[2]}" if place and place[1] else "fin du fichier"
    if "overwrite" in message or "declare" in message:
        return f"{where} : cette section ou cette clé est écrite deux fois."
    return f"{where} : écriture incorrecte ; il manque sans doute un guillemet, une virgule ou un crochet juste avant."


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
