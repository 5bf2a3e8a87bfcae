// The room hears of changes by its stream, and asks for itself when the stream is away. It works without this too.
"use strict";

const words = document.getElementById("words");
let seen = null; // which state of the room this page shows
let isStreaming = false;
let ticks = 0;
const ask = () => htmx.trigger(words, "ask");

addEventListener("htmx:sseOpen", () => { isStreaming = true; });
addEventListener("htmx:sseError", () => { isStreaming = false; });
addEventListener("htmx:sseClose", () => { isStreaming = false; ask(); });
// Every ten seconds without the stream; with it once a minute, for the minutes left.
setInterval(() => { if (!isStreaming || ++ticks % 6 === 0) ask(); }, 10000);

addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt === words && seen) detail.headers["If-None-Match"] = seen;
});
addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 304) detail.shouldSwap = false;
  // What was done may no longer be done: the page itself says where things are.
  else if (detail.xhr.status === 409) location.reload();
});
addEventListener("htmx:afterRequest", ({ detail }) => {
  seen = detail.xhr.getResponseHeader("ETag") || seen;
});
