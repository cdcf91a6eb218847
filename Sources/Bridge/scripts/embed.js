// BoardBridge's script for websites. It sends the forms that name one of ours, and the page stays where it is:
//
//   <script src="https://leads.example.com/embed.js" defer></script>
//   <form data-bridge="contact" action="https://leads.example.com/f/contact" method="post">
//
// Whatever it lacks, in the browser, in the page or on the way, the form is posted as if this script were not there.
//
// It is served smaller than it stands here (CompactScript): without comments and blanks, and with short names for its own. So that this
// can be done without knowing the language, a name of its own is never that of a property, and each statement ends in a semicolon.
(function () {
  "use strict";
  const script = document.currentScript || document.querySelector("script[src*='/embed.js']");
  if (!script || window.boardbridge || !window.fetch || !window.AbortController || !window.crypto) return;
  window.boardbridge = true;
  const base = script.src.replace(/\/embed\.js.*/, "");
  const selector = "form[data-bridge]";
  const attached = new WeakMap();
  let isBlocked = false;
  let errorCount = 0;

  const attribute = (element, attributeName) => element.getAttribute(attributeName) || "";
  const mark = (element, attributeName, content) => element.setAttribute(attributeName, content);

  // The page's language, then those of the browser.
  const tongues = [attribute(document.documentElement, "lang")].concat(navigator.languages).filter((tag) => /^[a-z-]+$/i.test(tag)).join();

  // A browser may refuse its storage; then nothing is kept.
  const read = (area, slot) => {
    try {
      return JSON.parse(window[area + "Storage"].getItem(slot));
    } catch (refusal) {}
  };
  const write = (area, slot, content) => {
    try {
      window[area + "Storage"][content ? "setItem" : "removeItem"](slot, JSON.stringify(content));
    } catch (refusal) {}
  };

  // How the visitor came to the website: written down on the first page that has this script.
  const visit = read("session", "bridge") || { landing_page: location.href.split("#")[0], referrer: document.referrer };
  new URLSearchParams(location.search).forEach((content, parameter) => {
    if (/^(utm_(source|medium|campaign|term|content)|gclid|fbclid)$/.test(parameter)) visit[parameter] = visit[parameter] || content;
  });
  write("session", "bridge", visit);

  const request = (place, options) =>
    fetch(base + place, Object.assign({ credentials: "omit" }, options, { headers: Object.assign({ "Accept-Language": tongues }, options.headers) }));
  const ask = (place) => request(place, {}).then((answer) => answer.json());
  const random = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");
  const loose = (title) => title.replace(/\[\]$/, "").replace(/\]?\[/g, ".").replace(/[\]\s_-]/g, "").toLowerCase();

  // One form; what it returns is told of what happens to it.
  const attach = (form) => {
    if (attached.has(form)) return attached.get(form);
    const place = "/f/" + attribute(form, "data-bridge");
    const slot = "bridge:" + place;
    // What the visitor reads before the service was asked for its words.
    let texts = { sending: "…", thanks: "Thank you.", waiting: "No connection. This is kept here, and sent later.", waiting_files: "No connection. Leave this page open.", failed: "It could not be sent." };
    let start = Date.now();
    let isBegun, isBusy, isLate, token, tokenTime, fingerprint, key, content, timer;
    let tries = 0;
    // When a post succeeded last, until something is typed: the second click of two may come after its answer, and finds the form empty.
    let sentAt = 0;

    // The signed time that tells a person from a program which posts at once.
    const renew = () => {
      tokenTime = Date.now();
      ask(place + "/token").then((answer) => (token = answer.token), () => (tokenTime = 0));
    };

    const begin = () => {
      if (!isBegun) {
        isBegun = true;
        const goal = form.querySelector("[name=_next]");
        ask(place + "/words" + (goal ? "?next=" + encodeURIComponent(goal.value) : "")).then(
          (answer) => {
            texts = answer;
            if (answer.token && !tokenTime) renew();
          },
          () => (isBegun = false)
        );
      }
      if (form.hasAttribute("data-bridge-token") && !(Date.now() - tokenTime < 36e5)) renew();
    };

    // Beside the form, in an element of its own or in the one that the page has for it.
    const say = (state, others) => {
      let line = form.querySelector("[data-bridge-status]");
      if (!line) {
        line = document.createElement("p");
        mark(line, "data-bridge-status", "");
        form.append(line);
      }
      mark(line, "role", "status");
      line.textContent = others || texts[state] || "";
      mark(form, "data-bridge-state", state);
    };

    const fire = (event, facts) =>
      form.dispatchEvent(new CustomEvent("bridge:" + event, { bubbles: true, cancelable: true, detail: facts }));

    const clear = (only) => {
      if (only) sentAt = 0;
      form.querySelectorAll("[aria-describedby*=bridge-error]").forEach((control) => {
        if (only && control !== only) return;
        const kept = attribute(control, "aria-describedby").split(" ").filter((identifier) => {
          const isOurs = identifier.startsWith("bridge-error");
          if (isOurs) document.getElementById(identifier).remove();
          return !isOurs;
        });
        mark(control, "aria-describedby", kept.join(" "));
        control.removeAttribute("aria-invalid");
      });
    };

    // Each error at its field, and the first of them in focus.
    const show = (list) => {
      let first;
      let rest = "";
      for (const problem of list) {
        const controls = Array.from(form.elements).filter((control) => control.name && control.type !== "hidden");
        const control = controls.find((one) => one.name === problem.field) || controls.find((one) => loose(one.name) === loose(problem.field));
        if (!control) {
          rest += problem.field + ": " + problem.message + " ";
          continue;
        }
        const line = document.createElement("div");
        line.className = "bridge-error";
        line.id = "bridge-error-" + errorCount++;
        line.textContent = problem.message;
        const group = control.type === "radio" && control.closest("fieldset");
        if (group) group.append(line);
        else (control.closest("label") || control).after(line);
        mark(control, "aria-invalid", "true");
        mark(control, "aria-describedby", (attribute(control, "aria-describedby") + " " + line.id).trim());
        first = first || control;
      }
      say("invalid", rest);
      if (first) first.focus();
    };

    // Text is posted, and kept, as one string; with files it is what the browser makes of them.
    const compose = (button) => {
      const fields = new FormData(form);
      if (button && button.name) fields.append(button.name, button.value);
      const typed = JSON.stringify(Array.from(fields, (pair) => [pair[0], pair[1].name || pair[1], pair[1].size]));
      // The same fill keeps its key and its content, however often it is sent.
      if (typed === fingerprint) return;
      fingerprint = typed;
      key = random();
      const extra = Object.assign({ time_on_form: Math.round((Date.now() - start) / 1e3), _token: token }, visit);
      for (const title in extra) if (extra[title] && !fields.has(title)) fields.append(title, extra[title]);
      content = new URLSearchParams();
      let isText = true;
      fields.forEach((piece, title) => {
        if (piece.size) isText = false;
        content.append(title, piece.trim ? piece : piece.name);
      });
      content = isText ? content.toString() : fields;
    };

    const post = () => {
      const controller = new AbortController();
      const alarm = setTimeout(() => controller.abort(), content.trim ? 6e4 : 9e5);
      const lines = { Accept: "application/json", "Idempotency-Key": key };
      if (content.trim) lines["Content-Type"] = "application/x-www-form-urlencoded";
      return request(place, { method: "POST", body: content, headers: lines, signal: controller.signal })
        .then((answer) => answer.json().catch(() => ({})).then((reply) => settle(answer.status, reply)))
        .finally(() => clearTimeout(alarm));
    };

    // Whether the service answers at all: then it is the page that may not ask it. A content security policy says so a moment later.
    const probe = () =>
      request("/embed.js", { cache: "no-store" }).catch(
        () => new Promise((resolve, reject) => setTimeout(() => (isBlocked ? resolve() : reject()), 99))
      );

    const send = () => {
      clearTimeout(timer);
      isBusy = true;
      clear();
      say("sending");
      post()
        .catch(() => probe().then(() => post().catch(plain)))
        .catch(wait)
        .then(() => (isBusy = false));
    };

    const plain = () => HTMLFormElement.prototype.submit.call(form);

    const settle = (code, reply) => {
      if (code > 499 || code === 429 || code === 408) return wait();
      write("local", slot);
      if (code === 200) {
        form.reset();
        fingerprint = tries = 0;
        sentAt = start = Date.now();
        if (tokenTime) renew();
        if (!fire("success", reply)) return say("");
        say("thanks");
        if (texts.next && !isLate && !form.hasAttribute("data-bridge-stay")) location.assign(texts.next.replace("{id}", reply.id));
      } else {
        const list = reply.errors || [];
        say(list[0] ? "invalid" : "failed");
        if (fire("error", { status: code, errors: list }) && list[0]) show(list);
      }
    };

    // Kept in this browser until it is sent: over a closed window, and for a week. Files are not: the page has to stay open for them.
    const wait = () => {
      if (content.trim) write("local", slot, { key: key, body: content, time: Date.now() });
      timer = setTimeout(send, Math.min(6e4, 1e3 * 2 ** ++tries));
      say("waiting", content.trim ? "" : texts.waiting_files);
      fire("error", { status: 0, errors: [], waiting: true });
    };

    const resume = () => {
      const kept = read("local", slot);
      if (isBusy || !(timer || (kept && Date.now() - kept.time < 6048e5))) return;
      if (!timer) {
        key = kept.key;
        content = kept.body;
        isLate = true;
        // Its text is shown again, should something be wrong with it.
        new URLSearchParams(content).forEach((piece, title) => {
          Array.from(form.elements).forEach((control) => {
            if (control.name !== title || control.type === "file") return;
            if (/radio|checkbox/.test(control.type)) control.checked = control.checked || control.value === piece;
            else control.value = piece;
          });
        });
      }
      begin();
      send();
    };

    const submit = (button) => {
      if (isBusy || Date.now() - sentAt < 2e3) return;
      begin();
      isLate = false;
      compose(button);
      send();
    };

    if (!attribute(form, "action")) {
      mark(form, "action", base + place);
      mark(form, "method", "post");
    }
    if (form.hasAttribute("data-bridge-token")) renew();
    const handles = { begin: begin, clear: clear, resume: resume, submit: submit };
    attached.set(form, handles);
    return handles;
  };

  const on = (event, action) =>
    document.addEventListener(event, (happening) => {
      const form = happening.target.closest(selector);
      if (form) action(attach(form), happening);
    });
  on("focusin", (handles) => handles.begin());
  on("input", (handles, happening) => handles.clear(happening.target));
  on("submit", (handles, happening) => {
    if (happening.defaultPrevented) return;
    happening.preventDefault();
    handles.submit(happening.submitter);
  });
  document.addEventListener("securitypolicyviolation", (violation) => {
    if (violation.effectiveDirective === "connect-src" && violation.blockedURI.startsWith(new URL(base).origin)) isBlocked = true;
  });
  const resumeAll = () => document.querySelectorAll(selector).forEach((form) => attach(form).resume());
  addEventListener("online", resumeAll);
  resumeAll();
})();
