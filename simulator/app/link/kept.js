// A tab of the browser keeps the link.
const KEPT = "safe-havens-link";
let told = false;

function update({ data, setTriggerValue }) {
  const link = stored("sessionStorage", KEPT, data.link); // where it keeps nothing, a page loaded anew is as it opens
  if (data.link) told = false; // should the server begin anew, it is told again
  if (data.link || told || !link) return;
  told = true;
  setTriggerValue("opened", link);
}
