"""The checks Slack makes on a form before the app ever sees it."""

import re
from decimal import Decimal, InvalidOperation

from playground.inputs import FIELDS
from playground.shapes import Json

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WEB = re.compile(r"https?://\S+")


def faults(blocks: list[Json], state: Json) -> dict[str, str]:
    """What is wrong with each input block, in words for the person."""
    found = {}
    for block in blocks:
        if block.get("type") == "input":
            element = block["element"]
            value = state.get(block["block_id"], {}).get(element["action_id"], {})
            problem = fault(block, element, value.get(FIELDS[element["type"]][0]))
            if problem:
                found[block["block_id"]] = problem
    return found


def fault(block: Json, element: Json, value: object) -> str:
    if value in (None, "", []):
        return "" if block.get("optional") else "Please complete this required field."
    match element["type"]:
        case "number_input":
            return number_fault(element, str(value))
        case "email_text_input":
            return "" if EMAIL.fullmatch(str(value)) else "Please enter a valid email address."
        case "url_text_input":
            return "" if WEB.fullmatch(str(value)) else "Please enter a valid URL."
        case "plain_text_input":
            return length_fault(element, str(value))
        case "file_input":
            return files_fault(element, value)
        case kind if kind.startswith("multi_"):
            return count_fault(element, value)
        case _:
            return ""


def number_fault(element: Json, text: str) -> str:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return "Please enter a valid number."
    if not number.is_finite():
        return "Please enter a valid number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Please enter a whole number."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Please enter a number that is at least {element['min_value']}."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Please enter a number that is at most {element['max_value']}."
    return ""


def length_fault(element: Json, text: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter at most {most} characters." if len(text) > most else ""


def count_fault(element: Json, chosen: object) -> str:
    most = element.get("max_selected_items", 100)
    too_many = isinstance(chosen, list) and len(chosen) > most
    return f"Please choose at most {most}." if too_many else ""


def files_fault(element: Json, files: object) -> str:
    held = files if isinstance(files, list) else []
    most, kinds = element.get("max_files", 10), element.get("filetypes")
    if len(held) > most:
        return f"Please upload at most {most} file{'s' if most > 1 else ''}."
    if kinds and any(file["filetype"] not in kinds for file in held):
        return f"Please upload files of these types only: {', '.join(kinds)}."
    return ""
