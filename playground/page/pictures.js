import { el } from "./dom.js";
import { session } from "./session.js";
import { plain } from "./mrkdwn.js";

/** Only pictures of this machine are loaded; others are named, so the page never calls out. */
export function picture({ image_url: address, slack_file: file, alt_text: alt, title }) {
  const local = localAddress(file ? fileAddress(file) : address);
  if (!local) return placeholder(alt, address ?? file?.url ?? file?.id);
  const shown = plain(alt ?? "");
  const image = el("img", { src: local, alt: shown, title: title?.text ?? shown, loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(placeholder(alt, address ?? file?.id)), { once: true });
  return image;
}

const fileAddress = ({ id, url }) => url ?? `/files/${encodeURIComponent(id)}/picture`;

const LOOPBACK = new Set(["localhost", "127.0.0.1"]);

/** This server, by whichever name of this machine. */
function isHere({ origin, hostname, port }) {
  return origin === location.origin || (port === location.port && LOOPBACK.has(hostname) && LOOPBACK.has(location.hostname));
}

/** Files are fetched as the person who acts, so a copied address shows nothing to others. */
export function localAddress(given) {
  if (!given || !URL.canParse(given, location.href)) return null;
  const address = new URL(given, location.href);
  if (!isHere(address)) return null;
  if (address.pathname.startsWith("/files/")) address.searchParams.set("as", session.me.id);
  return address.pathname + address.search;
}

function placeholder(alt, address) {
  return el(
    "span",
    { class: "placeholder", role: "img", "aria-label": plain(alt ?? ""), title: address },
    el("span", {}, "🖼 ", plain(alt || "Picture")),
    el("span", { class: "detail" }, nameOf(address)),
  );
}

function nameOf(address) {
  if (!URL.canParse(address)) return address;
  const { host, pathname } = new URL(address);
  return host + pathname;
}
