"""Whole messages and views that Slack refuses, each written from its documentation."""

from tests.judges.broken_blocks import BLOCKS_BROKEN
from tests.judges.broken_elements import ELEMENTS_BROKEN
from tests.judges.faults import DIVIDER, MARKED, Broken, view, whole
from tests.judges.specimens import BLOCKS, GONE, plain, section

PAYLOADS_BROKEN = (
    whole("message", "/blocks", *[DIVIDER] * 51),
    whole("modal", "/blocks", *[DIVIDER] * 101),
    whole("home", "/blocks", *[DIVIDER] * 101),
    whole("message", "/blocks/0/type", {"type": "sections"}),
    whole("message", "/blocks/0/type", {"type": ["section"]}),
    whole("message", "/blocks/0", "section"),
    whole("message", "/blocks/0", {"text": "x"}),
    whole("message", "/blocks/0", {"type": "section"}),
    whole("message", "/blocks/1/block_id", *[{**DIVIDER, "block_id": "a"}] * 2),
    whole("message", "/blocks/0/elements/1/action_id",
          {"type": "actions", "elements": [{"type": "button", "text": plain(), "action_id": "a"},
                                           {"type": "button", "text": plain(), "action_id": "a"}]}),
    whole("modal", "/blocks/1/element/focus_on_load",
          *[{"type": "input", "label": plain(), "element": {
              "type": "email_text_input", "focus_on_load": True}}] * 2),
    whole("message", "/blocks", *[section("x" * 3000)] * 5),
    whole("message", "/blocks/1", *[{"type": "markdown", "text": "x" * 6001}] * 2),
    whole("message", "/blocks/1", *[BLOCKS["table"]] * 2),
    whole("message", "/blocks/2", *[BLOCKS["data_visualization"]] * 3),
    Broken({"text": "x" * 40_001}, "message", "/text"),
    Broken({"text": 5}, "message", "/text"),
    Broken({"attachments": [{"text": "x"}] * 101}, "message", "/attachments"),
    Broken({"attachments": [{}]}, "message", "/attachments/0"),
    Broken({"attachments": [{"text": "x", "colour": "red"}]}, "message", "/attachments/0"),
    Broken({"attachments": [{"blocks": [{"type": "x"}]}]}, "message",
           "/attachments/0/blocks/0/type"),
    Broken({"metadata": {"event_type": "a"}}, "message", "/metadata"),
    Broken({"metadata": {"event_type": "a b", "event_payload": {}}}, "message",
           "/metadata/event_type"),
    Broken({"metadata": {"event_type": "a", "event_payload": {"x": [[1]]}}}, "message",
           "/metadata/event_payload/x/0"),
    Broken({"metadata": {"event_type": "a", "event_payload": {"x": {"y": {}}}}}, "message",
           "/metadata/event_payload/x/y"),
    Broken({"metadata": {"event_type": "a", "event_payload": {"Key": 1}}}, "message",
           "/metadata/event_payload/Key"),
    Broken({"metadata": {"event_type": "a", "event_payload": {"x": "y" * 8000}}}, "message",
           "/metadata"),
    view("/title", GONE, ""),
    view("/title/text", "x" * 25),
    view("/title", MARKED, "/title/type"),
    view("/submit/text", "x" * 25),
    view("/close", plain("x" * 25), "/close/text"),
    view("/private_metadata", "x" * 3001),
    view("/callback_id", "x" * 256),
    view("/external_id", "x" * 256),
    view("/colour", "red", ""),
    view("/type", "home"),
    view("/blocks", GONE, ""),
    view("/blocks", [section("é" * 3000)] * 50, ""),
    view("/notify_on_close", "yes"),
    Broken({"type": "modal", "title": plain(), "blocks": [BLOCKS["input"]]}, "modal", ""),
    Broken({"type": "home", "title": plain(), "blocks": []}, "home", ""),
)  # fmt: skip

BROKEN = (*BLOCKS_BROKEN, *ELEMENTS_BROKEN, *PAYLOADS_BROKEN)
