// The first script of the page, in the oldest JavaScript there is: it says in words why the page can't start, where
// nothing newer could. It also keeps the assets, each of which is a script that hands over its bytes here, until
// js/client/worker-client.js asks for them.
import { guard } from "./guard.js";

(function () {
  "use strict";
  var TIMEOUT_MS = 60000;
  var CURRENT = "Open it in a current version of Edge, Chrome or Firefox.";
  var kept = [];
  var later = {};
  var listener = null;
  var started = false;

  function keep(message) {
    kept.push(message);
    if (listener) listener(message);
  }

  /** Show one sentence at the top of the page. The first one stands: what follows it is a consequence. */
  function problem(text) {
    if (document.getElementById("start-problem")) return;
    if (!document.body) {
      document.addEventListener("DOMContentLoaded", function () {
        problem(text);
      });
      return;
    }
    var box = document.createElement("div");
    box.id = "start-problem";
    box.className = "govuk-error-summary start-problem";
    box.setAttribute("role", "alert");
    var title = document.createElement("h2");
    title.className = "govuk-error-summary__title";
    title.textContent = "Check 903 can’t start";
    var sentence = document.createElement("p");
    sentence.className = "govuk-error-summary__body";
    sentence.textContent = text;
    box.appendChild(title);
    box.appendChild(sentence);
    document.body.insertBefore(box, document.body.firstChild);
  }

  function unfit() {
    if (typeof WebAssembly !== "object") {
      return typeof DecompressionStream === "function"
        ? "WebAssembly is switched off in this browser, and the checks need it. In Edge, turn off “Enhance your" +
            " security on the web” for this page; otherwise ask your IT team to allow WebAssembly, or use another" +
            " browser."
        : "This browser is too old. " + CURRENT;
    }
    if (typeof Worker !== "function")
      return "Web workers are switched off in this browser, and the checks need them. " + CURRENT;
    if (
      typeof DecompressionStream !== "function" ||
      typeof structuredClone !== "function" ||
      typeof WebAssembly.Exception !== "function" ||
      !Array.prototype.toSorted
    ) {
      return "This browser is too old. " + CURRENT;
    }
    return null;
  }

  function missing(address) {
    return location.protocol === "file:"
      ? "A part of the page is missing: " +
          address +
          ". If you opened it inside the zip, unpack the whole zip first (right click, “Extract all”), then open" +
          " index.html in the unpacked folder."
      : "A part of the page could not be loaded: " +
          address +
          ". Reload the page; if that does not help, tell the people who run this site.";
  }

  window.addEventListener(
    "error",
    function (event) {
      var from = /** @type {any} */ (event.target);
      if (from && from.tagName === "SCRIPT") {
        if (!/\/postcodes\//.test(from.src)) problem(missing(from.getAttribute("src")));
      } else if (from && from.tagName === "LINK") {
        problem(missing(from.getAttribute("href")));
      } else if (!started && from === window) {
        problem("The page failed while it was starting (" + event.message + "). " + CURRENT);
      }
    },
    true,
  );

  setTimeout(function () {
    if (!started)
      problem(
        "The page has not started after a minute. Reload it. If that does not help: " +
          CURRENT.charAt(0).toLowerCase() +
          CURRENT.slice(1),
      );
  }, TIMEOUT_MS);

  guard();
  window.CHECK903 = {
    timeoutMs: TIMEOUT_MS,
    problem: problem,
    unfit: unfit(),
    asset: function (name, base64) {
      keep({ kind: "asset", name: name, base64: base64 });
    },
    /** `runtime`: Pyodide, to stand before the worker's own code. */
    worker: function (runtime, main, lock) {
      keep({ kind: "worker", runtime: runtime, main: main, lock: lock });
    },
    /** What is loaded later, when it is first needed (js/client/later.js). */
    later: function (name, value) {
      later[name] = value;
    },
    laterOf: function (name) {
      return later[name];
    },
    postcodes: function (area, base64) {
      if (listener) listener({ kind: "area", area: area, base64: base64 });
    },
    /** Hand over all that came so far, and from now on each part as it comes. */
    take: function (onPart) {
      started = true;
      listener = onPart;
      kept.forEach(onPart);
    },
  };
  if (window.CHECK903.unfit) problem(window.CHECK903.unfit);
})();
