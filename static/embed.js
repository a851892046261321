// <chartd-stat key="EMBEDKEY" tf="1w3h" kind="number|chart|card|table|spark">
// shows a stat of the server that this module comes from, or of the one that the
// attribute host names. What stands inside, such as an <img>, shows until there
// is something to show, and where no script runs.
//
// Attributes: compare draws the period before, dashed; label replaces the name;
// refresh is the least number of seconds between two questions; as all elements
// ask together, the shortest counts.
//
// All elements of a page are asked for together, once a minute: see Feed. Nothing
// here moves by itself, so there is nothing to reduce for who wants less motion.

const home = new URL(".", import.meta.url).href.replace(/\/$/, "");
const mostKeys = 100; // of one request
const longestWait = 600; // seconds, while the server is away
const kinds = ["number", "chart", "card", "table", "spark"];

// Words and rules take the page's own text colour: whether a page is dark only
// the page knows, and it may not follow what its reader prefers.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host{--line:var(--chartd-color,#4991AE);--ink:var(--chartd-text,currentColor);--dim:var(--chartd-quiet,color-mix(in srgb,currentColor 75%,transparent));--rule:var(--chartd-grid,color-mix(in srgb,currentColor 12%,transparent));
font-family:var(--chartd-font,inherit);color:var(--ink);font-variant-numeric:tabular-nums}
:host{display:block}
:host([kind=number]),:host(:not([kind])){display:inline}
:host([kind=spark]){display:inline-block;width:8em;height:1.5em;vertical-align:middle}
:host([hidden]){display:none}
.chart{display:grid;grid-template:auto minmax(4em,1fr) auto/auto 1fr;gap:.25em .5em;height:100%;min-height:9em;font-size:.8125rem;container-type:inline-size}
.chart header{grid-column:1/-1;margin-bottom:.75em;display:flex;justify-content:space-between;gap:1em;flex-wrap:wrap}
.name{overflow-wrap:anywhere}
.dim,.chart .ys,.chart .xs{color:var(--dim)}
.ys{display:flex;flex-direction:column;justify-content:space-between;text-align:right;line-height:1;margin:-.5em 0}
.xs{grid-column:2;display:flex;justify-content:space-between}
.plot{position:relative;min-height:4em;touch-action:pan-y}
.chart .plot{border-block:1px solid var(--rule)}
.plot:focus-visible{outline:2px solid var(--line);outline-offset:2px}
svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
path{fill:none;stroke:var(--line);stroke-width:2;stroke-linejoin:round;stroke-linecap:round;vector-effect:non-scaling-stroke}
.area{fill:var(--line);stroke:none;opacity:.12}
.before{stroke-dasharray:4 4;opacity:.6}
.cursor{position:absolute;inset-block:0;border-left:1px solid var(--dim)}
.spark .plot{height:100%;min-height:0}
.spark{height:100%}
.card{display:grid;gap:.25em;padding:1em;border:1px solid var(--rule);border-radius:6px}
.card .value{font-size:2em;line-height:1.2;color:var(--ink)}
.card .plot{height:2.5em;min-height:0}
table{border-collapse:collapse;font-size:.875rem;width:100%}
caption{text-align:left;color:var(--dim)}
th{text-align:left;font-weight:400}td{text-align:right}
th,td{padding:.25em 0;border-top:1px solid var(--rule)}
@container(max-width:15em){.xs,.ys{display:none}.plot{grid-column:1/-1}}
@media(forced-colors:active){path{stroke:CanvasText}.area{fill:CanvasText}}`);

// figure writes a number as people read it, and as the server writes its own:
// 12, 0.315, 1,001, 12.35K, 1.2e-9.
function figure(v) {
  const size = Math.abs(v), sign = v < 0 ? "-" : "";
  if (size >= 1e18 || size && size < 0.0005) {
    const long = size.toExponential(20), half = /^...[02468]50+e/.test(long);
    const [number, power] = (half ? long.slice(0, 4) + long.slice(22) : size.toExponential(2)).split("e"), digits = number.replace(/\.?0+$/, "");
    const plain = power < 0 && power >= -8 && sign.length + digits.length - power < 13;
    return sign + (plain ? "0." + "0".repeat(-power - 1) + digits.replace(".", "") : digits + "e" + +power);
  }
  if (Number.isInteger(size) && size < 1000) return sign + size;
  if (size < 999.9995) return sign + fixed(size, 3);
  if (Math.round(size) < 1e4) return sign + Math.round(size).toString().replace(/(?=...$)/, ",");
  let rest = size / 1000, unit = 0;
  for (; rest >= 999.995 && unit < 4; unit++) rest /= 1000;
  return sign + fixed(rest, 2) + "KMGTQ"[unit];
}

// fixed writes a number with so many decimals; one half-way between two gets the
// even digit, as from Go. Only multiples of a power of two lie there.
function fixed(v, decimals) {
  const even = 2 * Math.round(v * 10 ** decimals / 2) / 10 ** decimals;
  return (v * 2 ** (decimals + 1) % 2 === 1 ? even : v).toFixed(decimals);
}

const clock = (seconds, form) => new Intl.DateTimeFormat(undefined, form).format(seconds * 1000);
const minuteForm = { hour: "2-digit", minute: "2-digit" };
// stamp is when a step began, as exactly as its length and that of all steps make
// sense of: a weekday names no day twice.
const stamp = (seconds, step, length) => clock(seconds, step >= 86400 ?
  { day: "numeric", month: "short", year: step < 604800 ? undefined : "numeric" } :
  length <= 6 * 86400 ? { weekday: "short", ...minuteForm } : { day: "numeric", month: "short", ...minuteForm });

// make builds an element: its class is its part too, so that pages can style it.
function make(name, part, ...inside) {
  const e = document.createElement(name);
  if (part) { e.className = part; e.part = part; }
  e.append(...inside.filter((x) => x != null));
  return e;
}

const svgNames = "http://www.w3.org/2000/svg";

// Plot draws points as a line that fills its box, whatever size that has.
class Plot {
  constructor(s, { axis, before } = {}) {
    this.s = s;
    this.box = make("div", "plot");
    const seen = [...s.points, ...(before ?? [])].filter((v) => v != null);
    this.low = Math.min(...seen, s.kind === "counter" ? 0 : Infinity);
    this.high = Math.max(...seen, s.kind === "counter" ? 0 : -Infinity);
    const svg = document.createElementNS(svgNames, "svg");
    svg.setAttribute("viewBox", "0 0 100 100");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    if (axis) this.path(svg, "area", this.line(s.points, true));
    if (before) this.path(svg, "before", this.line(before));
    this.path(svg, "line", this.line(s.points));
    this.box.append(svg);
  }

  path(svg, part, d) {
    const p = document.createElementNS(svgNames, "path");
    p.setAttribute("class", part);
    p.setAttribute("part", part);
    p.setAttribute("d", d);
    svg.append(p);
  }

  x(i) { return this.s.points.length > 1 ? 100 * i / (this.s.points.length - 1) : 50; }
  y(v) { return this.high > this.low ? 100 - 100 * (v - this.low) / (this.high - this.low) : 50; }

  // line is the path of the points; where some are missing it is interrupted,
  // and a point between two gaps is a dot. closed brings each piece to the ground.
  line(points, closed) {
    let d = "", from = -1;
    points.forEach((v, i) => {
      if (v == null) return;
      const at = this.x(i).toFixed(2) + " " + this.y(v).toFixed(2);
      if (i === 0 || points[i - 1] == null) { from = i; d += "M" + at; } else d += "L" + at;
      if (i < points.length - 1 && points[i + 1] != null) return;
      if (closed) d += `V100H${this.x(from).toFixed(2)}Z`;
      else if (from === i) d += "h.01";
    });
    return d;
  }

  // readable lets pointer and arrow keys read out points; tell shows one, or
  // the newest for -1.
  readable(tell) {
    const { box, s: { points } } = this, last = points.length - 1, cursor = make("div", "cursor");
    cursor.hidden = true;
    box.append(cursor);
    const show = (i) => {
      this.at = i;
      cursor.hidden = i < 0;
      cursor.style.left = this.x(Math.max(i, 0)) + "%";
      const said = tell(i < 0 ? last : i);
      box.setAttribute("aria-valuenow", i < 0 ? last : i);
      box.setAttribute("aria-valuetext", said);
    };
    for (const [name, value] of Object.entries({ tabindex: 0, role: "slider", "aria-label": this.s.sentence, "aria-valuemin": 0, "aria-valuemax": last })) {
      box.setAttribute(name, value);
    }
    box.addEventListener("pointermove", (e) => {
      const { left, width } = box.getBoundingClientRect();
      show(Math.min(last, Math.max(0, Math.round((e.clientX - left) / width * last))));
    });
    box.addEventListener("pointerleave", () => show(-1));
    box.addEventListener("blur", () => show(-1));
    box.addEventListener("keydown", (e) => {
      const at = this.at < 0 ? last : this.at;
      const to = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, Home: 0, End: last, Escape: -1 }[e.key];
      if (to === undefined) return;
      e.preventDefault();
      show(to < 0 && e.key !== "Escape" ? 0 : Math.min(to, last));
    });
    show(-1);
    return show;
  }
}

// Feed asks one server for all elements of the page that show its stats.
class Feed {
  elements = new Set();
  fresh = new Set(); // came since the last question
  tries = 0;

  constructor(host) { this.host = host; }

  add(e) {
    this.elements.add(e);
    this.fresh.add(e);
    this.soon ??= setTimeout(() => { this.soon = undefined; this.ask([...this.fresh], false); }, 0);
  }

  remove(e) {
    this.elements.delete(e);
    this.fresh.delete(e);
    if (this.elements.size) return;
    clearTimeout(this.timer);
    clearTimeout(this.soon);
    this.timer = this.soon = this.due = undefined;
  }

  // later plans the next question to all, once.
  later(seconds) {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.elements.size) return;
    this.due = Date.now() + seconds * 1000;
    if (!document.hidden) this.timer = setTimeout(() => this.ask([...this.elements], true), seconds * 1000);
  }

  // seen goes on when the page is looked at again.
  seen() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.due && !document.hidden) this.later(Math.max(0, (this.due - Date.now()) / 1000));
  }

  async ask(list, all) {
    if (document.hidden) { this.due ??= Date.now(); return; } // seen asks then
    for (const e of list) this.fresh.delete(e);
    let again = 60;
    try {
      again = Math.min(await this.get("values", list.filter((e) => e.wantsValue)), await this.get("series", list.filter((e) => e.wantsPoints)));
      this.tries = 0;
    } catch {
      again = Math.min(longestWait, 5 * 2 ** this.tries++);
      for (const e of list) e.stale();
    }
    if (all || !this.timer) this.later(Math.max(again, Math.min(...list.map((e) => +e.getAttribute("refresh") || 0))) + Math.random());
  }

  // get asks for what some elements show, each key and timeframe once, and hands
  // it to them. It returns when to ask again.
  async get(what, list) {
    const wishes = new Map();
    for (const e of list) {
      const wish = e.wish(what);
      wishes.set(wish, [...(wishes.get(wish) ?? []), e]);
    }
    const keys = [...wishes.keys()];
    let again = 60;
    for (let at = 0; at < keys.length; at += mostKeys) {
      const part = keys.slice(at, at + mostKeys);
      const answer = await fetch(`${this.host}/embed/v1/${what}?${part.map((q) => "q=" + encodeURIComponent(q)).join("&")}`,
        { credentials: "omit", signal: AbortSignal.timeout(20000) });
      if (!answer.ok) throw new Error(answer.status);
      const body = await answer.json();
      body[what].forEach((one, i) => wishes.get(part[i]).forEach((e) => {
        try { e.take(what, one); } catch (fault) { reportError(fault); } // it is no fault of the server's
      }));
      again = Math.min(again, body.again);
    }
    return again;
  }
}

const feeds = new Map();

function feedOf(host) {
  if (!feeds.has(host)) feeds.set(host, new Feed(host));
  return feeds.get(host);
}

document.addEventListener("visibilitychange", () => feeds.forEach((f) => f.seen()));

class ChartdStat extends HTMLElement {
  static observedAttributes = ["key", "tf", "kind", "host", "compare", "label"];

  constructor() {
    super();
    this.shadow = this.attachShadow({ mode: "open" });
    this.shadow.adoptedStyleSheets = [sheet];
    this.shadow.append(document.createElement("slot"));
    this.inner = this.attachInternals();
  }

  get kind() { return kinds.includes(this.getAttribute("kind")) ? this.getAttribute("kind") : "number"; }
  get compares() { return this.kind === "chart" && (this.hasAttribute("compare") || /_compare$/.test(this.getAttribute("tf"))); }
  // wish is what to ask for: points of the period before only where they are drawn.
  wish(what) {
    const frame = (this.getAttribute("tf") ?? "").replace(/_compare$/, "") + (what === "series" && this.compares ? "_compare" : "");
    return this.getAttribute("key") + (frame && ":" + frame);
  }
  get wantsValue() { return ["number", "card", "table"].includes(this.kind); }
  get wantsPoints() { return this.kind !== "number"; }

  connectedCallback() { this.join(); }
  disconnectedCallback() { this.leave(); }
  attributeChangedCallback() {
    if (!this.isConnected) return;
    this.leave();
    this.join();
  }

  join() {
    this.got = {};
    if (!this.getAttribute("key")) return;
    this.feed = feedOf((this.getAttribute("host") ?? home).replace(/\/$/, ""));
    this.feed.add(this);
  }

  leave() {
    this.feed?.remove(this);
    this.feed = undefined;
  }

  // take shows what came; a card waits for both of its halves.
  take(what, one) {
    const changed = JSON.stringify(one) !== this.got[what + "Text"];
    this.got[what] = one;
    this.got[what + "Text"] = JSON.stringify(one);
    this.got.at = Date.now() / 1000;
    this.old?.remove();
    if (changed && (!this.wantsValue || this.got.values) && (!this.wantsPoints || this.got.series)) this.draw();
  }

  // stale says of when the numbers are, rather than showing old ones as new.
  stale() {
    if (!this.got.at || this.old?.isConnected) return;
    this.old = make("small", "old dim", " as of " + clock(this.got.at, minuteForm));
    this.shadow.append(this.old);
  }

  // draw shows what there is. A key may grant the number and no points: a card is
  // then without its line, and a table without the rows of steps.
  draw() {
    const { values, series } = this.got, one = this.wantsValue ? values : series;
    const hadFocus = this.shadow.activeElement, at = this.plot?.at;
    this.plot = undefined;
    const body = one.problem ? make("span", "note dim", one.problem) : this["draw_" + this.kind](values, series);
    this.shadow.replaceChildren(body);
    this.inner.role = this.kind === "number" || this.kind === "spark" ? "img" : "group";
    this.inner.ariaLabel = one.problem ?? one.sentence;
    if (hadFocus && this.plot) { this.plot.box.focus(); this.move?.(at ?? -1); }
  }

  name(one) { return make("span", "name", this.getAttribute("label") ?? one.name); }
  number(text, unit) { return make("span", "value", text ?? "–", unit ? " " + unit : null); }

  draw_number(v) { return this.number(v.text, v.unit); }

  draw_card(v, s) {
    return make("div", "card", this.name(v), this.number(v.text, v.unit), make("span", "change dim", v.changeText ?? ""), s.points && new Plot(s).box);
  }

  draw_spark(_, s) { return make("div", "spark", new Plot(s).box); }

  draw_chart(_, s) {
    const plot = this.plot = new Plot(s, { axis: true, before: this.compares ? s.before : undefined }), unit = s.unit ? " " + s.unit : "";
    const readout = make("span", "readout dim"), last = s.points.length - 1, time = (i) => stamp(s.from + i * s.step, s.step, (last + 1) * s.step);
    const said = (v) => v == null ? "no data" : figure(v) + unit;
    this.move = plot.readable((i) => readout.textContent = `${time(i)}: ${said(s.points[i])}${this.compares ? ", before: " + said(s.before?.[i]) : ""}`);
    const ends = Number.isFinite(plot.low) ? [figure(plot.high), figure(plot.low)] : [];
    return make("div", "chart", make("header", "", this.name(s), readout),
      make("div", "ys", ...ends.map((t) => make("span", "tick", t))), plot.box,
      make("div", "xs", make("span", "tick", time(0)), make("span", "tick", time(last))));
  }

  draw_table(v, s) {
    const there = s.points?.filter((p) => p != null) ?? [], ends = there.length ? [Math.max(...there), Math.min(...there), there.at(-1)].map(figure) : [];
    const line = (what, text) => {
      const head = make("th", "", what);
      head.scope = "row";
      return make("tr", "row", head, make("td", "figure", text == null ? "–" : text + (v.unit ? " " + v.unit : "")));
    };
    const rows = [[v.kind === "counter" ? "Total" : "Mean", v.text]];
    if (s.points) rows.push(["Highest step", ends[0]], ["Lowest step", ends[1]], ["Latest step", ends[2]]);
    return make("table", "table", make("caption", "name", this.getAttribute("label") ?? v.name), make("tbody", "", ...rows.map((row) => line(...row))));
  }
}

if (!customElements.get("chartd-stat")) customElements.define("chartd-stat", ChartdStat);
