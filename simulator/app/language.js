// The document is in the language of the page; what stays in English within it says so.
let watched = null, lang = "en";

function mark() {
  for (const part of document.querySelectorAll("[class*=st-key-english-]")) Object.assign(part, { lang: "en", dir: "ltr" });
  for (const part of document.querySelectorAll(".st-key-standing")) part.lang = lang;
}

function update({ data }) {
  lang = data.lang;
  Object.assign(document.documentElement, { lang, dir: data.dir });
  mark();
  watched ??= new MutationObserver(mark);
  watched.observe(document.body, { childList: true, subtree: true });
}
