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
  const page = document;
  const script = page.currentScript || page.querySelector("[src*='/embed.js']");
  if (!script || window.boardbridge || !window.AbortController || !window.crypto) return;
  window.boardbridge = true;
  const base = script.src.replace(/\/embed\.js.*/, "");
  const selector = "form[data-bridge]";
  const describes = "aria-describedby";
  // What a captcha writes into the form: good for minutes, and only the visitor makes it anew.
  const proofs = /^altcha$|-response$/;
  const attached = new WeakMap();
  let isBlocked = false;
  let errorCount = 0;

  const now = () => Date.now();
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const attribute = (element, attributeName) => element.getAttribute(attributeName) || "";
  const mark = (element, attributeName, content) => element.setAttribute(attributeName, content);

  // The page's language, then those of the browser.
  const tongues = [attribute(page.documentElement, "lang")].concat(navigator.languages).filter((tag) => /^[a-z-]+$/i.test(tag)).join();

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
  const visit = read("session", "bridge") || { landing_page: location.href.split("#")[0], referrer: page.referrer };
  new URLSearchParams(location.search).forEach((content, parameter) => {
    if (/^(utm_(source|medium|campaign|term|content)|(g|fb)clid)$/.test(parameter)) visit[parameter] = visit[parameter] || content;
  });
  write("session", "bridge", visit);

  const request = (place, options) => {
    options.credentials = "omit";
    (options.headers = options.headers || {})["Accept-Language"] = tongues;
    return fetch(base + place, options);
  };
  const ask = (place) => request(place, {}).then((answer) => answer.json());
  const loose = (title) => title.replace(/\[\]$/, "").replace(/\]?\[/g, ".").replace(/[\]\s_-]/g, "").toLowerCase();

  // One form; what it returns is told of what happens to it.
  const attach = (form) => {
    if (attached.has(form)) return attached.get(form);
    const place = "/f/" + attribute(form, "data-bridge");
    const slot = "bridge:" + place;
    // What the visitor reads before the service was asked for its words.
    let texts = { sending: "…", thanks: "Thank you.", waiting: "No connection. It is sent later.", failed: "It was not sent." };
    let start = now();
    let isBegun, isBusy, isLate, isShown, born, token, tokenTime, fingerprint, key, content, timer;
    let tries = 0;
    // When a post succeeded last, until something is typed: the second click of two may come after its answer, and finds the form empty.
    let sentAt = 0;

    // The signed time that tells a person from a program which posts at once.
    const renew = () => {
      tokenTime = now();
      ask(place + "/token").then((answer) => (token = answer.token), () => (tokenTime = 0));
    };

    const keepToken = () => {
      if (form.hasAttribute("data-bridge-token") && !(now() - tokenTime < 36e5)) renew();
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
      keepToken();
    };

    // Beside the form, in an element of its own or in the one that the page has for it.
    const say = (state, others) => {
      let line = form.querySelector("[data-bridge-status]");
      if (!line) {
        line = page.createElement("p");
        mark(line, "data-bridge-status", "");
        form.append(line);
      }
      mark(line, "role", "status");
      line.textContent = others || texts[state] || "";
      mark(form, "data-bridge-state", state);
    };

    const controls = () => Array.from(form.elements);

    const fire = (event, facts) =>
      form.dispatchEvent(new CustomEvent("bridge:" + event, { bubbles: true, cancelable: true, detail: facts }));

    const clear = (only) => {
      if (only) sentAt = 0;
      form.querySelectorAll("[" + describes + "*=bridge-error]").forEach((control) => {
        if (only && control !== only) return;
        const kept = attribute(control, describes).split(" ").filter((identifier) => {
          const isOurs = identifier.startsWith("bridge-error");
          if (isOurs) page.getElementById(identifier).remove();
          return !isOurs;
        });
        mark(control, describes, kept.join(" "));
        control.removeAttribute("aria-invalid");
      });
    };

    // Each error at its field, and the first of them in focus.
    const show = (list) => {
      let first;
      let rest = "";
      for (const problem of list) {
        const shown = controls().filter((control) => control.name && control.type !== "hidden");
        const control = shown.find((one) => one.name === problem.field) || shown.find((one) => loose(one.name) === loose(problem.field));
        if (!control) {
          rest += problem.field + ": " + problem.message + " ";
          continue;
        }
        const line = page.createElement("div");
        line.className = "bridge-error";
        line.id = "bridge-error-" + errorCount++;
        line.textContent = problem.message;
        const group = control.type === "radio" && control.closest("fieldset");
        if (group) group.append(line);
        else (control.closest("label") || control).after(line);
        mark(control, "aria-invalid", "true");
        mark(control, describes, (attribute(control, describes) + " " + line.id).trim());
        first = first || control;
      }
      say("invalid", rest);
      if (first) first.focus();
    };

    // Text is posted, and kept, in the way that a form has without files; with files it is what the browser makes of them.
    const compose = (button) => {
      const fields = new FormData(form);
      if (button && button.name) fields.append(button.name, button.value);
      const typed = JSON.stringify(Array.from(fields).filter((pair) => !proofs.test(pair[0])).map((pair) => [pair[0], pair[1].name || pair[1], pair[1].size]));
      // The same fill keeps its key, however often it is sent and whatever proves the visitor.
      if (typed !== fingerprint) key = crypto.getRandomValues(new Uint32Array(4)).join("-");
      fingerprint = typed;
      born = now();
      const extra = Object.assign({ time_on_form: Math.round((now() - start) / 1e3), _token: token }, visit);
      for (const title in extra) if (extra[title] && !fields.has(title)) fields.append(title, extra[title]);
      content = new URLSearchParams();
      let whole;
      fields.forEach((piece, title) => {
        if (piece.size) whole = fields;
        content.append(title, piece.trim ? piece : piece.name);
      });
      content = whole || content;
    };

    const post = () => {
      const controller = new AbortController();
      const alarm = setTimeout(() => controller.abort(), content.sort ? 6e4 : 9e5);
      const lines = { Accept: "application/json", "Idempotency-Key": key };
      return request(place, { method: "POST", body: content, headers: lines, signal: controller.signal })
        .then((answer) => answer.json().catch(() => ({})).then((reply) => settle(answer.status, reply)))
        .finally(() => clearTimeout(alarm));
    };

    // Whether the service answers at all: then it is the page that may not ask it. A content security policy says so a moment later.
    const probe = () =>
      request("/embed.js", { cache: "no-store" }).catch(() => pause(99).then(() => isBlocked || Promise.reject()));

    // A post may have waited for longer than what comes with it is good for. Its signed time is made anew, and is to be as old as a person's.
    const renewed = () =>
      ask(place + "/token").then((answer) => {
        content.set("_token", answer.token);
        born = now();
        return pause(texts.token || 3e3);
      });

    const send = () => {
      timer = clearTimeout(timer);
      clear();
      const age = now() - born;
      // It stays kept until the visitor has sent it again.
      if (age > 9e4 && Array.from(content.keys()).some((title) => proofs.test(title))) {
        isShown = true;
        say("failed");
        return fire("error", { status: 0, errors: [] });
      }
      isBusy = true;
      say("sending");
      (age > 36e5 && content.has("_token") ? renewed() : Promise.resolve())
        .then(() => post().catch(() => probe().then(() => post().catch(plain))))
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
        sentAt = start = now();
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
      if (content.sort) write("local", slot, { key, body: content.toString(), time: born, typed: fingerprint });
      timer = setTimeout(send, Math.min(6e4, 1e3 * 2 ** ++tries));
      say("waiting", content.sort ? "" : texts.waiting_files);
      fire("error", { status: 0, errors: [], waiting: true });
    };

    const resume = () => {
      const kept = read("local", slot);
      if (isBusy || isShown || !(timer || (kept && now() - kept.time < 6048e5))) return;
      if (!timer) {
        key = kept.key;
        content = new URLSearchParams(kept.body);
        born = kept.time;
        fingerprint = kept.typed;
        isLate = true;
        // Its text is shown again, should something be wrong with it.
        content.forEach((piece, title) => {
          controls().forEach((control) => {
            if (control.name !== title || control.type === "file" || proofs.test(title)) return;
            if (/radio|checkbox/.test(control.type)) control.checked = control.checked || control.value === piece;
            else control.value = piece;
          });
        });
      }
      begin();
      send();
    };

    const submit = (button) => {
      if (isBusy || now() - sentAt < 2e3) return;
      begin();
      isLate = isShown = false;
      compose(button);
      send();
    };

    if (!attribute(form, "action")) {
      mark(form, "action", base + place);
      mark(form, "method", "post");
    }
    keepToken();
    const handles = { begin, clear, resume, submit };
    attached.set(form, handles);
    return handles;
  };

  const on = (event, action) =>
    page.addEventListener(event, (happening) => {
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
  page.addEventListener("securitypolicyviolation", (violation) => {
    if (violation.effectiveDirective === "connect-src" && violation.blockedURI.startsWith(new URL(base).origin)) isBlocked = true;
  });
  const resumeAll = () => page.querySelectorAll(selector).forEach((form) => attach(form).resume());
  addEventListener("online", resumeAll);
  resumeAll();
})();
