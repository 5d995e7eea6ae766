import { act } from "./api.js";
import { blockNodes } from "./blocks.js";
import { confirmed } from "./dialogs.js";
import { attempt } from "./notices.js";

function asState(fields) {
  const state = {};
  for (const { block, action, value } of fields) (state[block] ??= {})[action] = value;
  return state;
}

const keyOf = (block, element) => `${block.block_id}\n${element.action_id}`;

/** Blocks standing somewhere (a message, a form, a Home) with what the person has chosen in them. */
export class Surface {
  #fields = new Map();
  #kept = new Map();

  constructor(source) {
    this.source = source;
    this.name = JSON.stringify(source);
  }

  /** Draws the blocks; choices made before stay where block and action are still the same. */
  draw(blocks) {
    this.#kept = this.#fields;
    this.#fields = new Map();
    return this.drawMore(blocks);
  }

  /** Draws further blocks beside those drawn already. */
  drawMore(blocks) {
    return blockNodes(blocks, this);
  }

  field(block, element, initial) {
    const key = keyOf(block, element);
    const field = this.#kept.get(key) ?? { block: block.block_id, action: element.action_id, value: initial };
    this.#fields.set(key, field);
    return field;
  }

  focusKey(block, element) {
    return `${this.name} ${keyOf(block, element)}`;
  }

  state() {
    return asState([...this.#fields.values()]);
  }

  /** What a press tells of the other fields; files travel once, with the form itself. */
  #stateForPress() {
    return asState([...this.#fields.values()].filter(({ value }) => !value.files));
  }

  /** Asks for confirmation where the element wants it, then delivers the press; null when it did not happen. */
  async press(element, block, value, control) {
    if (element.confirm && !(await confirmed(element.confirm))) return null;
    const action = { block_id: block.block_id, action_id: element.action_id };
    const body = { do: "action", source: this.source, action, state: this.#stateForPress() };
    if (value !== undefined) body.value = value;
    return attempt(control, () => act(body));
  }

  suggest(element, block, query) {
    const action = { block_id: block.block_id, action_id: element.action_id };
    return act({ do: "suggest", source: this.source, action, value: query });
  }
}
