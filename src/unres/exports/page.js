// What the page does: notes and citations on hover and focus, search, keys, the outline's place. The page reads
// and prints without any of it.
"use strict";
(() => {
  const body = document.body;
  const sheet = document.getElementById("unres-text");
  const tip = document.getElementById("unres-tip");
  const input = document.getElementById("unres-search");
  const count = document.getElementById("unres-count");
  const narrow = matchMedia("screen and (max-width: 52rem)");

  // ---- notes and citations, beside the pointer or the focused link ----

  let owner = null;

  function fillTip(link) {
    tip.replaceChildren();
    const notes = (link.dataset.notes || "").split(" ").filter(Boolean);
    for (const number of notes.slice(0, 6)) {
      const words = document.querySelector(`#fn${CSS.escape(number)} .words`);
      const line = document.createElement("p");
      const lead = document.createElement("b");
      lead.textContent = `${number} `;
      line.append(lead);
      if (words) for (const child of words.cloneNode(true).childNodes) line.append(child.cloneNode(true));
      for (const copied of line.querySelectorAll("mark")) copied.replaceWith(...copied.childNodes);
      tip.append(line);
    }
    if (notes.length > 6) tip.append("…");
    if (link.dataset.tip) {
      const line = document.createElement("p");
      line.className = "quiet";
      line.textContent = link.dataset.tip;
      tip.append(line);
    }
    const target = link.dataset.target && document.getElementById(link.dataset.target);
    if (target) {
      const line = document.createElement("p");
      const words = target.textContent.trim().replace(/\s+/g, " ");
      line.textContent = words.length > 280 ? `${words.slice(0, 280)}…` : words;
      tip.append(line);
    }
  }

  function showTip(link) {
    owner = link;
    fillTip(link);
    tip.hidden = false;
    const place = link.getClientRects()[0] || link.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const side = Math.max(8, Math.min(place.left, room - tip.offsetWidth - 8));
    const below = place.bottom + 8 + tip.offsetHeight < innerHeight || place.top < tip.offsetHeight + 8;
    tip.style.left = `${side + scrollX}px`;
    tip.style.top = `${(below ? place.bottom + 8 : place.top - tip.offsetHeight - 8) + scrollY}px`;
    link.setAttribute("aria-describedby", "unres-tip");
  }

  function hideTip() {
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
    tip.hidden = true;
  }

  const tipped = (event) => event.target.closest && event.target.closest("[data-notes], [data-tip], [data-target]");
  let leaving = 0;
  document.addEventListener("mouseover", (event) => {
    const link = tipped(event);
    clearTimeout(leaving);
    if (link && link !== owner) showTip(link);
    else if (!link && owner && !tip.contains(event.target)) leaving = setTimeout(hideTip, 150);
  });
  document.addEventListener("focusin", (event) => {
    const link = tipped(event);
    if (link && !tip.contains(link)) showTip(link);
    else if (!tip.contains(event.target)) hideTip();
  });

  // ---- search: marks what is found, without regard to case, accents or Arabic vowel signs ----

  let hits = [];
  let now = -1;

  const folded = (character) =>
    character.normalize("NFD").replace(/[\p{M}\u0640]/gu, "").toLowerCase().replace(/[\s\u00a0\u202f]/g, " ") || "";

  function clearHits() {
    for (const group of hits) {
      for (const mark of group) {
        const parent = mark.parentNode;
        mark.replaceWith(...mark.childNodes);
        parent.normalize();
      }
    }
    hits = [];
    now = -1;
  }

  function markIn(block, wanted) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) =>
        node.parentElement.closest("sup") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    let text = "";
    const origin = []; // for every character of `text`: its node and its place there
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.data.length; at += 1) {
        for (const character of folded(node.data[at])) {
          text += character;
          origin.push([node, at]);
        }
      }
    }
    const places = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
    const groups = [];
    for (const at of places.reverse()) { // from the end, so that earlier places keep their nodes
      const group = [];
      let last = at + wanted.length - 1;
      while (last >= at) {
        const node = origin[last][0];
        let first = last;
        while (first > at && origin[first - 1][0] === node) first -= 1;
        const range = document.createRange();
        range.setStart(node, origin[first][1]);
        range.setEnd(node, origin[last][1] + 1);
        const mark = document.createElement("mark");
        range.surroundContents(mark);
        group.unshift(mark);
        last = first - 1;
      }
      groups.unshift(group);
    }
    hits.push(...groups);
  }

  function search() {
    clearHits();
    const wanted = [...input.value.trim()].map(folded).join("");
    if (wanted.length > 1 || /[\u3400-\u9fff]/.test(wanted)) {
      for (const block of sheet.querySelectorAll("[data-search]")) markIn(block, wanted);
    }
    if (hits.length) go(0);
    else count.textContent = wanted.length > 1 ? "0" : "";
  }

  function go(index) {
    if (!hits.length) return;
    if (now >= 0) for (const mark of hits[now]) mark.classList.remove("now");
    now = (index + hits.length) % hits.length;
    for (const mark of hits[now]) mark.classList.add("now");
    hits[now][0].scrollIntoView({ block: "center" });
    count.textContent = `${now + 1} / ${hits.length}`;
  }

  let typing = 0;
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, 120);
  });
  document.getElementById("unres-find").addEventListener("submit", (event) => {
    event.preventDefault();
    if (hits.length) go(now + 1);
    else search();
  });
  document.getElementById("unres-previous").addEventListener("click", () => go(now - 1));

  // ---- panel and lead phrases ----

  const panelButton = document.getElementById("unres-toggle-panel");
  const leadButton = document.getElementById("unres-toggle-leads");
  function toggle(button, name, on) {
    button.setAttribute("aria-pressed", String(on));
    body.classList.toggle(name, name === "no-panel" ? !on : on);
  }
  panelButton.addEventListener("click", () => toggle(panelButton, "no-panel", body.classList.contains("no-panel")));
  leadButton.addEventListener("click", () => toggle(leadButton, "leads", !body.classList.contains("leads")));
  if (narrow.matches) toggle(panelButton, "no-panel", false);
  document.getElementById("unres-panel").addEventListener("click", (event) => {
    if (narrow.matches && event.target.closest("a")) toggle(panelButton, "no-panel", false);
  });

  // ---- keys ----

  const stops = [...sheet.querySelectorAll(".block, h1, h2, h3, h4, h5, h6")];
  function step(by) {
    const line = 90;
    let index = stops.findIndex((stop) => stop.classList.contains("here"));
    if (index < 0) index = stops.findIndex((stop) => stop.getBoundingClientRect().top >= line) - (by > 0 ? 1 : 0);
    const next = stops[Math.max(0, Math.min(stops.length - 1, index + by))];
    for (const stop of stops) stop.classList.remove("here");
    next.classList.add("here");
    next.setAttribute("tabindex", "-1");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!tip.hidden) hideTip();
      else if (document.activeElement === input) {
        input.value = "";
        search();
        input.blur();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === input) {
      if (event.key === "Enter" && event.shiftKey) {
        event.preventDefault();
        go(now - 1);
      }
      return;
    }
    const keys = {
      "/": () => input.focus(),
      j: () => step(1),
      k: () => step(-1),
      n: () => go(now + 1),
      N: () => go(now - 1),
      o: () => panelButton.click(),
      l: () => leadButton.click(),
    };
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // ---- where the reader is, in the outline ----

  const entries = new Map();
  for (const link of document.querySelectorAll("#unres-outline a")) entries.set(link.getAttribute("href").slice(1), link);
  if ("IntersectionObserver" in window) {
    let current = null;
    const seen = new IntersectionObserver(
      (changes) => {
        const top = changes.filter((change) => change.isIntersecting)[0];
        const link = top && entries.get(top.target.id);
        if (!link || link === current) return;
        if (current) current.removeAttribute("aria-current");
        current = link;
        link.setAttribute("aria-current", "true");
        const list = link.closest("ol");
        if (!narrow.matches && list.offsetParent) {
          const panel = link.closest(".panel");
          const place = link.getBoundingClientRect();
          const frame = panel.getBoundingClientRect();
          if (place.top < frame.top || place.bottom > frame.bottom) panel.scrollTop += place.top - frame.top - 80;
        }
      },
      { rootMargin: "-80px 0px -70% 0px" },
    );
    for (const id of entries.keys()) {
      const element = document.getElementById(id);
      if (element) seen.observe(element);
    }
  }
})();
