// What the policy in index.html has no word for: leaving for another address, new windows, frames of no address,
// WebRTC. In the oldest JavaScript there is (js/boot.js), and before every other script, so that none can have kept the
// originals.
var FRAMES = { iframe: 1, frame: 1, frameset: 1, object: 1, embed: 1, portal: 1, fencedframe: 1 };
var REFUSED = "This page opens no windows or frames";
var uncurried = function (method) {
  return Function.prototype.call.bind(method);
};
var indexOf = uncurried(String.prototype.indexOf);
var slice = uncurried(String.prototype.slice);
var lower = uncurried(String.prototype.toLowerCase);
var closest = uncurried(Element.prototype.closest);
var hasAttribute = uncurried(Element.prototype.hasAttribute);
var composedPath = uncurried(Event.prototype.composedPath);
var preventDefault = uncurried(Event.prototype.preventDefault);

function withoutHash(address) {
  var at = indexOf(address, "#");
  return at < 0 ? address : slice(address, 0, at);
}

var own = withoutHash(location.href);
var licences = new URL("licences.txt", own).href;

/**
 * The page itself, its licences, and files that it made; a search of another text would carry something to the server.
 */
function allowed(address, download) {
  var plain = withoutHash(address);
  return plain === own || address === licences || (download && indexOf(address, "blob:") === 0);
}

function refuse() {
  throw new TypeError(REFUSED);
}

/** Put `make(original)` in the place of a method, for good; `original` takes what it works on as its first argument. */
function instead(owner, name, make) {
  if (owner && owner[name])
    Object.defineProperty(owner, name, { value: make(uncurried(owner[name])), writable: false, configurable: false });
}

/** The properties stay what they are, whatever a script would put in their place. */
function fixed(owner, names) {
  names.forEach(function (name) {
    Object.defineProperty(owner, name, { configurable: false });
  });
}

/** Where the browser says that the page is about to leave (Chromium, and others in newer versions), by whatever way. */
function stay() {
  if (!window.navigation) return;
  Object.freeze(NavigateEvent.prototype);
  Object.freeze(NavigationDestination.prototype);
  window.navigation.addEventListener("navigate", function (event) {
    var to = event.destination;
    if (!to.sameDocument && !allowed(to.url, event.downloadRequest !== null)) preventDefault(event);
  });
}

/** Whether what is clicked is in a link that leads elsewhere, in this window or another. */
function leads(clicked) {
  var link = clicked && clicked.nodeType === 1 ? closest(clicked, "a, area") : null;
  if (!link || !link.href) return false;
  var isHTML = typeof link.href === "string";
  var target = isHTML ? link.target : link.target.baseVal;
  return (
    (target && target !== "_self") ||
    !allowed(isHTML ? link.href : new URL(link.href.baseVal, own).href, isHTML && hasAttribute(link, "download"))
  );
}

function noLinksElsewhere() {
  fixed(HTMLAnchorElement.prototype, ["href", "target"]);
  fixed(HTMLAreaElement.prototype, ["href", "target"]);
  fixed(SVGAElement.prototype, ["href", "target"]);
  fixed(Node.prototype, ["nodeType"]);
  var onClick = function (event) {
    if (leads(composedPath(event)[0])) preventDefault(event);
  };
  window.addEventListener("click", onClick, true);
  window.addEventListener("auxclick", onClick, true);
  // a link that is not in the page has no one above it to listen
  instead(HTMLElement.prototype, "click", function (click) {
    return function () {
      return leads(this) ? refuse() : click(this);
    };
  });
  instead(EventTarget.prototype, "dispatchEvent", function (dispatch) {
    return function (event) {
      return leads(this) ? refuse() : dispatch(this, event);
    };
  });
}

/** A window or frame of no address, which the policy lets be, would bring everything that was taken away here. */
function noWindows() {
  var unlessFrame = function (name) {
    var local = lower(name);
    return FRAMES[slice(local, indexOf(local, ":") + 1)] === 1 ? refuse() : name;
  };
  instead(window, "open", function () {
    return refuse;
  });
  instead(Document.prototype, "open", function () {
    return refuse;
  });
  instead(Document.prototype, "createElement", function (create) {
    return function (name, options) {
      return create(this, unlessFrame("" + name), options);
    };
  });
  instead(Document.prototype, "createElementNS", function (create) {
    return function (space, name, options) {
      return create(this, space, unlessFrame("" + name), options);
    };
  });
  instead(DOMImplementation.prototype, "createDocument", function (create) {
    return function (space, name, doctype) {
      return create(this, space, unlessFrame(name === null ? "" : "" + name), doctype || null);
    };
  });
  if (window.customElements)
    instead(CustomElementRegistry.prototype, "define", function () {
      return refuse;
    });
  delete window.documentPictureInPicture;
  delete window.XSLTProcessor; // makes elements of its own
}

export function guard() {
  ["RTCPeerConnection", "webkitRTCPeerConnection"].forEach(function (name) {
    delete window[name];
  });
  stay();
  noLinksElsewhere();
  noWindows();
}
