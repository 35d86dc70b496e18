// Elements are made here and nowhere from text, so that nothing that came over the wire is ever read as markup.

/** Makes an element. Properties that are functions are listeners, `class` and names with a dash are attributes, others are properties. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(key, value);
    } else if (value !== undefined && value !== null) {
      if (key in element && !key.includes('-')) {
        element[key] = value;
      } else {
        element.setAttribute(key, value);
      }
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

/** Sets an element's text only if it is another: a screen reader reads what is written, and layout follows. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Calls back after a while for all calls of that while together. */
export function throttled(callback, milliseconds) {
  let timer = 0;
  return () => {
    timer ||= setTimeout(() => {
      timer = 0;
      callback();
    }, milliseconds);
  };
}
