// Small comforts. Everything works without them.
"use strict";

const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

// After a form could not be sent, reading starts at what to mend.
each("[data-error-summary]", (summary) => summary.focus());

// Say when the connection is lost, and when it is back.
const sayOffline = () =>
  each("[data-offline]", (line) => { line.textContent = navigator.onLine ? "" : line.dataset.offline; });
addEventListener("online", sayOffline);
addEventListener("offline", sayOffline);
sayOffline();

// What is typed into [data-keep] stays on this device, in this tab, until it has been sent.
const nameOf = (box) => "keep:" + location.pathname + ":" + box.name;
const isSent = (key) => key.startsWith("sent:");
const forgetSent = () => Object.keys(sessionStorage).filter(isSent).forEach((mark) => {
  sessionStorage.removeItem(mark.slice(5));
  sessionStorage.removeItem(mark);
});
const unmarkSent = () => Object.keys(sessionStorage).filter(isSent).forEach((mark) => sessionStorage.removeItem(mark));
const forget = () => Object.keys(sessionStorage)
  .filter((key) => isSent(key) || key.startsWith("keep:")).forEach((key) => sessionStorage.removeItem(key));

const keepTyped = (root) => root.querySelectorAll("[data-keep]").forEach((box) => {
  const kept = sessionStorage.getItem(nameOf(box));
  if (kept && !box.value) box.value = kept;
});

// A post that ends at the sign-in page was not sent: what was typed waits for the person's return.
if (document.querySelector("[data-sign-in]")) unmarkSent(); else forgetSent();
keepTyped(document);
addEventListener("input", ({ target }) => {
  if (target.matches("[data-keep]")) sessionStorage.setItem(nameOf(target), target.value);
});
addEventListener("submit", ({ target }) => {
  if (target.matches("[data-signs-out]")) return forget();
  target.querySelectorAll("[data-keep]").forEach((box) => sessionStorage.setItem("sent:" + nameOf(box), "1"));
});
addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) forgetSent(); else unmarkSent(); });
addEventListener("htmx:afterSettle", ({ detail }) => keepTyped(detail.elt));

// One open menu closes with Escape or when attention goes elsewhere.
addEventListener("keydown", ({ key }) => {
  if (key === "Escape") each("[data-menu][open]", (menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});
addEventListener("click", ({ target }) => each("[data-menu][open]", (menu) => {
  if (!menu.contains(target)) menu.open = false;
}));

// Ten minutes before the sign-in ends, say so and offer to stay.
each("[data-session-seconds]", (warning) => {
  const longestTimer = 2 ** 31 - 1;
  const wait = () => Math.max(0, (Number(warning.dataset.sessionSeconds) - 600) * 1000);
  const show = () => { warning.hidden = false; };
  const begin = () => { if (wait() <= longestTimer) setTimeout(show, wait()); };
  warning.querySelector("[data-stay-button]").addEventListener("click", async () => {
    const answer = await fetch(warning.dataset.stay, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok) { warning.hidden = true; begin(); }
  });
  begin();
});

// Printing from a button.
addEventListener("click", ({ target }) => { if (target.closest("[data-print]")) print(); });
