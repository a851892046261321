// StatHat's old snippet: a page loads this file and calls StatHatEmbed.render.
// Each call leaves a hidden element where it stands and loads a script that
// fills it; that script asks again by itself. Old browsers run it too.
(function () {
  var doc = document, root = base();

  // The address that this file was loaded from is the server that answers.
  function base() {
    var me = doc.currentScript, all = doc.scripts;
    for (var i = all.length; !me && i--;) if (/\/embed\.js([?#]|$)/.test(all[i].src)) me = all[i];
    return me.src.replace(/\/(js|javascripts)\/embed\.js([?#].*)?$/, "");
  }

  function given(v) { return v === undefined || v === null ? "" : String(v); }

  function idOf(kind, o) {
    return "statd_embed_" + kind + "_" + (kind === "text" ?
      [o.s1, o.u] : [o.s1, o.s2, o.s3, o.w, o.h, o.tf, o.style]).map(given).join("_");
  }

  function addressOf(kind, o) {
    var path = [o.s1, o.s2, o.s3].filter(given).map(encodeURIComponent).join("/");
    var query = ["w", "h", "tf", "style", "title", "u", "refresh"].filter(function (name) { return given(o[name]); });
    return root + "/embed/" + kind + "/" + path + "?" + query.map(function (name) {
      return name + "=" + encodeURIComponent(o[name]);
    }).join("&");
  }

  // A call that runs while the page is read stands where its script is; in the
  // head nothing can be shown, so it moves to the body; any other comes last.
  function place(element, then) {
    var script = doc.currentScript;
    if (script && doc.body && doc.body.contains(script)) {
      script.parentNode.insertBefore(element, script.nextSibling);
    } else if (doc.body && !script) {
      var all = doc.body.getElementsByTagName("script"), last = all[all.length - 1];
      if (last) last.parentNode.insertBefore(element, last.nextSibling);
      else doc.body.appendChild(element);
    } else {
      doc.addEventListener("DOMContentLoaded", function () { doc.body.appendChild(element); then(); });
      return;
    }
    then();
  }

  function render(kind, options) {
    var o = {}, element = doc.createElement("div");
    for (var name in options) o[name] = options[name];
    if (!given(o.tf)) o.tf = "week_compare";
    element.id = idOf(kind, o);
    element.style.display = "none";
    place(element, function () {
      var script = doc.createElement("script");
      script.src = addressOf(kind, o);
      script.onload = function () { script.remove(); };
      (doc.head || doc.documentElement).appendChild(script);
    });
  }

  var kinds = ["graph", "histogram", "data", "table", "text"], embed = {
    // render shows up to three stats, s1 to s3: {kind, s1, s2, s3, w, h, tf, style, title, u, refresh}.
    // refresh is in milliseconds, a minute without it.
    render: function (options) { render(kinds.indexOf(options.kind) < 0 ? "graph" : options.kind, options); }
  };
  kinds.forEach(function (kind) { embed["render_" + kind] = function (options) { render(kind, options); }; });
  window.StatHatEmbed = embed;
})();
