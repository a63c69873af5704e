/*
 * Streamwheel's tag for web pages, served as GET /streamwheel.js. How to use it stands in ingest-service/README.md.
 *
 * The build makes it small with Closure Compiler (level SIMPLE: properties keep their names), and TagTest holds it to
 * 3,072 bytes. The rules: no global but `streamwheel`; nothing is thrown into the page; an event keeps its id however
 * often it is sent, so that sending twice counts once.
 */
(function (document, navigator, JSON, script, name) {
  const options = script.dataset;
  // Beside the script, so that a proxy may have both below a path.
  const endpoint = new URL("v1/events", options.endpoint || script.src);
  const inCookie = options.cookie === "true";
  const kept = name + ".q";
  const api = window[name] || {};

  /** Events not known to be safe, oldest first, each as its JSON text. */
  let queue = [];
  /** a: anonymous id, u: user id, s: session id, t: time of the last event. */
  let visitor = { a: newId() };
  let batchLimit = 500;
  let failures = 0;
  /** Set while a request is on its way or the next one has to wait. */
  let busy;
  let timer;

  /** Throws nothing; does nothing for a visitor who does not want it. */
  function safe(action) {
    return (...parameters) => {
      try {
        navigator.doNotTrack === "1" || navigator.globalPrivacyControl || action(...parameters);
      } catch (e) {}
    };
  }

  function newId() {
    // Not randomUUID: pages without https have none.
    return crypto.getRandomValues(new Uint32Array(4)).join("-");
  }

  /** @noinline */
  function bytes(text) {
    return new Blob([text]).size;
  }

  // ---------------------------------------------------------------- storage: where it is blocked, memory serves

  /** @noinline */
  function read(key) {
    return JSON.parse(localStorage.getItem(key));
  }

  /** @noinline */
  function write(key, value) {
    localStorage.setItem(key, JSON.stringify(value));
  }

  const remember = safe(() => {
    if (inCookie) {
      document.cookie = `${name}=${encodeURIComponent(JSON.stringify(visitor))};path=/;max-age=31536000;samesite=lax;secure`;
    } else {
      write(name, visitor);
    }
  });

  /** Another page may have changed it. */
  const recall = safe(() => {
    const stored = inCookie
      ? JSON.parse(decodeURIComponent(document.cookie.split(name + "=")[1].split(";")[0]))
      : read(name);
    if (stored.a) {
      visitor = stored;
    }
  });

  /** What could not be sent, for this page when it is shown again, or for the next one. */
  function keep() {
    write(kept, (read(kept) || []).concat(queue).slice(-100));
    queue = [];
  }

  const resume = safe(() => {
    queue = read(kept).concat(queue);
    write(kept, []);
    schedule(0);
  });

  // ---------------------------------------------------------------- sending

  function schedule(milliseconds) {
    if (!busy) {
      clearTimeout(timer);
      timer = setTimeout(send, milliseconds);
    }
  }

  /** The oldest events that go into one request. */
  function nextBatch() {
    let size = 0;
    return queue.slice(0, batchLimit).filter((event) => (size += bytes(event) + 1) < 6e4);
  }

  function remove(batch) {
    queue = queue.filter((event) => !batch.includes(event));
  }

  function body(batch) {
    return `{"writeKey":"${options.key}","sentAt":"${new Date().toJSON()}","events":[${batch}]}`;
  }

  function send() {
    const batch = nextBatch();
    busy = batch[0];
    // A text needs no preflight.
    busy &&
      fetch(endpoint, { method: "POST", body: body(batch), credentials: "omit" })
        .catch((error) => error)
        .then((answer) => {
          const status = answer.status;
          if (status < 500 && status !== 429 && status !== 408) {
            busy = failures = 0;
            if (status === 400 && batch[1]) {
              // One event may spoil a request: halved until it stands alone.
              batchLimit = batch.length >> 1;
            } else {
              batchLimit = 500;
              remove(batch);
            }
            schedule(0);
          } else {
            const seconds = Math.max(answer.headers?.get("Retry-After") | 0, 2 ** failures++);
            setTimeout(send, Math.min(36e5, seconds * (1e3 + 250 * Math.random())));
          }
        });
  }

  const leave = safe(() => {
    let batch;
    // Nobody reads the answer to a beacon: while the collector refuses, events are rather kept.
    failures && safe(keep)();
    while ((batch = nextBatch())[0] && navigator.sendBeacon(endpoint, body(batch))) {
      remove(batch);
    }
    queue[0] && keep();
  });

  // ---------------------------------------------------------------- the page's product

  /** The first product of a JSON-LD document. */
  function find(node) {
    return (
      node &&
      (/\bProduct\b/.test(node["@type"])
        ? node
        : (node.map ? node : [node["@graph"], node.mainEntity]).map(find).find(Boolean))
    );
  }

  function meta(property) {
    return document.querySelector(`[property$="${property}"]`)?.content;
  }

  /** Its id and its facts; the id is absent where there is no product. */
  function product() {
    let found;
    document.querySelectorAll("[type$='ld+json']").forEach(
      safe((each) => {
        found ||= find(JSON.parse(each.text));
      }),
    );
    found ||= /^product/.test(meta("og:type")) && {
      sku: meta(":retailer_item_id"),
      name: meta("og:title"),
      url: meta("og:url"),
      image: meta("og:image"),
      // Of product: and of og:.
      offers: { price: meta(":price:amount"), priceCurrency: meta(":price:currency") },
    };
    const [offer] = [found.offers].flat();
    const [image] = [found.image].flat();
    return [
      found.sku || found.productID || found["@id"] || found.url,
      {
        title: found.name,
        categories: found.category,
        url: found.url,
        imageUrl: image?.url || image,
        price: +(offer?.price || offer?.lowPrice),
        currency: offer?.priceCurrency,
      },
    ];
  }

  // ---------------------------------------------------------------- what pages call

  function track(type, details) {
    const { itemId, value, ...others } = details || {};
    const now = new Date();
    recall();
    if (!(now - visitor.t < 18e5)) {
      visitor.s = newId();
    }
    visitor.t = +now;
    remember();
    const event = JSON.stringify({
      ...others,
      id: newId(),
      type,
      timestamp: now,
      anonymousId: visitor.a,
      userId: visitor.u,
      sessionId: visitor.s,
      itemId: itemId && "" + itemId,
      value: value && +value,
      context: { url: location.href, referrer: document.referrer, locale: navigator.language, userAgent: navigator.userAgent },
    });
    if (type && bytes(event) < 32e3) {
      queue.push(event) > 1e3 && queue.shift();
      queue[19] ? schedule(0) : queue[1] || schedule(1e3);
    }
  }

  api.page = safe((properties) => track("page", { properties }));
  api.track = safe(track);
  api.view = safe((itemId, facts, details) => {
    if (!facts && document.readyState === "loading") {
      setTimeout(api.view, 99, itemId, facts, details);
      return;
    }
    const [id, found] = product();
    itemId ||= id;
    itemId && track("view", { ...details, itemId, item: itemId == id ? { ...found, ...facts } : facts });
  });
  api.identify = safe((userId, properties) => {
    recall();
    if (userId) {
      visitor.u = "" + userId;
      remember();
      track("identify", { properties });
    } else if (visitor.u) {
      visitor = { a: newId() };
      remember();
    }
  });

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : resume()));
  addEventListener("pagehide", leave);
  window[name] = api;
  resume();
  options.auto === "false" || api.page();
  api.q?.map(([method, ...parameters]) => api[method](...parameters));
  api.q = null;
})(document, navigator, JSON, document.currentScript, "streamwheel");
