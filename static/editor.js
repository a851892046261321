// The editor: one query, seen as a URL, as fields, as values and as a picture.
// The query is the truth. Fields and URL are written from it, except the one
// the reader is typing in.

const form = document.querySelector("#chart");
const url = form.querySelector("#url");
const format = form.querySelector("#format");
const picture = form.querySelector("#picture");
const sentence = form.querySelector("#sentence");
const base = document.querySelector('meta[name="chartd-base"]').content ||
  new URL(".", location.href).href.replace(/\/$/, "");

const pause = 150; // milliseconds of quiet before a chart is asked for
const shownRows = 500; // of the table; a chart may have 40,960 points

// parts are the parameters in the order of the URL, their values as they are
// written there.
let parts = [];
let letter = "v"; // of the datasets: v for plain numbers, d for data strings

// ---- The query.

function decode(text) {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced; // a bad escape stays what it is, as on the server
  }
}

// What is legal in a query stays readable; quotes and parentheses would end a
// tag, a shell word or a Markdown link.
function encode(text) {
  return encodeURIComponent(text)
    .replace(/%20/g, "+")
    .replace(/%(2C|2F|3A|40)/g, decodeURIComponent)
    .replace(/['()]/g, (c) => "%" + c.charCodeAt(0).toString(16));
}

function get(name) {
  const part = parts.find((one) => one.name === name);
  return part ? decode(part.raw) : "";
}

function set(name, value) {
  const part = parts.find((one) => one.name === name);
  parts = parts.filter((one) => one.name !== name || one === part && value !== "");
  if (value === "") return;
  if (part) part.raw = encode(value);
  else parts.push({ name, raw: encode(value) });
}

// query writes parameters. What a tag or a shell word would stumble over is
// escaped even where the reader's own URL has it raw.
const query = (list = parts) => list.map(({ name, raw }) => `${name}=${raw}`).join("&")
  .replaceAll(" ", "+").replace(/["'()<>]/g, (c) => "%" + c.charCodeAt(0).toString(16));
const address = (list) => `${base}/${format.value}?${query(list)}`;

// read takes a URL, an img tag, a Markdown image, or only a query. It returns
// what is wrong with the text, or nothing.
function read(text) {
  const quoted = /\ssrc\s*=\s*(["'])(.*?)\1/is.exec(text)?.[2];
  const bare = /<img\s[^>]*?src\s*=\s*([^\s"'>]+)/i.exec(text)?.[1];
  // A Markdown address may hold parentheses in pairs, and titles do.
  const inner = quoted ?? bare ?? /!\[.*?\]\(((?:[^()]|\([^()]*\))*)\)/s.exec(text)?.[1] ?? text;
  const whole = inner.trim().replace(/#.*$/s, "");
  // With a parameter before any slash there is no path: "t=What?&v0=1".
  const cut = /^[^/?]*=/.test(whole) ? -1 : whole.indexOf("?");
  const path = /[^/]*$/.exec(whole.slice(0, Math.max(cut, 0)))[0];
  const raw = whole.slice(cut + 1);
  if (path && ![...format.options].some((one) => one.value === path)) {
    return "This is no chart: want /a.svg, /a.png, /a.txt or /a.json and a query.";
  }
  if (raw && !raw.includes("=")) return "There is no parameter in this.";
  parts = raw.split("&").filter(Boolean).map((part) => {
    const [name, ...value] = part.split("=");
    return { name: decode(name).replace(/^amp;/, ""), raw: value.join("=") };
  });
  format.value = path || format.value;
  return "";
}

// ---- The fields.

const fields = [...form.elements].filter((one) => one.name);
const dataset = (field) => /^[dv]([0-4])$/.exec(field.name)?.[1];

// rename gives the data fields the letter of what they hold. Mixing the two
// is an error that the server explains.
function rename() {
  for (const field of fields) {
    const n = dataset(field);
    if (n !== undefined) field.name = letter + n;
  }
}

const off = new Set(["", "0", "false", "f", "no", "off"]);

function show() {
  letter = parts.some((one) => /^v[0-4]$/.test(one.name)) ? "v" : "d";
  rename();
  for (const field of fields) {
    const value = field.name === "kind" && !get("kind") && !off.has(get("step").toLowerCase()) ? "step" : get(field.name);
    if (field.type === "checkbox") field.checked = !off.has(value.toLowerCase());
    else if (field.tagName === "SELECT") field.value = [...field.options].some((o) => o.value === value) ? value : "";
    else field.value = value;
  }
  if ([1, 2, 3, 4].some((n) => get(letter + n))) form.querySelector("details").open = true;
}

// numbersIn reports whether text is a list of numbers rather than a data
// string. Digits alone could be both: then the letter stays.
const numbersIn = (text) => /^(?:[-+.,;\s\d_]|e[-+]?\d|null|nan)*$/i.test(text) &&
  (letter === "v" || /[-+.,;\s]/.test(text.trim()));

const tidy = (text) => text.trim().replace(/\s*[,;\t]\s*|\s+/g, ",");

// fit names the size where the URL does not: data strings have none of their
// own.
function fit({ width, height }) {
  for (const [name, side] of [["h", height], ["w", width]]) {
    if (get(name)) continue;
    form.elements[name].value = side;
    parts.unshift({ name, raw: String(side) });
  }
}

function take(field) {
  const n = dataset(field);
  if (n !== undefined) {
    const plain = numbersIn(field.value);
    parts = parts.filter((one) => one.name !== (plain ? "d" : "v") + n);
    letter = plain ? "v" : "d";
    rename();
    set(field.name, plain ? tidy(field.value) : field.value.trim());
    if (!plain) fit({ width: 580, height: 180 });
    return;
  }
  if (field.name === "kind") set("step", "");
  set(field.name, field.type === "checkbox" ? (field.checked ? "1" : "") : field.value);
}

// ---- Errors stand beside the field that the sentence names.

const problem = document.createElement("p");
problem.className = "error";
problem.id = "problem";

function complain(text) {
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const others = (field.getAttribute("aria-describedby") ?? "").replace(/ ?problem$/, "");
    if (others) field.setAttribute("aria-describedby", others);
    else field.removeAttribute("aria-describedby");
  }
  problem.remove();
  if (!text) return;
  const name = /parameter:? (\w+)/.exec(text)?.[1].replace(/^[dv](?=[0-4]$)/, letter);
  const field = fields.find((one) => one.name === name) ?? url;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} problem`.trim());
  field.closest("details")?.setAttribute("open", "");
  problem.textContent = text;
  field.after(problem);
}

// ---- The answer: picture, sentence, values, copies.

let turn = 0;
let size = { width: 580, height: 180 }; // of the picture itself; it may be shown smaller
let asked = new AbortController();

// load resolves when the picture is ready to be shown, so that the old one
// stays until then. A picture of an error loads as any other.
async function load(src) {
  const next = new Image();
  next.src = src;
  try {
    await next.decode();
  } catch { /* no picture at all; the sentence says why */ }
  return next;
}

async function ask(signal) {
  try {
    const response = await fetch("a.json?" + query(), { signal });
    const isJSON = response.headers.get("Content-Type")?.includes("json");
    if (isJSON) return await response.json();
    return { error: response.headers.get("X-Chartd-Error") ?? (await response.text()).trim() };
  } catch {
    return { error: "The server does not answer." };
  }
}

async function refresh() {
  const mine = ++turn;
  asked.abort();
  asked = new AbortController();
  const kind = format.value === "a.png" ? "a.png" : "a.svg";
  const [answer, next] = await Promise.all([ask(asked.signal), load(`${kind}?${query()}`)]);
  if (mine !== turn) return; // the reader has typed on
  complain(answer.error);
  sentence.textContent = answer.error ?? answer.sentence;
  picture.src = next.src;
  size = { width: answer.width ?? (next.naturalWidth || 580), height: answer.height ?? (next.naturalHeight || 180) };
  Object.assign(picture, size);
  picture.alt = sentence.textContent;
  tabulate(answer.error ? { series: [] } : answer);
  write(answer);
}

const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

function write(answer) {
  const alt = attribute(answer.sentence ?? "");
  const sides = `width="${size.width}" height="${size.height}"`;
  const themed = (raw) => address([...parts.filter((one) => one.name !== "theme"), { name: "theme", raw }]);
  const image = format.value === "a.png" || format.value === "a.svg";
  const texts = {
    html: `<img src="${address()}" ${sides} alt="${alt}">`,
    picture: `<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="${themed("dark")}">\n` +
      `  <img src="${themed("light")}" ${sides} alt="${alt}">\n</picture>`,
    markdown: `![${(answer.sentence ?? "").replace(/[[\]\\]/g, "\\$&")}](${address()})`,
    url: address(),
    curl: image ? `curl -o chart${format.value.slice(1)} '${address()}'` : `curl '${address()}'`,
  };
  for (const [name, text] of Object.entries(texts)) {
    form.querySelector("#out-" + name).textContent = answer.error ? "" : text;
  }
}

function row(tag, cells) {
  const line = document.createElement("tr");
  cells.forEach((text, i) => {
    const cell = document.createElement(i === 0 ? "th" : tag);
    cell.scope = tag === "th" ? "col" : i === 0 ? "row" : "";
    if (!cell.scope) cell.removeAttribute("scope");
    cell.textContent = text;
    line.append(cell);
  });
  return line;
}

// Values of a data string are places between two known ends, good to one part
// in 61: six digits are more than they hold. Without ends they are shares.
function figure(value, known) {
  if (value == null) return "gap";
  return known ? String(Number(value.toPrecision(6))) : `${Math.round(value * 100)} %`;
}

// clockOf writes times in the chart's zone, or in UTC where the browser does
// not know it.
function clockOf(zone) {
  const style = { dateStyle: "medium", timeStyle: "short" };
  try {
    return new Intl.DateTimeFormat("en-GB", { ...style, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...style, timeZone: "UTC" });
  }
}

function tabulate({ series, x, y }) {
  const clock = x && clockOf(x.tz);
  const most = Math.max(0, ...series.map((one) => one.values.length));
  const same = series.every((one) => one.values.length === most);
  const rows = [];
  for (let i = 0; i < Math.min(most, shownRows); i++) {
    const seconds = x && same && x.from + (x.to - x.from) * (most > 1 ? i / (most - 1) : 0.5);
    rows.push(row("td", [
      seconds ? clock.format(seconds * 1000) : String(i + 1),
      ...series.map(({ values }) => i < values.length ? figure(values[i], y) : ""),
    ]));
  }
  if (most > shownRows) rows.push(row("td", [`and ${most - shownRows} more`]));
  const first = clock && same ? clock.resolvedOptions().timeZone : "Point";
  const given = [0, 1, 2, 3, 4].filter((n) => get("d" + n) || get("v" + n));
  const head = series.length ? [row("th", [first, ...series.map((_, i) => `Data ${given[i]}`)])] : [];
  form.querySelector("#values thead").replaceChildren(...head);
  form.querySelector("#values tbody").replaceChildren(...rows);
  last = { series, x, y };
}

// ---- Data strings from numbers: the encoder of the page, over all datasets.

let last = { series: [] };
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function shorten() {
  if (letter === "d" || !last.y) return;
  const { min, max } = last.y;
  const given = [0, 1, 2, 3, 4].filter((n) => get("v" + n));
  given.forEach((n, i) => {
    const text = last.series[i].values.map((v) => {
      const share = v == null || max <= min ? 0 : (61 * (v - min)) / (max - min);
      return v == null ? "_" : digits[share >= 0 && share < 62 ? Math.trunc(share) : 0];
    }).join("");
    set("v" + n, "");
    set("d" + n, text);
  });
  set("ymin", String(min));
  set("ymax", String(max));
  fit(size);
  show();
  url.value = address();
  refresh();
}

// ---- What the reader does.

let timer = 0;
function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, pause);
}

url.addEventListener("input", () => {
  const wrong = read(url.value);
  if (wrong) {
    clearTimeout(timer);
    turn++;
    complain(wrong);
    sentence.textContent = wrong;
    return;
  }
  show();
  soon();
});

form.addEventListener("input", ({ target }) => {
  if (target === url) return;
  if (target.name) take(target);
  url.value = address();
  soon();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const path = event.submitter?.getAttribute("formaction") ?? "a.svg";
  location.href = `${path}?${query()}`;
});

form.querySelector("#shorten").addEventListener("click", shorten);

// The page's own examples open here: their links are #edit= and the address.
function open() {
  const text = /^#edit=(.*)$/s.exec(location.hash)?.[1];
  if (text === undefined || read(text)) return false;
  show();
  url.value = address();
  document.querySelector("#editor").scrollIntoView();
  url.focus({ preventScroll: true });
  return true;
}
addEventListener("hashchange", () => open() && refresh());

if (!open()) {
  fields.forEach(take);
  show();
  url.value = address();
}
refresh();
