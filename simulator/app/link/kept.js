// A tab of the browser keeps the link.
const KEPT = "safe-havens-link";
let told = false;

/** A browser may keep nothing: then a page loaded anew is as it opens. */
function kept(link) {
  try {
    if (link) sessionStorage.setItem(KEPT, link);
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function update({ data, setTriggerValue }) {
  const link = kept(data.link);
  if (data.link) told = false; // should the server begin anew, it is told again
  if (data.link || told || !link) return;
  told = true;
  setTriggerValue("opened", link);
}
