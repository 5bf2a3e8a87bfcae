// The agenda in another order by dragging: pen, mouse or a long press. The buttons do the same without this.
"use strict";

document.querySelectorAll("[data-order]").forEach((list) => {
  const said = document.querySelector("[data-order-said]");
  const items = () => [...list.querySelectorAll(":scope > [data-item]")];
  const LONG_PRESS = 350; // milliseconds
  const EDGE = 60, STEP = 12; // pixels: near the edge of the screen the page moves along
  let dragged = null, before = null, pressed = null;

  const say = (words) => { said.textContent = words; };
  const fill = (words, item) => words.replace("{title}", item.dataset.title)
    .replace("{place}", items().indexOf(item) + 1).replace("{number}", items().length);

  const putBack = () => before.forEach((item) => list.append(item));
  const send = async (item) => {
    const form = new FormData();
    form.append("csrfmiddlewaretoken", list.dataset.token);
    items().forEach((one) => form.append("items", one.dataset.item));
    const answer = await fetch(list.dataset.order, { method: "POST", body: form, headers: { "HX-Request": "true" } })
      .catch(() => null);
    if (!answer || !answer.ok) { putBack(); say(list.dataset.failed); return; }
    const check = document.getElementById("agenda-check");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (check) check.replaceChildren(...fresh.childNodes);
    say(fill(list.dataset.moved, item));
  };

  const begin = (item, event) => {
    dragged = item; before = items();
    item.classList.add("dragged");
    list.setPointerCapture(event.pointerId); // the item itself loses it each time it moves
  };
  const end = (isKept) => {
    clearTimeout(pressed);
    if (!dragged) return;
    const item = dragged; dragged = null;
    item.classList.remove("dragged");
    if (!isKept) { putBack(); return; }
    if (before.some((one, place) => one !== items()[place])) send(item);
  };

  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-item]");
    if (!item || event.button !== 0 || event.target.closest("a, button, input, select, textarea, summary")) return;
    if (event.target.closest("[data-handle]")) { event.preventDefault(); begin(item, event); return; }
    if (event.pointerType === "touch") pressed = setTimeout(() => begin(item, event), LONG_PRESS);
  });
  list.addEventListener("pointermove", (event) => {
    if (!dragged) { if (Math.abs(event.movementY) > 3) clearTimeout(pressed); return; }
    if (event.clientY < EDGE) scrollBy(0, -STEP);
    if (event.clientY > innerHeight - EDGE) scrollBy(0, STEP);
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-item]");
    if (!over || over === dragged || over.parentElement !== list) return;
    const box = over.getBoundingClientRect();
    const isLower = event.clientY > box.top + box.height / 2;
    list.insertBefore(dragged, isLower ? over.nextSibling : over);
  });
  list.addEventListener("touchmove", (event) => { if (dragged) event.preventDefault(); }, { passive: false });
  list.addEventListener("contextmenu", (event) => { if (dragged) event.preventDefault(); });
  list.addEventListener("pointerup", () => end(true));
  list.addEventListener("pointercancel", () => end(false));
  addEventListener("keydown", ({ key }) => { if (key === "Escape") end(false); });
});
