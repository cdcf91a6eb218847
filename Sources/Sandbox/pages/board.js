// Follows the board: asks for the next version and waits until there is one. What visitors wrote is only ever text here.

const part = (id) => document.getElementById(id);
const cards = new Map();
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const freshFor = 60_000;
let isFirst = true;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function ago(milliseconds) {
  const seconds = Math.round((Date.now() - milliseconds) / 1000);
  if (seconds < 45) return "just now";
  if (seconds < 45 * 60) return relative.format(-Math.max(1, Math.round(seconds / 60)), "minute");
  if (seconds < 22 * 3600) return relative.format(-Math.max(1, Math.round(seconds / 3600)), "hour");
  return relative.format(-Math.max(1, Math.round(seconds / 86400)), "day");
}

function clone(id) {
  return part(id).content.firstElementChild.cloneNode(true);
}

function setText(element, text) {
  element.textContent = text ?? "";
  element.hidden = !text;
}

function makeCard(deal) {
  const card = clone("deal");
  const find = (selector) => card.querySelector(selector);
  find("h3").textContent = deal.title || `Deal ${deal.id}`;
  setText(find(".name"), deal.name);
  setText(find(".email"), deal.email);
  setText(find(".phone"), deal.phone);
  find(".id").textContent = `#${deal.id}`;
  const time = find("time");
  time.dateTime = deal.created_at;
  time.title = exact.format(new Date(deal.created_at));
  for (const { label, value } of deal.details) {
    const name = document.createElement("dt");
    const text = document.createElement("dd");
    name.textContent = label;
    text.textContent = value;
    find("dl").append(name, text);
  }
  find("details").hidden = deal.details.length === 0;
  return { element: card, created: Date.parse(deal.created_at) };
}

function tellTimes() {
  for (const card of cards.values()) {
    card.element.querySelector("time").textContent = ago(card.created);
    const isFresh = Date.now() - card.created < freshFor;
    card.element.classList.toggle("fresh", isFresh);
    card.element.querySelector(".new").hidden = !isFresh;
  }
}

function columnFor(column) {
  const id = `column-${column.id}`;
  let section = part(id);
  if (!section) {
    section = clone("column");
    section.id = id;
    section.querySelector("h2").textContent = column.title;
    section.querySelector("h2").id = `${id}-title`;
    section.setAttribute("aria-labelledby", `${id}-title`);
    part("columns").append(section);
  }
  section.querySelector(".count").textContent = column.count === 1 ? "1 deal" : `${column.count} deals`;
  section.querySelector(".none").hidden = column.count > 0;
  return section.querySelector("ol");
}

function announce(deals, board) {
  if (deals.length === 0) return;
  const { title, id, name, column_id } = deals[0];
  const column = board.columns.find((column) => column.id === column_id);
  const one = `New deal: ${title || id}${name ? `, ${name}` : ""}, in ${column ? column.title : "the board"}.`;
  part("news").textContent = deals.length === 1 ? one : `${deals.length} new deals.`;
}

function show(board) {
  document.title = board.total > 0 ? `(${board.total}) ${board.title}` : board.title;
  part("title").textContent = board.title;
  part("empty").hidden = board.total > 0;
  part("empty-form").hidden = !board.form_url;
  part("empty-api").hidden = Boolean(board.form_url);
  part("api-address").textContent = `${location.origin}/api/offer/create`;
  if (board.form_url && /^https?:/.test(board.form_url)) {
    part("form-link").href = board.form_url;
    part("form-link").textContent = board.form_url;
  }
  const kept = new Set(board.deals.map((deal) => deal.id));
  for (const [id, card] of cards) {
    if (kept.has(id)) continue;
    card.element.remove();
    cards.delete(id);
  }
  const lists = new Map(board.columns.map((column) => [column.id, columnFor(column)]));
  const news = board.deals.filter((deal) => !cards.has(deal.id));
  // From the oldest on, each at the top of its column, so that cards that are open or focused stay as they are.
  for (const deal of news.toReversed()) {
    const card = makeCard(deal);
    cards.set(deal.id, card);
    lists.get(deal.column_id)?.prepend(card.element);
  }
  part("more").hidden = board.deals.length === board.total;
  part("more").textContent = `The newest ${board.deals.length} of ${board.total} deals are shown.`;
  tellTimes();
  if (!isFirst) announce(news, board);
  isFirst = false;
}

function tellState(state, text) {
  part("state").dataset.state = state;
  if (part("state-text").textContent !== text) part("state-text").textContent = text;
}

async function follow() {
  let version = "";
  let run = "";
  for (;;) {
    try {
      const answer = await fetch(`/board.json?since=${encodeURIComponent(version)}`, { cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      const board = await answer.json();
      // Another run of the sandbox numbers its deals anew.
      if (run && run !== board.version.split("-")[0]) location.reload();
      run = board.version.split("-")[0];
      version = board.version;
      show(board);
      tellState("live", "Up to date");
      // Many deals at once are shown together.
      await pause(250);
    } catch {
      tellState("lost", "The sandbox does not answer; trying again");
      await pause(2000);
    }
  }
}

setInterval(tellTimes, 15_000);
follow();
