// Fills the elements of an old snippet and asks again. Called with the id of the
// call, HTML, and milliseconds.
(function (id, html, every) {
  var doc = document, script = doc.currentScript, chains = window.StatHatEmbedChains || (window.StatHatEmbedChains = {});
  // All elements of the id: two equal calls make two. The id may hold anything, so it is compared, not searched.
  function elements() {
    var all = doc.querySelectorAll("[id]"), found = [];
    for (var i = 0; i < all.length; i++) if (all[i].id === id) found.push(all[i]);
    return found;
  }
  elements().forEach(function (e) { e.innerHTML = html; e.style.display = "block"; });
  if (!script || !script.src) return;
  var src = script.src.replace(/[?&]refresh=[^&]*$/, "");
  src += (src.indexOf("?") < 0 ? "?" : "&") + "refresh=" + every;
  // One chain of requests an id, however many scripts were asked for: the last begun goes on.
  var chain = chains[id] = {}, tries = 0;
  function later() { setTimeout(ask, Math.min(every * Math.pow(2, tries), Math.max(every, 36e5))); }
  function ask() {
    if (chains[id] !== chain) return;
    if (doc.hidden) { doc.addEventListener("visibilitychange", ask, { once: true }); return; }
    if (!elements().length) { delete chains[id]; return; }
    var next = doc.createElement("script");
    next.onload = function () { next.remove(); };
    next.onerror = function () { next.remove(); tries++; later(); };
    next.src = src;
    (doc.head || doc.documentElement).appendChild(next);
  }
  later();
})
