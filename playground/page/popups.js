const GAP = 4;

/** Shows `popup` above everything, next to `anchor`; a click elsewhere or Esc closes it. */
export function anchored(anchor, popup, onClose = () => {}) {
  popup.setAttribute("popover", "auto");
  (anchor.closest("dialog") ?? document.body).append(popup);
  popup.showPopover();
  place(anchor, popup);
  anchor.setAttribute("aria-expanded", "true");
  popup.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    const inside = popup.contains(document.activeElement) || document.activeElement === document.body;
    anchor.setAttribute("aria-expanded", "false");
    popup.remove();
    if (inside) anchor.focus();
    onClose();
  });
  return { close: () => popup.isConnected && popup.hidePopover(), place: () => place(anchor, popup) };
}

function place(anchor, popup) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popup;
  const below = box.bottom + GAP + height <= innerHeight || box.top < height + GAP;
  const left = Math.max(GAP, Math.min(box.left, innerWidth - width - GAP));
  popup.style.left = `${left}px`;
  popup.style.top = `${below ? Math.min(box.bottom + GAP, Math.max(GAP, innerHeight - height - GAP)) : box.top - GAP - height}px`;
  popup.style.minWidth = `${Math.min(box.width, 360)}px`;
}
