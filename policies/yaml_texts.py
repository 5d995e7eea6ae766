"""YAML as people mistype it: read strictly, and complained about in plain words."""

from collections.abc import Hashable
from io import StringIO
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ADVICE = {
    "mapping values are not allowed": "put a text that has a colon in it into double quotes",
    "found character that cannot start": "write spaces instead of the tab, and put a text that "
    "begins with a mark such as @, % or ` into double quotes",
    "found undefined alias": "the name after * is not given anywhere with &",
    "found unexpected end of stream": 'a quote is opened and not closed: add the missing "',
    "found unknown escape": "write \\\\ for a backslash, or use single quotes",
    "could not determine a constructor": "put a text that begins with ! into double quotes",
    "but found another document": "remove the line with ---",
    "did not find expected ',' or": "a bracket is opened and not closed: add the missing ] or }",
    "found unexpected ':'": "put a value after the colon, and a text with a colon in quotes",
}
_INDENTATION = (
    "check the indentation against the lines around it, and that brackets and quotes are closed; "
    "a text that begins with { or a quote goes into double quotes as a whole"
)


class Unreadable(ValueError):
    """No YAML that a pack can be made of: in which line, and what would be right."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(says)
        self.line = line


def read(text: str) -> Any:
    """Raises Unreadable."""
    try:
        return yaml.load(text, Loader=_Strict)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, _advised(error.problem or "")) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Unreadable(line, "there is an invisible control character; delete it") from error


def composed(file: str, text: str) -> yaml.Node | None:
    """The text as nodes, whose marks name the file and the line."""
    stream = StringIO(text)
    stream.name = file
    node: yaml.Node | None = yaml.compose(stream, Loader=_Loader)
    return node


def constructed(node: yaml.Node | None) -> Any:
    """What the nodes stand for, read as strictly as a text."""
    return None if node is None else _Strict("").construct_document(node)


def _advised(problem: str) -> str:
    if problem.startswith(_OURS):
        return problem
    found = (advice for start, advice in _ADVICE.items() if problem.startswith(start))
    return f"this cannot be read ({problem}); {next(found, _INDENTATION)}"


_OURS = ("the key ", "there is no day ")


class _Strict(_Loader):  # type: ignore[misc]  # whichever loader the machine has
    """Refuses what YAML lets pass: a key given twice, of which only the last would count."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                says = f"the key {key.value} is given twice; remove one"
                raise yaml.constructor.ConstructorError(None, None, says, key.start_mark)
            seen.add(str(key.value))
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError as error:
            says = f"there is no day {node.value}; dates are written as 2022-02-25"
            mark = node.start_mark
            raise yaml.constructor.ConstructorError(None, None, says, mark) from error


_Strict.add_constructor("tag:yaml.org,2002:timestamp", _Strict.construct_yaml_timestamp)
