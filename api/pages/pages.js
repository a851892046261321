// Small comforts: nothing here is needed to use a page.

// An empty project looks for its first stat every two seconds, as long as
// somebody looks at it.
const waiting = document.querySelector("[data-wait]");
async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.querySelector("#list")) return location.reload();
    } catch { /* the server is away: the next look may find it */ }
  }
  setTimeout(look, 2000);
}
if (waiting) setTimeout(look, 2000);

// Keys: / goes to the search, g s to the stats, g a to the alerts.
let before = "";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const pair = before + event.key;
  before = event.key;
  const search = document.querySelector("[type=search]");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
  } else if (pair === "gs" || pair === "ga") {
    location.href = document.body.dataset.rootPath + { gs: "stats", ga: "alerts" }[pair];
  }
});

// What programs read, below the address they read it from.
for (const place of document.querySelectorAll("[data-answer]")) {
  fetch(place.dataset.answer).then((answer) => answer.text()).then((text) => { place.textContent = text; })
    .catch(() => { place.textContent = "No answer."; });
}
