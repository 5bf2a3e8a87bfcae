// The room hears of changes by its stream, and asks for itself when the stream is away. It works without this too.
"use strict";

const words = document.getElementById("words");
const link = document.getElementById("link"); // says when the connection is lost, and when it is back
const told = document.getElementById("told"); // why something could not be done
const news = document.getElementById("news");
const tokens = /(name="csrfmiddlewaretoken" value=")[^"]*/g; // new in every answer, and no news
let seen = words.dataset.tag; // which state of the room this page shows
let isStreaming = false;
let isLost = false;
let ticks = 0;
let isLeaving = false; // a button was pressed that leads to another page
const ask = () => { if (!isLeaving) htmx.trigger(words, "ask"); };
const say = (line, sentence) => { if (line && line.textContent !== sentence) line.textContent = sentence; };

const lost = () => { isLost = true; say(link, link.dataset.lost); };
const back = () => {
  if (!isLost) return;
  isLost = false;
  say(link, link.dataset.back);
  setTimeout(() => { if (!isLost) say(link, ""); }, 8000);
};
addEventListener("offline", lost);
addEventListener("online", ask);
addEventListener("htmx:sseOpen", () => { isStreaming = true; if (isLost) ask(); });
// Only when asking fails too is the connection lost: some networks block streams and nothing else.
addEventListener("htmx:sseError", () => { isStreaming = false; ask(); });
addEventListener("htmx:sseClose", () => { isStreaming = false; ask(); });
addEventListener("htmx:sendError", lost);
addEventListener("htmx:timeout", lost);
if (!navigator.onLine) lost();
// Every ten seconds without the stream; with it once a minute, for the minutes left.
setInterval(() => { if (!isStreaming || ++ticks % 6 === 0) ask(); }, 10000);

addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt === words && seen) detail.headers["If-None-Match"] = seen;
});
// What comes back now would send the browser somewhere else than the button does.
addEventListener("submit", (event) => { isLeaving = !event.defaultPrevented; });
addEventListener("pageshow", () => { isLeaving = false; });
addEventListener("htmx:beforeOnLoad", (event) => { if (isLeaving) event.preventDefault(); });
addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { status, responseText } = detail.xhr;
  if (status === 304) detail.shouldSwap = false;
  else if (status === 409) { // somebody was quicker, or it can not be done now: the page says why, and where things are
    const why = new DOMParser().parseFromString(responseText, "text/html").querySelector("main .notice");
    say(told, why ? why.textContent : "");
    seen = "";
    ask();
  } else if (status === 403 || status === 404) location.reload();
});
addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.xhr.status) return;
  back();
  seen = detail.xhr.getResponseHeader("ETag") || seen;
  if (detail.successful && detail.elt !== words) say(told, "");
});

// What did not change stays as it is: nothing is read out again, and nobody's place on the page is lost.
const plain = (part) => part.innerHTML.replace(tokens, "$1").trim();
const patch = (region, fresh) => { // sentence by sentence
  const now = new Map([...region.children].map((line) => [line.id, line]));
  const after = [...fresh.children].map((line) => {
    const same = now.get(line.id);
    return same && same.textContent === line.textContent ? same : document.importNode(line, true);
  });
  [...region.children].forEach((line) => { if (!after.includes(line)) line.remove(); });
  after.forEach((line, place) => { if (region.children[place] !== line) region.insertBefore(line, region.children[place] || null); });
};
const said = (part) => [...part.querySelectorAll(".said")].map((each) => each.id);
addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const { target, fragment } = detail;
  const fresh = fragment.id === target.id ? fragment : fragment.firstElementChild || fragment;
  if (target.hasAttribute("data-live")) patch(target, fresh);
  detail.shouldSwap = !target.hasAttribute("data-live") && plain(target) !== plain(fresh);
  if (target !== words || !detail.shouldSwap || !news) return;
  const before = said(words);
  if (said(fresh).every((id) => before.includes(id))) return;
  say(news, news.dataset.news);
  setTimeout(() => say(news, ""), 5000);
});
