/** What the browser holds under a name in one of its stores, a new value where one is given; null where it may keep nothing. */
function stored(store, name, value) {
  try {
    if (value) globalThis[store].setItem(name, value);
    return globalThis[store].getItem(name);
  } catch {
    return null;
  }
}
