// Elements out of names, attributes and what is in them; text is text.

export function node(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...inside);
  return element;
}

/** Makes these the children of an element. None that stays is moved, so that focus and scrolling stay too. */
export function arrange(parent, elements) {
  const staying = new Set(elements);
  for (const child of [...parent.children]) if (!staying.has(child)) child.remove();
  elements.forEach((element, i) => {
    if (parent.children[i] !== element) parent.insertBefore(element, parent.children[i] ?? null);
  });
}

const shown = new WeakMap();

/** Makes an element anew only where its value is another one. What had the focus gets it back. */
export function change(element, value, make) {
  const now = JSON.stringify(value);
  if (shown.get(element) === now) return;
  const focus = element.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  make(element);
  shown.set(element, now);
  if (focus) (element.querySelector("[aria-invalid]") ?? element.querySelector(focus) ?? element.querySelector("button, input") ?? element.closest("article"))?.focus();
}

/** The next `change` makes the element anew whatever its value. */
export const forgetShown = (element) => shown.delete(element);

function keyOf(element) {
  for (const name of ["data-command", "data-do", "data-react", "name"]) {
    if (element.hasAttribute(name)) return `[${name}="${CSS.escape(element.getAttribute(name))}"]`;
  }
  return "button";
}
