// The page around the editor: theme, copying, tabs, where the reader is.

const root = document.documentElement;

// The address that a reader's copy should begin with, without a final slash.
const base = document.querySelector('meta[name="chartd-base"]').content ||
  new URL(".", location.href).href.replace(/\/$/, "");
for (const place of document.querySelectorAll("[data-root]")) {
  if (place.textContent) place.textContent = base;
}

// Theme: "auto" leaves the choice to the reader's system.
const themes = document.querySelector("#theme-switch");
themes.querySelector(`[value="${root.dataset.theme ?? "auto"}"]`).checked = true;
themes.addEventListener("change", ({ target }) => {
  if (target.value === "auto") delete root.dataset.theme;
  else root.dataset.theme = target.value;
  try {
    localStorage.setItem("theme", target.value);
  } catch { /* storage is off: the choice lasts as long as the page */ }
});

// Copying: a button names the element whose text it copies. Elements that
// stand for the address of the host are filled in first.
function textOf(button) {
  const code = document.getElementById(button.dataset.copy).cloneNode(true);
  for (const place of code.querySelectorAll("[data-root]")) place.textContent = base;
  const text = code.textContent;
  if (button.dataset.part !== "src") return text;
  return /src="([^"]*)"/.exec(text)[1];
}

// Older browsers, and pages that did not come over https, have no clipboard
// for scripts; they still copy what is selected.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

const said = document.createElement("p");
said.className = "unseen";
said.setAttribute("role", "status");
document.body.append(said);

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  const label = button.dataset.label ??= button.textContent;
  const done = await copy(textOf(button));
  button.focus();
  said.textContent = button.textContent = done ? "Copied" : "Not copied";
  setTimeout(() => {
    button.textContent = label;
    said.textContent = "";
  }, 1500);
});

// Tabs are made of sections with headings, which is what readers without
// script see.
function makeTabs(box) {
  const list = document.createElement("div");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", box.dataset.label);
  const sections = [...box.querySelectorAll(":scope > section")];
  const tabs = sections.map((section, i) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `${box.id}-tab-${i}`;
    tab.textContent = section.querySelector("h3, h4").textContent;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", section.id = `${box.id}-panel-${i}`);
    section.setAttribute("role", "tabpanel");
    section.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => choose(i));
    return tab;
  });
  function choose(chosen) {
    for (const [i, tab] of tabs.entries()) {
      tab.setAttribute("aria-selected", i === chosen);
      tab.tabIndex = i === chosen ? 0 : -1;
      sections[i].classList.toggle("chosen", i === chosen);
    }
  }
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(event.target);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const to = (next + tabs.length) % tabs.length;
    choose(to);
    tabs[to].focus();
  });
  list.append(...tabs);
  box.prepend(list);
  choose(0);
}
document.querySelectorAll(".tabs").forEach(makeTabs);

// Contents: the last section that begins above the upper third of the window.
const links = [...document.querySelectorAll(".contents a")];
const parts = links.map((link) => document.querySelector(link.getAttribute("href")));
function mark() {
  const at = parts.findLastIndex((part) => part.getBoundingClientRect().top < innerHeight / 3);
  links.forEach((link, i) => {
    if (i === at) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}
addEventListener("scroll", mark, { passive: true });
mark();
