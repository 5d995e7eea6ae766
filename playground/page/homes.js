import { act } from "./api.js";
import { el, keepingFocus } from "./dom.js";
import { attempt } from "./notices.js";
import { Surface } from "./surfaces.js";

/** An app's Home tab as this person sees it. */
export class HomePane {
  constructor() {
    this.node = el("div", { class: "home", role: "tabpanel", "aria-label": "Home" });
  }

  async open(app) {
    if (this.app !== app.id) this.#fresh(app);
    const result = await attempt(null, () => act({ do: "home", app: app.id }));
    if (result && this.app === app.id) this.show(app, result.view);
  }

  #fresh(app) {
    this.app = app.id;
    this.surface = null;
    this.node.replaceChildren(el("p", { class: "loading" }, "Opening Home…"));
  }

  show(app, view) {
    if (!view) return this.surface ? undefined : this.node.replaceChildren(this.#nothing(app));
    if (this.surface?.source.view !== view.id) this.surface = new Surface({ view: view.id });
    keepingFocus(() => this.node.replaceChildren(...this.surface.draw(view.blocks)));
  }

  #nothing = (app) => el("p", { class: "empty" }, `${app.name} has not published a Home yet. It may do so in a moment.`);
}
